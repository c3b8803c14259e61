// The random life of the soak: how many calls there are, and what begins next.
import type { Chance } from '../../unit/model/chance.ts'
import type { Truth } from './truth.ts'
import type { World } from './world.ts'

export type Life = {
  readonly world: World
  readonly chance: Chance
  /** What the PBX printed last. */
  readonly truth: () => Truth | null
  readonly isOver: () => boolean
  /** Waits so long, a random while between the two, or until the promise has settled; true: it has. */
  readonly pass: (minS: number, maxS: number, until?: Promise<unknown>) => Promise<boolean>
  readonly count: (what: string) => void
  /** A number outside that nobody else has. */
  readonly newNumber: (prefix: '555' | '1555') => string
}

export type LifeParts = Pick<Life, 'world' | 'chance' | 'truth' | 'isOver'>

export function createLife(parts: LifeParts): { readonly life: Life; readonly counts: ReadonlyMap<string, number> } {
  const counts = new Map<string, number>()
  const next = { '555': 1000, '1555': 3000 }
  const life: Life = {
    ...parts,
    pass: (minS, maxS, until) => passed((minS + parts.chance.next() * (maxS - minS)) * 1000, until),
    count: (what) => counts.set(what, (counts.get(what) ?? 0) + 1),
    newNumber: (prefix) => {
      next[prefix]++
      return `${prefix}${next[prefix]}`
    },
  }
  return { life, counts }
}

function passed(ms: number, until?: Promise<unknown>): Promise<boolean> {
  return new Promise((resolve) => {
    const timer = setTimeout(() => resolve(false), ms)
    const settled = () => {
      clearTimeout(timer)
      resolve(true)
    }
    until?.then(settled, settled)
  })
}

/** Things that may happen, with how often each does beside the others. */
export type Weighted = readonly (readonly [weight: number, name: string, run: (life: Life) => Promise<void>])[]

export async function oneOf(life: Life, things: Weighted): Promise<void> {
  const sum = things.reduce((total, [weight]) => total + weight, 0)
  let at = life.chance.next() * sum
  for (const [weight, name, run] of things) {
    at -= weight
    if (at > 0) continue
    life.count(name)
    return run(life)
  }
}
