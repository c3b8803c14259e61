// Planted wrong hearings are found, and what is right is left alone.
import { describe, expect, it } from 'vitest'
import { type Moment, wrongHearings, wrongMoments } from '../../faults/judge.ts'

/** Ten moments a second; `at` in tenths. */
const moments = (count: number, of: (tenth: number) => Partial<Moment>): Moment[] =>
  Array.from({ length: count }, (_, tenth) => ({
    at: tenth * 100,
    named: [],
    people: ['agent', 'caller'],
    heard: [],
    echo: [],
    isLate: false,
    ...of(tenth),
  }))

describe('heard ⊆ claimed', () => {
  it('is right where whoever hears is named', () => {
    const all = moments(20, (tenth) => (tenth > 5 ? { named: ['agent'], heard: ['agent'] } : {}))
    expect(wrongMoments(all)).toEqual([])
  })

  it('finds whoever hears and is not named, and for how long', () => {
    const all = moments(20, (tenth) => ({
      named: ['agent'],
      heard: tenth >= 5 && tenth < 9 ? ['agent', 'caller'] : [],
    }))
    expect(wrongMoments(all)).toEqual([
      {
        kind: 'heard',
        what: 'caller heard the supervisor for 400 ms, from 500 ms after they came, 0 ms after agent was named, and the card did not say so',
      },
    ])
  })

  it('lets a voice run out after the claim, and no longer', () => {
    const spoken = (until: number) =>
      moments(20, (tenth) => ({ named: tenth < 5 ? ['agent'] : [], heard: tenth < until ? ['agent'] : [] }))
    expect(wrongMoments(spoken(9))).toEqual([])
    expect(wrongMoments(spoken(12))).toMatchObject([{ kind: 'heard' }])
  })

  const comes = (spoken: (tenth: number) => boolean, heard: (tenth: number) => boolean) =>
    moments(30, (tenth) => ({
      named: spoken(tenth) ? ['caller'] : [],
      people: tenth < 10 ? ['agent', 'caller'] : ['agent', 'newcomer'],
      heard: heard(tenth) ? ['newcomer'] : [],
    }))

  it('lets who comes hear what was on its way to the one before, and no longer', () => {
    const until = (last: number) =>
      comes(
        (tenth) => tenth < 10,
        (tenth) => tenth >= 10 && tenth <= last,
      )
    expect(wrongMoments(until(13))).toEqual([])
    expect(wrongMoments(until(16))).toMatchObject([{ kind: 'heard' }])
  })

  it('finds who comes and hears though nobody was spoken to any more', () => {
    const all = comes(
      (tenth) => tenth < 4,
      (tenth) => tenth >= 10 && tenth < 13,
    )
    expect(wrongMoments(all)).toEqual([
      {
        kind: 'heard',
        what: 'newcomer heard the supervisor for 300 ms, from 0 ms after they came, 700 ms after caller was named, and the card did not say so',
      },
    ])
  })

  it('finds who is heard before the card says so', () => {
    const all = moments(20, (tenth) => ({ named: tenth >= 8 ? ['agent'] : [], heard: tenth >= 4 ? ['agent'] : [] }))
    expect(wrongMoments(all)).toMatchObject([{ kind: 'heard' }])
  })

  it('finds each person and each time apart', () => {
    const all = moments(30, (tenth) => ({
      heard: [...(tenth < 3 ? ['agent'] : []), ...((tenth > 5 && tenth < 9) || tenth > 20 ? ['caller'] : [])],
    }))
    expect(wrongMoments(all)).toHaveLength(3)
  })

  it('takes no word of a moment when this program was late', () => {
    const all = moments(20, (tenth) => ({ heard: tenth === 5 || tenth === 6 ? ['agent'] : [], isLate: tenth === 6 }))
    expect(wrongMoments(all)).toEqual([])
  })

  it('finds an echo', () => {
    const all = moments(20, (tenth) => ({ echo: tenth > 10 ? ['agent'] : [] }))
    expect(wrongMoments(all)).toEqual([{ kind: 'echo', what: 'agent heard their own voice for 900 ms' }])
  })
})

describe('the ears once all is settled', () => {
  const hearing = (level: number, should: 'be heard' | 'not be heard' | 'be as it is') => ({
    person: 'agent',
    hz: 1000,
    level,
    should,
  })
  it.each([
    [8000, 'be heard', 0],
    [3000, 'be heard', 1],
    [5, 'not be heard', 0],
    [41, 'not be heard', 1],
    [8000, 'be as it is', 0],
    [0, 'be as it is', 0],
  ] as const)('at %i it should %s: %i wrong', (level, should, wrong) => {
    expect(wrongHearings([hearing(level, should)])).toHaveLength(wrong)
  })
})
