// A soft ring: two low notes every three seconds, made on the spot so that no file is needed.
import type { Stop } from '#contract/time.ts'

const EVERY_MS = 3_000
const RING_BACK_EVERY_MS = 5_000
const NOTES_HZ = [440, 554]
const LOUDNESS = 0.06

/** On that device, or where it is gone on the system's. */
function contextOn(device: string | null): AudioContext {
  const context: RingContext = new AudioContext()
  if (device !== null) void context.setSinkId?.(device).catch(() => {})
  return context
}

type RingContext = AudioContext & { readonly setSinkId?: (id: string) => Promise<void> }

/**
 * Rings at once and until stopped, on that device (null, or where it is gone: the system's). A browser that allows no sound yet stays silent;
 * the call is in sight all the same.
 */
export function startRingTone(times = Number.POSITIVE_INFINITY, device: string | null = null): Stop {
  if (typeof AudioContext === 'undefined') return () => {}
  const context = contextOn(device)
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

/** What a caller hears while it rings at the other side: 425 Hz, one second in five (ITU-T E.180). */
export function startRingBack(device: string | null = null): Stop {
  if (typeof AudioContext === 'undefined') return () => {}
  const context = contextOn(device)
  const ring = () => {
    playNote(context, 425, context.currentTime, 1)
  }
  ring()
  const timer = setInterval(ring, RING_BACK_EVERY_MS)
  return () => {
    clearInterval(timer)
    void context.close()
  }
}

function playNote(context: AudioContext, hz: number, at: number, s = 0.6): void {
  const note = new OscillatorNode(context, { frequency: hz })
  const gain = new GainNode(context, { gain: 0 })
  gain.gain.setValueAtTime(0, at)
  gain.gain.linearRampToValueAtTime(LOUDNESS, at + 0.05)
  gain.gain.linearRampToValueAtTime(0, at + s)
  note.connect(gain).connect(context.destination)
  note.start(at)
  note.stop(at + s + 0.05)
}
