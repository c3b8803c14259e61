import { describe, expect, it } from 'vitest'
import { createStore } from 'zustand/vanilla'
import type { AgentCoverage } from '#contract/history.ts'
import { settings } from '#contract/settings.ts'
import type { StandingOrder } from '#contract/site/orders.ts'
import type { LineView } from '#renderer/line/line-store.ts'
import { idle, type Monitor } from '#renderer/monitor/logic/monitor.ts'
import type { MonitorView } from '#renderer/monitor/monitor-store.ts'
import { RING_MS } from '#renderer/orders/logic/next-orders.ts'
import { createOrdersStore } from '#renderer/orders/orders-store.ts'
import { runOrders } from '#renderer/orders/run-orders.ts'
import { fakeClock, settle } from '../../../fakes/fake-clock.ts'
import { fakeDesk } from '../../../fakes/fake-desk.ts'
import { aCall, anAgent, floorWith } from '../../../fakes/floors.ts'
import { aLineView, aMonitorView } from '../../../fakes/views.ts'
import { aHello } from '../floor/hello.ts'

const START = 1_000_000

function stage(over: Partial<StandingOrder> = {}, covered: readonly AgentCoverage[] = []) {
  const clock = fakeClock(START)
  const desk = fakeDesk()
  desk.answers.coverage = () => [...covered]
  desk.answers.changeSettings = () => ({ ok: true, value: settings.parse({}) })
  const listened: string[] = []
  const { site } = aHello()
  const monitor = createStore<MonitorView>(() => ({
    ...aMonitorView,
    site,
    feedLive: true,
    listenByOrder: ({ callId, agentId }) => {
      listened.push(callId)
      const asking: Monitor = {
        phase: 'asking',
        asks: 1,
        target: { callId, agentId },
        follow: false,
        why: 'order',
        since: 0,
        early: [],
      }
      monitor.setState({ monitor: asking })
    },
  }))
  const line = createStore<LineView>(() => ({
    ...aLineView,
    line: { ...aLineView.line, registration: { kind: 'registered' } },
  }))
  const calls = [aCall('old', '1', { answeredAt: START - 1 }), aCall('new', '2', { answeredAt: START + 500 })]
  const floor = floorWith(calls, [anAgent('1', { team: 'North' }), anAgent('2', { team: 'North' })])
  const hand = { away: false }
  const store = createOrdersStore()
  let rings = 0
  const kept: StandingOrder[] = [
    {
      id: 'o1',
      who: { kind: 'team', id: 'North' },
      name: 'North',
      by: site.supervisor.extension,
      from: START,
      until: START + 3_600_000,
      calls: 'one',
      tried: [],
      ...over,
    },
  ]
  const stop = runOrders({
    desk: desk.desk,
    clock,
    floor: { getState: () => ({ floor }) },
    monitor,
    line,
    hand: {
      isAway: () => hand.away,
      isWriting: () => false,
      gone: () => {
        hand.away = true
      },
      stop: () => {},
    },
    ring: () => {
      rings += 1
    },
    kept,
    store,
  })
  const pass = async (ms: number) => {
    for (let left = ms; left > 0; left -= 500) {
      clock.pass(Math.min(500, left))
      await settle()
    }
  }
  return { desk, monitor, listened, hand, store, stop, pass, rings: () => rings }
}

describe('standing orders that were kept', () => {
  it('go on after a start: coverage is read, the console rings, and listens to a call that began since', async () => {
    const { listened, rings, pass, desk, store } = stage()
    await pass(2500 + RING_MS)
    expect([rings(), listened]).toEqual([1, ['new']])
    expect(desk.inputs('changeSettings').at(-1)).toMatchObject({ orders: [{ tried: ['new'] }] })
    expect(store.getState().state?.doing).toMatchObject({ kind: 'asked' })
  })

  it('wait while nobody is there, and say so', async () => {
    const { listened, rings, pass, hand, store } = stage()
    hand.away = true
    await pass(10_000)
    expect([rings(), listened, store.getState().state?.hindrance]).toEqual([0, [], 'away'])
    hand.away = false
    await pass(3000 + RING_MS)
    expect(listened).toEqual(['new'])
  })

  it('come back to the call once a locked screen that refused it is open again', async () => {
    const { listened, pass, hand, monitor } = stage()
    await pass(2500 + RING_MS)
    monitor.setState({ monitor: { ...idle, notice: { kind: 'notStarted', error: { code: 'screenLocked' } } } })
    await pass(5000)
    expect([listened, hand.away]).toEqual([['new'], true])
    hand.away = false
    await pass(4000 + RING_MS)
    expect(listened).toEqual(['new', 'new'])
  })

  it('are ended by one press, for good', async () => {
    const { store, listened, pass, desk } = stage()
    await pass(2000)
    store.getState().tell({ kind: 'allEnded' })
    await pass(10_000)
    expect(listened).toEqual([])
    expect(desk.inputs('changeSettings').at(-1)).toEqual({ orders: [] })
  })

  it('say what could not be kept', async () => {
    const { store, desk, pass } = stage()
    desk.answers.changeSettings = () => ({ ok: false, error: { code: 'settingsNotSaved' } })
    store.getState().tell({ kind: 'allEnded' })
    await pass(500)
    expect(store.getState().failure).toEqual({ code: 'settingsNotSaved' })
  })
})
