// Calls from the PBX to a line: an INVITE to every contact, the first to answer has it, the others are cancelled.

import type { MediaPeer } from '../kit/media-peer.ts'
import type { Flow } from '../kit/parts.ts'
import type { CallEnd, SipCall, Telephony } from '../kit/telephony.ts'
import { isHeld } from '../media/sdp.ts'
import { type CallCore, createCallCore } from './call.ts'
import { dialogOfAnswer, ourContact } from './dialog.ts'
import { formatAddress } from './fields.ts'
import { createLeg, type Leg, type Switchboard } from './leg.ts'
import { ALLOW, type Header, type SipRequest, type SipResponse } from './message.ts'
import type { Contact } from './registrar.ts'
import { MIN_SE, timerGranted } from './session-timer.ts'

export type Order = Parameters<Telephony['invite']>[1]

type Fork = { readonly request: SipRequest; readonly cancel: () => void; refusal: number | null }

type Progress =
  | { readonly kind: 'ringing'; readonly forks: Set<Fork> }
  | { readonly kind: 'answered'; readonly leg: Leg }
  | { readonly kind: 'over' }

/** Ends with 480 at once when the line has no contact; `order.headers` cannot replace the INVITE's own. */
export function startCall(board: Switchboard, line: string, order: Order): SipCall {
  const { parts } = board
  const core = createCallCore(parts.random(8), line, parts.log)
  let progress: Progress = { kind: 'ringing', forks: new Set() }
  let peer: MediaPeer | null = null

  const cancelAll = () => {
    if (progress.kind === 'ringing') for (const fork of progress.forks) if (fork.refusal === null) fork.cancel()
  }
  const giveUp = (end: CallEnd) => {
    cancelAll()
    if (progress.kind === 'ringing') {
      progress = { kind: 'over' }
      peer?.session.close()
    }
    core.ended(end)
  }
  const onRefused = (fork: Fork, status: number) => {
    fork.refusal = status
    if (progress.kind !== 'ringing') return
    const refusals = [...progress.forks].map((each) => each.refusal)
    if (status >= 600 || !refusals.includes(null)) {
      const best = bestRefusal(refusals.filter((each) => each !== null))
      giveUp({ by: 'remote', status: best, reason: 'refused' })
    }
  }
  const onAnswered = async (fork: Fork, flow: Flow, response: SipResponse, ready: MediaPeer) => {
    const dialog = dialogOfAnswer(line, fork.request, response)
    if (dialog === null) return onRefused(fork, 500)
    const isFirst = progress.kind === 'ringing'
    const on = isFirst ? core : nobody
    const held = isHeld(response.body)
    const mine = isFirst ? ready : silentPeer
    const { id: call } = core.view
    const leg = createLeg(board, { call, dialog, flow, peer: mine, awaitsAck: false, isHeld: held, on })
    leg.ack()
    if (!isFirst) return leg.hangUp({ by: 'local', status: 487, reason: 'answered elsewhere' })
    fork.refusal = 0
    cancelAll()
    progress = { kind: 'answered', leg }
    leg.agreed(timerGranted(response, parts.sessionExpires))
    if (await ready.acceptAnswer(response.body)) {
      core.established(ready)
      if (held) core.hold(true)
    } else leg.hangUp({ by: 'local', status: 488, reason: 'The answer has no PCMU audio' })
  }
  const ring = (contact: Contact, ready: MediaPeer) => {
    const request = makeInvite(board, contact, order, ready.offer)
    board.early.add(callIdOf(request))
    const sent = board.client.send(request, () => (contact.flow.isOpen() ? contact.flow : null), {
      onProvisional: ({ status }) => status > 100 && core.progress(status),
      onFinal(response) {
        board.early.delete(callIdOf(request))
        if (response === null || response.status >= 300) return onRefused(fork, response?.status ?? 408)
        onAnswered(fork, contact.flow, response, ready).catch((error: unknown) => {
          parts.log('error', `call ${core.view.id}: ${error}`)
          giveUp({ by: 'local', status: 500, reason: 'media' })
        })
      },
      onRepeat: () => progress.kind === 'answered' && progress.leg.ack(),
    })
    const fork: Fork = { request, cancel: sent.cancel, refusal: null }
    return fork
  }
  const ringAll = (ready: MediaPeer) => {
    if (progress.kind !== 'ringing') return ready.session.close()
    peer = ready
    const contacts = board.registrar.contactsOf(line)
    if (contacts.length === 0) return giveUp(notRegistered)
    for (const contact of contacts) progress.forks.add(ring(contact, ready))
  }

  if (board.registrar.contactsOf(line).length === 0) giveUp(notRegistered)
  else parts.newPeer('offer').then(ringAll, () => giveUp({ by: 'local', status: 500, reason: 'media' }))
  return { ...core.view, end: () => endNow(core, progress, giveUp) }
}

const notRegistered: CallEnd = { by: 'remote', status: 480, reason: 'The line is not registered' }

function endNow(core: CallCore, progress: Progress, giveUp: (end: CallEnd) => void): void {
  if (core.phase() === 'ended') return
  if (progress.kind === 'answered') progress.leg.hangUp({ by: 'local', status: 200, reason: 'hung up' })
  else giveUp({ by: 'local', status: 487, reason: 'cancelled' })
}

function makeInvite(board: Switchboard, contact: Contact, order: Order, offer: string): SipRequest {
  const { domain, random, sessionExpires } = board.parts
  const from = `sip:${encodeURIComponent(order.fromUser)}@${domain}`
  const own: readonly Header[] = [
    ['Max-Forwards', '70'],
    ['From', formatAddress(order.fromName, from, random(8))],
    ['To', formatAddress('', `sip:${contact.line}@${domain}`)],
    ['Call-ID', random(16)],
    ['CSeq', '1 INVITE'],
    ['Contact', ourContact(domain)],
    ['Allow', ALLOW],
    ['Supported', 'timer'],
    ['Session-Expires', String(sessionExpires)],
    ['Min-SE', String(MIN_SE)],
    ['Content-Type', 'application/sdp'],
  ]
  const taken = new Set([...own.map(([name]) => name.toLowerCase()), 'via', 'content-length'])
  const extra = Object.entries(order.headers).filter(([name]) => !taken.has(name.toLowerCase()))
  return { kind: 'request', method: 'INVITE', uri: contact.uri, headers: [...own, ...extra], body: offer }
}

function callIdOf(request: SipRequest): string {
  return request.headers.find(([name]) => name === 'Call-ID')?.[1] ?? ''
}

/** RFC 3261 section 16.7: a 6xx first, else "busy" or "declined" rather than "no such thing". */
function bestRefusal(statuses: readonly number[]): number {
  const order = (status: number) =>
    status >= 600 ? 0 : status === 486 ? 1 : status === 408 ? 9 : Math.floor(status / 100)
  return [...statuses].sort((one, two) => order(one) - order(two))[0] ?? 480
}

const nobody = { digit: () => {}, hold: () => {}, refer: () => false, ended: () => {} }

// For the leg of a phone that answered too late: it is told goodbye, and its media never begins.
const silentPeer: MediaPeer = {
  offer: '',
  acceptAnswer: async () => false,
  answerOffer: async () => null,
  onDigit: () => () => {},
  session: { send: () => {}, onFrame: () => () => {}, lastHeardAt: () => null, close: () => {} },
}
