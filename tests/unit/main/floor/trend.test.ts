// The last hours of the queues: bounded, honest about gaps, and the same after a reload.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { Call, Floor, Queue } from '#contract/floor.ts'
import { trend as trendSchema } from '#contract/floor.ts'
import { SAMPLE_EVERY_MS, type Samples, trendOf, withSample } from '#main/floor/trend.ts'
import { openTrendFile, type TrendStore } from '#main/floor/trend-file.ts'
import { keepTrend } from '#main/floor/trend-keeper.ts'
import { type FakeClock, fakeClock } from '../../../fakes/fake-clock.ts'

const MINUTE = 60_000
const HOUR = 60 * MINUTE
const NOON = Date.UTC(2026, 5, 1, 12)

const queue = (id: string, more: Partial<Queue> = {}): Queue => ({
  id,
  name: id,
  extension: id,
  waiting: 0,
  oldestWaitSince: null,
  ...more,
})
const floorOf = (queues: readonly Queue[], calls: Floor['calls'] = {}): Floor => ({
  agents: {},
  calls,
  queues: Object.fromEntries(queues.map((each) => [each.id, each])),
})
const call = (id: string, queueId: string, state: Call['state']): Call => {
  const party = { name: null, number: '1', onNet: false, agentId: null }
  return { id, from: party, to: party, agentId: null, queueId, state, startedAt: 0, answeredAt: null, monitors: [] }
}

/** Looks every 15 s from `from` on; `floorAt` says what there is to see. */
function looks(from: number, count: number, floorAt: (index: number) => Floor | null): Samples {
  let samples: Samples = []
  for (let i = 0; i < count; i++) samples = withSample(samples, floorAt(i), from + i * SAMPLE_EVERY_MS)
  return samples
}

describe('the trend', () => {
  it('has one point a minute with the most that waited in it and the last that were served', () => {
    const seen = looks(NOON, 8, (i) => floorOf([queue('q', { waiting: [1, 5, 2, 0, 3][i] ?? 0, inService: i })]))
    expect(trendOf(seen, NOON + 105_000)).toEqual({
      everyMs: MINUTE,
      at: [NOON, NOON + MINUTE],
      queues: { q: { waiting: [5, 3], inService: [3, 7] } },
    })
  })

  it('counts talking and held calls of a queue where the phone system gives no figure', () => {
    const calls = {
      a: call('a', 'q', 'talking'),
      b: call('b', 'q', 'held'),
      c: call('c', 'q', 'waiting'),
      d: call('d', 'other', 'talking'),
    }
    const seen = withSample([], floorOf([queue('q')], calls), NOON)
    expect(trendOf(seen, NOON).queues.q?.inService).toEqual([2])
  })

  it('shows a gap for the minutes in which the floor was not live', () => {
    const seen = looks(NOON, 12, (i) => (i >= 4 && i < 8 ? null : floorOf([queue('q', { waiting: 1, inService: 1 })])))
    expect(trendOf(seen, NOON + 2 * MINUTE).queues.q).toEqual({ waiting: [1, null, 1], inService: [1, null, 1] })
  })

  it('keeps a queue that came later beside those that were there, with its past unknown', () => {
    const both = floorOf([queue('old', { waiting: 1 }), queue('new', { waiting: 2 })])
    const seen = looks(NOON, 5, (i) => (i < 4 ? floorOf([queue('old', { waiting: 1 })]) : both))
    expect(trendOf(seen, NOON + MINUTE).queues).toMatchObject({ old: { waiting: [1, 1] }, new: { waiting: [null, 2] } })
  })

  it('holds four hours and no more, however long the console runs', () => {
    const seen = looks(NOON, 2 * 4 * 240, () => floorOf([queue('q', { waiting: 1 })]))
    expect(seen.length).toBe(4 * 240)
    const last = NOON + (2 * 4 * 240 - 1) * SAMPLE_EVERY_MS
    const { at, queues } = trendOf(seen, last)
    expect(at.length).toBe(240)
    expect(last - (at[0] ?? 0)).toBeLessThanOrEqual(4 * HOUR)
    expect(queues.q?.waiting.every((value) => value === 1)).toBe(true)
  })

  it('forgets samples from the future when the clock was put back', () => {
    const seen = withSample(
      looks(NOON, 4, () => floorOf([queue('q')])),
      floorOf([queue('q', { waiting: 7 })]),
      NOON - HOUR,
    )
    expect(trendOf(seen, NOON - HOUR)).toMatchObject({ at: [NOON - HOUR], queues: { q: { waiting: [7] } } })
  })

  it('is empty before the first picture', () => {
    expect(trendOf([], NOON)).toEqual({ everyMs: MINUTE, at: [], queues: {} })
  })

  it('fits the contract', () => {
    const seen = looks(NOON, 20, (i) => floorOf([queue('q', { waiting: i })]))
    expect(trendSchema.safeParse(trendOf(seen, NOON + HOUR)).success).toBe(true)
  })
})

const forgetful: TrendStore = { read: () => [], write: () => {} }

describe('the file of the trend', () => {
  let dir: string
  beforeEach(() => {
    dir = mkdtempSync(join(tmpdir(), 'earshot-trend-'))
  })
  afterEach(() => rmSync(dir, { recursive: true }))

  const parts = (clock: FakeClock, waiting: number, site = 'North') => ({
    clock,
    store: openTrendFile(dir, site),
    liveFloor: () => floorOf([queue('q', { waiting })]),
  })

  it('keeps the last hours over a restart, with a gap for the time in between', () => {
    const clock = fakeClock()
    const first = keepTrend(parts(clock, 3))
    clock.pass(2 * MINUTE)
    first.stop()
    clock.pass(2 * MINUTE)
    expect(keepTrend(parts(clock, 5)).trend().queues.q?.waiting).toEqual([3, 3, 3, null, 5])
  })

  it('loses two minutes at most when the console is killed', () => {
    const clock = fakeClock()
    keepTrend(parts(clock, 3))
    clock.pass(10 * MINUTE)
    expect(openTrendFile(dir, 'North').read().at(-1)?.at).toBeGreaterThanOrEqual(8 * MINUTE)
  })

  it('begins anew at another site, and where the file is not what was written', () => {
    const clock = fakeClock()
    keepTrend(parts(clock, 3)).stop()
    clock.pass(MINUTE)
    expect(openTrendFile(dir, 'South').read()).toEqual([])
    writeFileSync(join(dir, 'trend.json'), '{"site":"North","samples":[{"at":"x"}]}')
    expect(openTrendFile(dir, 'North').read()).toEqual([])
    writeFileSync(join(dir, 'trend.json'), '{"site":"No')
    expect(openTrendFile(dir, 'North').read()).toEqual([])
  })

  it('does without its file where there is no folder to write to', () => {
    const store = openTrendFile(join(dir, 'none'), 'North')
    expect(() => store.write([])).not.toThrow()
    expect(store.read()).toEqual([])
  })
})

describe('the keeper of the trend', () => {
  it('looks by itself while no window asks, and knows the present at once', () => {
    const clock = fakeClock()
    let floor: Floor | null = null
    const keeper = keepTrend({ clock, liveFloor: () => floor, store: forgetful })
    expect(keeper.trend().at).toEqual([])
    floor = floorOf([queue('q', { waiting: 4 })])
    expect(keeper.trend().queues.q?.waiting).toEqual([4])
    clock.pass(5 * MINUTE)
    expect(keeper.trend().at.length).toBe(6)
    keeper.stop()
    expect(clock.waiting()).toBe(0)
  })
})
