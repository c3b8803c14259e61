// Where the picture and the PBX's lists say otherwise, each difference by a name that is the same as long as it lasts. Pure.
import { isGone, type Leg, type Tables } from './tables.ts'

export function differencesOf(told: Tables, listed: Tables): ReadonlySet<string> {
  const all = new Set<string>()
  const compare = <T>(
    what: string,
    one: ReadonlyMap<string, T>,
    other: ReadonlyMap<string, T>,
    how: (row: T) => string,
  ) => {
    for (const id of new Set([...one.keys(), ...other.keys()])) {
      const [mine, theirs] = [one.get(id), other.get(id)]
      const [a, b] = [mine === undefined ? 'unknown' : how(mine), theirs === undefined ? 'not listed' : how(theirs)]
      if (a !== b) all.add(`${what} ${id}: ${a}, listed: ${b}`)
    }
  }
  compare('leg', living(told), living(listed), legText)
  compare(
    'member',
    told.members,
    listed.members,
    ({ queue, state }) => `${queue} ${state === 'Answered' ? state : 'waits'}`,
  )
  compare(
    'agent',
    told.agents,
    listed.agents,
    ({ status, state, extension, outside }) => `${status}, ${state}, ${extension ?? outside}`,
  )
  compare(
    'queue',
    told.queues,
    listed.queues,
    ({ answered, abandoned }) => `${answered} answered, ${abandoned} abandoned`,
  )
  compare('tiers of', told.tiers, listed.tiers, (names) => [...names].toSorted().join(' '))
  compare('phone', told.registrations, listed.registrations, ({ user }) => user)
  return all
}

const living = ({ legs }: Tables): ReadonlyMap<string, Leg> => new Map([...legs].filter(([, leg]) => !isGone(leg)))

/** What both know: whether it talks and with whom, not each step on the way. */
const legText = ({ peer, callState, app, isSpy }: Leg): string =>
  isSpy ? `spy ${app}` : `${peer ?? 'alone'} ${callState === 'HELD' ? 'held' : ''}`
