// Keeps the floor as it stands now and hands it to whoever watches, in batches a window can draw.
import { applyPatch, type Floor, type FloorMessage, type FloorPatch, mergePatches } from '#contract/floor.ts'
import type { Stop } from '#main/pbx/connector.ts'

/** Runs the task once after `ms`; the answer calls it off. */
export type Schedule = (task: () => void, ms: number) => Stop

export type FloorKeeper = {
  /** A message of the connector. Patches before the first whole picture are dropped: there is nothing they could change. */
  readonly take: (message: FloorMessage) => void
  /** null until the first whole picture. Always current, whatever is still waiting to be sent. */
  readonly floor: () => Floor | null
  /** The whole picture at once, where there is one; then batches: the first change at once, later ones after `windowAfter` the last batch. */
  readonly watch: (listener: (message: FloorMessage) => void) => Stop
  readonly close: () => void
}

export function createFloorKeeper(schedule: Schedule): FloorKeeper {
  const listeners = new Set<(message: FloorMessage) => void>()
  let floor: Floor | null = null // without what is pending
  let pending: FloorPatch[] = []
  let waiting: FloorPatch | null = null // in the floor, but not sent yet
  let stopWindow: Stop | null = null

  const send = (message: FloorMessage) => {
    for (const listener of listeners) listener(message)
  }
  const shut = () => {
    stopWindow?.()
    stopWindow = null
    pending = []
    waiting = null
  }
  // A large floor changes thousands of times a second and is looked at less often: changes are put into it together.
  const settle = (): Floor | null => {
    if (!floor || pending.length === 0) return floor
    const patch = mergePatches(...pending)
    pending = []
    floor = applyPatch(floor, patch)
    waiting = waiting ? mergePatches(waiting, patch) : patch
    return floor
  }
  const sendBatch = () => {
    stopWindow = null
    settle()
    if (!waiting) return
    const patch = waiting
    waiting = null
    stopWindow = schedule(sendBatch, windowAfter(rowsOf(patch)))
    send({ kind: 'patch', patch })
  }

  return {
    take: (message) => {
      if (message.kind === 'patch') {
        if (!floor) return
        pending.push(message.patch)
        if (!stopWindow) sendBatch()
        return
      }
      shut()
      floor = message.floor
      send(message)
    },
    floor: settle,
    watch: (listener) => {
      listeners.add(listener)
      const whole = settle()
      // A batch that still waits reaches this listener too; it holds whole rows, so applying it again changes nothing.
      if (whole) listener({ kind: 'whole', floor: whole })
      return () => listeners.delete(listener)
    },
    close: () => {
      shut()
      listeners.clear()
    },
  }
}

/** Ms until the next batch may follow one of so many rows: nobody reads hundreds of changes ten times a second, and drawing them costs. */
export const windowAfter = (rows: number): number => Math.min(250, 100 + rows)

const rowsOf = ({ agents, calls, queues }: FloorPatch): number =>
  [agents, calls, queues].reduce((sum, change) => sum + (change?.set?.length ?? 0) + (change?.gone?.length ?? 0), 0)
