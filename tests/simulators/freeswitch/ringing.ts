// A line of the demo PBX rung as FreeSWITCH rings it (samples/09), and its keys as eavesdrop takes them.
import type { InviteOrder, SipCall, Telephony } from '#main/demo-pbx/kit/telephony.ts'

export type FreeswitchRing = {
  readonly leg: string
  readonly fromUser: string
  readonly fromName: string
  /** INFO is ignored by a leg without `dtmf_type=info`. */
  readonly takesInfo: boolean
  readonly onDigit: (leg: string, digit: string, by: 'RTP' | 'INFO') => void
}

/** `rings`: by the token of a monitor of the demo PBX; whoever is not in it is rung as before. */
export const ringingAsFreeswitch = (inner: Telephony, rings: ReadonlyMap<string, FreeswitchRing>): Telephony => ({
  ...inner,
  invite(line, order) {
    const token = order.headers['X-Earshot-Token'] ?? ''
    const ring = rings.get(token)
    if (!ring) return inner.invite(line, order)
    const { fromUser, fromName } = ring
    const headers: InviteOrder['headers'] = { 'X-Monitor-Id': token, 'Call-Info': '<sip:127.0.0.1>;answer-after=0' }
    return withKeys(inner.invite(line, { fromUser, fromName, headers }), ring)
  },
})

/** The demo PBX's own digits mean nothing here: a digit goes to the leg, and what it does comes back as a mode. */
function withKeys(call: SipCall, { leg, takesInfo, onDigit }: FreeswitchRing): SipCall {
  call.onDigit(({ digit, by }) => {
    if (by === 'rfc4733') onDigit(leg, digit, 'RTP')
    else if (takesInfo) onDigit(leg, digit, 'INFO')
  })
  return { ...call, onDigit: () => () => undefined }
}
