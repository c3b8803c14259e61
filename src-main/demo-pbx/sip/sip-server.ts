// The SIP server without sockets or media of its own: flows of text in and out, calls for the rest of the PBX.

import { createListeners } from '../kit/listeners.ts'
import type { Flow, SipParts } from '../kit/parts.ts'
import type { IncomingCall, Telephony } from '../kit/telephony.ts'
import { createClientTransactions } from './client-transactions.ts'
import { dialogKey, ourContact } from './dialog.ts'
import { createDigest, type Digest } from './digest.ts'
import { formatAddress, parseAddress, parseCseq, parseUri, parseVia, tagOf } from './fields.ts'
import { type Arrival, receiveCall } from './incoming.ts'
import type { Leg, Switchboard } from './leg.ts'
import { ALLOW, formatMessage, type Header, header, METHODS, OTHER_METHODS, type SipRequest } from './message.ts'
import { startCall } from './outgoing.ts'
import { parseMessage } from './parse.ts'
import { createRegistrar, MIN_EXPIRES } from './registrar.ts'
import { makeResponse } from './respond.ts'
import { createServerTransactions, type ServerTransaction } from './server-transactions.ts'
import type { FlowHandlers } from './socket-flow.ts'

export type SipServer = Omit<Telephony, 'close'> &
  FlowHandlers & {
    /** Hangs up every call, then closes the sockets. */
    close(): void
    /** Cuts every socket, without a farewell. */
    cutSockets(): void
    /** Sockets open now. */
    count(): number
  }

const MAX_CALLS = 1_000

export function createSipServer(parts: SipParts): SipServer {
  const fault = (error: unknown) => parts.log('error', `sip: a listener failed: ${error}`)
  const registrations = createListeners<[string, boolean]>(fault)
  const arrivals = createListeners<[IncomingCall]>(fault)
  const registrar = createRegistrar(parts, (line, registered) => {
    parts.log('info', `line ${line}: ${registered ? 'registered' : 'no longer registered'}`)
    registrations.tell(line, registered)
  })
  const digest = createDigest({ ...parts, realm: parts.domain })
  const server = createServerTransactions(parts)
  const client = createClientTransactions(parts)
  const board: Switchboard = { parts, client, registrar, legs: new Map(), early: new Set() }
  const flows = new Set<Flow>()
  const ringing = new Map<ServerTransaction, Arrival>()
  const live = new Set<{ end(): void }>()

  const track = <T extends { end(): void; onEnded: IncomingCall['onEnded'] }>(call: T): T => {
    live.add(call)
    call.onEnded(() => live.delete(call))
    return call
  }
  const onRegister = (transaction: ServerTransaction) => {
    const line = userOf(transaction.request, 'To')
    if (!authorise(digest, transaction, 'REGISTER', line)) return
    const answer = registrar.register(line, transaction.request, transaction.flow)
    if (answer.kind === 'refused') {
      const headers: Header[] = answer.status === 423 ? [['Min-Expires', String(MIN_EXPIRES)]] : []
      return transaction.reply(answer.status, answer.reason, { headers })
    }
    const left = (at: number) => Math.max(0, Math.round((at - parts.now()) / 1000))
    const contacts = answer.contacts.map(
      (each): Header => ['Contact', `${formatAddress('', each.uri)};expires=${left(each.expiresAt)}`],
    )
    transaction.reply(200, undefined, { headers: contacts })
    client.flush()
  }
  const onInvite = (transaction: ServerTransaction) => {
    const line = userOf(transaction.request, 'From')
    if (!registrar.holds(line, transaction.flow) && !authorise(digest, transaction, 'INVITE', line)) return
    if (live.size >= MAX_CALLS) return transaction.reply(503, 'Too many calls at once')
    const arrival = receiveCall(board, line, transaction)
    if (arrival === null) return
    ringing.set(transaction, arrival)
    arrival.call.onEnded(() => ringing.delete(transaction))
    arrival.call.onEstablished(() => ringing.delete(transaction))
    arrivals.tell(track(arrival.call))
  }
  const onCancel = (transaction: ServerTransaction) => {
    const invite = server.inviteOf(transaction.request)
    if (invite === null) return transaction.reply(481, 'There is nothing to cancel')
    transaction.reply(200, undefined, { toTag: invite.localTag })
    ringing.get(invite)?.abandon('cancelled')
  }
  const onOutside = (transaction: ServerTransaction) => {
    const { method } = transaction.request
    if (method === 'REGISTER') onRegister(transaction)
    else if (method === 'INVITE') onInvite(transaction)
    else if (method === 'OPTIONS') transaction.reply(200, undefined, { headers: capabilities(parts.domain) })
    else if (method === 'ACK') return
    else if (method === 'BYE' || method === 'INFO' || method === 'UPDATE') {
      transaction.reply(481, `${method} belongs to no call`)
    } else refuseMethod(transaction)
  }
  const onRequest = (request: SipRequest, flow: Flow) => {
    const transaction = server.receive(request, flow)
    if (transaction === null) return
    const { method } = request
    if (method === 'CANCEL') return onCancel(transaction)
    if (tagOf(header(request, 'To')) === '') return onOutside(transaction)
    const leg = legOf(board, request)
    if (leg) return leg.receive(transaction)
    if (!METHODS.some((known) => known === method)) return refuseMethod(transaction)
    const isGlare = (method === 'INVITE' || method === 'UPDATE') && board.early.has(header(request, 'Call-ID') ?? '')
    transaction.reply(isGlare ? 491 : 481, isGlare ? undefined : 'There is no such call')
  }

  return {
    isRegistered: (line) => registrar.contactsOf(line).length > 0,
    onRegistration: registrations.add,
    invite: (line, order) => track(startCall(board, line, order)),
    onIncoming: arrivals.add,
    cutSockets() {
      for (const flow of flows) flow.cut()
    },
    close() {
      for (const call of [...live]) call.end()
      for (const flow of flows) flow.close()
    },
    count: () => flows.size,
    opened: (flow) => void flows.add(flow),
    closed(flow) {
      flows.delete(flow)
      registrar.dropFlow(flow)
      for (const [transaction, arrival] of ringing) if (transaction.flow === flow) arrival.abandon('socket lost')
    },
    received(flow, text) {
      const parsed = parseMessage(text)
      if (!parsed.ok) return answerBad(parsed.request, parsed.status, parsed.reason, flow)
      if (parsed.message.kind === 'response') client.receive(parsed.message)
      else onRequest(parsed.message, flow)
      return true
    },
  }
}

function legOf(board: Switchboard, request: SipRequest): Leg | undefined {
  const callId = header(request, 'Call-ID') ?? ''
  return board.legs.get(dialogKey(callId, tagOf(header(request, 'To')), tagOf(header(request, 'From'))))
}

function userOf(request: SipRequest, name: 'To' | 'From'): string {
  return parseUri(parseAddress(header(request, name) ?? '')?.uri ?? '')?.user ?? ''
}

/** True when the request proves to come from the line; else it has been answered. */
function authorise(
  digest: Digest,
  transaction: ServerTransaction,
  method: 'REGISTER' | 'INVITE',
  line: string,
): boolean {
  const [field, ask, status] =
    method === 'REGISTER'
      ? (['Authorization', 'WWW-Authenticate', 401] as const)
      : (['Proxy-Authorization', 'Proxy-Authenticate', 407] as const)
  const verdict = digest.check(method, header(transaction.request, field))
  if (verdict.kind === 'right' && verdict.account === line) return true
  if (verdict.kind === 'again') {
    const reason = verdict.stale ? 'The nonce is too old' : 'Who is calling?'
    transaction.reply(status, reason, { headers: [[ask, digest.challenge(verdict.stale)]] })
  } else {
    transaction.reply(403, 'No such line, or a wrong password')
  }
  return false
}

function refuseMethod(transaction: ServerTransaction): void {
  const { method } = transaction.request
  const isKnown = OTHER_METHODS.includes(method)
  const reason = isKnown ? `${method} is not done here` : 'This method is unknown here'
  transaction.reply(isKnown ? 405 : 501, reason, { headers: [['Allow', ALLOW]] })
}

function capabilities(domain: string): Header[] {
  return [
    ['Allow', ALLOW],
    ['Accept', 'application/sdp, application/dtmf-relay, application/dtmf'],
    ['Supported', 'timer'],
    ['Contact', ourContact(domain)],
  ]
}

/** A request that cannot be read is answered when it says enough to be answered at all. */
function answerBad(request: SipRequest | null, status: number, reason: string, flow: Flow): boolean {
  if (request === null || request.method === 'ACK' || !canBeAnswered(request)) return false
  flow.send(formatMessage(makeResponse(request, status, reason, flow.peer)))
  return false
}

function canBeAnswered(request: SipRequest): boolean {
  const isComplete = ['From', 'To', 'Call-ID'].every((name) => header(request, name))
  return (
    isComplete && parseVia(header(request, 'Via') ?? '') !== null && parseCseq(header(request, 'CSeq') ?? '') !== null
  )
}
