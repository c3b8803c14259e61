import { describe, expect, it } from 'vitest'
import { beaten, firstHeart, HUNG_AFTER_MS, LOOK_AT_HEART_EVERY_MS, looked } from '#contract/windows.ts'

/** Looks as they come, the page beating or not; what was found. */
function looks(heart = firstHeart(0, 0), from = 0, to = 10_000, beating = false) {
  const found: (readonly [number, string])[] = []
  let now = heart
  for (let at = from + LOOK_AT_HEART_EVERY_MS; at <= to; at += LOOK_AT_HEART_EVERY_MS) {
    if (beating) now = beaten(now, at)
    const look = looked(now, at, 0)
    now = look.heart
    if (look.why) found.push([at, look.why])
  }
  return { found, heart: now }
}

describe('the heart of the window', () => {
  it('hangs once no beat has come for a while, and for as long', () => {
    const { found } = looks()
    expect(found[0]).toEqual([HUNG_AFTER_MS + LOOK_AT_HEART_EVERY_MS, 'pageHung'])
    expect(found).toHaveLength((10_000 - HUNG_AFTER_MS) / LOOK_AT_HEART_EVERY_MS)
  })

  it('is well while it beats, and again with the first beat', () => {
    expect(looks(undefined, 0, 60_000, true).found).toEqual([])
    const { heart } = looks()
    expect(looked(beaten(heart, 10_100), 10_200, 0).why).toBeNull()
  })

  it('is not to blame when the desk itself was late: beats may lie unread', () => {
    const late = looked(firstHeart(0, 0), 3_000, 0)
    expect(late.why).toBeNull()
    expect(looks(late.heart, 3_000, 10_000).found[0]).toEqual([
      3_000 + HUNG_AFTER_MS + LOOK_AT_HEART_EVERY_MS,
      'pageHung',
    ])
  })

  it.each([
    ['the ticks leap', [60_000, 0]],
    ['the ticks stand still and the machine counts the time asleep', [200, 60_000]],
  ] as const)('slept when %s', (_, [ticks, asleepMs]) => {
    const look = looked(firstHeart(0, 0), ticks, asleepMs)
    expect(look.why).toBe('asleep')
    expect(looked(look.heart, ticks + LOOK_AT_HEART_EVERY_MS, asleepMs).why, 'told once').toBeNull()
  })
})
