// Acts on calls on NetSapiens: end, hold and resume. A call is known to API v2 by somebody of the domain on it, and by their side's own id.
import { deskFailure } from '#contract/errors.ts'
import { err, ok, type Result } from '#contract/result.ts'
import type { ActRunners } from '#main/pbx/kit/acts.ts'
import type { Seen } from '#main/pbx/kit/asked-once.ts'
import { callIdOf } from '../floor/call-map.ts'
import { type CallRow, readCall } from '../wire/row.ts'
import { callGone, doneIf, doneOnce, type NetsapiensActsParts } from './parts.ts'

export const callActs = (parts: NetsapiensActsParts): ActRunners => ({
  endCall: {
    run: ({ callId }) => onLeg(parts, callId, null, ['DELETE', ''], (row) => doneIf(row === null)),
  },
  holdCall: {
    run: ({ callId, agentId }) => onLeg(parts, callId, agentId, ['PATCH', '/hold'], (row) => heldIs(row, true)),
  },
  resumeCall: {
    run: ({ callId, agentId }) => onLeg(parts, callId, agentId, ['PATCH', '/unhold'], (row) => heldIs(row, false)),
  },
})

const heldIs = (row: CallRow | null, held: boolean): Seen =>
  row ? doneIf(/hold|held/.test(`${row.origInfo} ${row.termInfo}`) === held) : callGone

type Leg = { readonly user: string; readonly id: string; readonly origCallId: string }

async function onLeg(
  parts: NetsapiensActsParts,
  callId: string,
  agentId: string | null,
  [method, action]: readonly ['PATCH' | 'DELETE', string],
  seen: (row: CallRow | null) => Seen,
): Promise<Result<null>> {
  const leg = legOf(parts, callId, agentId)
  if (!leg.ok) return leg
  const { user, id, origCallId } = leg.value
  const calls = `/users/${encodeURIComponent(user)}/calls`
  return doneOnce(parts, [method, `${calls}/${encodeURIComponent(id)}${action}`], calls, (rows) =>
    seen(rows.map(readCall).find((row) => row?.origCallId === origCallId && !row.removed) ?? null),
  )
}

/** Of this agent, or of whichever agent is on it: who was called first, as the API's own guide has it. */
function legOf({ picture }: NetsapiensActsParts, callId: string, agentId: string | null): Result<Leg> {
  const { calls, agents } = picture()
  const row = [...calls.values()].find(({ key }) => callIdOf(key) === callId)
  if (!row) return err(deskFailure('callGone'))
  const { origCallId, termCallId, origUser, termUser } = row
  const users = new Set([...agents.values()].map(({ user }) => user))
  const legs: readonly Leg[] = [
    { user: termUser, id: termCallId, origCallId },
    { user: origUser, id: origCallId, origCallId },
  ]
  const leg = legs.find(({ user, id }) => id !== '' && (agentId === null ? users.has(user) : user === agentId))
  return leg ? ok(leg) : err(deskFailure('actNotPossible', 'noAgentOnCall'))
}
