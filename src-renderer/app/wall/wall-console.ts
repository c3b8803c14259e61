// A window that shows the wallboard and nothing else: the floor as it is, without line and monitor.
import type { Desk } from '#contract/ipc.ts'
import type { Clock, Stop } from '#contract/time.ts'
import { asOf, freshness, type ReadyDesk } from '#renderer/desk/desk-state.ts'
import { type DeskFollower, type KnownDesk, knownDesk } from '#renderer/desk/follow-desk.ts'
import { createFloorStore, type FloorStore, feedFloor } from '#renderer/floor/floor-store.ts'
import { windowInput } from '#renderer/floor/input-before-news.ts'
import { createScreenClock, type ScreenClock } from '#renderer/ui/clock.ts'

export type WallConsole = {
  readonly desk: Desk
  readonly known: KnownDesk
  readonly floorClock: ScreenClock // stands still while the floor is stale
  readonly floor: FloorStore
  /** Nobody is to hear the supervisor in the window that monitors. */
  readonly hush: () => void
}

type WallParts = { readonly desk: Desk; readonly clock: Clock }

export function runWall(
  { desk, clock }: WallParts,
  follower: DeskFollower,
  first: ReadyDesk,
): { readonly wall: WallConsole; readonly stop: Stop } {
  const { store: known, stop: stopKnowing } = knownDesk(follower.store, first)
  const floorClock = createScreenClock(clock)
  const floor = createFloorStore()
  const freeze = () => floorClock.freezeAt(asOf(freshness(known.getState())))
  freeze()
  const stops = [known.subscribe(freeze), feedFloor(desk, floor, windowInput), stopKnowing]
  return {
    wall: {
      desk,
      known,
      floorClock,
      floor,
      hush: () => void desk.request('hush', null).catch(() => {}), // the signal `link` tells of a desk out of reach
    },
    stop: () => {
      for (const stop of stops) stop()
    },
  }
}
