// Tones at a phone's ear that nobody of the proof makes: a recording tone, a beep, music.
import { allTones } from '#contract/site/proof.ts'
import { type Ear, goertzel } from './phone/tone-rtp.ts'

const FULL_SCALE = 32_768
/** A mode that changes inside a window spreads its tone to about -50 dBFS. */
const HEARD = FULL_SCALE * 10 ** (-38 / 20)
const STEP_HZ = 10
const BESIDE_HZ = 60
const WINDOW_FRAMES = 10
const HOP_FRAMES = 5

const isOurs = (hz: number): boolean => allTones.some((tone) => Math.abs(tone - hz) <= BESIDE_HZ)

/** The loudest tone of this window that is not ours, in Hz; null: none that is heard. */
export function foreignTone(frames: readonly Int16Array[]): number | null {
  let loudest = { hz: 0, level: 0 }
  for (let hz = 200; hz <= 3400; hz += STEP_HZ) {
    if (isOurs(hz)) continue
    const level = goertzel(frames, hz)
    if (level > loudest.level) loudest = { hz, level }
  }
  // What is loudest right beside one of ours is its own flank.
  const isFlank = isOurs(loudest.hz - STEP_HZ) || isOurs(loudest.hz + STEP_HZ)
  return loudest.level < HEARD || isFlank ? null : loudest.hz
}

/** Watches from now on; answers with every such tone that lasted for two windows (0.3 s). */
export function watchForeign(ear: Ear): () => readonly number[] {
  const heard = new Set<number>()
  const frames: Int16Array[] = []
  let last: number | null = null
  let fresh = 0
  ear.onFrame((pcm) => {
    frames.push(pcm)
    if (frames.length > WINDOW_FRAMES) frames.shift()
    if (frames.length < WINDOW_FRAMES || ++fresh < HOP_FRAMES) return
    fresh = 0
    const now = foreignTone(frames)
    if (now !== null && last !== null && Math.abs(now - last) <= STEP_HZ) heard.add(now)
    last = now
  })
  return () => [...heard]
}
