import { describe, expect, it } from 'vitest'
import { backoffMs, createBackOff, promptly } from '#contract/back-off.ts'
import { fakeClock } from '../../../fakes/fake-clock.ts'

const longest = () => 0.999_999
const shortest = () => 0

describe('the wait before the next try', () => {
  it('doubles from 0.2 s to 5 s and stays there, however often it is tried', () => {
    const waits = [0, 1, 2, 3, 4, 5, 30, 5000].map((tries) => backoffMs(tries, longest, promptly))
    expect(waits).toEqual([200, 400, 800, 1600, 3200, 5000, 5000, 5000])
  })

  it('is spread over half of its step', () => {
    expect(backoffMs(0, shortest, promptly)).toBe(promptly.firstMs / 2)
  })
})

describe('a back-off', () => {
  const tried = () => {
    const clock = fakeClock()
    const retry = createBackOff(clock, longest)
    const at: number[] = []
    return { clock, retry, at, again: () => retry.again(() => at.push(clock.now()), promptly) }
  }

  it('waits longer from try to try, and shortly again once it has worked', () => {
    const { clock, retry, at, again } = tried()
    for (const _ of [1, 2, 3]) {
      again()
      clock.pass(5000)
    }
    expect(retry.tries()).toBe(3)
    retry.worked()
    again()
    clock.pass(5000)
    expect(at).toEqual([200, 5400, 10_800, 15_200])
  })

  it('has one try waiting, whoever asks for another', () => {
    const { clock, at, again } = tried()
    again()
    again()
    clock.pass(5000)
    expect(at).toEqual([400])
  })

  it('tries nothing once it is stopped', () => {
    const { clock, retry, at, again } = tried()
    again()
    retry.stop()
    clock.pass(60_000)
    expect(at).toEqual([])
    expect(clock.waiting()).toBe(0)
  })
})
