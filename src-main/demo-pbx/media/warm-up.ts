// One throw-away call between two peers at start: certificate, key exchange and ciphers are slow the first time only.
import { FRAME_MS, FRAME_SAMPLES } from '../kit/telephony.ts'
import type { Clock, Stop } from '../kit/time.ts'
import { createWeriftPeer, type WeriftParts } from './werift-peer.ts'

type WarmUpParts = WeriftParts & Pick<Clock, 'after'>

const LONGEST_MS = 3_000

/** True when sound went through, false when it did not within 3 s. The peers are closed either way. */
export async function warmUp(parts: WarmUpParts): Promise<boolean> {
  const [caller, called] = await Promise.all([createWeriftPeer(parts, 'offer'), createWeriftPeer(parts, 'answer')])
  const answer = await called.answerOffer(caller.offer)
  const isUp = answer !== null && (await caller.acceptAnswer(answer))
  const heard = isUp && (await firstFrame(parts, caller.session.send, called.session.onFrame))
  caller.session.close()
  called.session.close()
  return heard
}

function firstFrame(
  parts: WarmUpParts,
  send: (frame: Int16Array) => void,
  onFrame: (listener: () => void) => Stop,
): Promise<boolean> {
  return new Promise((resolve) => {
    const silence = new Int16Array(FRAME_SAMPLES)
    let left = LONGEST_MS / FRAME_MS
    let isOver = false
    onFrame(() => finish(true))
    const finish = (heard: boolean) => {
      isOver = true
      resolve(heard)
    }
    const step = () => {
      if (isOver) return
      send(silence)
      left -= 1
      if (left > 0) parts.after(FRAME_MS, step)
      else finish(false)
    }
    step()
  })
}
