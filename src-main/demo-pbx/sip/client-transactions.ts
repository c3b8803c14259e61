// Requests to the phones and their answers (RFC 3261 section 17.1), over whichever socket the phone has when they go out.

import { type Flow, RINGING_MS, type SipParts, TRANSACTION_MS } from '../kit/parts.ts'
import type { Stop } from '../kit/time.ts'
import { parseCseq, parseVia } from './fields.ts'
import { formatMessage, type Header, header, headersOf, type SipRequest, type SipResponse } from './message.ts'

type ClientHandlers = {
  onProvisional?(response: SipResponse): void
  /** The final answer, or null when none came in time. Once. */
  onFinal(response: SipResponse | null): void
  /** The same 2xx once more: its ACK was lost. */
  onRepeat?(response: SipResponse): void
}

export type ClientTransactions = {
  /** `request` comes without a Via. While the phone has no socket the request waits, at most as long as timer B or F. */
  send(request: SipRequest, flowOf: () => Flow | null, handlers: ClientHandlers): { cancel(): void }
  /** An ACK of a 2xx: no transaction, no answer. */
  sendAck(request: SipRequest, flowOf: () => Flow | null): void
  receive(response: SipResponse): void
  /** A phone has a socket again. */
  flush(): void
}

type Open = {
  readonly request: SipRequest
  readonly flowOf: () => Flow | null
  readonly handlers: ClientHandlers
  phase: 'waiting' | 'sent' | 'ringing' | 'answered'
  cancelWanted: boolean
  stopTimer: Stop
}

export function createClientTransactions(parts: Pick<SipParts, 'after' | 'random' | 'domain'>): ClientTransactions {
  const opened = new Map<string, Open>()

  const trySend = (open: Open) => {
    const flow = open.flowOf()
    if (open.phase !== 'waiting' || flow === null) return
    open.phase = 'sent'
    flow.send(formatMessage(open.request))
  }
  const finish = (open: Open, response: SipResponse | null) => {
    if (open.phase === 'answered') return
    open.stopTimer()
    open.phase = 'answered'
    open.stopTimer = parts.after(TRANSACTION_MS, () => opened.delete(keyOf(open.request)))
    open.handlers.onFinal(response)
  }
  const start = (request: SipRequest, flowOf: () => Flow | null, handlers: ClientHandlers): Open => {
    const stopTimer = parts.after(TRANSACTION_MS, () => finish(open, null))
    const open: Open = { request, flowOf, handlers, phase: 'waiting', cancelWanted: false, stopTimer }
    opened.set(keyOf(request), open)
    trySend(open)
    return open
  }
  const cancel = (open: Open) => {
    open.cancelWanted = true
    if (open.phase === 'waiting') finish(open, null)
    // RFC 3261 section 9.1: not before the phone has answered something.
    if (open.phase === 'ringing') start(cancelOf(open.request), open.flowOf, { onFinal: () => {} })
  }
  const onProvisional = (open: Open, response: SipResponse) => {
    const first = open.phase === 'sent'
    open.phase = 'ringing'
    if (first && open.request.method === 'INVITE') {
      open.stopTimer()
      open.stopTimer = parts.after(open.cancelWanted ? TRANSACTION_MS : RINGING_MS, () => finish(open, null))
    }
    if (first && open.cancelWanted) cancel(open)
    open.handlers.onProvisional?.(response)
  }
  const onFinal = (open: Open, response: SipResponse) => {
    if (open.request.method === 'INVITE' && response.status >= 300) {
      open.flowOf()?.send(formatMessage(ackOf(open.request, response)))
    }
    if (open.phase !== 'answered') finish(open, response)
    else if (response.status < 300) open.handlers.onRepeat?.(response)
  }
  const withVia = (request: SipRequest): SipRequest => {
    const via: Header = ['Via', `SIP/2.0/WS ${parts.domain};branch=z9hG4bK${parts.random(8)};rport`]
    return { ...request, headers: [via, ...request.headers] }
  }

  return {
    send(request, flowOf, handlers) {
      const open = start(withVia(request), flowOf, handlers)
      return { cancel: () => cancel(open) }
    },
    sendAck: (request, flowOf) => flowOf()?.send(formatMessage(withVia(request))),
    receive(response) {
      const open = opened.get(keyOf(response))
      if (open === undefined || open.phase === 'waiting') return
      if (response.status >= 200) onFinal(open, response)
      else if (open.phase !== 'answered') onProvisional(open, response)
    },
    flush() {
      for (const open of [...opened.values()]) trySend(open)
    },
  }
}

function keyOf(message: SipRequest | SipResponse): string {
  const branch = parseVia(header(message, 'Via') ?? '')?.branch ?? ''
  return `${branch} ${parseCseq(header(message, 'CSeq') ?? '')?.method ?? ''}`
}

function cancelOf(invite: SipRequest): SipRequest {
  return sibling(invite, 'CANCEL', header(invite, 'To') ?? '')
}

function ackOf(invite: SipRequest, response: SipResponse): SipRequest {
  return sibling(invite, 'ACK', header(response, 'To') ?? '')
}

// CANCEL and the ACK of a refusal repeat the INVITE's branch, number and route (RFC 3261 sections 9.1 and 17.1.1.3).
function sibling(invite: SipRequest, method: string, to: string): SipRequest {
  const copied = ['Via', 'Max-Forwards', 'Route'].flatMap((name) =>
    headersOf(invite, name).map((value): Header => [name, value]),
  )
  const number = parseCseq(header(invite, 'CSeq') ?? '')?.number ?? 1
  return {
    kind: 'request',
    method,
    uri: invite.uri,
    headers: [
      ...copied,
      ['From', header(invite, 'From') ?? ''],
      ['To', to],
      ['Call-ID', header(invite, 'Call-ID') ?? ''],
      ['CSeq', `${number} ${method}`],
    ],
    body: '',
  }
}
