// Makes the response to a request (RFC 3261 section 8.2.6): Via, From, To, Call-ID and CSeq are copied.
import { parseVia, tagOf } from './fields.ts'
import { type Header, header, headersOf, type SipRequest, type SipResponse } from './message.ts'

export type Extra = {
  readonly toTag?: string
  readonly headers?: readonly Header[]
  readonly body?: string
}

const REASONS: Readonly<Record<number, string>> = {
  100: 'Trying',
  180: 'Ringing',
  200: 'OK',
  480: 'The line is not registered',
  486: 'Busy here',
  487: 'Request terminated',
  491: 'Request pending',
  603: 'Declined',
}

export function reasonFor(status: number): string {
  return REASONS[status] ?? (status < 300 ? 'OK' : 'Refused')
}

/** `reason` is a sentence for whoever reads the trace. `peer` fills in rport as RFC 3581 asks. */
export function makeResponse(
  request: SipRequest,
  status: number,
  reason: string,
  peer: { readonly address: string; readonly port: number },
  extra: Extra = {},
): SipResponse {
  const [topVia = '', ...vias] = headersOf(request, 'Via')
  const to = header(request, 'To') ?? ''
  const addTag = status > 100 && extra.toTag !== undefined && tagOf(to) === ''
  return {
    kind: 'response',
    status,
    reason,
    headers: [
      ['Via', withPeer(topVia, peer)],
      ...vias.map((via): Header => ['Via', via]),
      ['From', header(request, 'From') ?? ''],
      ['To', addTag ? `${to};tag=${extra.toTag}` : to],
      ['Call-ID', header(request, 'Call-ID') ?? ''],
      ['CSeq', header(request, 'CSeq') ?? ''],
      ...(extra.headers ?? []),
    ],
    body: extra.body ?? '',
  }
}

function withPeer(via: string, peer: { readonly address: string; readonly port: number }): string {
  if (!parseVia(via)?.params.has('rport')) return via
  return via.replace(/;\s*rport(=\d*)?(?=[;,\s]|$)/i, `;rport=${peer.port};received=${peer.address}`)
}
