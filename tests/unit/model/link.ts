// The link between desk and window: one message after the other, each in its time, and cut.
import type { Desk, DeskHandlers } from '#contract/ipc.ts'
import type { FakeClock } from '../../fakes/fake-clock.ts'
import type { Chance } from './chance.ts'
import type { Lies } from './lies.ts'

export type LinkParts = {
  readonly clock: FakeClock
  readonly chance: Chance
  readonly lies: () => Lies
  readonly handlers: () => Partial<DeskHandlers>
  /** The window has been told something. */
  readonly told: () => void
}

export function createLink({ clock, chance, lies, handlers, told }: LinkParts) {
  const listeners = new Map<string, Set<(payload: unknown) => void>>()
  const pending = new Set<() => void>() // requests whose answers are on their way
  let isUp = true
  let cuts = 0
  let toWindowAt = 0 // the last message to the window arrives
  let toDeskAt = 0
  const arrival = (before: number) => Math.max(before, clock.ticks() + chance.below(lies().linkMs + 1))

  const say = (name: string, payload: unknown): void => {
    for (const listener of listeners.get(name) ?? []) listener(payload)
    told()
  }
  /** What is under way when it breaks is lost. */
  const toWindow = (deliver: () => void): void => {
    if (!isUp) return
    const mine = cuts
    toWindowAt = arrival(toWindowAt)
    clock.after(toWindowAt - clock.ticks(), () => mine === cuts && deliver())
  }
  const lose = (): void => {
    cuts += 1
    for (const one of [...pending]) one()
  }
  const desk: Desk = {
    on: (name, listener) => {
      const set = listeners.get(name) ?? new Set()
      listeners.set(name, set.add(listener as (payload: unknown) => void))
      return () => set.delete(listener as (payload: unknown) => void)
    },
    request: (name, input) =>
      new Promise((resolve, reject) => {
        const lost = () => {
          pending.delete(lost)
          reject(new Error('the desk is out of reach'))
        }
        if (!isUp) return lost()
        pending.add(lost)
        const handler = handlers()[name] as (given: unknown) => Promise<unknown>
        toDeskAt = arrival(toDeskAt)
        clock.after(toDeskAt - clock.ticks(), () => {
          if (!pending.has(lost)) return
          void handler(input).then((answer) => toWindow(() => pending.delete(lost) && resolve(answer as never)))
        })
      }),
  }
  return {
    desk,
    say,
    toWindow,
    lose,
    isUp: () => isUp,
    /** How often it has been lost so far. */
    cuts: () => cuts,
    set: (up: boolean): void => {
      isUp = up
      lose()
      say('link', { up, cause: null })
    },
  }
}
