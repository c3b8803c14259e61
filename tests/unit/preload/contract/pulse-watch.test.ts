import { beforeEach, describe, expect, it } from 'vitest'
import { type Behind, watchPulse } from '#contract/pulse.ts'
import { fakeClock } from '../../../fakes/fake-clock.ts'

let clock: ReturnType<typeof fakeClock>
let told: (Behind | null)[]
let waiting: (() => void)[]
let frozen: boolean

beforeEach(() => {
  clock = fakeClock()
  told = []
  waiting = []
  frozen = false
})

/** Answers at once, unless it is frozen. */
const watched = () =>
  watchPulse({
    clock,
    ask: () =>
      new Promise<void>((answer) => {
        if (frozen) waiting.push(answer)
        else answer()
      }),
    askEveryMs: 1000,
    tell: (behind) => told.push(behind),
  })
const pass = async (ms: number) => {
  for (let left = ms; left > 0; left -= 100) {
    clock.pass(100)
    await Promise.resolve()
    await Promise.resolve()
  }
}

describe('the watch over a feed', () => {
  it('tells nothing while the feed keeps up', async () => {
    watched()
    await pass(20_000)
    expect(told).toEqual([])
  })

  it('tells that it is behind, each second how late, and once that it has caught up', async () => {
    watched()
    await pass(2200)
    frozen = true
    await pass(7000)
    const [first] = told
    expect(first?.lateMs).toBe(3000)
    expect(told.map((one) => one?.lateMs)).toEqual([3000, 4000, 5000, 6000])
    expect(new Set(told.map((one) => one?.since)).size).toBe(1)
    frozen = false
    for (const answer of waiting) answer()
    await pass(2000)
    expect(told.at(-1)).toBeNull()
    const count = told.length
    await pass(10_000)
    expect(told).toHaveLength(count)
  })

  it('asks one question at a time, however long it waits', async () => {
    frozen = true
    watched()
    await pass(30_000)
    expect(waiting).toHaveLength(1)
  })

  it('takes a late stamp at once', async () => {
    const watch = watched()
    await pass(1000)
    watch.stamp(clock.now())
    await pass(10_000)
    watch.stamp(clock.now() - 4200)
    expect(told).toEqual([{ since: clock.now() - 4200, lateMs: 4000 }])
  })

  it.each([4_000, -4_000, 3_600_000, -86_400_000])('does not care that the clock here is set by %i ms', async (ms) => {
    const watch = watched()
    const far = () => clock.ticks() + 1_700_000_000_000 // the far side's clock goes on
    for (let n = 0; n < 20; n++) {
      if (n === 7) clock.jump(ms)
      await pass(1000)
      watch.stamp(far())
    }
    expect(told).toEqual([])
    frozen = true
    await pass(6000)
    expect(told.length, 'a delay is noticed all the same').toBeGreaterThan(0)
  })

  it('says since when by the clock as it is set now', async () => {
    watched()
    await pass(2200)
    clock.jump(4_000)
    frozen = true
    const from = clock.now()
    await pass(7000)
    expect(told[0]?.since).toBeGreaterThanOrEqual(from)
    expect(told[0]?.since).toBeLessThan(from + 1500)
  })

  it('tells nothing after its end', async () => {
    frozen = true
    const watch = watched()
    await pass(1000)
    watch.stop()
    await pass(10_000)
    watch.stamp(0)
    expect(told).toEqual([])
    expect(clock.waiting()).toBe(0)
  })
})
