// Sound that is missed for two seconds is said by where it is lost; a quiet call, a call on hold and a closed microphone are none.
import { describe, expect, it } from 'vitest'
import type { SoundFlow } from '#renderer/line/phone.ts'
import { nextSoundWatch, noSoundWatch, type SoundLook, type SoundWatch } from '#renderer/line/sound-watch.ts'

type Second = Partial<Omit<SoundFlow, 'isMuted'>> & {
  readonly received?: number
  readonly isMuted?: boolean
  readonly isSoundDue?: boolean
  readonly isOpen?: boolean
  readonly isNoiseSuppressed?: boolean
}

/** One look a second; each figure of `moves` grows by so much in each. */
function play(seconds: readonly Second[]): { readonly watch: SoundWatch; readonly told: readonly string[] } {
  const sums = { received: 0, heardEnergy: 0, answers: 0, sent: 0, spokenEnergy: 0 }
  let watch = noSoundWatch
  const told = seconds.map((second, index) => {
    const { received = 50, heardEnergy = 1, answers = 1, sent = 50, spokenEnergy = 1, lostThere = 0 } = second
    sums.received += received
    sums.heardEnergy += heardEnergy ?? 0
    sums.answers += answers ?? 0
    sums.sent += sent
    sums.spokenEnergy += spokenEnergy ?? 0
    const { isMuted = false, isSoundDue = true, isOpen = false, isNoiseSuppressed = false } = second
    const { received: count, ...flow } = sums
    const stats = { lost: 0, received: count, jitterMs: 1, roundTripMs: 1, flow: { ...flow, isMuted, lostThere } }
    const look: SoundLook = { at: index * 1_000, stats, isSoundDue, isOpen, isNoiseSuppressed }
    watch = nextSoundWatch(watch, look)
    return watch.losses.map(({ where }) => where).join()
  })
  return { watch, told }
}

const times = (count: number, second: Second): readonly Second[] => Array.from({ length: count }, () => second)
const well: Second = {}
const open: Second = { isOpen: true }

describe('what is heard', () => {
  it('is not missed in the first second, and lost in the network when nothing at all gets through', () => {
    expect(play([well, ...times(3, { received: 0, heardEnergy: 0, answers: 0 })]).told).toEqual([
      '',
      '',
      'network',
      'network',
    ])
  })

  it('is lost at the PBX where it still answers on that way', () => {
    expect(play([well, ...times(3, { received: 0, heardEnergy: 0 })]).told).toEqual(['', '', 'pbx', 'pbx'])
  })

  it('is back with its first packet', () => {
    expect(play([well, ...times(4, { received: 0 }), well]).told.at(-1)).toBe('')
  })

  it('is not missed on hold, nor after the call, and not at once when that is over', () => {
    const held = times(9, { received: 0, isSoundDue: false })
    expect(new Set(play([well, ...held, { received: 0 }]).told)).toEqual(new Set(['']))
  })

  it('is no loss while the others are quiet; true silence is said after a quarter of a minute', () => {
    expect(new Set(play(times(60, { heardEnergy: 0.0001 })).told)).toEqual(new Set(['']))
    const silent = play([well, ...times(16, { heardEnergy: 0 })]).told
    expect([silent[14], silent[15]]).toEqual(['', 'digitalSilence'])
  })
})

describe('what is said', () => {
  it('is missed only while the microphone is open', () => {
    expect(new Set(play(times(20, { spokenEnergy: 0, sent: 0, isMuted: true })).told)).toEqual(new Set(['']))
  })

  it.each<[string, Second, string]>([
    ['a muted headset', { isMuted: true, spokenEnergy: 0 }, 'muted'],
    ['a microphone that gives nothing', { spokenEnergy: 0 }, 'silent'],
    ['packets that do not leave', { sent: 0 }, 'notSent'],
    ['packets that do not arrive', { lostThere: 0.8 }, 'notArriving'],
  ])('by %s', (_what, fault, where) => {
    expect(play([open, open, ...times(3, { ...open, ...fault })]).told.at(-1)).toBe(where)
  })

  it('is not taken for lost while somebody says nothing behind noise suppression', () => {
    const quiet = { ...open, spokenEnergy: 0, isNoiseSuppressed: true }
    expect(play([open, ...times(5, quiet)]).told.at(-1)).toBe('')
    expect(play([open, ...times(9, quiet)]).told.at(-1)).toBe('silent')
  })
})

it('counts another call from its beginning, and tells nothing anew that has not changed', () => {
  const { watch } = play([well, ...times(4, { received: 0, answers: 0 })])
  const again = { ...watch.last, received: 0 }
  const look = { at: 6_000, stats: { lost: 0, jitterMs: 1, roundTripMs: 1, flow: watch.last?.flow, ...again } }
  const next = nextSoundWatch(watch, {
    ...look,
    isSoundDue: true,
    isOpen: false,
    isNoiseSuppressed: false,
  } as SoundLook)
  expect(next.losses).toEqual([])
  const { last } = watch
  if (!last) throw new Error('nothing was looked at')
  const same = nextSoundWatch(watch, {
    at: 6_000,
    stats: last,
    isSoundDue: true,
    isOpen: false,
    isNoiseSuppressed: false,
  })
  expect(same.losses).toBe(watch.losses)
})
