// What must be done when the monitor has moved from one state to the next. Pure; runner.ts does it.

import { isSoundless } from '#contract/errors.ts'
import type { Hearer } from '#contract/hearers.ts'
import type { MonitorWhy, WindowEnd } from '#contract/history.ts'
import type { Mode, MonitorTicket, Target } from '#contract/monitor.ts'
import type { LineEvent } from '#renderer/line/line.ts'
import { type Ask, askOf, type Digits, type Live, type Monitor, type MonitorInput, type Notice } from './monitor.ts'

export type Effect =
  | (Ask & { readonly kind: 'start'; readonly askId: number })
  | {
      readonly kind: 'setMode'
      readonly ticketId: string
      readonly target: Target
      readonly mode: Mode
      readonly hearers: readonly Hearer[]
      readonly changeId: number
    }
  | ({ readonly kind: 'sendDigits'; readonly ticketId: string; readonly changeId: number } & Digits)
  | {
      readonly kind: 'hop'
      readonly ticketId: string
      readonly hopId: number
      readonly target: Target
      readonly why: MonitorWhy
      readonly reason: Ask['reason']
      readonly isPrivate?: Ask['isPrivate']
    }
  | { readonly kind: 'setFollow'; readonly ticketId: string; readonly follow: boolean; readonly askedId: number }
  | { readonly kind: 'takeOver'; readonly ticketId: string; readonly target: Target; readonly actId: string }
  | { readonly kind: 'end'; readonly ticketId: string; readonly why: WindowEnd }
  | { readonly kind: 'later'; readonly inMs: number; readonly input: MonitorInput }

const limitsMs = {
  start: 10_000,
  connect: 10_000,
  doubt: 2_000,
  change: 2_000,
  hop: 5_000,
  takeOver: 15_000,
  end: 3_000,
} as const

export function effectsOf(before: Monitor, after: Monitor): Effect[] {
  if (before === after) return []
  switch (after.phase) {
    case 'idle':
      return []
    case 'asking':
      return before.phase === 'asking' && before.asks === after.asks ? [] : asked(after)
    case 'connecting': {
      const { id: ticketId, answerWithinMs: inMs = limitsMs.connect } = after.ticket
      const input = { kind: 'connectTimedOut', ticketId } as const
      const doubtful = later('doubt', { kind: 'connectDoubtful', ticketId })
      const isNew = before.phase !== 'connecting'
      const isDoubted = after.doubt !== null && (before.phase !== 'connecting' || before.doubt === null)
      return [...(isNew ? [{ kind: 'later', inMs, input } as const] : []), ...(isDoubted ? [doubtful] : [])]
    }
    case 'live':
      return liveEffects(before.phase === 'live' ? before : null, after)
    case 'ending':
      return endingEffects(before, after)
  }
}

/** What the line must know of the monitor's move. */
export function newsForLine(before: Monitor, after: Monitor): LineEvent[] {
  const news: LineEvent[] = []
  const began = after.phase === 'asking' && !(before.phase === 'asking' && before.asks === after.asks)
  const took = after.phase === 'idle' && before.phase === 'live' ? after.tookOver : undefined
  if (took) return [{ kind: 'tookOver', ...took }]
  if (before.phase !== 'idle' && (after.phase === 'idle' || began)) news.push({ kind: 'monitorOver' })
  if (began) news.push({ kind: 'monitorAsked' })
  const ticket = ticketOf(after)
  if (ticket && ticket !== ticketOf(before) && before.phase === 'asking') {
    news.push({ kind: 'ticket', ticket: { ticketId: ticket.id, mark: ticket.mark, askedAt: before.since } })
  }
  if (ticket && after.phase === 'ending' && !(before.phase === 'ending' && before.ticket)) {
    news.push({ kind: 'ticketUnwanted', mark: ticket.mark })
  }
  return news
}

const ticketOf = (monitor: Monitor): MonitorTicket | null =>
  monitor.phase === 'idle' || monitor.phase === 'asking' ? null : monitor.ticket

const later = (limit: keyof typeof limitsMs, input: MonitorInput): Effect => ({
  kind: 'later',
  inMs: limitsMs[limit],
  input,
})

function asked(after: Extract<Monitor, { phase: 'asking' }>): Effect[] {
  const { asks: askId } = after
  return [{ kind: 'start', askId, ...askOf(after) }, later('start', { kind: 'startTimedOut', askId })]
}

function endingEffects(before: Monitor, after: Extract<Monitor, { phase: 'ending' }>): Effect[] {
  const { ticket, asks: askId } = after
  if (before.phase === 'ending' && before.ticket === ticket) return []
  const limit = later(ticket ? 'end' : 'start', { kind: 'endTimedOut', askId })
  return ticket ? [{ kind: 'end', ticketId: ticket.id, why: endOf(after.notice) }, limit] : [limit]
}

/** As it stands in the history. */
function endOf(notice: Notice | null): WindowEnd {
  const error = notice?.kind === 'over' || notice?.kind === 'notStarted' ? notice.error : null
  return error && isSoundless(error) ? 'noSound' : 'asked'
}

function liveEffects(before: Live | null, after: Live): Effect[] {
  return [
    ...modeEffects(before, after),
    ...digitEffects(before, after),
    ...hopEffects(before, after),
    ...followEffects(before, after),
    ...takeOverEffects(before, after),
  ]
}

function takeOverEffects(before: Live | null, after: Live): Effect[] {
  const { taking, target } = after
  if (!taking) return []
  const { actId, answer } = taking
  const [ticketId, was] = [after.ticket.id, before?.taking?.actId === actId ? before.taking.answer : null]
  const limit = was === null ? [later('takeOver', { kind: 'takeOverTimedOut', ticketId, actId })] : []
  const isAsked = answer === 'awaited' && was !== 'awaited'
  return isAsked ? [{ kind: 'takeOver', ticketId, target, actId }, ...limit] : limit
}

/** The change of mode that is wanted from the PBX now. */
function wantedChange(live: Live | null): { readonly mode: Mode; readonly changeId: number } | null {
  if (!live || live.modeState.kind === 'confirmed') return null
  const { modeState } = live
  if (modeState.kind === 'changing') return { mode: modeState.to, changeId: modeState.changeId }
  return modeState.asked ? { mode: 'listen', changeId: modeState.changeId } : null
}

function modeEffects(before: Live | null, after: Live): Effect[] {
  const wanted = wantedChange(after)
  if (!wanted || wanted.changeId === wantedChange(before)?.changeId) return []
  const ticketId = after.ticket.id
  const { mode, changeId } = wanted
  const { target } = after
  const hearers = mode === 'listen' ? [] : after.chosenFor
  return [
    { kind: 'setMode', ticketId, target, mode, hearers, changeId },
    later('change', { kind: 'changeTimedOut', ticketId, changeId }),
  ]
}

const digitsOf = (live: Live | null): Digits | null =>
  !live || live.modeState.kind === 'confirmed' ? null : live.modeState.digits

function digitEffects(before: Live | null, after: Live): Effect[] {
  const digits = digitsOf(after)
  if (!digits || digits === digitsOf(before) || after.modeState.kind === 'confirmed') return []
  return [{ kind: 'sendDigits', ticketId: after.ticket.id, changeId: after.modeState.changeId, ...digits }]
}

function hopEffects(before: Live | null, after: Live): Effect[] {
  if (!after.move || after.move.hopId === before?.move?.hopId) return []
  const { to: target, hopId, why, reason, isPrivate } = after.move
  const ticketId = after.ticket.id
  return [
    { kind: 'hop', ticketId, target, why, reason, isPrivate, hopId },
    later('hop', { kind: 'hopTimedOut', ticketId, hopId }),
  ]
}

function followEffects(before: Live | null, after: Live): Effect[] {
  const { askedId, on: follow } = after.follow
  if (!before || askedId === before.follow.askedId) return []
  return [{ kind: 'setFollow', ticketId: after.ticket.id, follow, askedId }]
}
