// A soft ring: two low notes every three seconds, made on the spot so that no file is needed.
import type { Stop } from '#contract/time.ts'

const EVERY_MS = 3_000
const NOTES_HZ = [440, 554]
const LOUDNESS = 0.06

/** Rings at once and until stopped. A browser that allows no sound yet stays silent; the call is in sight all the same. */
export function startRingTone(times = Number.POSITIVE_INFINITY): Stop {
  if (typeof AudioContext === 'undefined') return () => {}
  const context = new AudioContext()
  let left = times
  const ring = () => {
    if (left-- > 0) NOTES_HZ.forEach((hz, index) => void playNote(context, hz, context.currentTime + index * 0.25))
  }
  ring()
  const timer = setInterval(ring, EVERY_MS)
  return () => {
    clearInterval(timer)
    void context.close()
  }
}

function playNote(context: AudioContext, hz: number, at: number): void {
  const note = new OscillatorNode(context, { frequency: hz })
  const gain = new GainNode(context, { gain: 0 })
  gain.gain.setValueAtTime(0, at)
  gain.gain.linearRampToValueAtTime(LOUDNESS, at + 0.05)
  gain.gain.linearRampToValueAtTime(0, at + 0.6)
  note.connect(gain).connect(context.destination)
  note.start(at)
  note.stop(at + 0.65)
}
