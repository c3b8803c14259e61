// The floor in time: holds the one world, lets it go on when something is due, and tells what changed.
import { type Answer, yes } from '../kit/answer.ts'
import { createListeners } from '../kit/listeners.ts'
import type { Clock, Stop } from '../kit/time.ts'
import { advance, nextDue } from './advance.ts'
import { settleHelp } from './help-rules.ts'
import type { World } from './world.ts'

export type Stage = {
  world(): World
  /** Does something to the world of this very moment; a refusal changes nothing. */
  move<T>(change: (world: World) => Answer<{ readonly world: World; readonly value: T }>): Answer<T>
  /** Called with the world before and after every change; compare by identity to see what is new. */
  onChange(listener: (before: World, after: World) => void): Stop
  close(): void
}

const LONGEST_SLEEP_MS = 60_000

export function createStage(opening: World, clock: Clock): Stage {
  const changes = createListeners<[before: World, after: World]>()
  let world = opening
  let stopTimer: Stop = () => undefined

  const become = (next: World) => {
    const before = world
    world = next
    changes.tell(before, next)
    wait()
  }
  const catchUp = () => become(advance(world, clock.now()))
  const wait = () => {
    stopTimer()
    const due = nextDue(world)
    stopTimer =
      due === null ? () => undefined : clock.after(Math.min(LONGEST_SLEEP_MS, Math.max(1, due - clock.now())), catchUp)
  }
  wait()

  return {
    world: () => world,
    move(change) {
      const answer = change(advance(world, clock.now()))
      if (!answer.ok) return answer
      become(settleHelp(answer.value.world))
      return yes(answer.value.value)
    },
    onChange: changes.add,
    close() {
      stopTimer()
      changes.clear()
    },
  }
}
