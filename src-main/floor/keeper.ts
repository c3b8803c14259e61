// Keeps the floor as it stands now and hands it to whoever watches, in batches a window can draw.
import { applyPatch, type Floor, type FloorMessage, type FloorPatch, mergePatches } from '#contract/floor.ts'
import { createListeners } from '#contract/observable.ts'
import type { Clock, Stop } from '#contract/time.ts'

export type FloorKeeper = {
  /** A message of the connector. Patches before the first whole picture are dropped: there is nothing they could change. */
  readonly apply: (message: FloorMessage) => void
  /** null until the first whole picture. Always current, whatever is still waiting to be sent. */
  readonly floor: () => Floor | null
  /** The whole picture at once, where there is one; then batches: the first change at once, later ones after `windowAfter` the last batch. */
  readonly watch: (listener: (message: FloorMessage) => void) => Stop
  readonly close: () => void
}

export function createFloorKeeper({ after }: Pick<Clock, 'after'>): FloorKeeper {
  const messages = createListeners<FloorMessage>()
  let floor: Floor | null = null // without what is pending
  let pending: FloorPatch[] = []
  let waiting: FloorPatch | null = null // in the floor, but not sent yet
  let stopWindow: Stop | null = null

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
    stopWindow = after(windowAfter(rowsOf(patch)), sendBatch)
    messages.emit({ kind: 'patch', patch })
  }

  return {
    apply: (message) => {
      if (message.kind === 'patch') {
        if (!floor) return
        pending.push(message.patch)
        if (!stopWindow) sendBatch()
        return
      }
      shut()
      floor = message.floor
      messages.emit(message)
    },
    floor: settle,
    watch: (listener) => {
      const stop = messages.on(listener)
      const whole = settle()
      // A batch that still waits reaches this listener too; it holds whole rows, so applying it again changes nothing.
      if (whole) listener({ kind: 'whole', floor: whole })
      return stop
    },
    close: () => {
      shut()
      messages.clear()
    },
  }
}

/** Ms until the next batch may follow one of so many rows: nobody reads hundreds of changes ten times a second, and drawing them costs. */
export const windowAfter = (rows: number): number => Math.min(250, 100 + rows)

const rowsOf = ({ agents, calls, queues }: FloorPatch): number =>
  [agents, calls, queues].reduce((sum, change) => sum + (change?.set?.length ?? 0) + (change?.gone?.length ?? 0), 0)
