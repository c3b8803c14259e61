// An answered dialog while it lives: hang-up from either side, digits, offers and its session timer.
import type { MediaPeer } from '../kit/media-peer.ts'
import { type Flow, type SipParts, TRANSACTION_MS } from '../kit/parts.ts'
import type { CallEnd, Digit, Refer } from '../kit/telephony.ts'
import type { ClientTransactions } from './client-transactions.ts'
import { afterRemote, type Dialog, dialogKey, requestWithin } from './dialog.ts'
import { digitOfInfo } from './digits.ts'
import { createOfferAnswerer } from './leg-offers.ts'
import { ALLOW, type Header, type SipResponse } from './message.ts'
import { createReferrals } from './referrals.ts'
import type { Registrar } from './registrar.ts'
import type { ServerTransaction } from './server-transactions.ts'
import { createSessionRefresh } from './session-refresh.ts'
import type { SessionTimer } from './session-timer.ts'

/** What every call of one SIP server shares. */
export type Switchboard = {
  readonly parts: SipParts
  readonly client: ClientTransactions
  readonly registrar: Registrar
  readonly legs: Map<string, Leg>
  /** Call-IDs of our INVITEs that ring: an offer in one of them is glare. */
  readonly early: Set<string>
}

export type Leg = {
  readonly call: string // id of its SipCall
  receive(transaction: ServerTransaction): void
  /** BYE, once; `end` is what the call is told. */
  hangUp(end: CallEnd): void
  ack(): void
  agreed(timer: SessionTimer | 'none'): void
}

export type LegOrder = {
  readonly call: string
  readonly dialog: Dialog
  readonly flow: Flow
  readonly peer: MediaPeer
  /** The phone's ACK of our 2xx is still to come. */
  readonly awaitsAck: boolean
  /** The phone's first SDP already holds. */
  readonly isHeld: boolean
  readonly on: {
    digit(digit: Digit): void
    hold(held: boolean): void
    refer(refer: Refer): boolean
    ended(end: CallEnd): void
  }
}

/** `leaving`: the call is told that it is over, our BYE is on its way or waits for the phone's ACK. */
type Phase = 'up' | 'leaving' | 'gone'

export function createLeg(board: Switchboard, order: LegOrder): Leg {
  const { peer, on } = order
  const channel = createChannel(board, order)
  const key = dialogKey(order.dialog.callId, order.dialog.localTag, order.dialog.remoteTag)
  let phase: Phase = 'up'
  let awaitsAck = order.awaitsAck

  const forget = () => {
    phase = 'gone'
    stopAckTimer()
    board.legs.delete(key)
  }
  const leave = (next: Phase, end: CallEnd) => {
    phase = next
    refresh.stop()
    stopDigits()
    peer.session.close()
    on.ended(end)
  }
  const hangUp = (end: CallEnd) => {
    if (phase !== 'up') return
    leave('leaving', end)
    // RFC 3261 section 15: who answered must have seen the ACK before it sends BYE.
    if (!awaitsAck) channel.send('BYE', [], forget)
  }
  const acked = (wasSeen: boolean) => {
    if (!awaitsAck) return
    awaitsAck = false
    stopAckTimer()
    if (phase === 'leaving') channel.send('BYE', [], forget)
    else if (!wasSeen) hangUp({ by: 'local', status: 408, reason: 'The phone never confirmed' })
  }
  const onBye = (transaction: ServerTransaction) => {
    transaction.reply(200)
    // Both hung up at once: our own BYE still gets its answer.
    if (phase !== 'up') return
    leave('gone', { by: 'remote', status: 200, reason: 'bye' })
    forget()
  }

  const stopAckTimer = awaitsAck ? board.parts.after(TRANSACTION_MS, () => acked(false)) : () => {}
  const refresh = createSessionRefresh({ after: board.parts.after, send: channel.send, hangUp })
  const stopDigits = peer.onDigit((digit) => on.digit({ digit, by: 'rfc4733' }))
  const onOffer = createOfferAnswerer({
    ...board.parts,
    peer,
    isHeld: order.isHeld,
    isUp: () => phase === 'up',
    onHold: on.hold,
    agreed: refresh.agreed,
  })

  const onRefer = createReferrals({
    callOf: (replaced) => board.legs.get(replaced)?.call ?? null,
    notify: (headers, body) => phase !== 'gone' && channel.send('NOTIFY', headers, () => {}, body),
    refer: on.refer,
  })
  const leg: Leg = {
    call: order.call,
    hangUp,
    agreed: refresh.agreed,
    ack: channel.ack,
    receive(transaction) {
      const { method } = transaction.request
      if (!channel.take(transaction)) return transaction.reply(500, 'This request is older than the last one')
      if (method === 'ACK') acked(true)
      else if (method === 'BYE') onBye(transaction)
      else if (phase !== 'up') transaction.reply(481, 'The call has ended')
      else if (method === 'INFO') onInfo(transaction, on.digit)
      else if (method === 'INVITE' || method === 'UPDATE') onOffer(transaction)
      else if (method === 'REFER') onRefer(transaction)
      else if (method === 'OPTIONS') transaction.reply(200, undefined, { headers: [['Allow', ALLOW]] })
      else transaction.reply(405, `${method} is not for calls`, { headers: [['Allow', ALLOW]] })
    },
  }
  board.legs.set(key, leg)
  return leg
}

function onInfo(transaction: ServerTransaction, onDigit: (digit: Digit) => void): void {
  const found = digitOfInfo(transaction.request)
  if (found.kind === 'refused') {
    const accept: Header = ['Accept', 'application/dtmf-relay, application/dtmf']
    transaction.reply(found.status, found.reason, { headers: [accept] })
  } else {
    transaction.reply(200)
    if (found.kind === 'digit') onDigit({ digit: found.digit, by: 'info' })
  }
}

/** The dialog's own numbers and way: requests go to the socket last heard from, else to where the phone is registered now. */
function createChannel(board: Switchboard, order: LegOrder) {
  const { client, registrar, parts } = board
  let { dialog, flow } = order
  const flowOf = () => (flow.isOpen() ? flow : registrar.flowOf(dialog.line, dialog.target))
  return {
    send(method: string, headers: readonly Header[], onFinal: (response: SipResponse | null) => void, body = ''): void {
      const next = requestWithin(dialog, method, parts.domain, headers)
      dialog = next.dialog
      client.send({ ...next.request, body }, flowOf, { onFinal })
    },
    ack: () => client.sendAck(requestWithin(dialog, 'ACK', parts.domain).request, flowOf),
    /** False for a request older than the last. */
    take(transaction: ServerTransaction): boolean {
      const next = afterRemote(dialog, transaction.request)
      if (next === null) return false
      dialog = next
      flow = transaction.flow
      return true
    },
  }
}
