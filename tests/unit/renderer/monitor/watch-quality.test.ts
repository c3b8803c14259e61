// The sound of the line is measured once for all who show it: every two seconds of a call, each call from its beginning.
import { expect, it } from 'vitest'
import { type LineCall, noLine } from '#renderer/line/line.ts'
import type { LineStats } from '#renderer/line/phone.ts'
import type { SoundLoss } from '#renderer/line/sound-watch.ts'
import { idle } from '#renderer/monitor/logic/monitor.ts'
import { watchQuality } from '#renderer/monitor/watch-quality.ts'
import { fakeClock } from '../../../fakes/fake-clock.ts'
import { invite } from '../../../fakes/fake-line.ts'
import { untoldFlow } from '../../../fakes/sound-flow.ts'

const talking: LineCall = { kind: 'talking', invite: invite('a'), up: true, held: false, muted: false }

function stage() {
  const clock = fakeClock(0)
  const shown: (string | null)[] = []
  const now = { call: talking as LineCall, stats: null as LineStats | null, fails: false, asked: 0 }
  const line = {
    getState: () => ({
      line: { ...noLine, call: now.call },
      microphone: { source: 'ready' as const, open: false },
      stats: async () => {
        now.asked += 1
        if (now.fails) throw new Error('closed')
        return now.stats
      },
    }),
  }
  const losses: (readonly SoundLoss[])[] = []
  const stop = watchQuality({
    clock,
    line,
    monitor: () => idle,
    isNoiseSuppressed: () => false,
    show: (quality) => shown.push(quality?.word ?? null),
    lost: (found) => losses.push(found),
  })
  const received = (count: number) => ({ lost: 0, received: count, jitterMs: 1, roundTripMs: 1, flow: untoldFlow })
  return { clock, shown, losses, now, stop, received }
}

it('tells how it sounds, and once that there is nothing more to tell', async () => {
  const { clock, shown, now, received } = stage()
  now.stats = received(100)
  await clock.advance(2_000)
  now.stats = received(200)
  await clock.advance(2_000)
  await clock.advance(2_000)
  expect(shown).toEqual(['good', 'good', 'nothing'])
  now.call = { kind: 'none' }
  await clock.advance(6_000)
  expect(shown).toEqual(['good', 'good', 'nothing', null])
  expect(now.asked, 'without a call nobody is asked').toBe(6)
})

it('begins anew with the next call', async () => {
  const { clock, shown, now, received } = stage()
  now.stats = received(5_000)
  await clock.advance(2_000)
  now.stats = received(90)
  await clock.advance(2_000)
  expect(shown).toEqual(['good', 'good'])
})

it('takes a connection that is closing for no sound, and says nothing after its stop', async () => {
  const { clock, shown, now, stop, received } = stage()
  now.fails = true
  await clock.advance(2_000)
  expect(shown).toEqual([])
  now.fails = false
  now.stats = received(100)
  stop()
  await clock.advance(4_000)
  expect(shown).toEqual([])
})

it('tells once what is missed, and once that it is back', async () => {
  const { clock, losses, now, received } = stage()
  now.stats = received(100)
  await clock.advance(1_000)
  now.stats = received(200)
  await clock.advance(4_000)
  expect(losses).toEqual([[{ side: 'hearing', where: 'network' }]])
  now.stats = received(300)
  await clock.advance(4_000)
  now.call = { kind: 'none' }
  await clock.advance(4_000)
  expect(losses.slice(1, 2)).toEqual([[]])
})
