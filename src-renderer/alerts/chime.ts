// A short chime: two soft notes that rise for a new alert, three for a request for help; made on the spot. Not while the same has
// just sounded.
import type { Stop } from '#contract/time.ts'

export type Tune = 'help' | 'alert' | 'order'

const TUNES_HZ: Readonly<Record<Tune, readonly number[]>> = {
  help: [659, 880, 1047],
  alert: [659, 880],
  order: [523, 659],
}
const LOUDNESS: Readonly<Record<Tune, number>> = { help: 0.09, alert: 0.05, order: 0.03 }
const STEP_S = 0.14
const QUIET_MS = 10_000
const STARTS_WITHIN_MS = 500

export type ChimeParts = {
  readonly now: () => number // ms
  /** true: a chime is due, and the browser lets this window sound only after the first press in it. false: it has sounded. */
  readonly onBlocked: (isBlocked: boolean) => void
}

export type Chime = { readonly play: (tune: Tune) => void; readonly stop: Stop }

export function createChime({ now, onBlocked }: ChimeParts): Chime {
  const last = new Map<Tune, number>()
  let forgetPress: Stop = () => {}
  const sound = (tune: Tune) => {
    const context = new AudioContext()
    const late = setTimeout(() => waitForPress(context), STARTS_WITHIN_MS)
    // The promise waits for as long as the browser allows no sound.
    void context.resume().then(() => {
      clearTimeout(late)
      forgetPress()
      onBlocked(false)
      TUNES_HZ[tune].forEach((hz, index) => {
        playNote(context, hz, context.currentTime + index * STEP_S, LOUDNESS[tune])
      })
      setTimeout(() => void context.close(), 1500)
    })
  }
  const waitForPress = (context: AudioContext) => {
    forgetPress()
    onBlocked(true)
    const resume = () => void context.resume()
    for (const press of presses) window.addEventListener(press, resume, true)
    forgetPress = () => {
      for (const press of presses) window.removeEventListener(press, resume, true)
    }
  }
  return {
    play: (tune) => {
      const since = now() - (last.get(tune) ?? Number.NEGATIVE_INFINITY)
      if (typeof AudioContext === 'undefined' || since < QUIET_MS) return
      last.set(tune, now())
      sound(tune)
    },
    stop: () => forgetPress(),
  }
}

const presses = ['pointerup', 'keydown'] as const

function playNote(context: AudioContext, hz: number, at: number, loudness: number): void {
  const note = new OscillatorNode(context, { frequency: hz })
  const gain = new GainNode(context, { gain: 0 })
  gain.gain.setValueAtTime(0, at)
  gain.gain.linearRampToValueAtTime(loudness, at + 0.02)
  gain.gain.linearRampToValueAtTime(0, at + 0.5)
  note.connect(gain).connect(context.destination)
  note.start(at)
  note.stop(at + 0.55)
}
