// The monitor's logic: one pure function that moves it, design.md's rules 1 to 12.
import { nextAsking, nextConnecting } from './attach.ts'
import { nextEnding } from './ending.ts'
import { nextLive } from './live.ts'
import { askOf, type Connecting, type Idle, type Monitor, type MonitorInput } from './monitor.ts'

/** What the monitor is after the input; a late or impossible input returns the same object. `at` is epoch ms. */
export function next(monitor: Monitor, input: MonitorInput, at: number): Monitor {
  switch (monitor.phase) {
    case 'idle':
      return nextIdle(monitor, input, at)
    case 'asking':
      return nextAsking(monitor, input, at)
    case 'connecting':
      return input.kind === 'soundCame' && input.ticketId === monitor.ticket.id
        ? soundCame(monitor, at)
        : nextConnecting(monitor, input, at)
    case 'live':
      return nextLive(monitor, input, at)
    case 'ending':
      return nextEnding(monitor, input, at)
  }
}

/** What the PBX has told meanwhile counts now. */
function soundCame(monitor: Connecting, at: number): Monitor {
  if (monitor.sound === 'came') return monitor
  const heard: Monitor = { ...monitor, sound: 'came', untilSound: [] }
  return monitor.untilSound.reduce<Monitor>((now, event) => next(now, { kind: 'pbx', event }, at), heard)
}

function nextIdle(monitor: Idle, input: MonitorInput, at: number): Monitor {
  if (input.kind === 'listen') {
    return { phase: 'asking', asks: monitor.asks + 1, ...askOf(input), since: at, early: [] }
  }
  return input.kind === 'dismiss' && monitor.notice ? { ...monitor, notice: null } : monitor
}
