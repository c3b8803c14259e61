import { describe, expect, it } from 'vitest'
import { lateMs, nextPulse, type Pulse, type PulseEvent, restedPulse } from '#contract/pulse.ts'

type Step = readonly [at: number, event: PulseEvent['kind'] | { readonly stamp: number }]

const pulseAfter = (steps: readonly Step[], from: Pulse = restedPulse(0)): Pulse =>
  steps.reduce(
    (pulse, [at, event]) =>
      nextPulse(pulse, typeof event === 'string' ? ({ kind: event } as PulseEvent) : { kind: 'stamp', ...event }, at),
    from,
  )
/** Looks every half second, as the watch does. */
const looking = (from: number, to: number): Step[] =>
  Array.from({ length: (to - from) / 500 + 1 }, (_, i) => [from + i * 500, 'look'] as const)

describe('a feed that is asked whether it keeps up', () => {
  it('keeps up while answers come soon', () => {
    expect(
      pulseAfter([[0, 'asked'], [40, 'answered'], ...looking(500, 1000), [1000, 'asked'], [1030, 'answered']]),
    ).toEqual(expect.objectContaining({ behindSince: null, tookMs: 30 }))
  })

  it('is behind from the moment of the question that is not answered', () => {
    const asked = pulseAfter([...looking(500, 1000), [1000, 'asked'], ...looking(1500, 3500)])
    expect(asked.behindSince).toBeNull()
    const frozen = pulseAfter(looking(4000, 9000), asked)
    expect(frozen.behindSince).toBe(1000)
    expect(lateMs(frozen, 9000)).toBe(8000)
  })

  it('is behind too when every answer comes, but late', () => {
    const late = pulseAfter([[1000, 'asked'], ...looking(1500, 4000), [4200, 'answered']])
    expect(late.behindSince).toBe(1000)
    expect(lateMs(late, 5000)).toBe(3200)
  })

  it('has caught up only after two answers in a row that came soon', () => {
    const thawed = pulseAfter([[1000, 'asked'], ...looking(1500, 8000), [8000, 'answered']])
    expect(thawed.behindSince).toBe(1000)
    const once = pulseAfter(
      [
        [8500, 'asked'],
        [8520, 'answered'],
      ],
      thawed,
    )
    expect(once.behindSince).toBe(1000)
    const lateAgain = pulseAfter(
      [
        [9000, 'asked'],
        [10_500, 'answered'],
        [11_000, 'asked'],
        [11_010, 'answered'],
      ],
      once,
    )
    expect(lateAgain.behindSince).toBe(1000)
    expect(
      pulseAfter(
        [
          [9000, 'asked'],
          [9020, 'answered'],
        ],
        once,
      ).behindSince,
    ).toBeNull()
  })

  it('does not flap about an answer of one to three seconds', () => {
    const slow = pulseAfter([
      [0, 'asked'],
      [2900, 'answered'],
      [3000, 'asked'],
      [5800, 'answered'],
    ])
    expect(slow.behindSince).toBeNull()
  })

  it('is not called behind because this machine slept: answers may lie unread', () => {
    const slept = pulseAfter([
      [1000, 'look'],
      [1000, 'asked'],
      [60_000, 'look'],
      [60_001, 'answered'],
      [60_500, 'look'],
    ])
    const awake = pulseAfter([
      [1000, 'look'],
      [1000, 'asked'],
      [60_000, 'look'],
    ])
    expect(awake.behindSince).toBeNull()
    expect(slept.behindSince).toBe(1000) // the answer itself says how long it took
  })
})

describe('stamps of the far side’s clock', () => {
  const skew = 3_600_000 // its clock is an hour ahead
  const stamp = (at: number, ageMs: number): Step => [at, { stamp: at - ageMs + skew }]

  it('say nothing by themselves about clocks that disagree', () => {
    expect(pulseAfter([stamp(0, 20), stamp(1000, 40), stamp(2000, 20)]).behindSince).toBeNull()
  })

  it('show by their change that events wait before they are told', () => {
    const late = pulseAfter([stamp(0, 20), stamp(10_000, 1000), stamp(12_000, 3100)])
    expect(late.behindSince).toBe(12_000 - 3080)
  })

  it('keep it behind until none came late for five seconds and answers come soon', () => {
    const late = pulseAfter([stamp(0, 20), ...looking(500, 12_000), stamp(12_000, 4000)])
    const soon: Step[] = [
      ...looking(12_500, 13_000),
      [13_100, 'asked'],
      [13_110, 'answered'],
      ...looking(13_500, 14_000),
      [14_100, 'asked'],
      [14_110, 'answered'],
    ]
    expect(pulseAfter([...soon, ...looking(14_500, 16_500)], late).behindSince).not.toBeNull()
    expect(pulseAfter([...soon, ...looking(14_500, 17_500)], late).behindSince).toBeNull()
  })

  it('begin anew when that clock is set back, and when it is set forward', () => {
    const setBack = pulseAfter([stamp(0, 20), [1000, { stamp: 1000 }], [2000, { stamp: 1980 }]])
    expect(setBack.behindSince).toBeNull()
    const setForward = pulseAfter([stamp(0, 20), [1000, { stamp: 9_000_000 }], [2000, { stamp: 9_001_000 }]])
    expect(setForward.behindSince).toBeNull()
  })

  it('begin anew after this machine has slept', () => {
    const slept = pulseAfter([[0, 'look'], stamp(100, 20), [90_000, 'look'], [90_100, { stamp: skew }]])
    expect(slept.behindSince).toBeNull()
  })
})
