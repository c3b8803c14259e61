// What an alert is: something on the floor is past its limit, and what it is about.
import type { AlertLimits } from '#contract/alerts.ts'

export type AlertKind = 'longestWait' | 'waitingCallers' | 'serviceLevel' | 'longCall' | 'longHold' | 'longPause'

export type Subject =
  | { readonly kind: 'queue'; readonly queueId: string }
  | { readonly kind: 'call'; readonly callId: string; readonly agentId: string | null }
  | { readonly kind: 'agent'; readonly agentId: string }

/** How far it is: a span that runs since a moment (epoch ms), a number of callers, or a share of one. */
export type Measure =
  | { readonly kind: 'since'; readonly at: number }
  | { readonly kind: 'callers'; readonly count: number }
  | { readonly kind: 'share'; readonly share: number }

/** The limit that is past: as in the rules, and whose it is: a queue's own, or the general one (null). */
export type Limit = { readonly value: number; readonly queueId: string | null }

/** How far past its limit it is, worst first. */
export const levels = ['critical', 'serious', 'mild'] as const
export type Level = (typeof levels)[number]

export type Alert = {
  readonly id: string
  readonly kind: AlertKind
  readonly subject: Subject
  readonly measure: Measure
  readonly limit: Limit
  readonly level: Level
  readonly times: number // how many whole times its limit it is
  readonly pastSince: number // since when it is past its limit as far as is known; epoch ms
  readonly raisedAt: number // epoch ms
}

/** `heldSince`: no PBX says it of all its calls, so it is when we first saw it. `snoozed`: until when, epoch ms. */
export type AlertsState = {
  readonly alerts: Readonly<Record<string, Alert>>
  readonly snoozed: Readonly<Record<string, number>>
  readonly heldSince: Readonly<Record<string, number>>
}

export const noAlerts: AlertsState = { alerts: {}, snoozed: {}, heldSince: {} }

export const limitOf: Readonly<Record<AlertKind, keyof AlertLimits>> = {
  longestWait: 'longestWaitS',
  waitingCallers: 'waitingCallers',
  serviceLevel: 'serviceLevel',
  longCall: 'longCallS',
  longHold: 'longHoldS',
  longPause: 'longPauseS',
}
