// Races of the demo connector, replayed on a clock of the test.
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import type { FloorMessage } from '#contract/floor.ts'
import type { ConnectorStatus } from '#contract/ipc.ts'
import type { MonitorEvent } from '#contract/monitor.ts'
import { createDemoConnector } from '#main/pbx/demo/connector.ts'
import { type FakeClock, fakeClock } from '../../../../fakes/fake-clock.ts'
import { type FakeDemoPbx, fakeDemoPbx } from '../../../../fakes/fake-demo-pbx.ts'

const order = {
  ticketId: 'ticket-1',
  token: 'token-of-sixteen-and-more',
  target: { callId: 'c1', agentId: '1001' },
  follow: false,
}
let pbx: FakeDemoPbx
let clock: FakeClock
let status: ConnectorStatus[]
let floor: FloorMessage[]
let events: MonitorEvent[]
let connector: ReturnType<typeof createDemoConnector>

beforeEach(async () => {
  pbx = await fakeDemoPbx()
  clock = fakeClock(1_000_000)
  ;[status, floor, events] = [[], [], []]
  connector = createDemoConnector({
    clock,
    random: () => 0,
    log: () => {},
    switchBy: () => 'info',
    owner: 'console-of-the-test',
    supervisor: 'Sam',
    source: { address: async () => pbx.address, close: async () => {} },
  })
  connector.onStatus((next) => status.push(next))
  connector.onFloor((message) => floor.push(message))
  connector.onMonitor((event) => events.push(event))
})
afterEach(async () => {
  pbx.answers['monitor.end'] = () => ({ result: {} })
  await connector.close()
  await pbx.close()
})

const phase = () => status.at(-1)?.phase
const becomes = (wanted: ConnectorStatus['phase']) => vi.waitFor(() => expect(phase()).toBe(wanted))
const asked = (method: string, times = 1) => vi.waitFor(() => expect(pbx.named(method)).toHaveLength(times))

describe('an answer of the demo PBX', () => {
  it('that never comes is a refusal after two seconds, and what may have begun is ended', async () => {
    connector.connect()
    await becomes('live')
    pbx.answers['monitor.start'] = () => null
    const started = connector.startMonitor(order)
    await asked('monitor.start')
    clock.pass(2000)
    expect(await started).toMatchObject({ ok: false, error: { code: 'timedOut' } })
    await asked('monitor.end')
    expect(pbx.named('monitor.end')[0]?.params).toEqual({ monitor: 'ticket-1' })
  })

  it('that comes after its deadline, or twice, changes nothing any more', async () => {
    connector.connect()
    await becomes('live')
    pbx.answers['monitor.start'] = () => null
    const started = connector.startMonitor(order)
    await asked('monitor.start')
    clock.pass(2000)
    await started
    const id = pbx.requests.findIndex(({ method }) => method === 'monitor.start') + 1
    for (const _ of [1, 2]) pbx.raw(JSON.stringify({ type: 'answer', id, result: {} }))
    pbx.event('monitor.attached', { monitor: 'ticket-1', call: 'c1', agent: '1001' })
    expect(await connector.hop('ticket-1', order.target)).toMatchObject({ error: { code: 'unknownMonitor' } })
    pbx.cut()
    await becomes('stale')
    expect(events).toEqual([])
  })
})

describe('the connection to a demo PBX', () => {
  it('that says no welcome within five seconds is given up, and tried again soon', async () => {
    pbx.greeting.text = JSON.stringify({ type: 'event', event: 'call-end', seq: 1, id: 'c1' })
    connector.connect()
    await vi.waitFor(() => expect(clock.waiting()).toBe(1))
    clock.pass(4999)
    expect(phase()).toBe('connecting')
    clock.pass(1)
    expect(status.at(-1)).toMatchObject({ phase: 'stale', cause: { code: 'timedOut', detail: 'no welcome' } })
    pbx.greeting.text = null
    clock.pass(100)
    await becomes('live')
  })

  it('whose floor is not answered in time is stale', async () => {
    pbx.answers['feed.subscribe'] = () => null
    connector.connect()
    await asked('feed.subscribe')
    expect(phase()).toBe('connecting')
    clock.pass(2000)
    await becomes('stale')
    expect(status.at(-1)).toMatchObject({ cause: { code: 'pbxProtocol', detail: 'timedOut' } })
  })

  it('asks for a whole picture when events were counted there and never come', async () => {
    connector.connect()
    await becomes('live')
    pbx.answers.ping = () => ({ result: { seq: 12 } })
    await clock.advance(2000)
    await asked('ping', 2)
    await vi.waitFor(async () => {
      await clock.advance(1000)
      expect(phase()).toBe('behind')
    })
    pbx.answers['feed.subscribe'] = () => ({ result: { seq: 12, agents: [], queues: [], calls: [] } })
    await vi.waitFor(async () => {
      await clock.advance(1000)
      expect(pbx.named('feed.subscribe')).toHaveLength(2)
    })
    await vi.waitFor(async () => {
      await clock.advance(1000)
      expect(phase()).toBe('live')
    })
    expect(floor.map(({ kind }) => kind)).toEqual(['whole', 'whole'])
  })
})
