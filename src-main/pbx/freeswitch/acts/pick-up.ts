// A waiting, ringing or parked call picked up: the phone is rung first, and takes the caller once it is answered (`intercept`, mod_dptools.c).
import type { ActOf } from '#contract/acts/acts.ts'
import { deskFailure } from '#contract/errors.ts'
import { err, type Result } from '#contract/result.ts'
import type { ActRunners } from '#main/pbx/kit/acts.ts'
import { readable } from '#main/pbx/kit/readable.ts'
import { asWord, doneIf, doneOnce, gone } from './ask.ts'
import { aloneOf } from './call-sides.ts'
import type { FreeswitchActsParts } from './parts.ts'

const RINGS_S = 20
const ANSWERED_MS = (RINGS_S + 4) * 1000

export const pickActs = (parts: FreeswitchActsParts): ActRunners => ({
  pickCall: { run: ({ callId, by }) => pickUp(parts, callId, by) },
})

export async function pickUp(
  parts: FreeswitchActsParts,
  callId: string,
  by: ActOf<'pickCall'>['by'],
): Promise<Result<null>> {
  const { feed, site } = parts
  const found = aloneOf(feed.picture().tables(), callId)
  if (!found.ok) return found
  const user = by === 'me' ? (site.line?.user ?? null) : asWord(by.agentId)
  if (user === null)
    return err(by === 'me' ? deskFailure('lineNotRegistered') : deskFailure('actNotPossible', 'noInterface'))
  const { caller } = found.value
  const ask = async (): Promise<Result<unknown>> => {
    const answered = await feed.job(pickCommand(user, site.domain, caller), ANSWERED_MS)
    return answered.ok ? answered : whyNotAnswered(answered, by === 'me')
  }
  return doneOnce(parts, ask, ({ legs, peers }) => {
    if (!legs.has(caller.id)) return gone
    const peer = legs.get(peers.get(caller.id) ?? '')
    return doneIf(peer?.presence_id === `${user}@${site.domain}`)
  })
}

/** `intercept_unbridged_only`: whoever was answered meanwhile is not taken away from them. */
export function pickCommand(
  user: string,
  domain: string,
  caller: { readonly id: string; readonly cidName: string; readonly cidNumber: string },
): string {
  const plain = (text: string) => readable(text).replace(/[^\p{L}\p{N} _.+-]/gu, '')
  const variables = [
    'ignore_early_media=true',
    'intercept_unbridged_only=true',
    `originate_timeout=${RINGS_S}`,
    `origination_caller_id_name='${plain(caller.cidName)}'`,
    `origination_caller_id_number='${plain(caller.cidNumber)}'`,
  ]
  return `originate {${variables.join(',')}}user/${user}@${domain} 'intercept:${caller.id}' inline`
}

function whyNotAnswered(answer: Result<unknown> & { ok: false }, isMine: boolean): Result<unknown> {
  const { code, detail = '' } = answer.error
  if (code !== 'pbxRefused') return answer
  if (/USER_NOT_REGISTERED|SUBSCRIBER_ABSENT|UNALLOCATED_NUMBER/.test(detail))
    return err(isMine ? deskFailure('lineNotRegistered') : deskFailure('actNotPossible', 'noInterface'))
  return err(/USER_BUSY/.test(detail) && isMine ? deskFailure('lineBusy') : deskFailure('lineDidNotAnswer'))
}
