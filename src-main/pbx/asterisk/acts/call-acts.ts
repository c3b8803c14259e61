// Acts on calls on Asterisk, each by one action of AMI: end, transfer, pick, move, park. What was answered, or was not, is then looked for.
import type { ActOf } from '#contract/acts/acts.ts'
import { deskFailure } from '#contract/errors.ts'
import { err, ok, type Result } from '#contract/result.ts'
import type { ActRunners } from '#main/pbx/kit/acts.ts'
import type { Seen } from '#main/pbx/kit/asked-once.ts'
import type { Channel } from '../floor/picture-tables.ts'
import { action, channels, doneIf, doneOnce, gone, inWords, isNoSuchChannel, list, type Rows } from './act-wire.ts'
import { aloneOf, legsOf, talkingOf } from './call-sides.ts'
import { type Place, placeOf } from './dialplan-ways.ts'
import { rowOf } from './listed-channels.ts'
import type { AsteriskActsParts } from './parts.ts'
import { pickUp } from './picking-up.ts'

const tablesOf = ({ feed }: AsteriskActsParts) => feed.picture().tables

/** AMI holds no channel it did not make; only the phone itself can put its call on hold. */
const heldByPhone = deskFailure('actNotPossible', 'heldByPhone')
const notHeld = { can: () => heldByPhone, run: async () => err(heldByPhone) }

export const callActs = (parts: AsteriskActsParts): ActRunners => ({
  endCall: { run: ({ callId }) => told(endCall(parts, callId)) },
  holdCall: notHeld,
  resumeCall: notHeld,
  transferCall: { run: (act) => told(transfer(parts, act)) },
  transferOut: { run: (act) => told(transfer(parts, act)) },
  pickCall: { run: ({ callId, by }) => told(pickUp(parts, callId, by)) },
  moveWaiting: {
    run: ({ callId, to }) => told(to === 'front' ? toFront(parts, callId) : toQueue(parts, callId, to.queueId)),
  },
  parkCall: { run: ({ callId, agentId }) => told(park(parts, callId, agentId)) },
})

async function told(running: Promise<Result<null>>): Promise<Result<null>> {
  const answer = await running
  return answer.ok ? answer : err(inWords(answer.error))
}

/** All sides at once: a dialplan may have plans with a caller whose agent has left. */
async function endCall(parts: AsteriskActsParts, callId: string): Promise<Result<null>> {
  const legs = legsOf(tablesOf(parts), callId)
  if (legs.length === 0) return err(deskFailure('callGone'))
  let refusal: Result<null> | null = null
  const ask = async (): Promise<Result<unknown>> => {
    const asked = await Promise.all(legs.map(({ name }) => action(parts, 'Hangup', { Channel: name })))
    const failed = asked.find((one) => !one.ok && !isNoSuchChannel(one.error))
    if (!failed || failed.ok) return ok(null)
    // The side that was hung up takes the other one with it, within a moment.
    const isHalf = failed.error.code === 'pbxRefused' && asked.some((one) => one.ok)
    if (!isHalf) return failed
    refusal = failed
    return ok(null)
  }
  const isOver = (rows: Rows) => legs.every(({ id }) => rowOf(rows, id) === null)
  const done = await doneOnce(parts, ask, channels, (rows) => doneIf(isOver(rows)))
  if (done.ok || refusal === null) return done
  // Refused, it is known to stand only where the PBX shows it.
  const rows = await list(parts, ...channels)
  if (!rows.ok) return done
  return isOver(rows.value) ? ok(null) : refusal
}

async function transfer(parts: AsteriskActsParts, act: ActOf<'transferCall'>): Promise<Result<null>> {
  const { callId, agentId, to } = act
  if (agentId === null && to.kind === 'agent') return pickUp(parts, callId, { agentId: to.agentId })
  if (agentId === null) return sendOn(parts, callId, () => placeOf(parts, to, null))
  const sides = talkingOf(tablesOf(parts), callId, agentId)
  if (!sides.ok) return sides
  const place = await placeOf(parts, to, sides.value.agent.phone)
  if (!place.ok) return place
  const again = talkingOf(tablesOf(parts), callId, agentId)
  if (!again.ok || again.value.agent !== sides.value.agent) return err(deskFailure('peopleChanged'))
  const { agent, other } = sides.value
  const { context, exten } = place.value
  return doneOnce(
    parts,
    () => action(parts, 'BlindTransfer', { Channel: agent.name, Context: context, Exten: exten }),
    channels,
    (rows) => (rowOf(rows, other.id) ? doneIf(rowOf(rows, agent.id) === null) : gone),
  )
}

/** A call nobody has answered yet leaves where it waits. */
async function sendOn(
  parts: AsteriskActsParts,
  callId: string,
  where: () => Promise<Result<Place>>,
): Promise<Result<null>> {
  const place = await where()
  if (!place.ok) return place
  const [found, rows] = [aloneOf(tablesOf(parts), callId), await list(parts, ...channels)]
  if (!found.ok) return found
  if (!rows.ok) return rows
  const { caller } = found.value
  const before = rowOf(rows.value, caller.id)
  if (!before) return err(deskFailure('callGone'))
  return doneOnce(
    parts,
    () => redirect(parts, caller, place.value),
    channels,
    (now) => seenOn(now, caller.id, doing(before)),
  )
}

const redirect = (parts: AsteriskActsParts, { name }: Channel, { context, exten }: Place) =>
  action(parts, 'Redirect', { Channel: name, Context: context, Exten: exten, Priority: '1' })

const doing = ({ Context, Exten, Application, ApplicationData, BridgeId }: Rows[number]): string =>
  [Context, Exten, Application, ApplicationData, BridgeId].join('\n')

function seenOn(rows: Rows, id: string, before: string): Seen {
  const row = rowOf(rows, id)
  return row ? doneIf(doing(row) !== before) : gone
}

/** Waiting callers of a queue, in their order. */
const entriesOf = (rows: Rows): Rows => rows.filter(({ Event }) => Event === 'QueueEntry')

async function toFront(parts: AsteriskActsParts, callId: string): Promise<Result<null>> {
  const found = aloneOf(tablesOf(parts), callId)
  if (!found.ok) return found
  const { caller, how } = found.value
  const { queue } = caller
  if (how !== 'waits' || queue === null) return err(deskFailure('actNotPossible', 'waitsNowhere'))
  const shown = await list(parts, 'QueueStatus', { Queue: queue })
  if (!shown.ok) return shown
  const isFirst = (rows: Rows): Seen => {
    const row = rowOf(entriesOf(rows), caller.id)
    return row ? doneIf(row.Position === '1') : gone
  }
  if (isFirst(shown.value).kind !== 'notDone')
    return isFirst(shown.value).kind === 'done' ? ok(null) : err(deskFailure('callGone'))
  const highest = Math.max(0, ...entriesOf(shown.value).map(({ Priority }) => Number(Priority) || 0))
  const fields = { Queue: queue, Caller: caller.name, Priority: String(highest + 1), Immediate: 'yes' }
  return doneOnce(
    parts,
    () => action(parts, 'QueueChangePriorityCaller', fields),
    ['QueueStatus', { Queue: queue }],
    isFirst,
  )
}

async function toQueue(parts: AsteriskActsParts, callId: string, queueId: string): Promise<Result<null>> {
  const place = await placeOf(parts, { kind: 'queue', queueId }, null)
  if (!place.ok) return place
  const found = aloneOf(tablesOf(parts), callId)
  if (!found.ok) return found
  const { caller, how } = found.value
  if (how !== 'waits') return err(deskFailure('peopleChanged'))
  if (caller.queue === queueId) return err(deskFailure('actNotPossible', 'waitsThere'))
  // An agent of that queue may have answered before anybody looks: then the caller has left the first queue for it all the same.
  const seen = (rows: Rows): Seen => {
    const row = rowOf(rows, caller.id)
    return row ? doneIf(row.Application === 'Queue' && row.ApplicationData?.split(',')[0] === queueId) : gone
  }
  return doneOnce(parts, () => redirect(parts, caller, place.value), channels, seen)
}

async function park(parts: AsteriskActsParts, callId: string, agentId: string): Promise<Result<null>> {
  const sides = talkingOf(tablesOf(parts), callId, agentId)
  if (!sides.ok) return sides
  const { agent, other } = sides.value
  // Once its time is over the call comes back to the agent's phone.
  const ask = () => action(parts, 'Park', { Channel: other.name, TimeoutChannel: agent.name })
  const isParked = (rows: Rows): Seen => doneIf(rows.some(({ ParkeeUniqueid }) => ParkeeUniqueid === other.id))
  return doneOnce(parts, ask, ['ParkedCalls'], isParked)
}
