// Digits on a line: SIP INFO, or RFC 4733 events in the RTP by the sender's own DTMF sender.
import type { DTMF, RTCSession } from 'jssip/lib/RTCSession'
import { deskFailure } from '#contract/errors.ts'
import { err, ok, type Result } from '#contract/result.ts'

// The voice waits while a tone plays; 80 ms is the shortest that PBXs take without stretching it (Asterisk: mindtmfduration).
const TONE_MS = 80
const GAP_MS = 50
const INFO_GAP_MS = 50 // with JsSIP's own 500 a quick change of mode waits for the one before

export async function sendDigits(
  session: RTCSession | undefined,
  digits: string,
  by: 'info' | 'rfc4733',
): Promise<Result<null>> {
  if (!session?.isEstablished()) return err(deskFailure('lineNotRegistered'))
  if (by === 'rfc4733') return unlessEnded(session, sendTones(dtmfSender(session), digits))
  for (const digit of digits) {
    const sent = await unlessEnded(session, sendInfo(session, digit))
    if (!sent.ok) return sent
  }
  return ok(null)
}

/** Of a call that is over meanwhile nothing more may be told: a browser that closes it in the middle of several tones is silent. */
function unlessEnded(session: RTCSession, sending: Promise<Result<null>>): Promise<Result<null>> {
  return new Promise((resolve) => {
    const ended = () => resolve(err(deskFailure('pbxRefused', 'the call ended')))
    session.once('ended', ended)
    void sending.then((sent) => {
      session.off('ended', ended)
      resolve(sent)
    })
  })
}

/** Resolves when the last tone was sent. JsSIP's own way does nothing, silently, when there is no sender. */
export function sendTones(sender: RTCDTMFSender | null, digits: string): Promise<Result<null>> {
  if (!sender?.canInsertDTMF) return Promise.resolve(err(deskFailure('pbxRefused', 'no sender for RFC 4733 events')))
  return new Promise((resolve) => {
    const stop = new AbortController()
    const onTone = ({ tone }: RTCDTMFToneChangeEvent) => {
      if (tone !== '') return
      stop.abort()
      resolve(ok(null))
    }
    sender.addEventListener('tonechange', onTone, { signal: stop.signal })
    sender.insertDTMF(sender.toneBuffer + digits, TONE_MS, GAP_MS)
  })
}

/** One digit as SIP INFO (application/dtmf-relay); ok is the far end's 200. */
function sendInfo(session: RTCSession, digit: string): Promise<Result<null>> {
  return new Promise((resolve) => {
    const failed = (why: string) => resolve(err(deskFailure('pbxRefused', why)))
    const onDigit = ({ originator, dtmf }: { originator: unknown; dtmf: DTMF }) => {
      if (String(originator) !== 'local') return
      session.off('newDTMF', onDigit)
      dtmf.on('succeeded', () => resolve(ok(null)))
      dtmf.on('failed', () => failed('INFO was refused'))
    }
    session.on('newDTMF', onDigit)
    session.sendDTMF(digit, { interToneGap: INFO_GAP_MS })
  })
}

const dtmfSender = (session: RTCSession): RTCDTMFSender | null =>
  session.connection.getSenders().find(({ track }) => track?.kind === 'audio')?.dtmf ?? null
