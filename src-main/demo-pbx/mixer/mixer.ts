// The mixer: every 20 ms, for each call somebody is attached to, what each ear there hears. Calls nobody looks at cost nothing.
import type { Clock, Stop } from '../kit/time.ts'
import type { Ear } from './ear.ts'
import { createLoudness, type Loudness, type SideLevels } from './loudness.ts'
import type { Notices } from './notices.ts'
import type { Port } from './port.ts'
import type { Scene, Seat } from './scene.ts'
import { type Listener, type Sides, type Tap, Tick } from './tick.ts'
import type { Voices } from './voices.ts'

export type Mixer = {
  /** One frame of 20 ms for everybody. */
  tick(): void
  tap(ear: Ear, listener: Listener): Stop
  /** Whether a tick would do anything at all. */
  busy(): boolean
}

export type MixerParts = Pick<Clock, 'now'> & {
  readonly scene: Scene
  readonly voices: Voices
  /** Absent: nothing is played into a call. */
  readonly notices?: Notices['heardBy']
  /** How loud each side is to the one in this seat, while it is on a call. After the sound of the tick has been sent. */
  readonly onLevels?: (seat: string, levels: SideLevels) => void
}

export function createMixer({ scene, voices, notices = () => [], now, onLevels }: MixerParts): Mixer {
  const taps = new Set<Tap>()
  const loudness = new WeakMap<Port, Loudness>() // by the seat's phone: it goes with its monitor
  const starts = new Map<string, number>() // call -> the tick at which it was answered
  let n = 0

  const measure = (seat: Seat, sides: Sides | null): void => {
    if (!sides || seat.call === null) return
    const known = loudness.get(seat.port) ?? createLoudness()
    loudness.set(seat.port, known)
    const levels = known.add(seat.call, sides.agent, sides.caller)
    if (levels) onLevels?.(seat.id, levels)
  }

  return {
    tick() {
      n += 1
      const tick = new Tick(scene, voices, notices, starts, n, now())
      tick.play([...taps])
      if (onLevels) for (const seat of scene.seats()) measure(seat, tick.sidesFor(seat))
      for (const call of starts.keys()) if (!tick.calls.has(call)) starts.delete(call)
    },
    tap(ear, listener) {
      const tap = { ear, listener }
      taps.add(tap)
      return () => taps.delete(tap)
    },
    busy: () => taps.size > 0 || some(scene.seats()) || some(scene.partyLines()) || some(scene.loops()),
  }
}

const some = (items: Iterable<unknown>): boolean => !items[Symbol.iterator]().next().done
