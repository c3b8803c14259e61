// Taking a call over on Asterisk: the caller is moved into a bridge with the supervisor's line, and the agent's leg ends with the bridge it is
// left alone in. By AMI's Bridge, which moves the caller from bridge to bridge: no frame is lost (measured, 16 and 22).
import { type DeskError, deskFailure } from '#contract/errors.ts'
import { err, ok, type Result } from '#contract/result.ts'
import type { ActRunners } from '#main/pbx/kit/acts.ts'
import { askOnce, type Seen } from '#main/pbx/kit/asked-once.ts'
import type { Bridging } from '#main/pbx/kit/monitors.ts'
import type { Spot } from '#main/pbx/kit/spot.ts'
import { leaseVariable } from '../spy/lease.ts'
import { inWords } from './act-wire.ts'
import { otherSideOf } from './call-sides.ts'
import { followLine } from './line-after.ts'
import { areTogether, bridgeOf, type Listed, nameOf, rowOf } from './listed-channels.ts'
import type { AsteriskActsParts } from './parts.ts'

export const takeOverActs = (parts: AsteriskActsParts): ActRunners => ({
  takeOver: {
    run: ({ ticketId, target }) => parts.monitors.takeOver(ticketId, target, bridging(parts)),
  },
})

/** Both by Uniqueid. */
export type Pair = { readonly line: string; readonly caller: string; readonly agent: string }

/** What a list shows of a take over that was asked for. */
export function seenOf(rows: Listed, { line, caller, agent }: Pair): Seen {
  if (rowOf(rows, caller) === null) return { kind: 'over', cause: deskFailure('callGone') }
  if (areTogether(rows, line, caller)) return { kind: 'done' }
  if (rowOf(rows, line) === null) return { kind: 'over', cause: deskFailure('lineBusy', 'the line has hung up') }
  // With the agent, or, where those two were already apart, on the way out of the call.
  return bridgeOf(rows, caller) !== null || rowOf(rows, agent) === null ? { kind: 'notDone' } : { kind: 'unknown' }
}

/** After an answer that was lost nothing is done by us until it is known who is with whom. */
const LOOK_AGAIN_MS = 1000
/** Nothing of it can be found out any more. */
const GIVE_UP_MS = 600_000

function bridging(parts: AsteriskActsParts): Bridging {
  const {
    feed,
    parts: { clock },
  } = parts
  return async (spot, line, unsure) => {
    // Before the look: meanwhile the agent may have hung up.
    const caller = otherSideOf(feed.picture().tables, spot.channelId)
    if (!caller.ok) return { kind: 'notTaken', cause: caller.error }
    const found = await look(parts)
    if (!found.ok) return { kind: 'notTaken', cause: found.error }
    const pair: Pair = { line, caller: caller.value, agent: spot.channelId }
    const ready = await prepare(parts, found.value, pair, spot)
    if (!ready.ok) return { kind: 'notTaken', cause: inWords(ready.error) }
    const { channels } = ready.value
    const followed = followLine(parts, line)
    const done = await askOnce({
      clock,
      // The line first: should it be gone, the caller is still where they were.
      ask: () =>
        feed.action('Bridge', [
          ['Channel1', channels.line],
          ['Channel2', channels.caller],
          ['Tone', 'no'],
        ]),
      look: () => seen(parts, pair),
    })
    const known = (outcome: Outcome): Outcome => {
      if (outcome.kind === 'taken') followed.taken(channels.line)
      else followed.stop()
      return outcome
    }
    if (done.ok) return known({ kind: 'taken' })
    if (done.error.code !== 'actUnknown') return known({ kind: 'notTaken', cause: inWords(done.error) })
    unsure()
    return known(await findOut(parts, pair))
  }
}

type Outcome = Awaited<ReturnType<Bridging>>

async function findOut(parts: AsteriskActsParts, pair: Pair): Promise<Outcome> {
  const { clock } = parts.parts
  const until = clock.ticks() + GIVE_UP_MS
  while (clock.ticks() < until) {
    await new Promise<void>((resolve) => clock.after(LOOK_AGAIN_MS, () => resolve()))
    const now = await seen(parts, pair)
    if (now.kind === 'done') return { kind: 'taken' }
    if (now.kind === 'over') return { kind: 'notTaken', cause: now.cause }
    if (now.kind === 'notDone')
      return { kind: 'notTaken', cause: deskFailure('pbxRefused', 'the call stayed with the agent') }
  }
  return { kind: 'lost' }
}

async function look({ feed }: AsteriskActsParts): Promise<Result<Listed>> {
  const shown = await feed.action('CoreShowChannels')
  return shown.ok ? ok(shown.value.rows) : shown
}

async function seen(parts: AsteriskActsParts, pair: Pair): Promise<Seen> {
  const rows = await look(parts)
  return rows.ok ? seenOf(rows.value, pair) : { kind: 'unknown' }
}

type Ready = { readonly channels: { readonly line: string; readonly caller: string } }

/** The line loses its lease, so that no crash of the console ends the caller's call, and shows whose it is. */
async function prepare(parts: AsteriskActsParts, rows: Listed, pair: Pair, spot: Spot): Promise<Result<Ready>> {
  const why = whyNot(rows, pair)
  const [line, caller] = [nameOf(rows, pair.line), nameOf(rows, pair.caller)]
  if (why || line === null || caller === null) return err(why ?? deskFailure('callGone'))
  const set = (name: string, value: string) =>
    parts.feed.action('Setvar', [
      ['Channel', line],
      ['Variable', name],
      ['Value', value],
    ])
  const [lease] = await Promise.all([
    set(leaseVariable, '0'),
    // Otherwise the caller's phone shows the agent's number under the name of a monitor.
    set('CALLERID(all)', `"${nameShown(parts)}" <${parts.names.line}>`),
  ])
  if (!lease.ok) return err(lease.error)
  parts.parts.log('info', `take over of call ${spot.callId}: ${line} and ${caller}`)
  return ok({ channels: { line, caller } })
}

const nameShown = ({ parts, names }: AsteriskActsParts): string =>
  (parts.supervisor || names.line).replaceAll(/["<>,;\\]/g, '')

/** An agent who has hung up in the same moment has done their part: the caller is kept, whom the dialplan would send on or let go. */
export function whyNot(rows: Listed, { line, caller, agent }: Pair): DeskError | null {
  if (rowOf(rows, line) === null) return deskFailure('unknownMonitor')
  if (rowOf(rows, caller) === null) return deskFailure('callGone')
  if (rowOf(rows, agent) === null || bridgeOf(rows, caller) !== null) return null
  return deskFailure('peopleChanged', 'the other party is in no conversation')
}
