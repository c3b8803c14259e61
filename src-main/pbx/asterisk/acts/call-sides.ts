// Which channels an act on a call is done to: the agent's, and whoever is on their other side. Pure.
import { type DeskError, deskFailure } from '#contract/errors.ts'
import { err, ok, type Result } from '#contract/result.ts'
import { callIdOf } from '../floor/picture-groups.ts'
import { agentOf } from '../floor/picture-owners.ts'
import { isWaiting, sidesOf } from '../floor/picture-sides.ts'
import type { Channel, Tables } from '../floor/picture-tables.ts'

/** The channel on the other side of this one, by Uniqueid. */
export function otherSideOf(tables: Tables, channelId: string): Result<string> {
  const channel = tables.channels.get(channelId)
  const sides = channel ? sidesOf(tables, channel.linkedId) : null
  if (!channel || !sides) return err(deskFailure('callGone'))
  if (sides.others.length > 0) return err(conference)
  const other = sides.from === channel ? sides.to : sides.to === channel ? sides.from : null
  if (!other) return err(deskFailure('callGone'))
  return other.parked ? err(deskFailure('peopleChanged', 'parked')) : ok(other.id)
}

const conference: DeskError = deskFailure('actNotPossible', 'conference')

export type Talking = { readonly agent: Channel; readonly other: Channel }

/** Both sides of a call that this agent talks on. */
export function talkingOf(tables: Tables, callId: string, agentId: string): Result<Talking> {
  const sides = sidesOf(tables, callIdOf(tables, callId))
  if (!sides) return err(deskFailure('callGone'))
  const both = [sides.to, sides.from].filter((side) => side !== null)
  const agent = both.find((side) => agentOf(tables, side) === agentId)
  const other = both.find((side) => side !== agent)
  if (!agent || !other) return err(deskFailure('peopleChanged'))
  if (sides.others.length > 0) return err(conference)
  return agent.bridge === null || other.bridge === null ? err(deskFailure('notAnswered')) : ok({ agent, other })
}

/** Who waits in a queue, is parked, or calls a phone that rings. */
export type Alone = {
  readonly caller: Channel
  readonly how: 'waits' | 'parked' | 'rings'
}

export function aloneOf(tables: Tables, callId: string): Result<Alone> {
  const call = callIdOf(tables, callId)
  const caller = sidesOf(tables, call)?.from
  if (!caller) return err(deskFailure('callGone'))
  if (caller.parked) return ok({ caller, how: 'parked' })
  if (isWaiting(tables, call)) return ok({ caller: waiterOf(tables, call) ?? caller, how: 'waits' })
  return caller.bridge === null ? ok({ caller, how: 'rings' }) : err(deskFailure('peopleChanged', 'answered meanwhile'))
}

/** The queue may have a channel of its own for the caller. */
const waiterOf = (tables: Tables, call: string): Channel | undefined =>
  [...(tables.groups.get(call) ?? [])].find(({ id, queue }) => queue !== null && tables.queues.get(queue)?.has(id))

/** Every phone of it: with those gone nothing is left of the call. */
export function legsOf(tables: Tables, callId: string): readonly Channel[] {
  const all = [...(tables.groups.get(callIdOf(tables, callId)) ?? [])]
  const phones = all.filter(({ phone }) => phone !== null)
  return phones.length > 0 ? phones : all
}
