// Keeps one dialog's session timer (RFC 4028): our refreshes by UPDATE, and the end when nobody refreshes.
import type { CallEnd } from '../kit/telephony.ts'
import type { Clock, Stop } from '../kit/time.ts'
import type { Header, SipResponse } from './message.ts'
import { armTimer, type SessionTimer, timerGranted } from './session-timer.ts'

export type SessionRefresh = {
  /** Starts over; 'none' keeps to what was agreed before. */
  agreed(timer: SessionTimer | 'none'): void
  stop(): void
}

type RefreshParts = Pick<Clock, 'after'> & {
  readonly send: (method: 'UPDATE', headers: readonly Header[], onFinal: (response: SipResponse | null) => void) => void
  readonly hangUp: (end: CallEnd) => void
}

const RETRY_MS = 2_000

export function createSessionRefresh(parts: RefreshParts): SessionRefresh {
  let timer: SessionTimer | 'none' = 'none'
  let isOver = false
  let stopTimer: Stop = () => {}

  const arm = () => {
    stopTimer()
    if (timer === 'none' || isOver) return
    stopTimer = armTimer(timer, parts.after, {
      refresh,
      expired: () => parts.hangUp({ by: 'local', status: 408, reason: 'The session timer ran out' }),
    })
  }
  function refresh(): void {
    if (timer === 'none') return
    const expires: Header = ['Session-Expires', `${timer.seconds};refresher=uac`]
    parts.send('UPDATE', [['Supported', 'timer'], expires], refreshed)
  }
  function refreshed(response: SipResponse | null): void {
    if (isOver || timer === 'none') return
    const status = response?.status ?? 408
    if (status === 408 || status === 481) {
      parts.hangUp({ by: 'local', status, reason: 'The phone no longer knows the call' })
    } else if (status === 491 || status === 500) {
      stopTimer = parts.after(RETRY_MS, refresh)
    } else {
      // A phone that does not know UPDATE is alive all the same.
      if (response && status < 300) timer = timerGranted(response, timer.seconds)
      arm()
    }
  }

  return {
    agreed(next) {
      if (next !== 'none') timer = next
      arm()
    },
    stop() {
      isOver = true
      stopTimer()
    },
  }
}
