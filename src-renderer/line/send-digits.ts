// Digits on a line: RFC 4733 events in the RTP, by the sender's own DTMF sender.
import { deskFailure } from '#contract/errors.ts'
import { err, ok, type Result } from '#contract/result.ts'

// The voice waits while a tone plays; 80 ms is the shortest that PBXs take without stretching it (Asterisk: mindtmfduration).
const TONE_MS = 80
const GAP_MS = 50

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
