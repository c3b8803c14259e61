// Which legs an act on a call is done to: the agent's, and whoever is on their other side. Pure.
import { type DeskError, deskFailure } from '#contract/errors.ts'
import { err, ok, type Result } from '#contract/result.ts'
import { personOn } from '../floor/cc-agents.ts'
import { callIdOf, isGone, isOwnLeg, type Leg, peerOf, type Tables } from '../floor/tables.ts'

const conference: DeskError = deskFailure('actNotPossible', 'conference')

/** Every leg of a call of ours; none: it is over, or another tenant's. */
export function legsOf(tables: Tables, callId: string): readonly Leg[] {
  const legs = [...tables.legs.values()].filter((leg) => !leg.isSpy && !isGone(leg) && callIdOf(leg) === callId)
  return legs.some((leg) => isOwnLeg(tables, leg)) ? legs : []
}

export type Talking = { readonly agent: Leg; readonly other: Leg }

/** Both sides of a call that this agent talks on. */
export function talkingOf(tables: Tables, callId: string, agentId: string): Result<Talking> {
  const legs = legsOf(tables, callId)
  if (legs.length === 0) return err(deskFailure('callGone'))
  if (legs.some((leg) => leg.conference !== null)) return err(conference)
  const own = legs.filter((leg) => personOn(tables, leg) === agentId)
  const agent = own.findLast((leg) => peerOf(tables, leg) !== null) ?? own[0]
  if (!agent) return err(deskFailure('peopleChanged'))
  const other = peerOf(tables, agent)
  // Sent on, a loopback would go, and the caller behind it be left with nobody.
  if (other?.loop) return err(deskFailure('actNotPossible', 'noWayThere'))
  return other ? ok({ agent, other }) : err(deskFailure('notAnswered'))
}

/** Who waits in a queue, is parked, or calls a phone that rings. */
export type Alone = { readonly caller: Leg; readonly how: 'waits' | 'parked' | 'rings'; readonly queue: string | null }

export function aloneOf(tables: Tables, callId: string): Result<Alone> {
  const legs = legsOf(tables, callId)
  const caller = legs.find((leg) => leg.id === callId) ?? legs.find((leg) => leg.cc?.side !== 'agent')
  if (!caller) return err(deskFailure('callGone'))
  if (caller.conference !== null) return err(conference)
  if (peerOf(tables, caller)) return err(deskFailure('peopleChanged', 'answered meanwhile'))
  if (/^(park|valet_park|fifo)$/.test(caller.app)) return ok({ caller, how: 'parked', queue: null })
  const member = [...tables.members.values()].find(
    ({ session, state }) => session === caller.id && state !== 'Answered',
  )
  return ok({ caller, how: member ? 'waits' : 'rings', queue: member?.queue ?? null })
}
