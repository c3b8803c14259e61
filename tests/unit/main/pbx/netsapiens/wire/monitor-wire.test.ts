// Monitors over the simulated platform's wire: taps, legs, phones, and what ends them.
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { callIdFor } from '../../../../../fakes/netsapiens/fake-backend.ts'
import { callOn, listenTo, liveMonitor, orderFor, type Site, startSite } from '../../../../../fakes/netsapiens/site.ts'

let site: Site
beforeEach(async () => {
  site = await startSite()
})
afterEach(() => site.close())

const onNetCaller = { from: { number: '2005', name: 'Desk', local: true, agent: null } }
const posts = () => site.simulator.requests().filter((line) => line.startsWith('POST /portal'))
const deletes = () => site.simulator.requests().filter((line) => line.startsWith('DELETE'))

describe('a monitor', () => {
  it('starts in listen, marked by what the bridge shows of itself', async () => {
    const { ticket, inForce, events, target } = await liveMonitor(site)
    expect(ticket.mark).toEqual({
      by: 'evidence',
      fromName: 'Bridge for Audio Monitoring',
      uriIncludes: 'adhoc.monitor',
      withinMs: 15_000,
    })
    expect(events).toEqual([{ kind: 'attached', ticketId: ticket.id, target, device: '5001wp' }])
    expect(inForce()).toEqual(['listen'])
    expect(posts()).toEqual(['POST /portal/calls/tap/c1.o@core1.sim'])
  })

  it('takes each piece of evidence from the site, none where the site switches it off', async () => {
    const { ticket } = await liveMonitor(site, {
      site: { invite: { fromName: 'Lauscher', uriIncludes: null, withinSeconds: 4 } },
    })
    expect(ticket.mark).toEqual({ by: 'evidence', fromName: 'Lauscher', uriIncludes: null, withinMs: 4_000 })
  })

  it('goes to each mode from each other, and the platform is in it when it is said', async () => {
    const { mode, inForce, events, ticket } = await liveMonitor(site, {}, onNetCaller)
    const wire = {
      listen: 'listen',
      whisperAgent: 'whisper-agent',
      whisperCaller: 'whisper-caller',
      join: 'join',
    } as const
    const names = Object.keys(wire) as (keyof typeof wire)[]
    const pairs = names.flatMap((from) => names.filter((to) => to !== from).map((to) => [from, to] as const))
    let changeId = 0
    for (const wanted of pairs.flat()) {
      changeId++
      expect(await mode(wanted, changeId)).toEqual({ ok: true, value: { kind: 'asked' } })
      expect(inForce()).toEqual([wire[wanted]])
      expect(events.at(-1)).toEqual({ kind: 'mode', ticketId: ticket.id, mode: wanted, changeId })
    }
    expect(pairs).toHaveLength(12)
  })

  it('closes an ear before it opens another', async () => {
    const { mode } = await liveMonitor(site, {}, onNetCaller)
    await mode('whisperAgent', 1)
    const before = posts().length
    await mode('whisperCaller', 2)
    const actions = posts().slice(before)
    expect(actions.map((line) => line.split('/')[3])).toEqual(['listen', 'barge_in'])
  })

  it('knows its agent also when the agent has dialled', async () => {
    const outgoing = {
      from: { number: '1001', name: null, local: true, agent: '1001' },
      to: { number: '2005', name: null, local: true, agent: null },
    }
    const console = site.connect()
    await console.becomes('live')
    site.backend.tell({ kind: 'call', call: { ...aCallFrom(), ...outgoing } })
    const callId = callIdFor('c9', '2005')
    await console.sees(callId)
    const ticket = await listenTo(console, { callId, agentId: '1001' })
    await console.connector.setMode(ticket.id, 'whisperAgent', 1)
    expect([...site.backend.up.values()]).toEqual(['whisper-agent'])
    expect(site.simulator.taps()[0]?.legs.find((leg) => leg.barged)?.side).toBe('orig')
  })

  it('falls back to listen when its call ends under a whisper, says so, and stays until it is ended', async () => {
    const { mode, says, events, ticket, connector, inForce } = await liveMonitor(site)
    await mode('whisperAgent', 1)
    site.backend.tell({ kind: 'callEnd', id: 'c1' })
    await says({ kind: 'targetEnded', ticketId: ticket.id })
    expect(events.slice(-2)).toEqual([
      { kind: 'mode', ticketId: ticket.id, mode: 'listen', changeId: null },
      { kind: 'targetEnded', ticketId: ticket.id },
    ])
    expect(await mode('join', 2)).toMatchObject({ ok: false, error: { code: 'refusedByAccess', detail: 'callEnded' } })
    expect(inForce()).toHaveLength(1)
    expect(await connector.endMonitor(ticket.id)).toEqual({ ok: true, value: null })
    expect(inForce()).toEqual([])
  })

  it('is over when the phone hangs up, and the next one works without anybody reloading anything', async () => {
    const { says, ticket, target, connector, ...console } = await liveMonitor(site)
    site.backend.say({ ring: site.backend.rings[0]?.ring ?? '', kind: 'ended' })
    await says({ kind: 'ended', ticketId: ticket.id, reason: 'lineHungUp' })
    await listenTo({ ...console, connector, says, ticket } as never, target)
    expect(site.backend.rings).toHaveLength(2)
  })

  it('ends by the console alone, and never names the monitored call in doing so', async () => {
    const { ticket, connector, events, floor, target, inForce } = await liveMonitor(site)
    const ends = await Promise.all([connector.endMonitor(ticket.id), connector.endMonitor(ticket.id)])
    expect(ends.every(({ ok }) => ok)).toBe(true)
    expect(inForce()).toEqual([])
    expect(events.filter(({ kind }) => kind === 'ended')).toEqual([
      { kind: 'ended', ticketId: ticket.id, reason: 'asked' },
    ])
    expect(deletes().every((line) => line.includes('@conference-bridge') && !line.includes('c1.o'))).toBe(true)
    expect(floor().calls[target.callId]?.state).toBe('talking')
  })

  it('ends also while the phones still ring', async () => {
    site.backend.answers = null
    const console = site.connect()
    await console.becomes('live')
    const order = orderFor(await callOn(site.backend, console, 'c1', '1001'))
    await console.connector.startMonitor(order)
    expect(await console.connector.endMonitor(order.ticketId)).toEqual({ ok: true, value: null })
    await console.eventually(() => expect([...site.backend.up]).toEqual([]))
  })

  it('rings all phones of the supervisor; whichever answers has it, and it is said which', async () => {
    site.backend.registered.add('5001')
    site.backend.answers = '5001'
    const { mode, inForce, events } = await liveMonitor(site)
    expect(site.backend.rings.map(({ device }) => device)).toEqual(['5001', '5001wp'])
    expect(inForce()).toEqual(['listen'])
    await mode('join', 1)
    expect(inForce()).toEqual(['join'])
    expect(events[0]).toMatchObject({ kind: 'attached', device: '5001' })
  })

  it('leaves it to the other phones when the line of the console is logged out', async () => {
    site.backend.registered.clear()
    site.backend.registered.add('5001')
    site.backend.answers = '5001'
    await liveMonitor(site)
    expect(site.backend.rings.map(({ device }) => device)).toEqual(['5001'])
  })

  it('is refused while no phone is registered, and works once one is', async () => {
    site.backend.registered.clear()
    const console = site.connect()
    await console.becomes('live')
    const target = await callOn(site.backend, console, 'c1', '1001')
    const refused = await console.connector.startMonitor(orderFor(target))
    expect(refused).toMatchObject({ ok: false, error: { code: 'lineNotRegistered' } })
    site.backend.registered.add('5001wp')
    await listenTo(console, target)
  })

  it('is over when no phone answers in time, and stops ringing them', async () => {
    site.backend.answers = null
    const console = site.connect({ site: { ringSeconds: 1 } })
    await console.becomes('live')
    const order = orderFor(await callOn(site.backend, console, 'c1', '1001'))
    await console.connector.startMonitor(order)
    await console.says({ kind: 'ended', ticketId: order.ticketId, reason: 'lineDidNotAnswer' })
    await console.eventually(() => expect([...site.backend.up]).toEqual([]))
  })

  it('is not offered for calls nobody has answered, nor for those in a queue', async () => {
    const console = site.connect()
    await console.becomes('live')
    const ringing = await callOn(site.backend, console, 'c2', '1001', { state: 'ringing', answered: null })
    const answer = await console.connector.startMonitor(orderFor(ringing))
    expect(answer).toMatchObject({ ok: false, error: { code: 'notAnswered' } })
    expect(posts()).toEqual([])
  })

  it('moves with its call to another agent, in listen', async () => {
    const { mode, says, ticket, inForce } = await liveMonitor(site)
    await mode('join', 1)
    site.backend.tell({ kind: 'call', call: { ...aCallFrom('c1'), to: agentSide('1002'), agent: '1002' } })
    const moved = { callId: callIdFor('c1', '1002'), agentId: '1002' }
    await says({ kind: 'retargeted', ticketId: ticket.id, target: moved, by: 'transfer' })
    await says({ kind: 'mode', ticketId: ticket.id, mode: 'listen', changeId: null })
    await expect.poll(inForce).toEqual(['listen'])
    expect(await mode('whisperAgent', 2)).toMatchObject({ ok: true })
    expect(inForce()).toEqual(['whisper-agent'])
  })

  it('cannot hop or follow on this platform, and says so', async () => {
    const { connector, ticket, target } = await liveMonitor(site)
    expect(connector.capabilities()).toMatchObject({
      hop: false,
      follow: false,
      rings: 'allPhones',
      switching: ['api'],
    })
    const no = { ok: false, error: { code: 'refusedByAccess', detail: 'notByThisPbx' } }
    expect(await connector.hop(ticket.id, target)).toMatchObject(no)
    expect(await connector.setFollow(ticket.id, true)).toMatchObject(no)
    expect(ticket.follow).toBe(false)
  })

  it('is not fooled by another supervisor who taps the same call at the same moment', async () => {
    site.backend.answers = null
    site.backend.registered.add('5002wp')
    const console = site.connect()
    await console.becomes('live')
    const order = orderFor(await callOn(site.backend, console, 'c1', '1001'))
    await console.connector.startMonitor(order)
    await site.simulator.tapBy('c1.o@core1.sim', '5002')
    const [ours, theirs] = site.backend.rings
    site.backend.say({ ring: theirs?.ring ?? '', kind: 'answered' })
    await console.eventually(() => {
      const monitors = Object.values(console.floor().calls)[0]?.monitors
      expect(monitors?.map(({ supervisor }) => supervisor).sort()).toEqual(['5001', '5002'])
    })
    expect(console.events).toEqual([])
    site.backend.say({ ring: ours?.ring ?? '', kind: 'answered' })
    await console.says({ kind: 'attached', ticketId: order.ticketId, device: '5001wp' })
    await console.connector.setMode(order.ticketId, 'join', 1)
    expect(site.backend.up.get(theirs?.ring ?? '')).toBe('listen')
    await console.connector.endMonitor(order.ticketId)
    expect([...site.backend.up.keys()]).toEqual([theirs?.ring])
  })

  it('never touches the legs of another supervisor on the same call', async () => {
    site.backend.registered.add('5002wp')
    const console = site.connect()
    await console.becomes('live')
    const target = await callOn(site.backend, console, 'c1', '1001')
    await site.simulator.tapBy('c1.o@core1.sim', '5002')
    await console.eventually(() => expect(console.floor().calls[target.callId]?.monitors).toHaveLength(1))
    const ticket = await listenTo(console, target)
    await console.connector.setMode(ticket.id, 'join', 1)
    const theirs = site.simulator.taps().find((tap) => tap.supervisor === '5002')
    expect(theirs?.legs.some((leg) => leg.barged)).toBe(false)
    await console.connector.endMonitor(ticket.id)
    expect(site.simulator.taps().map((tap) => tap.supervisor)).toEqual(['5002'])
  })
})

const agentSide = (ext: string) => ({ number: ext, name: null, local: true, agent: ext })
const aCallFrom = (id = 'c9') => ({
  id,
  from: { number: '12125550100', name: 'Ada Caller', local: false, agent: null },
  to: agentSide('1001'),
  agent: '1001',
  queue: null,
  state: 'up' as const,
  started: 1_800_000_000_000,
  answered: 1_800_000_005_000,
})
