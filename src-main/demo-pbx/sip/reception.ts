// Requests that belong to no call yet: a phone registers, calls, gives its call up, or asks what is done here.
import type { Flow } from '../kit/parts.ts'
import type { IncomingCall } from '../kit/telephony.ts'
import { ourContact } from './dialog.ts'
import { createDigest, type Digest } from './digest.ts'
import { formatAddress, parseAddress, parseUri } from './fields.ts'
import { type Arrival, receiveCall } from './incoming.ts'
import type { Lamps } from './lamps.ts'
import type { Switchboard } from './leg.ts'
import { ALLOW, type Header, header, OTHER_METHODS, type SipRequest } from './message.ts'
import { type Contact, MIN_EXPIRES } from './registrar.ts'
import type { ServerTransaction, ServerTransactions } from './server-transactions.ts'

/** Calls either way round, until they end. */
export type LiveCalls = {
  count(): number
  track<T extends { end(): void; onEnded: IncomingCall['onEnded'] }>(call: T): T
  endAll(): void
}

export type ReceptionParts = {
  readonly board: Switchboard
  readonly server: ServerTransactions
  readonly live: LiveCalls
  readonly lamps: Lamps
  readonly onArrival: (call: IncomingCall) => void
}

export type Reception = {
  /** A request outside any dialog. */
  receive(transaction: ServerTransaction): void
  cancel(transaction: ServerTransaction): void
  /** What rings from this socket is over. */
  dropFlow(flow: Flow): void
}

const MAX_CALLS = 1_000

export function createReception(parts: ReceptionParts): Reception {
  const { board, server } = parts
  const digest = createDigest({ ...board.parts, realm: board.parts.domain })
  const ringing = new Map<ServerTransaction, Arrival>()

  const onRegister = (transaction: ServerTransaction) => {
    const line = userOf(transaction.request, 'To')
    if (!authorise(digest, transaction, 'REGISTER', line)) return
    const answer = board.registrar.register(line, transaction.request, transaction.flow)
    if (answer.kind === 'refused') {
      const headers: Header[] = answer.status === 423 ? [['Min-Expires', String(MIN_EXPIRES)]] : []
      return transaction.reply(answer.status, answer.reason, { headers })
    }
    const headers = answer.contacts.map((contact) => contactHeader(contact, board.parts.now()))
    transaction.reply(200, undefined, { headers })
    board.client.flush()
  }
  const onSubscribe = (transaction: ServerTransaction) => {
    const line = userOf(transaction.request, 'From')
    const isKnown = board.registrar.holds(line, transaction.flow)
    if (isKnown || authorise(digest, transaction, 'SUBSCRIBE', line)) parts.lamps.open(transaction, line)
  }
  const onInvite = (transaction: ServerTransaction) => {
    const line = userOf(transaction.request, 'From')
    const isKnown = board.registrar.holds(line, transaction.flow)
    if (!isKnown && !authorise(digest, transaction, 'INVITE', line)) return
    if (parts.live.count() >= MAX_CALLS) return transaction.reply(503, 'Too many calls at once')
    const arrival = receiveCall(board, line, transaction)
    if (arrival === null) return
    ringing.set(transaction, arrival)
    arrival.call.onEnded(() => ringing.delete(transaction))
    arrival.call.onEstablished(() => ringing.delete(transaction))
    parts.onArrival(parts.live.track(arrival.call))
  }

  return {
    receive(transaction) {
      const { method } = transaction.request
      if (method === 'REGISTER') onRegister(transaction)
      else if (method === 'INVITE') onInvite(transaction)
      else if (method === 'SUBSCRIBE') onSubscribe(transaction)
      else if (method === 'OPTIONS') transaction.reply(200, undefined, { headers: capabilities(board.parts.domain) })
      else if (method === 'ACK') return
      else if (method === 'BYE' || method === 'INFO' || method === 'UPDATE' || method === 'REFER')
        transaction.reply(481, `${method} belongs to no call`)
      else refuseMethod(transaction)
    },
    cancel(transaction) {
      const invite = server.inviteOf(transaction.request)
      if (invite === null) return transaction.reply(481, 'There is nothing to cancel')
      transaction.reply(200, undefined, { toTag: invite.localTag })
      ringing.get(invite)?.abandon('cancelled')
    },
    dropFlow(flow) {
      for (const [transaction, arrival] of ringing) if (transaction.flow === flow) arrival.abandon('socket lost')
    },
  }
}

function contactHeader({ uri, expiresAt }: Contact, now: number): Header {
  const left = Math.max(0, Math.round((expiresAt - now) / 1000))
  return ['Contact', `${formatAddress('', uri)};expires=${left}`]
}

function userOf(request: SipRequest, name: 'To' | 'From'): string {
  return parseUri(parseAddress(header(request, name) ?? '')?.uri ?? '')?.user ?? ''
}

/** True when the request proves to come from the line; else it has been answered. */
function authorise(
  digest: Digest,
  transaction: ServerTransaction,
  method: 'REGISTER' | 'INVITE' | 'SUBSCRIBE',
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

export function refuseMethod(transaction: ServerTransaction): void {
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
