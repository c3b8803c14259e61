// What the phone must do when the person's calls have moved from one state to the next. Pure.
import { type Aside, callId, type Line } from '#renderer/line/line.ts'
import { type LineEffect, lineEffects } from '#renderer/line/line-effects.ts'
import type { CallsEvent, TransferTo } from './next-calls.ts'

/** `later` of a line effect tells an event of the line; of a call, one of these. */
export type CallEffect =
  | LineEffect
  | { readonly kind: 'dial'; readonly id: string; readonly number: string }
  | { readonly kind: 'setAside'; readonly id: string; readonly tell: boolean }
  | { readonly kind: 'takeBack'; readonly id: string }
  | { readonly kind: 'transfer'; readonly id: string; readonly to: TransferTo }
  | {
      readonly kind: 'later'
      readonly inMs: number
      readonly event: Extract<CallsEvent, { kind: 'transferTooLong' }>
    }

/** Ringing there counts: who is passed on may be answered late. */
const TRANSFER_WITHIN_MS = 60_000

/** Who leaves the line is set aside before anybody else comes to it. */
export function callEffects(before: Line, after: Line, event: CallsEvent): CallEffect[] {
  if (before === after && event.kind !== 'invite') return []
  return [
    ...setAside(before, after),
    ...lineEffects(before, after, isOfLine(event) ? event : { kind: 'other' }),
    ...comesToLine(before, after),
    ...transfers(before, after),
  ]
}

type OfLine = Extract<Parameters<typeof lineEffects>[2], CallsEvent>

const isOfLine = (event: CallsEvent): event is OfLine =>
  event.kind === 'invite' || event.kind === 'ended' || event.kind === 'decline'

const isIn = (aside: readonly Aside[], id: string | null): boolean => aside.some(({ call }) => callId(call) === id)

const setAside = (before: Line, after: Line): CallEffect[] =>
  after.aside.flatMap(({ kind, call }): CallEffect[] => {
    const id = callId(call)
    return id === null || isIn(before.aside, id) ? [] : [{ kind: 'setAside', id, tell: kind === 'call' }]
  })

function comesToLine(before: Line, after: Line): CallEffect[] {
  const { call } = after
  const id = callId(call)
  if (id === null || id === callId(before.call)) return []
  if (isIn(before.aside, id)) return [{ kind: 'takeBack', id }]
  return call.kind === 'talking' && call.dialled ? [{ kind: 'dial', id, number: call.invite.from.number }] : []
}

function transfers(before: Line, after: Line): CallEffect[] {
  return after.aside.flatMap((one): CallEffect[] => {
    if (one.kind !== 'call' || !one.transfer || one.transfer.kind === 'joins') return []
    const { id } = one.call.invite
    const to = one.transfer
    if (before.aside.some((other) => other.kind === 'call' && other.transfer === to)) return []
    return [
      { kind: 'transfer', id, to },
      { kind: 'later', inMs: TRANSFER_WITHIN_MS, event: { kind: 'transferTooLong', id, to } },
    ]
  })
}
