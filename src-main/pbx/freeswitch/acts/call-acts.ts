// Acts on calls on FreeSWITCH: end, hold, transfer, move, park. Each is one command (mod_commands.c), and what came of it is looked for.
import type { Act, ActOf, Destination } from '#contract/acts/acts.ts'
import { deskFailure } from '#contract/errors.ts'
import { err, ok, type Result } from '#contract/result.ts'
import type { ActRunners } from '#main/pbx/kit/acts.ts'
import type { Leg } from '../floor/tables.ts'
import { asWord, doneIf, doneOnce, gone, type Listed } from './ask.ts'
import { aloneOf, legsOf, talkingOf } from './call-sides.ts'
import type { FreeswitchActsParts } from './parts.ts'
import { pickUp } from './pick-up.ts'

/** The order of a queue is its members' score, which nothing changes once they wait (mod_callcenter.c). */
const noOrder = deskFailure('actNotPossible', 'noOrder')

export const callActs = (parts: FreeswitchActsParts): ActRunners => ({
  endCall: { run: ({ callId }) => endCall(parts, callId) },
  holdCall: { run: (act) => hold(parts, act, true) },
  resumeCall: { run: (act) => hold(parts, act, false) },
  transferCall: { run: (act) => transfer(parts, act) },
  moveWaiting: {
    run: ({ callId, to }) => (to === 'front' ? Promise.resolve(err(noOrder)) : move(parts, callId, to.queueId)),
  },
  parkCall: { run: ({ callId, agentId }) => park(parts, callId, agentId) },
})

const tablesOf = ({ feed }: FreeswitchActsParts) => feed.picture().tables()

/** Every leg of it: most are gone with the first one, and a leg that is gone is what was asked for. */
async function endCall(parts: FreeswitchActsParts, callId: string): Promise<Result<null>> {
  const legs = legsOf(tablesOf(parts), callId)
  if (legs.length === 0) return err(deskFailure('callGone'))
  const ask = async (): Promise<Result<unknown>> => {
    const answers = await Promise.all(legs.map(({ id }) => parts.feed.api(`uuid_kill ${id}`)))
    return answers.find((one) => !one.ok && !/No such channel/i.test(one.error.detail ?? '')) ?? ok(null)
  }
  return doneOnce(parts, ask, (now) => doneIf(!legs.some(({ id }) => now.legs.has(id))))
}

/** uuid_hold says +OK also for a leg there is none of: only the list tells. The agent's phone is held, and the other side hears the music. */
async function hold(
  parts: FreeswitchActsParts,
  { callId, agentId }: Extract<Act, { kind: 'holdCall' | 'resumeCall' }>,
  on: boolean,
): Promise<Result<null>> {
  const sides = talkingOf(tablesOf(parts), callId, agentId)
  if (!sides.ok) return sides
  const { agent } = sides.value
  return doneOnce(
    parts,
    () => parts.feed.api(`uuid_hold ${on ? '' : 'off '}${agent.id}`),
    ({ legs }) => {
      const row = legs.get(agent.id)
      return row ? doneIf((row.callstate === 'HELD') === on) : gone
    },
  )
}

async function transfer(parts: FreeswitchActsParts, act: ActOf<'transferCall'>): Promise<Result<null>> {
  const { callId, agentId, to } = act
  if (agentId !== null) return sendOn(parts, callId, agentId, to)
  // Who waits is never sent to a phone that may not answer: it is rung first.
  if (to.kind === 'agent') return pickUp(parts, callId, { agentId: to.agentId })
  if (to.kind === 'queue') return move(parts, callId, to.queueId)
  const found = aloneOf(tablesOf(parts), callId)
  if (!found.ok) return found
  const { caller } = found.value
  const place = await placeOf(parts, to, null)
  if (!place.ok) return place
  return doneOnce(
    parts,
    () => parts.feed.api(`uuid_transfer ${caller.id} ${place.value}`),
    ({ legs }) => {
      const row = legs.get(caller.id)
      return row ? doneIf(row.application !== caller.app || row.dest === to.number) : gone
    },
  )
}

/** The other side is sent on; the agent's leg ends by itself where they were called, and is ended where they had called. */
async function sendOn(
  parts: FreeswitchActsParts,
  callId: string,
  agentId: string,
  to: Destination,
): Promise<Result<null>> {
  const sides = talkingOf(tablesOf(parts), callId, agentId)
  if (!sides.ok) return sides
  const { agent, other } = sides.value
  const place = await placeOf(parts, to, agent)
  if (!place.ok) return place
  const again = talkingOf(tablesOf(parts), callId, agentId)
  if (!again.ok || again.value.agent !== agent || again.value.other !== other) return err(deskFailure('peopleChanged'))
  const sent = await doneOnce(
    parts,
    () => parts.feed.api(`uuid_transfer ${other.id} ${place.value}`),
    (now) => (now.legs.has(other.id) ? doneIf(areApart(now, agent, other)) : gone),
  )
  if (sent.ok && agent.id !== other.id) void parts.feed.api(`uuid_kill ${agent.id}`)
  return sent
}

const areApart = ({ peers }: Listed, one: Leg, other: Leg): boolean => peers.get(other.id) !== one.id

/**
 * What stands behind the uuid in `uuid_transfer`. A queue is entered as such; a phone and a number are dialled as the agent would dial them
 * (`user_context` of their leg), so that the site's own dialplan decides. Without a context a phone is rung as such, and a number is not dialled.
 */
async function placeOf(parts: FreeswitchActsParts, to: Destination, agent: Leg | null): Promise<Result<string>> {
  if (to.kind === 'queue') return queueOf(parts, to.queueId)
  const number = asWord(to.kind === 'agent' ? to.agentId : to.number)
  if (number === null) return err(deskFailure('actNotPossible', 'noWayThere'))
  const context = await contextOf(parts, agent)
  if (context !== null) return ok(`${number} XML ${context}`)
  return to.kind === 'agent'
    ? ok(`bridge:user/${number}@${parts.site.domain} inline`)
    : err(deskFailure('actNotPossible', 'noWayThere'))
}

async function contextOf({ site, feed }: FreeswitchActsParts, agent: Leg | null): Promise<string | null> {
  if (site.system === 'fusionpbx') return site.domain
  const told = agent ? await feed.api(`uuid_getvar ${agent.id} user_context`) : null
  return told?.ok && told.value.trim() !== '_undef_' ? asWord(told.value.trim()) : null
}

function queueOf(parts: FreeswitchActsParts, queueId: string): Result<string> {
  const name = asWord(queueId)
  if (name === null || !tablesOf(parts).queues.has(queueId)) return err(deskFailure('actNotPossible', 'noSuchQueue'))
  return ok(`answer,callcenter:${name} inline`)
}

/** They leave the first queue as somebody who has hung up does, and wait in the other from now on. */
async function move(parts: FreeswitchActsParts, callId: string, queueId: string): Promise<Result<null>> {
  const place = queueOf(parts, queueId)
  if (!place.ok) return place
  const found = aloneOf(tablesOf(parts), callId)
  if (!found.ok) return found
  const { caller, queue } = found.value
  if (queue === queueId) return err(deskFailure('actNotPossible', 'waitsThere'))
  return doneOnce(
    parts,
    () => parts.feed.api(`uuid_transfer ${caller.id} ${place.value}`),
    ({ legs }) => {
      const row = legs.get(caller.id)
      return row ? doneIf(row.application === 'callcenter' && row.application_data === queueId) : gone
    },
  )
}

const PARKED_S = 120

/** In a lot of mod_valet_parking: with music, and after its time the call rings the agent it was taken from. Their phone is hung up. */
async function park(parts: FreeswitchActsParts, callId: string, agentId: string): Promise<Result<null>> {
  const sides = talkingOf(tablesOf(parts), callId, agentId)
  if (!sides.ok) return sides
  const { agent, other } = sides.value
  const [context, extension] = [await contextOf(parts, agent), asWord(agentId)]
  // Without a way back a caller nobody fetches would wait for ever.
  if (context === null || extension === null) return err(deskFailure('actNotPossible', 'noWayThere'))
  const vars = [
    ['valet_parking_timeout', String(PARKED_S)],
    ['valet_parking_orbit_exten', extension],
    ['valet_parking_orbit_context', context],
    ['valet_parking_orbit_dialplan', 'XML'],
  ] as const
  const set = await Promise.all(vars.map(([name, value]) => parts.feed.api(`uuid_setvar ${other.id} ${name} ${value}`)))
  const refused = set.find((one) => !one.ok)
  if (refused && !refused.ok) return err(refused.error)
  const parked = await doneOnce(
    parts,
    () => parts.feed.api(`uuid_transfer ${other.id} 'valet_park:earshot auto in 8001 8999' inline`),
    ({ legs }) => {
      const row = legs.get(other.id)
      return row ? doneIf(row.application === 'valet_park') : gone
    },
  )
  if (parked.ok) void parts.feed.api(`uuid_kill ${agent.id}`)
  return parked
}
