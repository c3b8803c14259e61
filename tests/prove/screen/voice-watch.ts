// When the supervisor's voice is in somebody's ear, frame by frame.

import { SUPERVISOR_HZ } from '#contract/site/proof.ts'
import { type Ear, goertzel } from '#main/proof/phone/tone-rtp.ts'

export const frameMs = 20
const audible = 800 // a tenth of a full voice
const windowFrames = 3 // of a shorter one the other voices leak in

export type VoiceWatch = {
  readonly name: string // as the card would name whose ear it is
  readonly since: number // epoch ms of the first frame of it
  /** Epoch ms of each frame with the supervisor's voice. */
  readonly heardAt: readonly number[]
  stop(): void
}

export function watchVoice(name: string, ear: Ear): VoiceWatch {
  const heardAt: number[] = []
  let since = Number.POSITIVE_INFINITY
  let last: Int16Array[] = []
  const stop = ear.onFrame((pcm) => {
    since = Math.min(since, Date.now())
    last = [...last, pcm].slice(-windowFrames)
    if (last.length === windowFrames && goertzel(last, SUPERVISOR_HZ) > audible) heardAt.push(Date.now())
  })
  return {
    name,
    heardAt,
    stop,
    get since() {
      return since
    },
  }
}
