import { describe, expect, it, vi } from 'vitest'
import { createClock } from '#renderer/ui/clock.ts'

function handClock(at: number) {
  const time = { at }
  let tick: (() => void) | null = null
  const clock = createClock({
    now: () => time.at,
    every: (_ms, run) => {
      tick = run
      return () => {
        tick = null
      }
    },
  })
  const pass = (ms: number) => {
    time.at += ms
    tick?.()
  }
  return { clock, time, pass, runs: () => tick !== null }
}

describe('the shared clock', () => {
  it('moves only when it ticks, so that every row reads the same moment', () => {
    const { clock, time, pass } = handClock(1000)
    clock.subscribe(() => {})
    time.at = 1400
    expect(clock.now()).toBe(1000)
    pass(600)
    expect(clock.now()).toBe(2000)
  })

  it('tells every listener of a tick, and none that has left', () => {
    const { clock, pass } = handClock(0)
    const [stays, leaves] = [vi.fn(), vi.fn()]
    clock.subscribe(stays)
    const stop = clock.subscribe(leaves)
    stop()
    pass(1000)
    expect(stays).toHaveBeenCalledTimes(1)
    expect(leaves).not.toHaveBeenCalled()
  })

  it('runs its timer only while somebody listens, and catches up when somebody does again', () => {
    const { clock, time, runs } = handClock(0)
    expect(runs()).toBe(false)
    const stop = clock.subscribe(() => {})
    expect(runs()).toBe(true)
    stop()
    expect(runs()).toBe(false)
    time.at = 9000
    clock.subscribe(() => {})
    expect(clock.now()).toBe(9000)
  })

  it('stands still at the moment it was frozen at, and goes on from the present', () => {
    const { clock, pass } = handClock(5000)
    const listener = vi.fn()
    clock.subscribe(listener)
    clock.freezeAt(4000)
    listener.mockClear()
    pass(3000)
    expect(clock.now()).toBe(4000)
    expect(listener).not.toHaveBeenCalled()
    clock.freezeAt(null)
    expect(clock.now()).toBe(8000)
    expect(listener).toHaveBeenCalledTimes(1)
  })
})
