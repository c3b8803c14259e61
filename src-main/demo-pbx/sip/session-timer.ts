// Session timers (RFC 4028): who refreshes a dialog, how often, and when it counts as dead.
import type { Clock, Stop } from '../kit/time.ts'
import { parseParams } from './fields.ts'
import { type Header, header, type SipMessage, type SipRequest } from './message.ts'

export const MIN_SE = 90

export type SessionTimer = { readonly seconds: number; readonly refresher: 'us' | 'them' }

/** What a request of the phone (its INVITE or UPDATE) leads to; `tooShort` is to be answered with 422 and Min-SE. */
export function timerAsked(request: SipRequest): SessionTimer | 'none' | 'tooShort' {
  const asked = parseExpires(request)
  if (asked === null) return 'none'
  if (asked.seconds < MIN_SE) return 'tooShort'
  return { seconds: asked.seconds, refresher: asked.refresher === 'uas' ? 'us' : 'them' }
}

/** What the phone's 2xx to a request of ours leads to. Without the header the phone does no timers, so we refresh. */
export function timerGranted(response: SipMessage, asked: number): SessionTimer {
  const granted = parseExpires(response)
  if (granted === null) return { seconds: asked, refresher: 'us' }
  return { seconds: Math.max(granted.seconds, MIN_SE), refresher: granted.refresher === 'uac' ? 'us' : 'them' }
}

/** For our 2xx: the phone is the `uac` of the request being answered. */
export function timerHeaders(timer: SessionTimer | 'none'): Header[] {
  if (timer === 'none') return []
  const refresher = timer.refresher === 'us' ? 'uas' : 'uac'
  const expires: Header = ['Session-Expires', `${timer.seconds};refresher=${refresher}`]
  return timer.refresher === 'them' ? [expires, ['Require', 'timer']] : [expires]
}

/** Starts over at each refresh: ours is due at half the time, theirs is overdue a third, at most 32 s, before its end. */
export function armTimer(timer: SessionTimer, after: Clock['after'], on: { refresh(): void; expired(): void }): Stop {
  if (timer.refresher === 'us') return after(timer.seconds * 500, on.refresh)
  return after((timer.seconds - Math.min(32, timer.seconds / 3)) * 1000, on.expired)
}

function parseExpires(message: SipMessage): { seconds: number; refresher: string } | null {
  const match = /^(\d{1,9})\s*(;.*)?$/.exec(header(message, 'Session-Expires') ?? '')
  if (!match) return null
  return { seconds: Number(match[1]), refresher: parseParams(match[2] ?? '').get('refresher') ?? '' }
}
