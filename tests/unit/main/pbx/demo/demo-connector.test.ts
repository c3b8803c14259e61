import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import type { FloorMessage } from '#contract/floor.ts'
import type { ConnectorStatus } from '#contract/ipc.ts'
import type { MonitorEvent } from '#contract/monitor.ts'
import { machineClock } from '#contract/time.ts'
import { createDemoConnector } from '#main/pbx/demo/connector.ts'
import { type FakeDemoPbx, fakeDemoPbx } from '../../../../fakes/fake-demo-pbx.ts'

const target = { callId: 'c1', agentId: '1001' }
const order = { ticketId: 'ticket-1', token: 'token-of-sixteen-and-more', target, follow: false }

let pbx: FakeDemoPbx
let stops: (() => Promise<unknown>)[]
beforeEach(async () => {
  pbx = await fakeDemoPbx()
  stops = [() => pbx.close()]
})
afterEach(async () => {
  for (const stop of stops) await stop()
})

function connected(over: { secret?: string; switchBy?: 'api' | 'info' | 'rfc4733' } = {}) {
  const seen = { status: [] as ConnectorStatus[], floor: [] as FloorMessage[], monitor: [] as MonitorEvent[] }
  const connector = createDemoConnector({
    clock: machineClock(globalThis),
    random: () => 0,
    log: () => {},
    switchBy: () => over.switchBy ?? 'info',
    owner: 'console-of-the-test',
    supervisor: 'Sam',
    source: {
      address: async () => ({ ...pbx.address, secret: over.secret ?? pbx.address.secret }),
      close: async () => {},
    },
  })
  stops.unshift(() => connector.close())
  connector.onStatus((status) => seen.status.push(status))
  connector.onFloor((message) => seen.floor.push(message))
  connector.onMonitor((event) => seen.monitor.push(event))
  connector.connect()
  const phase = () => seen.status.at(-1)?.phase
  const becomes = (wanted: ConnectorStatus['phase']) =>
    vi.waitFor(() => expect(phase()).toBe(wanted), { timeout: 5000 })
  const reported = (event: MonitorEvent) => vi.waitFor(() => expect(seen.monitor).toContainEqual(event))
  return { connector, seen, becomes, reported }
}
const agentEvent = (seq: number) => ({
  seq,
  agent: { ext: '1001', name: 'Mira', status: 'idle', reason: null, since: seq, queues: [], call: null },
})

describe('the connection to the demo PBX', () => {
  it('says connecting, then live, and sweeps what an earlier crash left', async () => {
    const { seen, becomes } = connected()
    expect(seen.status.map(({ phase }) => phase)).toEqual(['connecting'])
    await becomes('live')
    expect(pbx.named('monitor.sweep')).toHaveLength(1)
    expect(pbx.owners).toEqual(['console-of-the-test'])
    expect(seen.floor).toEqual([{ kind: 'whole', floor: { agents: {}, calls: {}, queues: {} } }])
  })

  it('is refused with the wrong secret, and says so without flickering', async () => {
    const { seen, becomes } = connected({ secret: 'wrong' })
    await becomes('refused')
    await vi.waitFor(() => expect(pbx.owners.length).toBeGreaterThan(2))
    const refusals = seen.status.slice(1)
    expect(new Set(refusals.map((status) => `${status.phase} ${status.since}`)).size).toBe(1)
    expect(refusals[0]).toMatchObject({ cause: { code: 'pbxWrongPassword' } })
  })

  it('comes back by itself after a cut, with a whole picture', async () => {
    const { seen, becomes } = connected()
    await becomes('live')
    pbx.cut()
    await becomes('stale')
    await becomes('live')
    expect(seen.floor.map(({ kind }) => kind)).toEqual(['whole', 'whole'])
  })

  it('asks for a whole picture when the feed has a gap, and drops events until it is there', async () => {
    const { seen, becomes } = connected()
    await becomes('live')
    pbx.event('agent', agentEvent(11))
    pbx.event('agent', agentEvent(13))
    pbx.event('agent', agentEvent(14))
    await vi.waitFor(() => expect(pbx.named('feed.subscribe')).toHaveLength(2))
    await vi.waitFor(() => expect(seen.floor.map(({ kind }) => kind)).toEqual(['whole', 'patch', 'whole']))
  })

  it('asks for a whole picture when a frame could not be read', async () => {
    const { seen, becomes } = connected()
    await becomes('live')
    for (const text of ['{', '[]', '{"type":"event","event":"agent","seq":11}']) pbx.raw(text)
    await vi.waitFor(() => expect(pbx.named('feed.subscribe').length).toBeGreaterThan(1))
    expect(seen.status.at(-1)?.phase).toBe('live')
  })

  it('is stale, not broken, when the other side speaks another language', async () => {
    pbx.greeting.text = 'SSH-2.0-OpenSSH'
    const { seen, becomes } = connected()
    await becomes('stale')
    expect(seen.status.at(-1)).toMatchObject({ cause: { code: 'pbxProtocol' } })
  })

  it('is stale when the floor it gets cannot be read', async () => {
    pbx.answers['feed.subscribe'] = () => ({ result: { seq: 'one' } })
    const { seen, becomes } = connected()
    await becomes('stale')
    expect(seen.status.at(-1)).toMatchObject({ cause: { code: 'pbxProtocol' } })
  })

  it('refuses a monitor while there is no PBX', async () => {
    const { connector } = connected()
    expect(await connector.startMonitor(order)).toMatchObject({ ok: false, error: { code: 'pbxUnreachable' } })
  })
})

describe('the levels of agent and caller', () => {
  it('are told as they come, and no feed is lost by them', async () => {
    const { connector, becomes, seen } = connected()
    const levels: unknown[] = []
    connector.levels?.on((told) => levels.push(told))
    await becomes('live')
    const frame = { type: 'event', event: 'levels', monitor: 'ticket-1', agent: -18, caller: null }
    pbx.raw(JSON.stringify(frame))
    await vi.waitFor(() => expect(levels).toEqual([{ ticketId: 'ticket-1', agent: -18, caller: null }]))
    expect(seen.floor).toHaveLength(1)
    expect(connector.levels).not.toBeNull()
  })
})

describe('a monitor on the demo PBX', () => {
  async function started(switchBy: 'api' | 'info' | 'rfc4733' = 'info') {
    const parts = connected({ switchBy })
    await parts.becomes('live')
    const ticket = await parts.connector.startMonitor(order)
    return { ...parts, ticket }
  }
  const report = (mode: string, by: string) => pbx.event('monitor.mode', { monitor: 'ticket-1', mode, by })

  it('is asked for with its token, which is the mark of its INVITE', async () => {
    const { ticket } = await started()
    expect(pbx.named('monitor.start')[0]?.params).toEqual({
      monitor: 'ticket-1',
      token: order.token,
      call: 'c1',
      agent: '1001',
      line: '5001',
      supervisor: 'Sam',
      follow: false,
    })
    expect(ticket).toMatchObject({ ok: true, value: { mark: { by: 'header', value: order.token } } })
  })

  it('that may have started unanswered is ended again', { timeout: 10_000 }, async () => {
    pbx.answers['monitor.start'] = () => null
    const { ticket } = await started()
    expect(ticket).toMatchObject({ ok: false, error: { code: 'timedOut' } })
    await vi.waitFor(() => expect(pbx.named('monitor.end')).toHaveLength(1))
  })

  it.each(['info', 'rfc4733'] as const)(
    'goes to listen without digits over %s when the desk asks by itself',
    async (by) => {
      const { connector, reported } = await started(by)
      expect(await connector.setMode('ticket-1', 'listen', -1)).toEqual({ ok: true, value: { kind: 'asked' } })
      expect(pbx.named('monitor.mode')).toHaveLength(1)
      report('listen', 'api')
      await reported({ kind: 'mode', ticketId: 'ticket-1', mode: 'listen', changeId: -1 })
    },
  )

  it.each(['info', 'rfc4733'] as const)('is switched by digits over %s, asked for once', async (by) => {
    const { connector, reported } = await started(by)
    expect(await connector.setMode('ticket-1', 'whisperAgent', 1)).toEqual({
      ok: true,
      value: { kind: 'sendDigits', digits: '5', by },
    })
    expect(await connector.setMode('ticket-1', 'whisperAgent', 1)).toEqual({ ok: true, value: { kind: 'asked' } })
    report('whisper-agent', by)
    await reported({ kind: 'mode', ticketId: 'ticket-1', mode: 'whisperAgent', changeId: 1 })
    expect(pbx.named('monitor.mode')).toEqual([])
  })

  it('is switched by the PBX itself where the settings say so', async () => {
    const { connector, reported } = await started('api')
    expect(await connector.setMode('ticket-1', 'join', 4)).toEqual({ ok: true, value: { kind: 'asked' } })
    report('join', 'api')
    await reported({ kind: 'mode', ticketId: 'ticket-1', mode: 'join', changeId: 4 })
  })

  it('tells a fall-back of the PBX from an answer to us', async () => {
    const { connector, seen, reported } = await started()
    await connector.setMode('ticket-1', 'listen', 7)
    report('listen', 'pbx')
    report('listen', 'info')
    await reported({ kind: 'mode', ticketId: 'ticket-1', mode: 'listen', changeId: 7 })
    expect(seen.monitor.map((event) => event.kind === 'mode' && event.changeId)).toEqual([null, 7])
  })

  it('forgets a change the PBX refused', async () => {
    const { connector, seen } = await started('api')
    pbx.answers['monitor.mode'] = () => ({ error: { code: 'refused', text: 'injected' } })
    expect(await connector.setMode('ticket-1', 'join', 1)).toMatchObject({ ok: false, error: { code: 'pbxRefused' } })
    report('join', 'info')
    await vi.waitFor(() => expect(seen.monitor).toHaveLength(1))
    expect(seen.monitor[0]).toMatchObject({ mode: 'join', changeId: null })
  })

  it('still closes by digits while the feed is away, but opens nothing', async () => {
    const { connector, becomes } = await started()
    pbx.answers['feed.subscribe'] = () => ({ error: { code: 'refused', text: 'not now' } })
    pbx.cut()
    await becomes('stale')
    expect(await connector.setMode('ticket-1', 'join', 1)).toMatchObject({
      ok: false,
      error: { code: 'pbxUnreachable' },
    })
    expect(await connector.setMode('ticket-1', 'listen', 2)).toMatchObject({ ok: true, value: { digits: '4' } })
  })

  it('catches up after a cut with what happened meanwhile', async () => {
    const { becomes, seen } = await started()
    pbx.answers['monitor.list'] = () => ({
      result: {
        monitors: [
          { monitor: 'ticket-1', call: 'c2', agent: '1001', mode: 'listen', ended: false },
          { monitor: 'left-over', call: 'c9', agent: '1002', mode: 'join', ended: false },
        ],
      },
    })
    pbx.cut()
    await becomes('stale')
    await becomes('live')
    expect(seen.monitor).toEqual([
      { kind: 'retargeted', ticketId: 'ticket-1', target: { callId: 'c2', agentId: '1001' }, by: 'follow' },
      { kind: 'mode', ticketId: 'ticket-1', mode: 'listen', changeId: null },
    ])
    expect(pbx.named('monitor.end').map(({ params }) => params.monitor)).toEqual(['left-over'])
  })

  it('is over when the PBX does not know it any more, or cannot say', async () => {
    for (const answer of [{ result: { monitors: [] } }, { error: { code: 'unknown-method', text: '' } }]) {
      const { becomes, reported } = await started()
      pbx.answers['monitor.list'] = () => answer
      pbx.cut()
      await becomes('stale')
      await becomes('live')
      await reported({ kind: 'ended', ticketId: 'ticket-1', reason: 'pbxLost' })
    }
  })

  it('stays when a PBX that has no list tells how it stands', async () => {
    const { becomes, seen, reported } = await started()
    pbx.answers['monitor.list'] = () => {
      report('listen', 'pbx')
      return { error: { code: 'unknown-method', text: '' } }
    }
    pbx.cut()
    await becomes('stale')
    await becomes('live')
    await reported({ kind: 'mode', ticketId: 'ticket-1', mode: 'listen', changeId: null })
    expect(seen.monitor.some(({ kind }) => kind === 'ended')).toBe(false)
    expect(pbx.named('monitor.end')).toEqual([])
  })

  it('whose end the PBX could not be told has not ended before it is back', async () => {
    const { connector, becomes, seen, reported } = await started()
    pbx.cut()
    await becomes('stale')
    expect(await connector.endMonitor('ticket-1')).toMatchObject({ ok: false, error: { code: 'pbxUnreachable' } })
    expect(seen.monitor.some(({ kind }) => kind === 'ended')).toBe(false)
    await becomes('live')
    await reported({ kind: 'ended', ticketId: 'ticket-1', reason: 'asked' })
    expect(pbx.named('monitor.end')).toHaveLength(1)
    await vi.waitFor(() => expect(pbx.named('monitor.sweep')).toHaveLength(2))
  })

  it('ends once, however often it is asked', async () => {
    const { connector, seen } = await started()
    await Promise.all([connector.endMonitor('ticket-1'), connector.endMonitor('ticket-1')])
    expect(await connector.endMonitor('ticket-1')).toEqual({ ok: true, value: null })
    pbx.event('monitor.ended', { monitor: 'ticket-1', reason: 'asked' })
    expect(seen.monitor).toEqual([{ kind: 'ended', ticketId: 'ticket-1', reason: 'asked' }])
  })
})
