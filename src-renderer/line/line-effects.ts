// What the phone must do when the line has moved from one state to the next. Pure.
import { callId, holds, type Line, type LineEvent } from './line.ts'
import type { DeclineStatus } from './phone.ts'

export type LineEffect =
  | { readonly kind: 'answer'; readonly id: string }
  | { readonly kind: 'decline'; readonly id: string; readonly status: DeclineStatus }
  | { readonly kind: 'hangUp'; readonly id: string }
  | { readonly kind: 'later'; readonly inMs: number; readonly event: LineEvent }

/** How long an INVITE may wait for the ticket that says whose it is. */
export const UNDECIDED_MS = 1_000

/** What happened, as far as it matters here. */
type Happened = LineEvent | { readonly kind: 'other' }

export function lineEffects(before: Line, after: Line, event: Happened): LineEffect[] {
  return [...turnedAway(before, after, event), ...answers(before, after), ...waits(before, after)]
}

function turnedAway(before: Line, after: Line, event: Happened): LineEffect[] {
  const gone = [...heldBy(before), ...(event.kind === 'invite' ? [event.invite.id] : [])]
    .filter((id) => !holds(after, id))
    .filter((id) => !(event.kind === 'ended' && event.id === id))
  return [...new Set(gone)].map((id) =>
    isAnswered(before, id)
      ? { kind: 'hangUp', id }
      : { kind: 'decline', id, status: event.kind === 'decline' ? (event.status ?? 603) : 486 },
  )
}

const isAnswered = ({ call, aside }: Line, id: string): boolean =>
  (id === callId(call) && call.kind !== 'ringing') || aside.some((one) => callId(one.call) === id)

const heldBy = (line: Line): string[] => {
  const id = callId(line.call)
  const waiting = line.waiting ? [line.waiting.id] : []
  const aside = line.aside.flatMap(({ call }) => callId(call) ?? [])
  return [...(id === null ? [] : [id]), ...aside, ...waiting, ...line.undecided.map((invite) => invite.id)]
}

function answers(before: Line, after: Line): LineEffect[] {
  const { call } = after
  if (call.kind !== 'monitor' && call.kind !== 'talking') return []
  const id = callId(call)
  const wasDialled = call.kind === 'talking' && call.dialled !== undefined
  return wasDialled || id === null || isAnswered(before, id) ? [] : [{ kind: 'answer', id }]
}

const waits = (before: Line, after: Line): LineEffect[] =>
  after.undecided
    .filter((invite) => !before.undecided.includes(invite))
    .map((invite) => ({ kind: 'later', inMs: UNDECIDED_MS, event: { kind: 'undecidedTooLong', id: invite.id } }))
