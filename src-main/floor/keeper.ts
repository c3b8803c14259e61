// Keeps the floor as it stands now and hands it to whoever watches, in batches a window can draw.
import {
  applyPatch,
  type Floor,
  type FloorMessage,
  type FloorPatch,
  mergePatches,
} from '../../src-preload/contract/floor.ts'
import type { Stop } from '../pbx/connector.ts'

/** Runs the task once after `ms`; the answer calls it off. */
export type Schedule = (task: () => void, ms: number) => Stop

export type FloorKeeper = {
  /** A message of the connector. Patches before the first whole picture are dropped: there is nothing they could change. */
  readonly take: (message: FloorMessage) => void
  /** null until the first whole picture. Always current, whatever is still waiting to be sent. */
  readonly floor: () => Floor | null
  /** The whole picture at once, where there is one; then batches: the first change at once, later ones at most `windowMs` later. */
  readonly watch: (listener: (message: FloorMessage) => void) => Stop
  readonly close: () => void
}

export function createFloorKeeper(schedule: Schedule, windowMs = 100): FloorKeeper {
  const listeners = new Set<(message: FloorMessage) => void>()
  let floor: Floor | null = null
  let waiting: FloorPatch | null = null
  let stopWindow: Stop | null = null

  const send = (message: FloorMessage) => {
    for (const listener of listeners) listener(message)
  }
  const shut = () => {
    stopWindow?.()
    stopWindow = null
    waiting = null
  }
  const openWindow = () => {
    stopWindow = schedule(() => {
      stopWindow = null
      if (!waiting) return
      const patch = waiting
      waiting = null
      openWindow()
      send({ kind: 'patch', patch })
    }, windowMs)
  }
  const takePatch = (before: Floor, patch: FloorPatch) => {
    floor = applyPatch(before, patch)
    if (stopWindow) {
      waiting = waiting ? mergePatches(waiting, patch) : patch
      return
    }
    openWindow()
    send({ kind: 'patch', patch })
  }

  return {
    take: (message) => {
      if (message.kind === 'patch') {
        if (floor) takePatch(floor, message.patch)
        return
      }
      shut()
      floor = message.floor
      send(message)
    },
    floor: () => floor,
    watch: (listener) => {
      listeners.add(listener)
      // A batch that still waits reaches this listener too; it holds whole rows, so applying it again changes nothing.
      if (floor) listener({ kind: 'whole', floor })
      return () => listeners.delete(listener)
    },
    close: () => {
      shut()
      listeners.clear()
    },
  }
}
