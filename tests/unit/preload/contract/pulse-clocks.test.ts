// Neither a clock that is set nor one that drifts is a delay, and a delay is noticed all the same (M13).
import { describe, expect, it } from 'vitest'
import { lateMs, nextPulse, type PulseEvent, restedPulse } from '#contract/pulse.ts'

type Step = readonly [at: number, event: PulseEvent['kind'] | { readonly stamp: number }]

const pulseAfter = (steps: readonly Step[]) =>
  steps.reduce(
    (pulse, [at, event]) =>
      nextPulse(pulse, typeof event === 'string' ? ({ kind: event } as PulseEvent) : { kind: 'stamp', ...event }, at),
    restedPulse(0),
  )

describe('clocks that are set or drift', () => {
  const DAY_MS = 86_400_000

  /** A live feed with an event every ten seconds, each told 20 ms after it happened, by a clock that drifts. */
  const twoDays = (ppm: number) => {
    let pulse = restedPulse(0)
    let worst = 0
    for (let at = 0; at <= 2 * DAY_MS; at += 10_000) {
      pulse = nextPulse(pulse, { kind: 'look' }, at)
      pulse = nextPulse(pulse, { kind: 'stamp', stamp: (at - 20) * (1 + ppm / 1e6) }, at)
      if (pulse.behindSince !== null) return `behind at ${at}`
      worst = Math.max(worst, lateMs(pulse, at))
    }
    return worst
  }

  it.each([20, -20, 200, -200])('a drift of %i ppm for two days is no delay', (ppm) => {
    expect(twoDays(ppm)).toBeLessThan(100)
  })

  it('a delay after two days of drift is noticed as ever', () => {
    let pulse = restedPulse(0)
    const stampAt = (at: number) => at * (1 - 20 / 1e6)
    for (let at = 0; at < 2 * DAY_MS; at += 10_000) pulse = nextPulse(pulse, { kind: 'stamp', stamp: stampAt(at) }, at)
    const at = 2 * DAY_MS
    expect(nextPulse(pulse, { kind: 'stamp', stamp: stampAt(at - 3_500) }, at).behindSince).not.toBeNull()
  })

  it('a PBX whose clock was set back by four seconds is not behind: what waits in a line cannot get older', () => {
    const busy = Array.from({ length: 100 }, (_, i): Step => [i * 100, { stamp: i * 100 - (i < 50 ? 20 : 4_020) }])
    expect(pulseAfter(busy).behindSince).toBeNull()
  })

  it('one that was set back between two events far apart is forgiven after some minutes', () => {
    const steps: Step[] = []
    for (let at = 0; at < 900_000; at += 10_000)
      steps.push([at, { stamp: at - (at < 60_000 ? 20 : 4_020) }], [at, 'asked'], [at + 5, 'answered'])
    expect(pulseAfter(steps).behindSince).toBeNull()
  })
})
