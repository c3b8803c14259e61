// The monitor's logic: one pure function that moves it, design.md's rules 1 to 12.
import { nextAsking, nextConnecting, nextEnding } from './attach.ts'
import { nextLive } from './live.ts'
import type { Idle, Monitor, MonitorInput } from './monitor.ts'

/** What the monitor is after the input; a late or impossible input returns the same object. `at` is epoch ms. */
export function next(monitor: Monitor, input: MonitorInput, at: number): Monitor {
  switch (monitor.phase) {
    case 'idle':
      return nextIdle(monitor, input, at)
    case 'asking':
      return nextAsking(monitor, input, at)
    case 'connecting':
      return nextConnecting(monitor, input, at)
    case 'live':
      return nextLive(monitor, input, at)
    case 'ending':
      return nextEnding(monitor, input, at)
  }
}

function nextIdle(monitor: Idle, input: MonitorInput, at: number): Monitor {
  if (input.kind === 'listen') {
    const { target, follow, why } = input
    return { phase: 'asking', asks: monitor.asks + 1, target, follow, why, since: at, early: [] }
  }
  return input.kind === 'dismiss' && monitor.notice ? { ...monitor, notice: null } : monitor
}
