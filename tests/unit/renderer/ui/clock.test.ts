import { describe, expect, it, vi } from 'vitest'
import { createScreenClock } from '#renderer/ui/clock.ts'
import { fakeClock } from '../../../fakes/fake-clock.ts'

function screenClock(at: number) {
  const time = fakeClock(at)
  return { clock: createScreenClock(time), time }
}

describe('the clock of the screen', () => {
  it('moves only when it ticks, so that every row reads the same moment', () => {
    const { clock, time } = screenClock(1000)
    clock.subscribe(() => {})
    time.pass(400)
    expect(clock.now()).toBe(1000)
    time.pass(600)
    expect(clock.now()).toBe(2000)
  })

  it('tells every listener of a tick, and none that has left', () => {
    const { clock, time } = screenClock(0)
    const [stays, leaves] = [vi.fn(), vi.fn()]
    clock.subscribe(stays)
    const stop = clock.subscribe(leaves)
    stop()
    time.pass(1000)
    expect(stays).toHaveBeenCalledTimes(1)
    expect(leaves).not.toHaveBeenCalled()
  })

  it('runs its timer only while somebody listens, and catches up when somebody does again', () => {
    const { clock, time } = screenClock(0)
    expect(time.waiting()).toBe(0)
    const stop = clock.subscribe(() => {})
    expect(time.waiting()).toBe(1)
    stop()
    expect(time.waiting()).toBe(0)
    time.pass(9000)
    clock.subscribe(() => {})
    expect(clock.now()).toBe(9000)
  })

  it('stands still at the moment it was frozen at, and goes on from the present', () => {
    const { clock, time } = screenClock(5000)
    const listener = vi.fn()
    clock.subscribe(listener)
    clock.freezeAt(4000)
    listener.mockClear()
    time.pass(3000)
    expect(clock.now()).toBe(4000)
    expect(listener).not.toHaveBeenCalled()
    clock.freezeAt(null)
    expect(clock.now()).toBe(8000)
    expect(listener).toHaveBeenCalledTimes(1)
  })
})
