import { describe, expect, it } from 'vitest'
import { FRAME_SAMPLES } from '#main/demo-pbx/kit/telephony.ts'
import { createPlayout } from '#main/demo-pbx/mixer/playout.ts'

const silence = () => new Int16Array(FRAME_SAMPLES)
const voice = (level = 5000) => new Int16Array(FRAME_SAMPLES).fill(level)

/** How many ticks a frame pushed now takes to be played. */
function delayOf(playout: ReturnType<typeof createPlayout>): number {
  playout.push(voice())
  for (let ticks = 1; ticks < 20; ticks++) {
    if (playout.take()?.some((sample) => sample !== 0)) return ticks
    playout.push(silence())
  }
  return Number.POSITIVE_INFINITY
}

describe('the queue between a phone and the mixer', () => {
  it('works off its spare frames while they are silent, so that a voice begins at once', () => {
    const playout = createPlayout()
    for (let i = 0; i < 3; i++) playout.push(silence())
    for (let tick = 0; tick < 100; tick++) {
      playout.take()
      playout.push(silence())
    }
    expect(delayOf(playout)).toBeLessThanOrEqual(2)
  })

  it('never drops a frame of a voice while it is no more than 60 ms behind', () => {
    const playout = createPlayout()
    const played: number[] = []
    let sent = 0
    const push = () => playout.push(voice(1000 + sent++))
    push()
    push()
    for (let tick = 0; tick < 200; tick++) {
      const frame = playout.take()
      if (frame) played.push(frame[FRAME_SAMPLES - 1] ?? 0)
      push()
    }
    expect(played).toEqual(Array.from({ length: 200 }, (_, i) => 1000 + i))
  })
})
