// A dialog (RFC 3261 section 12): tags, numbers, target and route, and the requests made within it.
import { formatAddress, parseAddress, parseCseq, splitList, tagOf } from './fields.ts'
import { ALLOW, type Header, header, headersOf, type SipMessage, type SipRequest, type SipResponse } from './message.ts'

export type Dialog = {
  readonly line: string
  readonly callId: string
  readonly localTag: string
  readonly remoteTag: string
  readonly local: string // our From, with tag
  readonly remote: string // our To, with tag
  readonly routes: readonly string[]
  readonly target: string
  readonly localCseq: number
  readonly remoteCseq: number
}

/** The dialog our INVITE and its 2xx make. Null when the answer has no tag. */
export function dialogOfAnswer(line: string, invite: SipRequest, answer: SipResponse): Dialog | null {
  const remoteTag = tagOf(header(answer, 'To'))
  if (remoteTag === '') return null
  return {
    line,
    callId: header(invite, 'Call-ID') ?? '',
    localTag: tagOf(header(invite, 'From')),
    remoteTag,
    local: header(invite, 'From') ?? '',
    remote: header(answer, 'To') ?? '',
    routes: headersOf(answer, 'Record-Route').flatMap(splitList).reverse(),
    target: contactOf(answer) ?? invite.uri,
    localCseq: numberOf(invite),
    remoteCseq: 0,
  }
}

/** The dialog a phone's INVITE opens. Null when it lacks a From tag or a Contact. */
export function dialogOfInvite(line: string, invite: SipRequest, localTag: string): Dialog | null {
  const remoteTag = tagOf(header(invite, 'From'))
  const target = contactOf(invite)
  if (remoteTag === '' || target === null) return null
  return {
    line,
    callId: header(invite, 'Call-ID') ?? '',
    localTag,
    remoteTag,
    local: `${header(invite, 'To') ?? ''};tag=${localTag}`,
    remote: header(invite, 'From') ?? '',
    routes: headersOf(invite, 'Record-Route').flatMap(splitList),
    target,
    localCseq: 0,
    remoteCseq: numberOf(invite),
  }
}

/** The next request of ours, and the dialog after it. An ACK keeps the number of its INVITE. */
export function requestWithin(
  dialog: Dialog,
  method: string,
  domain: string,
  headers: readonly Header[] = [],
): { readonly dialog: Dialog; readonly request: SipRequest } {
  const number = method === 'ACK' ? dialog.localCseq : dialog.localCseq + 1
  const request: SipRequest = {
    kind: 'request',
    method,
    uri: dialog.target,
    headers: [
      ['Max-Forwards', '70'],
      ...dialog.routes.map((route): Header => ['Route', route]),
      ['From', dialog.local],
      ['To', dialog.remote],
      ['Call-ID', dialog.callId],
      ['CSeq', `${number} ${method}`],
      ['Contact', ourContact(domain)],
      ['Allow', ALLOW],
      ...headers,
    ],
    body: '',
  }
  return { dialog: { ...dialog, localCseq: number }, request }
}

/** The dialog after a request of the phone, or null when that one is older than the last (RFC 3261 section 12.2.2). */
export function afterRemote(dialog: Dialog, request: SipRequest): Dialog | null {
  const number = numberOf(request)
  if (request.method === 'ACK') return dialog
  if (number <= dialog.remoteCseq) return null
  const refreshes = request.method === 'INVITE' || request.method === 'UPDATE'
  const target = refreshes ? (contactOf(request) ?? dialog.target) : dialog.target
  return { ...dialog, remoteCseq: number, target }
}

export function ourContact(domain: string): string {
  return formatAddress('', `sip:earshot@${domain};transport=ws`)
}

export function dialogKey(callId: string, localTag: string, remoteTag: string): string {
  return JSON.stringify([callId, localTag, remoteTag])
}

function contactOf(message: SipMessage): string | null {
  const first = splitList(header(message, 'Contact') ?? '')[0]
  return first === undefined ? null : (parseAddress(first)?.uri ?? null)
}

function numberOf(message: SipMessage): number {
  return parseCseq(header(message, 'CSeq') ?? '')?.number ?? 0
}
