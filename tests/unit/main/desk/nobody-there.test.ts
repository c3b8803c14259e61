import { describe, expect, it } from 'vitest'
import { hearersOf } from '#contract/hearers.ts'
import { err, ok } from '#contract/result.ts'
import type { MonitorOrder } from '#main/pbx/connector.ts'
import { ticketOf } from '../../../fakes/fake-connector.ts'
import { aCall, floorWith } from '../../../fakes/floors.ts'
import { deskUnderTest } from './desk-under-test.ts'

const target = { callId: 'c1', agentId: '1001' }
const call = aCall('c1', '1001')

async function joined() {
  const console = deskUnderTest({ policy: 'open' })
  const { pbx, clock, startMonitor, setMode, beat } = console
  pbx.answers.setMode = async () => ok({ kind: 'asked' })
  pbx.goLive(floorWith([call]))
  const started = await startMonitor({ target, follow: false, why: 'chosen' })
  if (!started.ok) throw new Error(started.error.code)
  clock.pass(1)
  const ticketId = started.value.id
  pbx.tellMonitor({ kind: 'attached', ticketId, target })
  await beat(null)
  const hearers = [...hearersOf(call, '1001', 'join')]
  const join = (changeId: number) => setMode({ ticketId, target, mode: 'join', hearers, changeId })
  await join(1)
  pbx.tellMonitor({ kind: 'mode', ticketId, mode: 'join', changeId: 1 })
  const askedByDesk = () => pbx.named('setMode').filter(([, , , changeId]) => Number(changeId) < 0)
  /** Time passes with a page that beats. */
  const beats = async (ms: number) => {
    for (let passed = 0; passed < ms; passed += 400) {
      await clock.advance(400)
      await beat(null)
    }
  }
  return { ...console, ticketId, join, askedByDesk, beats }
}

describe('a page that hangs while somebody hears the supervisor', () => {
  it('is noticed within two seconds, and the PBX goes to listen', async () => {
    const { clock, askedByDesk, named, ticketId, beats } = await joined()
    await beats(60_000)
    expect(askedByDesk()).toEqual([])
    await clock.advance(1_900)
    expect(askedByDesk()).toEqual([['setMode', ticketId, 'listen', -1]])
    expect(named('withdrawn'), 'the page reads it when it is back').toEqual([{ ticketId, why: 'pageHung' }])
  })

  it('stands in the history', async () => {
    const { clock, pbx, ticketId, endMonitor, listHistory } = await joined()
    await clock.advance(1_900)
    pbx.tellMonitor({ kind: 'mode', ticketId, mode: 'listen', changeId: -1 })
    await endMonitor({ ticketId })
    const filter = { search: '', agentId: null, mode: null, why: null, from: null, to: null }
    const { entries } = await listHistory({ filter, before: null, limit: 1 })
    expect(entries[0]?.record.refusals).toMatchObject([{ wanted: 'join', error: { code: 'pageHung' } }])
  })

  it('loses its monitor at once where only the page could send the digits for listen', async () => {
    const { clock, pbx, ticketId } = await joined()
    pbx.answers.setMode = async () => ok({ kind: 'sendDigits', digits: '4', by: 'info' })
    await clock.advance(1_900)
    expect(pbx.named('endMonitor')).toEqual([['endMonitor', ticketId]])
  })

  it('is asked nothing while it only listens', async () => {
    const { clock, pbx, ticketId, setMode, askedByDesk, beats } = await joined()
    await setMode({ ticketId, target, mode: 'listen', hearers: [], changeId: 2 })
    pbx.tellMonitor({ kind: 'mode', ticketId, mode: 'listen', changeId: 2 })
    await clock.advance(60_000)
    expect(askedByDesk()).toEqual([])
    await beats(800)
    expect(pbx.named('endMonitor')).toEqual([])
  })

  it('and what it had asked for just before is taken back as well', async () => {
    const { clock, pbx, ticketId, join, askedByDesk } = await joined()
    await clock.advance(1_900)
    pbx.tellMonitor({ kind: 'mode', ticketId, mode: 'listen', changeId: -1 })
    await join(2) // was on its way
    await clock.advance(200)
    expect(askedByDesk()).toHaveLength(2)
  })
})

describe('a machine that slept', () => {
  it('is in listen when it wakes, however the time asleep is counted', async () => {
    const one = await joined()
    one.asleep.ms += 60_000
    await one.clock.advance(200)
    expect(one.named('withdrawn')).toMatchObject([{ why: 'asleep' }])
  })

  it('is not one whose clock was set', async () => {
    const { clock, askedByDesk, beats } = await joined()
    for (const ms of [4_000, -8_000, 3_600_000]) {
      clock.jump(ms)
      await beats(2_000)
    }
    expect(askedByDesk()).toEqual([])
  })
})

describe('a shell that knows that nobody is there', () => {
  it.each(['screenLocked', 'asleep'] as const)('has a speaking mode taken back: %s', async (why) => {
    const { desk, named, askedByDesk } = await joined()
    desk.nobodyThere(why)
    desk.nobodyThere(why)
    expect(askedByDesk()).toHaveLength(1)
    expect(named('withdrawn')).toMatchObject([{ why }])
  })
})

describe('a window that is loaded anew while its Listen is being asked for (M11)', () => {
  const asking = async () => {
    const console = deskUnderTest()
    console.pbx.goLive(floorWith([call]))
    let answer: (result: Awaited<ReturnType<typeof console.pbx.answers.startMonitor>>) => void = () => {}
    console.pbx.answers.startMonitor = () =>
      new Promise((resolve) => {
        answer = resolve
      })
    const started = console.startMonitor({ target, follow: false, why: 'chosen' })
    return { ...console, started, answer: (...result: Parameters<typeof answer>) => answer(...result) }
  }

  it('leaves nothing on the PBX, which is told at once and once more when it has answered', async () => {
    const { hello, pbx, started, answer } = await asking()
    await hello(null)
    expect(pbx.named('endMonitor')).toHaveLength(1)
    const [, order] = pbx.named('startMonitor')[0] ?? []
    answer(ok(ticketOf(order as MonitorOrder)))
    expect(await started).toMatchObject({ ok: false, error: { code: 'unknownMonitor' } })
    expect(pbx.named('endMonitor')).toHaveLength(2)
  })

  it('leaves nothing either when the answer is lost: it may have been begun all the same', async () => {
    const { hello, pbx, started, answer } = await asking()
    await hello(null)
    answer(err({ code: 'timedOut' }))
    expect(await started).toMatchObject({ ok: false, error: { code: 'timedOut' } })
    expect(pbx.named('endMonitor')).toHaveLength(2)
  })

  it('may listen at once, and the late answer changes nothing of that', async () => {
    const { hello, pbx, started, answer, startMonitor, endMonitor } = await asking()
    await hello(null)
    pbx.answers.startMonitor = async (order) => ok(ticketOf(order))
    const next = await startMonitor({ target, follow: false, why: 'chosen' })
    answer(err({ code: 'pbxRefused' }))
    await started
    expect(next.ok && (await endMonitor({ ticketId: next.value.id }))).toEqual({ ok: true, value: null })
    const ended = pbx.named('endMonitor').map(([, ticketId]) => ticketId)
    expect(ended.filter((id) => next.ok && id === next.value.id)).toHaveLength(1)
  })
})
