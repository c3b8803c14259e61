// The floor in time: holds the one world, lets it go on when something is due, and tells what changed.
import { type Answer, yes } from '../kit/answer.ts'
import type { Stop } from '../kit/telephony.ts'
import { advance, nextDue } from './advance.ts'
import { settleHelp } from './help-rules.ts'
import type { World } from './world.ts'

export type StageParts = {
  readonly now: () => number // epoch ms
  readonly after: (ms: number, run: () => void) => Stop
}

export type Stage = {
  world(): World
  /** Does something to the world of this very moment; a refusal changes nothing. */
  move<T>(change: (world: World) => Answer<{ readonly world: World; readonly value: T }>): Answer<T>
  /** Called with the world before and after every change; compare by identity to see what is new. */
  onChange(listener: (before: World, after: World) => void): Stop
  close(): void
}

const LONGEST_SLEEP_MS = 60_000

export function createStage(opening: World, parts: StageParts): Stage {
  const listeners = new Set<(before: World, after: World) => void>()
  let world = opening
  let stopTimer: Stop = () => undefined

  const become = (next: World) => {
    const before = world
    world = next
    for (const listener of listeners) listener(before, next)
    wait()
  }
  const catchUp = () => become(advance(world, parts.now()))
  const wait = () => {
    stopTimer()
    const due = nextDue(world)
    stopTimer =
      due === null ? () => undefined : parts.after(Math.min(LONGEST_SLEEP_MS, Math.max(1, due - parts.now())), catchUp)
  }
  wait()

  return {
    world: () => world,
    move(change) {
      const answer = change(advance(world, parts.now()))
      if (!answer.ok) return answer
      become(settleHelp(answer.value.world))
      return yes(answer.value.value)
    },
    onChange(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    close() {
      stopTimer()
      listeners.clear()
    },
  }
}
