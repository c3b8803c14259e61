// The word for the sound of the line, and the figures behind it.
import { expect, it } from 'vitest'
import type { LineStats } from '#renderer/line/phone.ts'
import { qualityOf } from '#renderer/monitor/logic/quality.ts'
import { untoldFlow } from '../../../../fakes/sound-flow.ts'

const stats = (over: Partial<LineStats> = {}): LineStats => ({
  lost: 0,
  received: 1000,
  jitterMs: 3,
  roundTripMs: 20,
  flow: untoldFlow,
  ...over,
})

it.each<[string, Partial<LineStats>, string]>([
  ['nothing lost on a near line', {}, 'good'],
  ['one packet in a hundred lost', { lost: 1, received: 99 }, 'good'],
  ['three packets in a hundred lost', { lost: 3, received: 97 }, 'fair'],
  ['one packet in ten lost', { lost: 10, received: 90 }, 'poor'],
  ['packets that come unevenly', { jitterMs: 45 }, 'fair'],
  ['packets that come very unevenly', { jitterMs: 90 }, 'poor'],
  ['a far line', { roundTripMs: 300 }, 'fair'],
  ['a line over two satellites', { roundTripMs: 1100 }, 'poor'],
])('%s', (_what, over, word) => {
  expect(qualityOf(stats(over), null)?.word).toBe(word)
})

it('judges only the time since the measurement before: an old loss is forgotten', () => {
  const before = stats({ lost: 100, received: 1000 })
  expect(qualityOf(stats({ lost: 100, received: 1100 }), before)).toMatchObject({ word: 'good', lossPercent: 0 })
  expect(qualityOf(stats({ lost: 110, received: 1090 }), before)).toMatchObject({ word: 'poor', lossPercent: 10 })
})

it('counts packets that came late after all as not lost', () => {
  expect(qualityOf(stats({ lost: 0, received: 1100 }), stats({ lost: 5 }))?.lossPercent).toBe(0)
})

it('says nothing before the first packet', () => {
  expect(qualityOf(stats({ received: 0 }), null)).toBeNull()
  expect(qualityOf(stats({ received: 0 }), stats({ received: 0 }))).toBeNull()
})

it('says that no sound arrives when packets came and come no more', () => {
  expect(qualityOf(stats(), stats())).toMatchObject({ word: 'nothing' })
  expect(qualityOf(stats({ lost: 50 }), stats())).toMatchObject({ word: 'nothing', lossPercent: 100 })
})
