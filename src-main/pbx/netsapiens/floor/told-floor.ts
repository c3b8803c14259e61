// The floor as it is told: whole, then patches of what changed, the first soon and the next ones together.
import { emptyFloor, type Floor, type FloorMessage, type FloorPatch } from '#contract/floor.ts'
import { createListeners } from '#contract/observable.ts'
import type { NetsapiensSite } from '#contract/site-netsapiens.ts'
import type { Clock, Stop } from '#contract/time.ts'
import { timeReader } from '../wire/timestamp.ts'
import { createFloorMap } from './floor-map.ts'
import type { Picture } from './picture.ts'
import { type View, viewOf } from './view.ts'

/** Changes of the picture are told together: the first soon, the next no earlier than this. */
const firstAfterMs = 15
const windowMs = 50

export type ToldFloor = {
  readonly tellWhole: () => void
  /** `then` runs once it has been told. */
  readonly tellSoon: (then: () => void) => void
  readonly stop: Stop
  readonly on: (listener: (message: FloorMessage) => void) => Stop
  /** What the monitors may ask of it. */
  readonly view: (user: string) => View
}

export function createToldFloor(site: NetsapiensSite, clock: Clock, picture: () => Picture): ToldFloor {
  const listeners = createListeners<FloorMessage>()
  const map = createFloorMap(
    { extensionDigits: site.extensionDigits, readTime: timeReader(site.timeZone, clock.now) },
    site.legIs,
  )
  let floor: Floor | null = null
  let nextAt = 0
  let stopTimer: Stop | null = null

  const stop = () => {
    stopTimer?.()
    stopTimer = null
  }
  const tell = (kind: FloorMessage['kind']) => {
    stop()
    const before = floor ?? emptyFloor
    const now = map.floor(picture(), before, clock.now())
    nextAt = clock.now() + windowMs
    floor = now
    if (kind === 'whole') return listeners.emit({ kind, floor: now })
    const patch = floorDiff(before, now)
    if (patch) listeners.emit({ kind, patch })
  }
  return {
    tellWhole: () => tell('whole'),
    tellSoon: (then) => {
      stopTimer ??= clock.after(Math.max(firstAfterMs, nextAt - clock.now()), () => {
        tell('patch')
        then()
      })
    },
    stop,
    on: (listener) => {
      if (floor) listener({ kind: 'whole', floor })
      return listeners.on(listener)
    },
    view: (user) => {
      const { taps, meaning } = map.last()
      return viewOf(picture(), floor ?? emptyFloor, taps, meaning, user)
    },
  }
}

/** What changed between two floors, as a patch of whole rows; null when nothing did. */
export function floorDiff(before: Floor, after: Floor): FloorPatch | null {
  const patch: FloorPatch = {
    agents: tableDiff(before.agents, after.agents),
    calls: tableDiff(before.calls, after.calls),
    queues: tableDiff(before.queues, after.queues),
  }
  return patch.agents || patch.calls || patch.queues ? patch : null
}

function tableDiff<T>(before: Readonly<Record<string, T>>, after: Readonly<Record<string, T>>) {
  const set = Object.keys(after).flatMap((id) => {
    const row = after[id]
    return row !== undefined && !same(before[id], row) ? [row] : []
  })
  const gone = Object.keys(before).filter((id) => !(id in after))
  return set.length > 0 || gone.length > 0 ? { set, gone } : undefined
}

function same(a: unknown, b: unknown): boolean {
  return a === b || (a !== undefined && JSON.stringify(a) === JSON.stringify(b))
}
