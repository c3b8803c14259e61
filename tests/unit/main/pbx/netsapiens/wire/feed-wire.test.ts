// The floor over the simulated platform's wire: whole pictures, events in any order, servers that come and go.
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { aCall, anAgent, callIdFor } from '../../../../../fakes/netsapiens/fake-backend.ts'
import { callOn, liveMonitor, type Site, startSite } from '../../../../../fakes/netsapiens/site.ts'

let site: Site
beforeEach(async () => {
  site = await startSite()
})
afterEach(() => site.close())

describe('the floor', () => {
  it('begins with a whole picture: agents, calls and queues in their names', async () => {
    site.backend.tell({ kind: 'call', call: aCall('c1', '1001') })
    const { becomes, messages, floor, status } = site.connect()
    await becomes('live')
    expect(messages[0]?.kind).toBe('whole')
    expect(status.map(({ phase }) => phase)).toEqual(['connecting', 'live'])
    expect(floor().queues['8001']).toMatchObject({ name: 'Sales', waiting: 0 })
    expect(floor().agents['1001']).toMatchObject({ name: 'Agent 1001', queues: ['8001'], presence: { kind: 'onCall' } })
    expect(floor().agents['1002']?.presence).toEqual({ kind: 'available' })
    expect(floor().calls[callIdFor('c1', '1001')]).toMatchObject({
      from: { number: '12125550100', name: 'Ada Caller', onNet: false, agentId: null },
      to: { number: '1001', onNet: true, agentId: '1001' },
      state: 'talking',
      startedAt: 1_800_000_000_000,
      answeredAt: 1_800_000_005_000,
    })
  })

  it('reads the same from servers that still spell the older way', async () => {
    site.backend.tell({ kind: 'call', call: aCall('c1', '1001') })
    const one = site.connect()
    await one.becomes('live')
    const spelt = one.floor()
    await site.close()
    site = await startSite({ spelling: 'old' })
    site.backend.tell({ kind: 'call', call: aCall('c1', '1001') })
    const other = site.connect()
    await other.becomes('live')
    expect(other.floor().calls).toEqual(spelt.calls)
  })

  it('reads the agents queue by queue when the scope does not reach the whole domain', async () => {
    await site.close()
    site = await startSite({ agentsForbidden: true })
    const { becomes, floor } = site.connect()
    await becomes('live')
    expect(Object.keys(floor().agents)).toEqual(['1001', '1002'])
  })

  it('follows a caller from the queue to the agent and away', async () => {
    const console = site.connect()
    await console.becomes('live')
    const waiting = { agent: null, state: 'waiting', queue: '8001', answered: null } as const
    site.backend.tell({ kind: 'call', call: aCall('c1', '8001', waiting) })
    site.backend.tell({ kind: 'queue', queue: { ext: '8001', name: 'Sales', waiting: 1, oldest: 1_800_000_000_000 } })
    await console.eventually(() =>
      expect(console.floor().queues['8001']).toMatchObject({ waiting: 1, oldestWaitSince: 1_800_000_000_000 }),
    )
    expect(Object.values(console.floor().calls)).toMatchObject([{ state: 'waiting', queueId: '8001', agentId: null }])
    const ringing = aCall('c1', '1001', { queue: '8001', state: 'ringing', answered: null })
    site.backend.tell({ kind: 'call', call: ringing })
    await console.eventually(() => expect(console.floor().agents['1001']?.presence.kind).toBe('ringing'))
    expect(Object.values(console.floor().calls)).toMatchObject([{ state: 'ringing', queueId: '8001', agentId: '1001' }])
    site.backend.tell({ kind: 'call', call: { ...ringing, state: 'up', answered: 1_800_000_009_000 } })
    await console.eventually(() => expect(console.floor().agents['1001']?.presence.kind).toBe('onCall'))
    expect(console.floor().agents['1001']?.since).toBe(1_800_000_009_000)
    site.backend.tell({ kind: 'callEnd', id: 'c1' })
    await console.eventually(() => expect(console.floor().calls).toEqual({}))
  })

  it('shows each presence of an agent', async () => {
    const console = site.connect()
    await console.becomes('live')
    const shows = async (over: object, presence: object) => {
      site.backend.tell({ kind: 'agent', agent: anAgent('1001', over) })
      await console.eventually(() => expect(console.floor().agents['1001']?.presence).toEqual(presence))
    }
    await shows({ status: 'logged-out' }, { kind: 'loggedOut' })
    await shows({ status: 'paused', reason: 'lunch' }, { kind: 'paused', reason: 'lunch' })
    await shows({ status: 'wrap-up' }, { kind: 'wrapUp' })
    await shows({ status: 'unregistered' }, { kind: 'unregistered' })
    await shows({ status: 'idle' }, { kind: 'available' })
  })

  it('shows that somebody monitors a call, and never the monitor itself as a call', async () => {
    const { floor, target, eventually, mode } = await liveMonitor(site)
    const shows = (how: string) =>
      eventually(() => expect(floor().calls[target.callId]?.monitors).toEqual([{ supervisor: '5001', mode: how }]))
    await shows('listen')
    await mode('whisperAgent', 1)
    await shows('whisperAgent')
    expect(Object.keys(floor().calls)).toEqual([target.callId])
  })
})

describe('the feed', () => {
  it('subscribes once to each type', async () => {
    const { becomes } = site.connect()
    await becomes('live')
    expect(site.simulator.subscriptions()).toEqual([['call', 'queue', 'queued', 'agent', 'contacts']])
  })

  it('goes to the next server when one is lost, and reads everything anew', async () => {
    const console = site.connect()
    await console.becomes('live')
    const first = console.status.at(-1)
    await callOn(site.backend, console, 'c1', '1001')
    site.simulator.setFaults({ downCores: [0] })
    site.simulator.dropSockets()
    await console.becomes('stale')
    site.backend.tell({ kind: 'callEnd', id: 'c1' })
    site.backend.tell({ kind: 'call', call: aCall('c2', '1002') })
    await console.becomes('live')
    expect(console.status.at(-1)).not.toMatchObject({ how: (first as { how: string }).how })
    expect(Object.keys(console.floor().calls)).toEqual([callIdFor('c2', '1002')])
    expect(site.simulator.subscriptions()).toEqual([['call', 'queue', 'queued', 'agent', 'contacts']])
  })

  it('comes to the same floor when events are told twice and out of order', async () => {
    const console = site.connect()
    await console.becomes('live')
    site.simulator.setFaults({ duplicate: true, reorder: true })
    const ringing = { state: 'ringing', answered: null } as const
    for (const id of ['c1', 'c2', 'c3']) {
      site.backend.tell({ kind: 'call', call: aCall(id, '1001', ringing) })
      site.backend.tell({ kind: 'call', call: aCall(id, '1001') })
    }
    site.backend.tell({ kind: 'call', call: aCall('c4', '1002') })
    site.backend.tell({ kind: 'callEnd', id: 'c4' })
    await console.eventually(() => expect(Object.keys(console.floor().calls)).toHaveLength(3))
    expect(Object.values(console.floor().calls).every(({ state }) => state === 'talking')).toBe(true)
    expect(console.floor().calls[callIdFor('c4', '1002')]).toBeUndefined()
  })

  it('heals what an event never told, at the next reading', async () => {
    const console = site.connect({ site: { resyncSeconds: 1 } })
    await console.becomes('live')
    await callOn(site.backend, console, 'c1', '1001')
    const { tell } = site.backend
    site.simulator.setFaults({ downCores: [] })
    // An event lost on the way: nobody is subscribed for the moment it is told.
    const types = site.simulator.subscriptions()[0] as string[]
    const kept = types.splice(0)
    tell({ kind: 'callEnd', id: 'c1' })
    types.push(...kept)
    await console.eventually(() => expect(console.floor().calls).toEqual({}))
    expect(console.status.map(({ phase }) => phase)).toEqual(['connecting', 'live'])
  })

  it('goes to the next server when the feed answers and tells nothing of calls that come and go', async () => {
    const console = site.connect({ site: { resyncSeconds: 1 } })
    await console.becomes('live')
    const first = console.status.at(-1)
    // It takes the subscriptions, and tells nothing.
    const types = site.simulator.subscriptions()[0] as string[]
    types.splice(0)
    const { tell } = site.backend
    let calls = 0
    // Calls come as on a floor: a hundred a second would keep the console from looking.
    const pace = { timeout: 20_000, interval: 100 }
    await vi.waitFor(() => {
      tell({ kind: 'call', call: aCall(`c${++calls}`, '1001') })
      expect(console.status.some(({ phase }) => phase === 'stale')).toBe(true)
    }, pace)
    await console.becomes('live')
    expect(console.status.at(-1)).not.toMatchObject({ how: (first as { how: string }).how })
  })

  it('stays live when one reading fails', async () => {
    const console = site.connect({ site: { resyncSeconds: 1 } })
    await console.becomes('live')
    site.simulator.setFaults({ status: [{ path: '/calls', status: 500, times: 1 }] })
    await console.eventually(() => expect(console.log.join()).toContain('reading failed'))
    await callOn(site.backend, console, 'c1', '1001')
    expect(console.status.at(-1)?.phase).toBe('live')
  })

  it('notices a server that has gone silent', async () => {
    await site.close()
    site = await startSite({ pingIntervalMs: 100, pingTimeoutMs: 100 })
    const { realSocket } = await import('#main/pbx/netsapiens/io.ts')
    let isSilent = false
    const console = site.connect({
      parts: {
        openSocket: (url, events) =>
          realSocket(url, {
            ...events,
            onText: (text) => void (isSilent && text === '3' ? null : events.onText(text)),
          }),
      },
    })
    await console.becomes('live')
    isSilent = true
    await console.eventually(() => expect(console.status.some(({ phase }) => phase === 'stale')).toBe(true))
    isSilent = false
    await console.becomes('live')
  })

  it('moves to a new connection before the old token ends, without a gap', async () => {
    await site.close()
    site = await startSite({ lifeSeconds: 2 })
    const console = site.connect()
    await console.becomes('live')
    const grants = () => site.simulator.requests().filter((line) => line.includes('/tokens')).length
    await console.eventually(() => expect(grants()).toBeGreaterThan(1))
    await callOn(site.backend, console, 'c1', '1001')
    await console.eventually(() => expect(site.simulator.subscriptions()).toHaveLength(1))
    expect(console.status.map(({ phase }) => phase)).toEqual(['connecting', 'live'])
  })
})
