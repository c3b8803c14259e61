// The 20 ms clock against time that stalls.
import { describe, expect, it } from 'vitest'
import { startClock } from '#main/demo-pbx/mixer/clock.ts'
import { fakeClock } from '../../../../fakes/fake-clock.ts'

function clock() {
  const time = fakeClock()
  let lateMs = 0
  let ticks = 0
  const after = (ms: number, run: () => void) => time.after(ms + lateMs, run)
  const stop = startClock({ nowMs: time.now, after }, () => {
    ticks += 1
  })
  return {
    time,
    stop,
    ticks: () => ticks,
    stallOnce(ms: number) {
      lateMs = ms
      time.pass(20)
      lateMs = 0
    },
  }
}

describe('the clock of all sound', () => {
  it('ticks fifty times a second and does not drift', () => {
    const { time, ticks } = clock()
    time.pass(60_000)
    expect(ticks()).toBe(3000)
  })

  it('does not drift when every timer is late', () => {
    const time = fakeClock()
    let ticks = 0
    startClock({ nowMs: time.now, after: (ms, run) => time.after(ms + 7, run) }, () => {
      ticks += 1
    })
    time.pass(60_000)
    expect(ticks).toBeGreaterThanOrEqual(2999)
  })

  it('makes up for a short stall', () => {
    const { time, ticks, stallOnce } = clock()
    stallOnce(45)
    time.pass(980)
    expect(ticks()).toBe(50)
  })

  it('lets a long stall go: never more than three frames at once', () => {
    const { time, ticks, stallOnce } = clock()
    stallOnce(1000)
    const before = ticks()
    time.pass(1000)
    expect(ticks() - before).toBeLessThanOrEqual(3)
    time.pass(1000)
    expect(ticks() - before).toBeLessThanOrEqual(54)
  })

  it('stops', () => {
    const { time, ticks, stop } = clock()
    stop()
    time.pass(1000)
    expect([ticks(), time.waiting()]).toEqual([0, 0])
  })
})
