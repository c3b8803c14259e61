// Whether an ear hears a sound that comes and goes: frames of 20 ms in which it is there, since the count began.

import { goertzel } from '#main/proof/phone/tone-rtp.ts'
import type { Dialog } from '../sip-dialog.ts'

export const toneHz = 1400
export const announcementHz = 880

/** A voice is 8000; the tone of Asterisk is about as loud. */
const LEAST = 700

export type Count = { readonly frames: () => number; readonly again: () => void; readonly stop: () => void }

export function counting({ ear }: Dialog, hz: number): Count {
  let frames = 0
  const stop = ear.onFrame((pcm) => {
    if (goertzel([pcm], hz) > LEAST) frames += 1
  })
  return {
    frames: () => frames,
    again: () => {
      frames = 0
    },
    stop,
  }
}
