// Calls that end as the supervisor clicks: the platform refuses in its own ways, and the console says that the call is over.
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { realRequest } from '#main/pbx/netsapiens/io.ts'
import { callOn, listenTo, liveMonitor, orderFor, type Site, startSite } from '../../../../../fakes/netsapiens/site.ts'

let site: Site
beforeEach(async () => {
  site = await startSite()
})
afterEach(() => site.close())

const refusals = [400, 403, 404, 500] as const
const never = 60_000
const fault = (over: object) => site.simulator.setFaults(over)
const hangUp = () => site.backend.tell({ kind: 'callEnd', id: 'c1' })
const posts = () => site.simulator.requests().filter((line) => line.startsWith('POST /portal'))

async function consoleWithCall(order = {}) {
  const console = site.connect(order)
  await console.becomes('live')
  return { console, target: await callOn(site.backend, console, 'c1', '1001') }
}

describe('Listen on a call that ended a moment ago', () => {
  it.each(refusals)('says so when the platform answers %i and lists the call no more', async (goneSays) => {
    const { console, target } = await consoleWithCall()
    fault({ goneSays, endsLateMs: never })
    hangUp()
    expect(await console.connector.startMonitor(orderFor(target))).toMatchObject({ error: { code: 'callGone' } })
    expect(console.floor().calls[target.callId]).toBeDefined() // the feed has not told yet
  })

  it.each(refusals)('says so when the platform answers %i and the end is told a little later', async (goneSays) => {
    const { console, target } = await consoleWithCall()
    fault({ goneSays, endsLateMs: 400, endsListed: true })
    hangUp()
    expect(await console.connector.startMonitor(orderFor(target))).toMatchObject({ error: { code: 'callGone' } })
  })

  it('says so also where monitoring is switched off', async () => {
    const { console, target } = await consoleWithCall()
    fault({ monitoringOff: true, endsLateMs: never })
    hangUp()
    expect(await console.connector.startMonitor(orderFor(target))).toMatchObject({ error: { code: 'callGone' } })
  })

  it('says so when nobody answers the tap and the call is over by then', async () => {
    const request: typeof realRequest = async (order) => {
      if (!order.url.includes('/tap/')) return realRequest(order)
      hangUp()
      await console.eventually(() => expect(console.floor().calls[target.callId]).toBeUndefined())
      throw Object.assign(new Error('no answer'), { name: 'TimeoutError' })
    }
    const { console, target } = await consoleWithCall({ parts: { request } })
    expect(await console.connector.startMonitor(orderFor(target))).toMatchObject({ error: { code: 'callGone' } })
  })

  it('asks for nothing when the call ends while the phones are looked at', async () => {
    site.backend.registered.clear()
    const request: typeof realRequest = async (order) => {
      if (order.url.endsWith('/devices') && looking) {
        hangUp()
        await console.eventually(() => expect(console.floor().calls[target.callId]).toBeUndefined())
        site.backend.registered.add('5001wp')
      }
      return realRequest(order)
    }
    let looking = false
    const { console, target } = await consoleWithCall({ parts: { request } })
    looking = true
    expect(await console.connector.startMonitor(orderFor(target))).toMatchObject({ error: { code: 'callGone' } })
    expect(posts()).toEqual([])
  })

  it.each([
    [400, 'pbxRefused'],
    [403, 'notEnabled'],
    [404, 'notEnabled'],
    [500, 'pbxRefused'],
  ])('is refused for the reason of %i when the call goes on', async (status, code) => {
    const { console, target } = await consoleWithCall()
    fault({ status: [{ path: '/portal/calls/tap', status, times: 1 }] })
    expect(await console.connector.startMonitor(orderFor(target))).toMatchObject({ error: { code } })
    await listenTo(console, target)
  })

  it.each([
    [403, 'notEnabled'],
    [404, 'callGone'],
  ])('is refused as %i reads when neither feed nor list can be asked', async (status, code) => {
    const { console, target } = await consoleWithCall()
    fault({ status: ['/portal/calls/tap', '/domains/'].map((path) => ({ path, status, times: 0 })), downCores: [0, 1] })
    site.simulator.dropSockets()
    const answer = console.connector.startMonitor(orderFor(target))
    expect(await answer).toMatchObject({ error: { code } })
  })
})

describe('a monitor whose call ends before a phone has answered', () => {
  it('is over because the call is, and stops ringing them', async () => {
    site.backend.answers = null
    const { console, target } = await consoleWithCall()
    const order = orderFor(target)
    expect(await console.connector.startMonitor(order)).toMatchObject({ ok: true })
    hangUp()
    await console.says({ kind: 'ended', ticketId: order.ticketId, reason: 'callEnded' })
    await console.eventually(() => expect([...site.backend.up]).toEqual([]))
  })

  it('leaves the phone that rings for a call tapped in the portal meanwhile', async () => {
    site.backend.answers = null
    const { console, target } = await consoleWithCall()
    const other = await callOn(site.backend, console, 'c2', '1002')
    const order = orderFor(target)
    await console.connector.startMonitor(order)
    hangUp()
    await console.says({ kind: 'ended', ticketId: order.ticketId })
    await site.simulator.tapBy('c2.o@core1.sim', '5001')
    await console.eventually(() => expect(console.floor().calls[other.callId]?.monitors).toHaveLength(1))
    await console.eventually(() => expect([...site.backend.up.keys()]).toEqual([site.backend.rings[1]?.ring]))
  })
})

describe('a mode on a call that ended a moment ago', () => {
  const over = { ok: false, error: { code: 'refusedByAccess', detail: 'callEnded' } }

  it.each(refusals)('is refused because the call has ended, whatever %i says', async (goneSays) => {
    const { mode, events } = await liveMonitor(site)
    fault({ goneSays, endsLateMs: never })
    hangUp()
    expect(await mode('join', 1)).toMatchObject(over)
    expect(events.filter(({ kind }) => kind === 'mode')).toEqual([])
  })

  it.each(refusals)('is refused for it also when the end is told after the %i', async (goneSays) => {
    const { mode, says, ticket } = await liveMonitor(site)
    fault({ goneSays, endsLateMs: 400, endsListed: true })
    hangUp()
    expect(await mode('whisperAgent', 1)).toMatchObject(over)
    await says({ kind: 'targetEnded', ticketId: ticket.id })
  })

  it('closes what it may have opened before it looks for the reason', async () => {
    const { mode } = await liveMonitor(site)
    fault({ goneSays: 403, endsLateMs: never })
    hangUp()
    const from = site.simulator.requests().length
    await mode('join', 1)
    const lines = site.simulator.requests().slice(from)
    const closed = lines.findLastIndex((line) => line.startsWith('POST /portal/calls/listen'))
    const asked = lines.findIndex((line) => line.startsWith('GET') && line.endsWith('/calls'))
    expect(closed).toBeGreaterThan(-1)
    expect(asked).toBeGreaterThan(closed)
  })

  it.each([
    [403, 'notEnabled'],
    [404, 'notEnabled'],
    [500, 'pbxRefused'],
  ])('is refused for the reason of %i when the call goes on', async (status, code) => {
    const { mode } = await liveMonitor(site)
    fault({ status: [{ path: '/portal/calls/barge_in', status, times: 0 }] })
    expect(await mode('join', 1)).toMatchObject({ ok: false, error: { code } })
  })
})

describe('End of a monitor whose phone hangs up at that moment', () => {
  it.each(refusals)('is done, though the platform answers %i', async (status) => {
    const { connector, ticket } = await liveMonitor(site)
    const ring = site.backend.rings[0]?.ring ?? ''
    fault({ status: [{ path: '/users/~/calls/', status, times: 0 }] })
    const ending = connector.endMonitor(ticket.id)
    site.backend.say({ ring, kind: 'ended' })
    expect(await ending).toEqual({ ok: true, value: null })
  })

  it('is not said to be done while the platform refuses and the phone is still on it', async () => {
    const { connector, ticket } = await liveMonitor(site)
    fault({ status: [{ path: '/users/~/calls/', status: 403, times: 0 }] })
    expect(await connector.endMonitor(ticket.id)).toMatchObject({ ok: false })
  })
})
