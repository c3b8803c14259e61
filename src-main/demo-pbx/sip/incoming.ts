// Calls from a line to the PBX: ring, answer, refuse, or cancelled by the phone before that.

import type { CallEnd, IncomingCall } from '../kit/telephony.ts'
import { isHeld } from '../media/sdp.ts'
import { createCallCore } from './call.ts'
import { type Dialog, dialogOfInvite, ourContact } from './dialog.ts'
import { parseUri } from './fields.ts'
import { createLeg, type Leg, type Switchboard } from './leg.ts'
import { ALLOW, type Header, header } from './message.ts'
import type { ServerTransaction } from './server-transactions.ts'
import { MIN_SE, type SessionTimer, timerAsked, timerHeaders } from './session-timer.ts'

export type Arrival = {
  readonly call: IncomingCall
  /** CANCEL, or the socket is gone while it rings. */
  abandon(reason: string): void
}

type Progress =
  | { readonly kind: 'ringing' }
  | { readonly kind: 'answering' }
  | { readonly kind: 'answered'; readonly leg: Leg }
  | { readonly kind: 'over' }

/** Null when the INVITE was refused for what it is. */
export function receiveCall(board: Switchboard, line: string, transaction: ServerTransaction): Arrival | null {
  const checked = check(line, transaction)
  if (checked === null) return null
  const { parts } = board
  const { dialog, timer } = checked
  const core = createCallCore(parts.random(8), line, parts.log)
  const contact: Header = ['Contact', ourContact(parts.domain)]
  let progress: Progress = { kind: 'ringing' }

  const refuse = (status: number, end: CallEnd) => {
    if (progress.kind === 'answered' || progress.kind === 'over') return
    progress = { kind: 'over' }
    transaction.reply(status)
    core.ended(end)
  }
  const answer = async () => {
    if (progress.kind !== 'ringing') return
    progress = { kind: 'answering' }
    const peer = await parts.newPeer('answer')
    const body = await peer.answerOffer(transaction.request.body)
    // It may have been cancelled while the media was being made.
    if (whereNow() === 'over' || body === null) {
      peer.session.close()
      return refuse(488, { by: 'local', status: 488, reason: 'The offer has no PCMU audio' })
    }
    const held = isHeld(transaction.request.body)
    const leg = createLeg(board, {
      call: core.view.id,
      dialog,
      flow: transaction.flow,
      peer,
      awaitsAck: true,
      isHeld: held,
      on: core,
    })
    progress = { kind: 'answered', leg }
    const headers: Header[] = [contact, ['Allow', ALLOW], ['Content-Type', 'application/sdp'], ...timerHeaders(timer)]
    transaction.reply(200, undefined, { headers, body })
    leg.agreed(timer)
    core.established(peer)
    if (held) core.hold(true)
  }
  const whereNow = (): Progress['kind'] => progress.kind

  transaction.reply(180, undefined, { headers: [contact] })
  return {
    call: {
      ...core.view,
      dialled: parseUri(transaction.request.uri)?.user ?? '',
      answer: () =>
        void answer().catch((error: unknown) => {
          parts.log('error', `call ${core.view.id}: ${error}`)
          refuse(500, { by: 'local', status: 500, reason: 'media' })
        }),
      end(status = 603) {
        if (progress.kind === 'answered') return progress.leg.hangUp({ by: 'local', status: 200, reason: 'hung up' })
        const refusal = status >= 300 && status < 700 ? status : 603
        refuse(refusal, { by: 'local', status: refusal, reason: 'refused' })
      },
    },
    abandon: (reason) => refuse(487, { by: 'remote', status: 487, reason }),
  }
}

function check(
  line: string,
  transaction: ServerTransaction,
): { readonly dialog: Dialog; readonly timer: SessionTimer | 'none' } | null {
  const { request, localTag } = transaction
  const required = (header(request, 'Require') ?? '').split(',').map((option) => option.trim())
  const unknown = required.filter((option) => option !== '' && option !== 'timer')
  const timer = timerAsked(request)
  const type = header(request, 'Content-Type')?.split(';')[0]?.trim().toLowerCase()
  const dialog = dialogOfInvite(line, request, localTag)
  if (dialog === null) transaction.reply(400, 'The INVITE lacks a From tag or a Contact')
  else if (unknown.length > 0) {
    transaction.reply(420, `Not supported: ${unknown.join(', ')}`, { headers: [['Unsupported', unknown.join(', ')]] })
  } else if (timer === 'tooShort') {
    transaction.reply(422, `Ask for at least ${MIN_SE} s`, { headers: [['Min-SE', String(MIN_SE)]] })
  } else if (request.body === '') transaction.reply(488, 'An INVITE without an offer is not answered here')
  else if (type !== 'application/sdp') {
    transaction.reply(415, 'Only application/sdp is understood', { headers: [['Accept', 'application/sdp']] })
  } else return { dialog, timer }
  return null
}
