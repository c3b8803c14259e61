// @vitest-environment jsdom
// The chime, in a browser that lets a window sound only after the first press in it, and in one that always does.
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { createChime } from '#renderer/alerts/chime.ts'

/** `allow` lets the window sound. */
function soundCard(isAllowed: boolean) {
  const started: number[] = []
  let allowed = isAllowed
  let waiting: (() => void)[] = []
  const allow = () => {
    allowed = true
  }
  const resume = () =>
    new Promise<void>((resolve) => {
      waiting = [...waiting, resolve]
      if (allowed) for (const go of waiting) go()
    })
  const node = { connect: (next: unknown) => next, start: (at: number) => started.push(at), stop: () => {} }
  const ramp = { setValueAtTime: () => {}, linearRampToValueAtTime: () => {} }
  const making = (what: object) =>
    function (this: object) {
      Object.assign(this, what)
    }
  vi.stubGlobal('AudioContext', making({ currentTime: 0, destination: {}, close: async () => {}, resume }))
  vi.stubGlobal('OscillatorNode', making(node))
  vi.stubGlobal('GainNode', making({ ...node, gain: ramp }))
  return { started, allow }
}

beforeEach(() => {
  vi.useFakeTimers()
})
afterEach(() => {
  vi.useRealTimers()
  vi.unstubAllGlobals()
})

function chiming(isAllowed = true) {
  const card = soundCard(isAllowed)
  const time = { now: 0 }
  const blocked: boolean[] = []
  const chime = createChime({ now: () => time.now, onBlocked: (is) => blocked.push(is) })
  return { ...card, ...chime, time, blocked, pass: (ms: number) => vi.advanceTimersByTimeAsync(ms) }
}

describe('the chime', () => {
  it('of a request for help is another than that of an alert, and is not kept quiet by it', async () => {
    const { play, started, pass } = chiming()
    play('alert')
    await pass(0)
    expect(started).toHaveLength(2)
    play('help')
    await pass(0)
    expect(started).toHaveLength(5)
  })

  it('does not come again within ten seconds of itself', async () => {
    const { play, started, pass, time } = chiming()
    for (const at of [0, 9_999, 10_000]) {
      time.now = at
      play('help')
    }
    await pass(0)
    expect(started).toHaveLength(6)
  })

  it.each(['pointerup', 'keydown'])(
    'that the browser does not allow yet is said, and comes with the first %s',
    async (press) => {
      const { play, started, pass, blocked, allow } = chiming(false)
      play('help')
      await pass(499)
      expect(blocked).toEqual([])
      await pass(1)
      expect(blocked).toEqual([true])
      allow()
      window.dispatchEvent(new Event(press))
      await pass(0)
      expect(started).toHaveLength(3)
      expect(blocked).toEqual([true, false])
    },
  )

  it('waits for no press any more once it is stopped', async () => {
    const { play, stop, started, pass, allow } = chiming(false)
    play('help')
    await pass(500)
    stop()
    allow()
    window.dispatchEvent(new Event('keydown'))
    await pass(0)
    expect(started).toEqual([])
  })

  it('is none where the browser has no sound', () => {
    vi.stubGlobal('AudioContext', undefined)
    expect(() => createChime({ now: () => 0, onBlocked: () => {} }).play('help')).not.toThrow()
  })
})
