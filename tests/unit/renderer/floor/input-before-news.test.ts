// News of the floor waits for the answer to a key or a click, never longer, and keeps its order.
import { describe, expect, it } from 'vitest'
import { inputBeforeNews } from '#renderer/floor/input-before-news.ts'

function stage() {
  const taken: number[] = []
  let hand = () => {}
  const paints: (() => void)[] = []
  const news = inputBeforeNews<number>((message) => taken.push(message), {
    onInput: (listener) => {
      hand = listener
      return () => {
        hand = () => {}
      }
    },
    afterPaint: (run) => paints.push(run),
  })
  const paint = () => {
    for (const run of paints.splice(0)) run()
  }
  return { taken, news, paint, hand: () => hand(), frames: () => paints.length }
}

describe('news of the floor', () => {
  it('are taken at once while the hand rests', () => {
    const { taken, news } = stage()
    news.onMessage(1)
    expect(taken).toEqual([1])
  })

  it('wait for the frame that answers a key, then come in their order', () => {
    const { taken, news, hand, paint } = stage()
    hand()
    news.onMessage(1)
    news.onMessage(2)
    expect(taken).toEqual([])
    paint()
    news.onMessage(3)
    expect(taken).toEqual([1, 2, 3])
  })

  it('wait for one frame only, however fast somebody types', () => {
    const { taken, news, hand, paint, frames } = stage()
    hand()
    hand()
    expect(frames()).toBe(1)
    news.onMessage(1)
    paint()
    expect(taken).toEqual([1])
  })

  it('are taken no more once stopped', () => {
    const { taken, news, hand, paint } = stage()
    hand()
    news.onMessage(1)
    news.stop()
    paint()
    expect(taken).toEqual([])
  })
})
