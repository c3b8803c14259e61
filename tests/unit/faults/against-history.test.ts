// The judge of a long call: what was heard and shown, against the history.
import { describe, expect, it } from 'vitest'
import type { Mode } from '#contract/monitor.ts'
import { mismatches, type Sample } from '../../faults/long/against-history.ts'

/** Ten samples a second. */
const samples = (seconds: number, read: (at: number) => Partial<Sample>): Sample[] =>
  Array.from({ length: seconds * 10 }, (_, tenth) => ({
    at: tenth * 100,
    mode: null,
    named: [],
    isDoubt: false,
    heard: [],
    ...read(tenth * 100),
  }))

const record = (...modes: (readonly [Mode, number])[]) => ({
  attachedAt: 0,
  endedAt: 10_000,
  modes: modes.map(([mode, at]) => ({ mode, at, asked: true })),
  unsure: [] as { modes: Mode[]; at: number; until: number | null }[],
})
const whispered = record(['listen', 0], ['whisperAgent', 2000], ['listen', 5000])
const inMode = (at: number): Mode => (at >= 2000 && at < 5000 ? 'whisperAgent' : 'listen')
const toAgent = (at: number): Partial<Sample> => ({
  mode: inMode(at),
  named: inMode(at) === 'listen' ? [] : ['agent'],
  heard: inMode(at) === 'listen' ? [] : ['agent'],
})
const whats = (all: Sample[], ...records: Parameters<typeof mismatches>[1]) => [
  ...new Set(mismatches(all, records).map(({ what }) => what)),
]

describe('a long call', () => {
  it('is right where the history has every mode that was shown and heard', () => {
    expect(whats(samples(10, toAgent), whispered)).toEqual([])
  })

  it('is right while a voice is still on its way, and while the card learns of a mode a little later', () => {
    const late = samples(10, (at) => ({ ...toAgent(at - 200), heard: at > 2300 && at < 5400 ? ['agent'] : [] }))
    expect(whats(late, whispered)).toEqual([])
  })

  it('is wrong where somebody heard the supervisor in a mode the history does not have', () => {
    expect(
      whats(
        samples(10, (at) => ({ ...toAgent(at), heard: ['caller'] })),
        whispered,
      ),
    ).toEqual([
      'the caller heard the supervisor, and the history has no mode for that',
      'the card named the agent, who did not hear the supervisor',
    ])
  })

  it('is right where the history says that it was not known', () => {
    const unsure = { ...whispered, unsure: [{ modes: ['listen', 'join'] as Mode[], at: 5000, until: 7000 }] }
    const heard = samples(10, (at) => ({
      ...toAgent(at),
      heard: at > 5500 && at < 7000 ? ['caller'] : (toAgent(at).heard ?? []),
    }))
    expect(whats(heard, unsure)).toEqual([])
    expect(whats(heard, whispered)).toHaveLength(1)
  })

  it('is wrong where the history has another mode than was shown, or has it at another time', () => {
    const joined = record(['listen', 0], ['join', 2000], ['listen', 5000])
    expect(whats(samples(10, toAgent), joined)).toEqual([
      'the card showed whisperAgent, and the history does not have it then',
    ])
    const later = record(['listen', 0], ['whisperAgent', 3000], ['listen', 5000])
    expect(whats(samples(10, toAgent), later)).toContain(
      'the card showed whisperAgent, and the history does not have it then',
    )
  })

  it('is wrong where whoever is named hears nothing', () => {
    const deaf = samples(10, (at) => ({ ...toAgent(at), heard: [] }))
    expect(whats(deaf, whispered)).toEqual(['the card named the agent, who did not hear the supervisor'])
  })

  it('asks for no voice where samples are missing: what was in between is not known', () => {
    const heldUp = samples(10, (at) => ({ ...toAgent(at), heard: [] })).filter(({ at }) => at % 300 === 0)
    expect(whats(heldUp, whispered)).toEqual([])
  })

  it('asks for no voice where it is not known, or where the microphone was closed for a moment between two modes', () => {
    const doubtful = samples(10, (at) => ({ ...toAgent(at), isDoubt: true, heard: [] }))
    expect(whats(doubtful, whispered)).toEqual([])
    const between = samples(10, (at) => ({ ...toAgent(at), ...(at === 3500 ? { heard: [] } : {}) }))
    expect(whats(between, whispered)).toEqual([])
  })
})
