// A short chime for a new alert: two soft notes that rise, made on the spot. Not while another has just sounded.

const NOTES_HZ = [659, 880]
const LOUDNESS = 0.05
const QUIET_MS = 10_000

/** `now` in ms. A browser that allows no sound yet stays silent; the alert is in sight all the same. */
export function createChime(now: () => number): () => void {
  let last = Number.NEGATIVE_INFINITY
  return () => {
    if (typeof AudioContext === 'undefined' || now() - last < QUIET_MS) return
    last = now()
    const context = new AudioContext()
    NOTES_HZ.forEach((hz, index) => {
      void playNote(context, hz, context.currentTime + index * 0.14)
    })
    setTimeout(() => void context.close(), 1500)
  }
}

function playNote(context: AudioContext, hz: number, at: number): void {
  const note = new OscillatorNode(context, { frequency: hz })
  const gain = new GainNode(context, { gain: 0 })
  gain.gain.setValueAtTime(0, at)
  gain.gain.linearRampToValueAtTime(LOUDNESS, at + 0.02)
  gain.gain.linearRampToValueAtTime(0, at + 0.5)
  note.connect(gain).connect(context.destination)
  note.start(at)
  note.stop(at + 0.55)
}
