// What is told of a monitor waits while its ticket is being handed out.
import type { MonitorEvent } from '#contract/monitor.ts'

export type Outbox = ReturnType<typeof createOutbox>

/** Holds events back while a ticket is being handed out: the window cannot place what it has no ticket for. */
export function createOutbox(emit: (event: MonitorEvent) => void) {
  const waiting: MonitorEvent[] = []
  let isShut = false
  return {
    put: (event: MonitorEvent) => {
      if (isShut) waiting.push(event)
      else emit(event)
    },
    shut: () => {
      isShut = true
    },
    open: () => {
      isShut = false
      for (const event of waiting.splice(0)) emit(event)
    },
  }
}
