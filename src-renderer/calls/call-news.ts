// What the person is told of a call they have placed or passed on, once it is known. Pure.
import type { Line, Transfer } from '#renderer/line/line.ts'
import type { Invite } from '#renderer/line/phone.ts'
import type { CallsEvent } from './next-calls.ts'

type Other = Invite['from']

/** `status`: of SIP; 0: nothing came. */
export type CallNews =
  | { readonly kind: 'notConnected'; readonly other: Other; readonly status: number }
  | { readonly kind: 'transferred'; readonly other: Other; readonly to: Transfer }
  | { readonly kind: 'notTransferred'; readonly other: Other; readonly status: number }

/** By the line before the event: what has ended is not in the one after. Null: there is nothing to tell. */
export function newsOfCalls({ call, aside }: Line, event: CallsEvent): CallNews | null {
  switch (event.kind) {
    case 'ended': {
      const passed = transferOf(aside, event.id)
      // The PBX takes its leg back when it has passed the call on, and may do so before it says that it has (RFC 5589, 6.1). One that cannot
      // be passed on is told by a refusal, and stays.
      if (passed) return { kind: 'transferred', other: passed.other, to: passed.transfer }
      const isPlaced = call.kind === 'talking' && call.dialled && !call.up && call.invite.id === event.id
      if (!isPlaced || event.status === undefined) return null
      return { kind: 'notConnected', other: call.invite.from, status: event.status }
    }
    case 'transferred':
    case 'transferTooLong': {
      const one = transferOf(aside, event.id)
      if (!one) return null
      const { other } = one
      if (event.kind === 'transferTooLong')
        return one.transfer === event.to ? { kind: 'notTransferred', other, status: 0 } : null
      const isDone = event.status >= 200 && event.status < 300
      return isDone
        ? { kind: 'transferred', other, to: one.transfer }
        : { kind: 'notTransferred', other, status: event.status }
    }
    default:
      return null
  }
}

/** Of a call that is being passed on; not of the one it is joined with. */
function transferOf(aside: Line['aside'], id: string) {
  const one = aside.find((each) => each.kind === 'call' && each.call.invite.id === id)
  if (one?.kind !== 'call' || !one.transfer || one.transfer.kind === 'joins') return null
  return { other: one.call.invite.from, transfer: one.transfer }
}

/** The kinds of refusal that have a sentence of their own (RFC 3261, section 21). */
export type CallFailure =
  | 'busy'
  | 'declined'
  | 'noAnswer'
  | 'noSuchNumber'
  | 'notAllowed'
  | 'noSound'
  | 'refused'
  | 'pbxFailed'
  | 'noConnection'
  | 'cannotPass'

/** Of a call that was to be passed on: a PBX that knows no REFER, or does it not for this call (RFC 3515 2.4.2). */
export function passFailureOf(status: number): CallFailure {
  return [403, 405, 415, 420, 488, 489, 501, 606].includes(status) ? 'cannotPass' : failureOf(status)
}

export function failureOf(status: number): CallFailure {
  switch (status) {
    case 486:
    case 600:
      return 'busy'
    case 603:
    case 607: // unwanted (RFC 8197)
      return 'declined'
    case 408:
    case 480:
    case 487:
      return 'noAnswer'
    case 404:
    case 410:
    case 416:
    case 484:
    case 485:
    case 604:
      return 'noSuchNumber'
    case 401:
    case 402:
    case 403:
    case 407:
      return 'notAllowed'
    case 415:
    case 488:
    case 606:
      return 'noSound'
  }
  if (status >= 500 && status < 600) return 'pbxFailed'
  return status < 300 ? 'noConnection' : 'refused'
}
