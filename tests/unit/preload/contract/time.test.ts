import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { type Clock, machineClock } from '#contract/time.ts'

let clock: Clock
let runs: number[]
beforeEach(() => {
  vi.useFakeTimers({ now: 5000 })
  clock = machineClock(globalThis)
  runs = []
})
afterEach(() => vi.useRealTimers())
const run = () => void runs.push(clock.now())

it('the machine’s clock tells epoch ms', () => {
  expect(clock.now()).toBe(5000)
  vi.advanceTimersByTime(20)
  expect(clock.now()).toBe(5020)
})

it('runs once after so many ms, and not when it was called off before', () => {
  clock.after(100, run)
  clock.after(100, run)()
  vi.advanceTimersByTime(1000)
  expect(runs).toEqual([5100])
  expect(vi.getTimerCount()).toBe(0)
})

it('runs every so many ms until it is ended', () => {
  const stop = clock.every(100, run)
  vi.advanceTimersByTime(250)
  stop()
  vi.advanceTimersByTime(1000)
  expect(runs).toEqual([5100, 5200])
  expect(vi.getTimerCount()).toBe(0)
})
