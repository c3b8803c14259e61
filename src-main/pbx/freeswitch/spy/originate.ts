// The command that rings the supervisor's line, ready to listen; and what its refusals mean. Pure.
import { type DeskError, deskFailure } from '#contract/errors.ts'
import type { FreeswitchSite } from '#contract/settings.ts'
import { leaseS } from '#main/pbx/kit/lease.ts'
import { callerName, markHeader, ringMs } from '#main/pbx/kit/spy-method.ts'

/** Without it the leg of a console that has crashed stays up for ever; a closed microphone goes on sending, so that it is no silence. */
const MEDIA_TIMEOUT_MS = 8000

export type RingOrder = {
  readonly leg: string
  readonly token: string
  readonly target: string
  readonly agentId: string
  /** SIP INFO is ignored on a leg that does not say this. */
  readonly takesInfo: boolean
}

export function originateCommand({ domain }: FreeswitchSite, user: string, order: RingOrder): string {
  const variables = [
    `origination_uuid=${order.leg}`,
    'sip_auto_answer=true',
    `sip_h_${markHeader}=${plain(order.token)}`,
    'ignore_early_media=true',
    // eavesdrop does not resample upwards: an Opus leg on a call of 8 kHz hears noise.
    'absolute_codec_string=PCMU',
    `media_timeout=${MEDIA_TIMEOUT_MS}`,
    `execute_on_answer='sched_hangup +${leaseS}'`,
    `origination_caller_id_name='${callerName}'`,
    `origination_caller_id_number=${plain(order.agentId)}`,
    `originate_timeout=${ringMs / 1000}`,
    ...(order.takesInfo ? ['dtmf_type=info'] : []),
  ]
  // Nothing else is set: every tone of eavesdrop is off unless a variable asks for it.
  return `originate {${variables.join(',')}}user/${user}@${domain} 'eavesdrop:${order.target},park' inline`
}

/** A comma or a brace would be another variable. */
const plain = (text: string): string => text.replace(/[^A-Za-z0-9_.+-]/g, '')

export function whyNotRung({ code, detail = '' }: DeskError, line: string): DeskError {
  if (/USER_NOT_REGISTERED|SUBSCRIBER_ABSENT|UNALLOCATED_NUMBER/.test(detail))
    return deskFailure('lineNotRegistered', line)
  if (/USER_BUSY/.test(detail)) return deskFailure('lineBusy', line)
  if (/NO_ANSWER|NO_USER_RESPONSE|ALLOTTED_TIMEOUT/.test(detail)) return deskFailure('lineDidNotAnswer', line)
  return deskFailure(code, detail)
}
