// An answered dialog while it lives: its hang-up from either side, digits, hold, offers and session timer.

import type { MediaPeer } from '../media/media-peer.ts'
import { isHeld } from '../media/sdp.ts'
import type { CallEnd, Digit, Stop } from '../telephony.ts'
import type { ClientTransactions } from './client-transactions.ts'
import { afterRemote, type Dialog, dialogKey, ourContact, requestWithin } from './dialog.ts'
import { digitOfInfo } from './digits.ts'
import { ALLOW, type Header, type SipRequest, type SipResponse } from './message.ts'
import { type Flow, type SipParts, TRANSACTION_MS } from './parts.ts'
import type { Registrar } from './registrar.ts'
import type { ServerTransaction } from './server-transactions.ts'
import { armTimer, MIN_SE, type SessionTimer, timerAsked, timerGranted, timerHeaders } from './session-timer.ts'

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
  receive(transaction: ServerTransaction): void
  /** BYE, once; `end` is what the call is told. */
  hangUp(end: CallEnd): void
  ack(): void
  setTimer(timer: SessionTimer | 'none'): void
}

export type LegOrder = {
  readonly dialog: Dialog
  readonly flow: Flow
  readonly peer: MediaPeer
  /** The phone's ACK of our 2xx is still to come. */
  readonly awaitsAck: boolean
  readonly on: { digit(digit: Digit): void; hold(held: boolean): void; ended(end: CallEnd): void }
}

const RETRY_MS = 2_000
const RETRY_LATER: Header = ['Retry-After', '1']

export function createLeg(board: Switchboard, order: LegOrder): Leg {
  const { parts, client, registrar } = board
  const { peer, on } = order
  let dialog = order.dialog
  let flow = order.flow
  let phase: 'up' | 'leaving' | 'gone' = 'up'
  let isOffering = false
  let isHoldOn = false
  let timer: SessionTimer | 'none' = 'none'
  let stopTimer: Stop = () => {}
  let awaitsAck = order.awaitsAck
  const key = dialogKey(dialog.callId, dialog.localTag, dialog.remoteTag)
  const stopDigits = peer.onDigit((digit) => on.digit({ digit, by: 'rfc4733' }))
  const stopAckTimer = awaitsAck ? parts.after(TRANSACTION_MS, () => acked('The phone never confirmed')) : () => {}

  const flowOf = () => (flow.isOpen() ? flow : registrar.flowOf(dialog.line, dialog.target))
  const send = (method: string, headers: readonly Header[], onFinal: (response: SipResponse | null) => void) => {
    const next = requestWithin(dialog, method, parts.domain, headers)
    dialog = next.dialog
    client.send(next.request, flowOf, { onFinal })
  }
  const leave = (end: CallEnd) => {
    stopTimer()
    stopDigits()
    peer.session.close()
    on.ended(end)
  }
  const forget = () => {
    phase = 'gone'
    stopAckTimer()
    board.legs.delete(key)
  }
  const sendBye = () => send('BYE', [], forget)
  const hangUp = (end: CallEnd) => {
    if (phase !== 'up') return
    phase = 'leaving'
    leave(end)
    // RFC 3261 section 15: who answered must have seen the ACK before it sends BYE.
    if (!awaitsAck) sendBye()
  }
  function acked(fault?: string): void {
    if (!awaitsAck) return
    awaitsAck = false
    stopAckTimer()
    if (phase === 'leaving') sendBye()
    else if (fault !== undefined) hangUp({ by: 'local', status: 408, reason: fault })
  }
  const setTimer = (next: SessionTimer | 'none') => {
    timer = next
    stopTimer()
    if (next === 'none' || phase !== 'up') return
    const expired = () => hangUp({ by: 'local', status: 408, reason: 'The session timer ran out' })
    stopTimer = armTimer(next, parts.after, { refresh: () => refresh(next), expired })
  }
  function refresh(due: SessionTimer): void {
    const headers: Header[] = [
      ['Supported', 'timer'],
      ['Session-Expires', `${due.seconds};refresher=uac`],
    ]
    send('UPDATE', headers, (response) => refreshed(due, response))
  }
  function refreshed(due: SessionTimer, response: SipResponse | null): void {
    if (phase !== 'up') return
    const status = response?.status ?? 408
    if (status === 408 || status === 481) hangUp({ by: 'local', status, reason: 'The phone no longer knows the call' })
    else if (status === 491 || status === 500) stopTimer = parts.after(RETRY_MS, () => refresh(due))
    else setTimer(response && status < 300 ? timerGranted(response, due.seconds) : due)
  }

  const onBye = (transaction: ServerTransaction) => {
    transaction.reply(200)
    const wasUp = phase === 'up'
    phase = 'leaving'
    if (wasUp) leave({ by: 'remote', status: 200, reason: 'bye' })
    // After our own BYE the dialog waits for that one's answer.
    if (wasUp) forget()
  }
  const onInfo = (transaction: ServerTransaction) => {
    const found = digitOfInfo(transaction.request)
    if (found.kind !== 'refused') {
      transaction.reply(200)
      if (found.kind === 'digit') on.digit({ digit: found.digit, by: 'info' })
    } else {
      transaction.reply(found.status, found.reason, {
        headers: [['Accept', 'application/dtmf-relay, application/dtmf']],
      })
    }
  }
  /** INVITE and UPDATE: a refresh, an offer, or both. */
  const onRefresh = (transaction: ServerTransaction) => {
    const { request } = transaction
    const asked = timerAsked(request)
    if (asked === 'tooShort') {
      transaction.reply(422, `Ask for at least ${MIN_SE} s`, { headers: [['Min-SE', String(MIN_SE)]] })
    } else if (isOffering) {
      transaction.reply(500, 'An offer is being answered', { headers: [RETRY_LATER] })
    } else if (request.body !== '') {
      answerOffer(transaction, asked).catch((error: unknown) => {
        isOffering = false
        transaction.reply(500, 'The offer could not be answered')
        parts.log('error', `an offer could not be answered: ${error}`)
      })
    } else if (request.method === 'INVITE') {
      transaction.reply(488, 'An INVITE without an offer is not answered here')
    } else {
      accept(transaction, asked, '')
    }
  }
  async function answerOffer(transaction: ServerTransaction, asked: SessionTimer | 'none'): Promise<void> {
    isOffering = true
    const answer = await peer.answerOffer(transaction.request.body)
    isOffering = false
    if (phase !== 'up') return transaction.reply(487)
    if (answer === null) return transaction.reply(488, 'The offer has no PCMU audio')
    accept(transaction, asked, answer)
    const held = isHeld(transaction.request.body)
    if (held === isHoldOn) return
    isHoldOn = held
    on.hold(held)
  }
  function accept(transaction: ServerTransaction, asked: SessionTimer | 'none', body: string): void {
    const type: Header[] = body === '' ? [] : [['Content-Type', 'application/sdp']]
    const headers: Header[] = [['Contact', ourContact(parts.domain)], ['Allow', ALLOW], ...timerHeaders(asked), ...type]
    transaction.reply(200, undefined, { headers, body })
    setTimer(asked === 'none' ? timer : asked)
  }

  const leg: Leg = {
    hangUp,
    setTimer,
    ack() {
      const { request } = requestWithin(dialog, 'ACK', parts.domain)
      client.sendAck(request, flowOf)
    },
    receive(transaction) {
      const next = afterRemote(dialog, transaction.request)
      if (next === null) return transaction.reply(500, 'This request is older than the last one')
      dialog = next
      flow = transaction.flow
      const { method } = transaction.request
      if (method === 'ACK') return acked()
      if (method === 'BYE') return onBye(transaction)
      if (phase !== 'up') return transaction.reply(481, 'The call has ended')
      if (method === 'INFO') return onInfo(transaction)
      if (isRefresh(transaction.request)) return onRefresh(transaction)
      if (method === 'OPTIONS') return transaction.reply(200, undefined, { headers: [['Allow', ALLOW]] })
      transaction.reply(405, `${method} is not for calls`, { headers: [['Allow', ALLOW]] })
    },
  }
  board.legs.set(key, leg)
  return leg
}

function isRefresh(request: SipRequest): boolean {
  return request.method === 'INVITE' || request.method === 'UPDATE'
}
