// INVITE and UPDATE within a call: a refresh, an offer (hold, resume, a new network), or both.
import type { MediaPeer } from '../kit/media-peer.ts'
import type { SipParts } from '../kit/parts.ts'
import { isHeld } from '../media/sdp.ts'
import { ourContact } from './dialog.ts'
import { ALLOW, type Header } from './message.ts'
import type { ServerTransaction } from './server-transactions.ts'
import { MIN_SE, type SessionTimer, timerAsked, timerHeaders } from './session-timer.ts'

type OfferParts = Pick<SipParts, 'domain' | 'log'> & {
  readonly peer: MediaPeer
  /** How the call begins. */
  readonly isHeld: boolean
  readonly isUp: () => boolean
  readonly onHold: (held: boolean) => void
  readonly agreed: (timer: SessionTimer | 'none') => void
}

export function createOfferAnswerer(parts: OfferParts): (transaction: ServerTransaction) => void {
  let isAnswering = false
  let isHoldOn = parts.isHeld

  const accept = (transaction: ServerTransaction, timer: SessionTimer | 'none', body: string) => {
    const type: Header[] = body === '' ? [] : [['Content-Type', 'application/sdp']]
    const own: Header[] = [
      ['Contact', ourContact(parts.domain)],
      ['Allow', ALLOW],
    ]
    transaction.reply(200, undefined, { headers: [...own, ...timerHeaders(timer), ...type], body })
    parts.agreed(timer)
  }
  const answer = async (transaction: ServerTransaction, timer: SessionTimer | 'none') => {
    const offer = transaction.request.body
    const body = await parts.peer.answerOffer(offer)
    if (!parts.isUp()) return transaction.reply(487)
    if (body === null) return transaction.reply(488, 'The offer has no PCMU audio')
    accept(transaction, timer, body)
    if (isHeld(offer) === isHoldOn) return
    isHoldOn = !isHoldOn
    parts.onHold(isHoldOn)
  }
  const startAnswer = (transaction: ServerTransaction, timer: SessionTimer | 'none') => {
    isAnswering = true
    answer(transaction, timer)
      .catch((error: unknown) => {
        transaction.reply(500, 'The offer could not be answered')
        parts.log('error', `an offer could not be answered: ${error}`)
      })
      .finally(() => {
        isAnswering = false
      })
  }

  return (transaction) => {
    const { method, body } = transaction.request
    const timer = timerAsked(transaction.request)
    if (timer === 'tooShort') {
      transaction.reply(422, `Ask for at least ${MIN_SE} s`, { headers: [['Min-SE', String(MIN_SE)]] })
    } else if (isAnswering) {
      transaction.reply(500, 'An offer is being answered', { headers: [['Retry-After', '1']] })
    } else if (body !== '') startAnswer(transaction, timer)
    else if (method === 'INVITE') transaction.reply(488, 'An INVITE without an offer is not answered here')
    else accept(transaction, timer, '')
  }
}
