// How the PBX, the network between and the machine lie at this moment. Pure.
import { type Fault, faults } from '../../fakes/fake-ari.ts'
import type { Chance } from './chance.ts'

export type Lies = {
  /** Share of ARI's requests that go wrong. */
  readonly requests: number
  /** Shares of ARI's events that are lost, come twice, or come late. */
  readonly lost: number
  readonly doubled: number
  readonly late: number
  /** How late AMI tells of what happened on the floor, at most (ms). */
  readonly amiMs: number
  /** How long a message between desk and window takes, at most (ms). */
  readonly linkMs: number
}

export const truthful: Lies = { requests: 0, lost: 0, doubled: 0, late: 0, amiMs: 1, linkMs: 1 }

/** As machines lie when something is wrong with them: one thing at a time mostly, sometimes all. */
export const liesAt = (chance: Chance): Lies =>
  chance.pick<Lies>([
    truthful,
    truthful,
    { ...truthful, requests: 0.2 },
    { ...truthful, requests: 0.7 },
    { ...truthful, requests: 1 },
    { ...truthful, doubled: 0.5 },
    { ...truthful, late: 0.5 },
    { ...truthful, lost: 0.3 },
    { ...truthful, amiMs: 800 },
    { ...truthful, linkMs: 400 },
    { requests: 0.3, lost: 0.1, doubled: 0.2, late: 0.2, amiMs: 300, linkMs: 100 },
  ])

/** What goes wrong with a request about this thing. A proxy that says 404 twice in a row of what is there would have to be believed. */
export function faultsOf(lies: () => Lies, chance: Chance): (about: string) => Fault | null {
  const before = new Map<string, Fault | null>()
  return (about) => {
    const fault = chance.happens(lies().requests) ? chance.pick(faults) : null
    const now = fault === 'notFound' && before.get(about) === 'notFound' ? 'error' : fault
    before.set(about, now)
    return now
  }
}
