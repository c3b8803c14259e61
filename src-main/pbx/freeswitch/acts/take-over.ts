// Taking a call over on FreeSWITCH: `uuid_bridge` moves the caller from the agent's leg to the supervisor's, as mod_callcenter joins its own calls.
import { deskFailure } from '#contract/errors.ts'
import { err, ok, type Result } from '#contract/result.ts'
import type { ActRunners } from '#main/pbx/kit/acts.ts'
import type { Seen } from '#main/pbx/kit/asked-once.ts'
import type { Bridging } from '#main/pbx/kit/monitors.ts'
import { peerOf } from '../floor/tables.ts'
import type { EslEvent } from '../wire/esl-codec.ts'
import { type Listed, listed, seenOnce } from './ask.ts'
import type { FreeswitchActsParts } from './parts.ts'

export const takeOverActs = (parts: FreeswitchActsParts): ActRunners => ({
  takeOver: { run: ({ ticketId, target }) => parts.monitors.takeOver(ticketId, target, bridging(parts)) },
})

export type Trio = { readonly line: string; readonly caller: string; readonly agent: string }

/** What the lists show of a take over that was asked for. */
export function seenOf({ legs, peers }: Listed, { line, caller, agent }: Trio): Seen {
  if (!legs.has(caller)) return { kind: 'over', cause: deskFailure('callGone') }
  if (peers.get(caller) === line) return { kind: 'done' }
  if (!legs.has(line)) return { kind: 'over', cause: deskFailure('lineBusy', 'the line has hung up') }
  return { kind: peers.get(caller) === agent ? 'notDone' : 'unknown' }
}

const LOOK_AGAIN_MS = 1000
/** Nothing of it can be found out any more. */
const GIVE_UP_MS = 600_000

type Outcome = Awaited<ReturnType<Bridging>>

function bridging(parts: FreeswitchActsParts): Bridging {
  const { feed, log } = parts
  return async (spot, line, unsure) => {
    const tables = feed.picture().tables()
    const agent = tables.legs.get(spot.channelId)
    const caller = agent ? peerOf(tables, agent) : null
    if (!agent || !caller) return { kind: 'notTaken', cause: deskFailure('callGone') }
    if (caller.loop !== null) return { kind: 'notTaken', cause: deskFailure('actNotPossible', 'noWayThere') }
    if (agent.conference !== null) return { kind: 'notTaken', cause: deskFailure('actNotPossible', 'conference') }
    const trio: Trio = { line, caller: caller.id, agent: agent.id }
    const ready = await prepare(parts, trio)
    if (!ready.ok) return { kind: 'notTaken', cause: ready.error }
    log('info', `take over of call ${spot.callId}: ${line} and ${caller.id}`)
    const ask = () => feed.api(`uuid_bridge ${trio.caller} ${line}`)
    const done = await seenOnce(parts, ask, (now) => seenOf(now, trio))
    if (!done.ok && done.error.code !== 'actUnknown') return { kind: 'notTaken', cause: done.error }
    if (!done.ok) unsure()
    const outcome: Outcome = done.ok ? { kind: 'taken' } : await findOut(parts, trio)
    if (outcome.kind === 'taken') settle(parts, trio)
    return outcome
  }
}

/** No crash of the console may end the caller's call by the lease; and each side's hang-up is to be the end of the call. */
async function prepare({ feed }: FreeswitchActsParts, { line, caller }: Trio): Promise<Result<null>> {
  const answers = await Promise.all([
    feed.api(`sched_del ${line}`),
    feed.api(`uuid_setvar ${line} hangup_after_bridge true`),
    feed.api(`uuid_setvar ${caller} hangup_after_bridge true`),
  ])
  const refused = answers.find((one) => !one.ok)
  if (!refused || refused.ok) return ok(null)
  return err(/No such channel/i.test(refused.error.detail ?? '') ? deskFailure('callGone') : refused.error)
}

const seen = async (parts: FreeswitchActsParts, trio: Trio): Promise<Seen> => {
  const now = await listed(parts)
  return now.ok ? seenOf(now.value, trio) : { kind: 'unknown' }
}

async function findOut(parts: FreeswitchActsParts, trio: Trio): Promise<Outcome> {
  const until = parts.clock.ticks() + GIVE_UP_MS
  while (parts.clock.ticks() < until) {
    await new Promise<void>((resolve) => void parts.clock.after(LOOK_AGAIN_MS, resolve))
    const now = await seen(parts, trio)
    if (now.kind === 'done') return { kind: 'taken' }
    if (now.kind === 'over') return { kind: 'notTaken', cause: now.cause }
    if (now.kind === 'notDone')
      return { kind: 'notTaken', cause: deskFailure('pbxRefused', 'the call stayed with the agent') }
  }
  return { kind: 'lost' }
}

/** Passed on by its own phone the line may be bridged again. */
const GOES_ON_WITHIN_MS = 500

/** The agent's leg is ended where it goes on without the caller; the line is, once the caller has left it. */
function settle({ feed, clock, onEvents }: FreeswitchActsParts, { line, agent }: Trio): void {
  void feed.api(`uuid_kill ${agent}`)
  const stop = onEvents((events) => {
    for (const event of events) {
      if (isEndOf(event, line)) return stop()
      if (leaves(event, line))
        clock.after(GOES_ON_WITHIN_MS, () => {
          if (feed.picture().leg(line)?.peer === null) void feed.api(`uuid_kill ${line}`)
        })
    }
  })
}

const isEndOf = (event: EslEvent, leg: string): boolean =>
  event['Event-Name'] === 'CHANNEL_HANGUP_COMPLETE' && event['Unique-ID'] === leg

const leaves = (event: EslEvent, leg: string): boolean =>
  event['Event-Name'] === 'CHANNEL_UNBRIDGE' &&
  (event['Bridge-A-Unique-ID'] === leg || event['Bridge-B-Unique-ID'] === leg)
