// The voices of the floor: tones for measuring, or speech from resources/speech.
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { FRAME_SAMPLES, type Frame } from '../kit/telephony.ts'
import { decodePcmu } from '../media/pcmu.ts'

import { SILENCE } from './sum.ts'
import { toneFrames } from './tones.ts'

export type Who = 'agent' | 'caller'

/** What one side of a conversation says in frame `n` since it was answered. */
export type Voices = {
  frame(who: Who, topic: Topic, n: number): Frame
  /** What a held caller hears. */
  holdMusic(n: number): Frame
}

/** Which conversation a call holds: chosen by its queue and, among those of the queue, by `pick`. `hz`: other tones than the usual. */
export type Topic = {
  readonly queue: string | null
  readonly pick: number
  readonly hz: { readonly agent?: number | undefined; readonly caller?: number | undefined }
}

const USUAL_HZ = { agent: 440, caller: 620 }
const TONE_DB = -12

export function toneVoices(): Voices {
  const made = new Map<number, readonly Frame[]>()
  const tone = (hz: number): readonly Frame[] => {
    const frames = made.get(hz) ?? toneFrames(hz, TONE_DB)
    made.set(hz, frames)
    return frames
  }
  return {
    frame: (who, topic, n) => nth(tone(topic.hz[who] ?? USUAL_HZ[who]), n),
    holdMusic: () => SILENCE, // so that a held call measures as nothing
  }
}

type Line = { readonly who: Who; readonly startFrame: number; readonly offset: number; readonly frames: number }
type Dialogue = {
  readonly id: string
  readonly queue: string
  readonly file: string
  readonly frames: number
  readonly lines: readonly Line[]
}

/** Reads `DIR/speech/manifest.json` at once and each conversation when it is first heard. Throws when the files are not there. */
export function speechVoices(resources: string): Voices {
  const folder = join(resources, 'speech')
  const { dialogues } = JSON.parse(readFileSync(join(folder, 'manifest.json'), 'utf8')) as { dialogues: Dialogue[] }
  const loaded = new Map<string, Int16Array>()
  const samplesOf = (dialogue: Dialogue): Int16Array => {
    const samples = loaded.get(dialogue.id) ?? decodePcmu(readFileSync(join(folder, dialogue.file)))
    loaded.set(dialogue.id, samples)
    return samples
  }
  const music = [toneFrames(260, -32), toneFrames(330, -32), toneFrames(390, -32)]
  return {
    frame(who, topic, n) {
      const dialogue = choose(dialogues, topic)
      const at = n % dialogue.frames
      const line = dialogue.lines.find((one) => at >= one.startFrame && at < one.startFrame + one.frames)
      if (line?.who !== who) return SILENCE
      const start = line.offset + (at - line.startFrame) * FRAME_SAMPLES
      return samplesOf(dialogue).subarray(start, start + FRAME_SAMPLES)
    },
    holdMusic: (n) => nth(nth(music, Math.floor(n / 50)), n),
  }
}

function choose(dialogues: readonly Dialogue[], topic: Topic): Dialogue {
  const ofQueue = dialogues.filter((dialogue) => dialogue.queue === topic.queue)
  return nth(ofQueue.length > 0 ? ofQueue : dialogues, topic.pick)
}

function nth<T>(list: readonly T[], n: number): T {
  const item = list[n % list.length]
  if (item === undefined) throw new Error('an empty list of sounds')
  return item
}
