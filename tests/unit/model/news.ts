// AMI as the model has it: it tells in order, late, of the calls there are; cut, it tells nothing, and everything once it is back.
import { deskFailure } from '#contract/errors.ts'
import type { FloorMessage } from '#contract/floor.ts'
import { createListeners } from '#contract/observable.ts'
import { createFeedStatus } from '#main/pbx/kit/feed-status.ts'
import type { FakeClock } from '../../fakes/fake-clock.ts'
import type { Chance } from './chance.ts'
import { callsAtFirst, floorOf, patchOf, type TrueCall } from './floor-truth.ts'
import type { Lies } from './lies.ts'

export type NewsParts = {
  readonly clock: FakeClock
  readonly chance: Chance
  readonly lies: () => Lies
  /** The picture has changed. */
  readonly changed: () => void
  /** A mistake put back: how late the news are is read from the clock that people set. */
  readonly readsWallClock: boolean
}

const CHATTER_EVERY_MS = 1000
const cut = deskFailure('pbxUnreachable', 'AMI is cut')

export function newsOf({ clock, chance, lies, changed, readsWallClock }: NewsParts) {
  const floors = createListeners<FloorMessage>()
  let truth: readonly TrueCall[] = callsAtFirst
  let told: readonly TrueCall[] = callsAtFirst
  let arrives = 0 // the last of what is under way
  let connections = 1
  let isUp = true

  /** One after the other; what is under way when the connection is cut is lost. */
  const tell = (deliver: () => void): void => {
    if (!isUp) return
    const mine = connections
    arrives = Math.max(arrives, clock.ticks() + chance.below(lies().amiMs + 1))
    clock.after(arrives - clock.ticks(), () => isUp && mine === connections && deliver())
  }
  const heard = (): Promise<void> =>
    new Promise((resolve) => void clock.after(Math.max(1, Math.min(2000, arrives - clock.ticks())), resolve))
  const status = createFeedStatus({
    clock: readsWallClock ? { ...clock, ticks: clock.now } : clock,
    refusals: [],
    askEveryMs: CHATTER_EVERY_MS,
    ask: heard,
  })
  const stamp = (happenedAt: number) => status.stamp(happenedAt)
  clock.every(CHATTER_EVERY_MS, () => {
    const happenedAt = clock.ticks()
    tell(() => stamp(happenedAt))
  })

  return {
    status,
    on: floors.on,
    heard,
    isUp: () => isUp,
    truth: () => truth,
    told: () => told,
    change: (next: readonly TrueCall[]): void => {
      truth = next
      const happenedAt = clock.ticks()
      tell(() => {
        const before = floorOf(told)
        told = next
        stamp(happenedAt)
        floors.emit({ kind: 'patch', patch: patchOf(before, floorOf(told)) })
        changed()
      })
    },
    cut: (): void => {
      isUp = false
      status.lost(cut)
    },
    mend: (): void => {
      isUp = true
      connections += 1
      told = truth
      floors.emit({ kind: 'whole', floor: floorOf(told) })
      changed()
    },
  }
}
