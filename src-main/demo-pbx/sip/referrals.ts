// REFER within a call (RFC 3515): taken at once, and what has come of it is told by NOTIFY.
import type { Refer } from '../kit/telephony.ts'
import { dialogKey } from './dialog.ts'
import { parseAddress, parseParams, parseUri } from './fields.ts'
import { type Header, header, type SipRequest } from './message.ts'
import { reasonFor } from './respond.ts'
import type { ServerTransaction } from './server-transactions.ts'

type ReferralParts = {
  /** The SipCall of a dialog of ours, by its key; null: there is none. */
  readonly callOf: (replaced: string) => string | null
  readonly notify: (headers: readonly Header[], body: string) => void
  /** False: this call cannot be passed on. */
  readonly refer: (refer: Refer) => boolean
}

export function createReferrals({ callOf, notify, refer }: ReferralParts): (transaction: ServerTransaction) => void {
  const tell = (status: number, state: string): void =>
    notify(
      [
        ['Event', 'refer'],
        ['Subscription-State', state],
        ['Content-Type', 'message/sipfrag;version=2.0'],
      ],
      `SIP/2.0 ${status} ${reasonFor(status)}\r\n`,
    )
  return (transaction) => {
    const asked = readReferTo(transaction.request)
    if (!asked) return transaction.reply(400, 'The header Refer-To cannot be read')
    let isTold = false
    const answer = (status: number): void => {
      if (!transaction.isAnswered()) accept()
      if (!isTold) tell(status, 'terminated;reason=noresource')
      isTold = true
    }
    const accept = (): void => {
      transaction.reply(202, 'It is on its way')
      tell(100, 'active;expires=60')
    }
    const { to, replaced } = asked
    const replaces = replaced === null ? null : { call: callOf(replaced) }
    if (!refer({ to, replaces, answer })) transaction.reply(403, 'This call cannot be passed on')
    else if (!transaction.isAnswered()) accept()
  }
}

/** `replaced`: the key of the dialog it names, as we have it: their to-tag is ours (RFC 3891 3). */
export function readReferTo(request: SipRequest): { readonly to: string; readonly replaced: string | null } | null {
  const uri = parseAddress(header(request, 'Refer-To') ?? '')?.uri ?? ''
  const [address = '', query = ''] = uri.split('?', 2)
  const to = parseUri(address)?.user ?? ''
  if (to === '') return null
  const replaces = new URLSearchParams(query).get('Replaces')
  if (replaces === null) return { to, replaced: null }
  const [callId = ''] = replaces.split(';', 1)
  const tags = parseParams(replaces.slice(callId.length))
  return { to, replaced: dialogKey(callId, tags.get('to-tag') ?? '', tags.get('from-tag') ?? '') }
}
