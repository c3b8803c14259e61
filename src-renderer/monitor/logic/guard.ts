// The guard against a forgotten monitor: after the call has ended it counts down and ends it, unless it is kept. Pure.
import type { Monitor } from './monitor.ts'

/** kept: the supervisor wants this monitor to stay, until its next call has ended as well. `until` is epoch ms. */
export type Guard =
  | { readonly kind: 'off' }
  | { readonly kind: 'counting'; readonly ticketId: string; readonly until: number; readonly lastsMs: number }
  | { readonly kind: 'kept'; readonly ticketId: string }

export type GuardEvent =
  | { readonly kind: 'monitor'; readonly monitor: Monitor }
  | { readonly kind: 'keep' }
  /** A changed length counts from now on, also for a countdown under way. */
  | { readonly kind: 'limit' }

export const noGuard: Guard = { kind: 'off' }

/** `at` is epoch ms. One that follows its agent is not forgotten: it waits for the next call on purpose. */
export function nextGuard(guard: Guard, event: GuardEvent, at: number, limitMs: number): Guard {
  switch (event.kind) {
    case 'monitor':
      return watched(guard, event.monitor, at, limitMs)
    case 'keep':
      return guard.kind === 'counting' ? { kind: 'kept', ticketId: guard.ticketId } : guard
    case 'limit':
      return guard.kind === 'counting' ? { ...guard, until: at + limitMs, lastsMs: limitMs } : guard
  }
}

function watched(guard: Guard, monitor: Monitor, at: number, lastsMs: number): Guard {
  const waits = monitor.phase === 'live' && monitor.call === 'ended' && !monitor.move && !monitor.follow.on
  if (!waits) return guard.kind === 'off' ? guard : noGuard
  const ticketId = monitor.ticket.id
  return guard.kind !== 'off' && guard.ticketId === ticketId
    ? guard
    : { kind: 'counting', ticketId, until: at + lastsMs, lastsMs }
}

/** Whether the monitor is to be ended now. */
export const isOver = (guard: Guard, at: number): boolean => guard.kind === 'counting' && at >= guard.until
