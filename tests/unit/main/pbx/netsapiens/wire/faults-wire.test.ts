// What goes wrong on the platform, and that the supervisor is never heard by mistake through any of it.
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { MonitorEvent } from '#contract/monitor.ts'
import { realRequest } from '#main/pbx/netsapiens/io.ts'
import {
  callOn,
  listenTo,
  liveMonitor,
  memorySecrets,
  orderFor,
  type Site,
  startSite,
} from '../../../../../fakes/netsapiens/site.ts'

let site: Site
beforeEach(async () => {
  site = await startSite()
})
afterEach(() => site.close())

const speaking = (events: readonly MonitorEvent[]) =>
  events.filter((event) => event.kind === 'mode' && event.mode !== 'listen')
const fault = (over: object) => site.simulator.setFaults(over)

describe('a change that succeeds by half', () => {
  it.each(['orig', 'term'] as const)('falls back to listen when only the %s leg is refused', async (side) => {
    const { mode, events, says, ticket, inForce } = await liveMonitor(site)
    fault({ legFails: [side] })
    expect(await mode('join', 1)).toMatchObject({ ok: false, error: { code: 'pbxRefused' } })
    // Nothing is known of that leg, so its ear may hear.
    const may = { orig: 'whisperCaller', term: 'whisperAgent' } as const
    expect(events.slice(1)).toEqual([{ kind: 'unsure', ticketId: ticket.id, modes: [may[side]], until: null }])
    fault({})
    await says({ kind: 'mode', ticketId: ticket.id, mode: 'listen', changeId: null })
    expect(inForce()).toEqual(['listen'])
    expect(speaking(events)).toEqual([])
    expect(await mode('join', 2)).toMatchObject({ ok: true })
  })

  it('does not believe in a leg that was opened while the answer said no', async () => {
    const { mode, events, inForce } = await liveMonitor(site)
    fault({ legLies: ['term'] })
    expect(await mode('whisperAgent', 1)).toMatchObject({ ok: false })
    expect(speaking(events)).toEqual([])
    fault({})
    await expect.poll(inForce, { timeout: 4000 }).toEqual(['listen'])
  })

  it('says nothing of a whisper when the other ear could not be closed first', async () => {
    const { mode, events, says, ticket } = await liveMonitor(site)
    await mode('join', 1)
    fault({ legFails: ['orig'] })
    const posts = site.simulator.requests().length
    expect(await mode('whisperAgent', 2)).toMatchObject({ ok: false })
    expect(site.simulator.requests().slice(posts).join()).not.toContain('barge_in')
    fault({})
    await says({ kind: 'mode', ticketId: ticket.id, mode: 'listen', changeId: null })
    expect(speaking(events)).toEqual([{ kind: 'mode', ticketId: ticket.id, mode: 'join', changeId: 1 }])
  })

  it('keeps closing a leg that would not close, until it does', async () => {
    const { mode, inForce, events, says, ticket } = await liveMonitor(site)
    await mode('join', 1)
    fault({ status: [{ path: '/portal/calls/listen', status: 500, times: 3 }] })
    expect(await mode('listen', 2)).toMatchObject({ ok: false })
    expect(events.at(-1)).toMatchObject({ kind: 'unsure', ticketId: ticket.id, until: null })
    await says({ kind: 'mode', mode: 'listen', changeId: null })
    expect(inForce()).toEqual(['listen'])
  })
})

describe('an end that is refused', () => {
  it('M4: is no end: it is asked again, and told once the phone is known to be hung up', async () => {
    const { connector, events, says, ticket } = await liveMonitor(site)
    fault({ status: [{ path: '/domains/~/users/~/calls/', status: 500, times: 1 }] })
    expect(await connector.endMonitor(ticket.id)).toMatchObject({ ok: false })
    expect(events.map(({ kind }) => kind)).toEqual(['attached'])
    await says({ kind: 'ended', ticketId: ticket.id, reason: 'asked' })
    expect([...site.backend.up]).toEqual([])
    expect(events.filter(({ kind }) => kind === 'ended')).toHaveLength(1)
  }, 15_000)

  it('says who may hear until then', async () => {
    const { connector, mode, events, says, ticket } = await liveMonitor(site)
    await mode('whisperAgent', 1)
    fault({
      status: [
        { path: '/domains/~/users/~/calls/', status: 500, times: 1 },
        { path: '/portal/calls/listen', status: 500, times: 1 },
      ],
    })
    expect(await connector.endMonitor(ticket.id)).toMatchObject({ ok: false })
    expect(events).toContainEqual({ kind: 'unsure', ticketId: ticket.id, modes: ['whisperAgent'], until: null })
    await says({ kind: 'ended', ticketId: ticket.id, reason: 'asked' })
  }, 15_000)
})

describe('refusals', () => {
  it.each([403, 404])('reads %i on an action as a part of monitoring the site has not', async (status) => {
    fault({ status: [{ path: '/portal/calls/tap', status, times: 0 }] })
    const console = site.connect()
    await console.becomes('live')
    const target = await callOn(site.backend, console, 'c1', '1001')
    const refused = await console.connector.startMonitor(orderFor(target))
    expect(refused).toMatchObject({ ok: false, error: { code: 'notEnabled' } })
    fault({})
    await listenTo(console, target)
  })

  it('says the same of a whisper the site has switched off, and stays in listen', async () => {
    const { mode, events } = await liveMonitor(site)
    fault({ monitoringOff: true })
    expect(await mode('whisperAgent', 1)).toMatchObject({ ok: false, error: { code: 'notEnabled' } })
    expect(speaking(events)).toEqual([])
  })

  it('reads a tap of a call that has just ended as that', async () => {
    const console = site.connect()
    await console.becomes('live')
    const target = await callOn(site.backend, console, 'c1', '1001')
    site.backend.tell({ kind: 'callEnd', id: 'c1' })
    await console.eventually(() => expect(console.floor().calls[target.callId]).toBeUndefined())
    expect(await console.connector.startMonitor(orderFor(target))).toMatchObject({ error: { code: 'callGone' } })
  })

  it('whispers to a caller only when the number is an extension, as the portal does', async () => {
    const { mode } = await liveMonitor(site)
    expect(await mode('whisperCaller', 1)).toMatchObject({
      ok: false,
      error: { code: 'refusedByAccess', detail: 'callerOffNet' },
    })
    expect(await mode('whisperAgent', 2)).toMatchObject({ ok: true })
  })

  it('offers no whisper on legs that do not say whose they are, but joins', async () => {
    fault({ anonymousLegs: true })
    const { mode, inForce } = await liveMonitor(site)
    expect(await mode('whisperAgent', 1)).toMatchObject({ ok: false, error: { detail: 'notByThisPbx' } })
    expect(await mode('join', 2)).toMatchObject({ ok: true })
    expect(inForce()).toEqual(['join'])
  })

  it.each(['{"success":false}', '{"status":"error"}', '{"error":"no such leg"}', '{"code":403}', 'false'])(
    'takes a 200 that says %s for a no',
    async (text) => {
      const request: typeof realRequest = async (order) =>
        order.url.includes('/barge_in/') ? { status: 200, text, cookies: [] } : realRequest(order)
      const { mode, events } = await liveMonitor(site, { parts: { request } })
      expect(await mode('join', 1)).toMatchObject({ ok: false, error: { code: 'pbxRefused' } })
      expect(speaking(events)).toEqual([])
    },
  )

  it('takes the portal’s login page for a missing session, never for a yes', async () => {
    await site.close()
    site = await startSite({ portalNeedsSession: true })
    const console = site.connect()
    await console.becomes('live')
    const target = await callOn(site.backend, console, 'c1', '1001')
    const refused = await console.connector.startMonitor(orderFor(target))
    expect(refused).toMatchObject({ ok: false, error: { code: 'signInNeeded' } })
    const form = await liveMonitor(site, { site: { portalSession: { by: 'form' } } })
    expect(await form.mode('join', 1)).toMatchObject({ ok: true })
  })
})

describe('slowness and loss', () => {
  it('confirms nothing before both legs have answered', async () => {
    const { mode, events, inForce } = await liveMonitor(site)
    fault({ slowMs: 250 })
    const asked = mode('join', 1)
    await expect.poll(inForce).toEqual(['join'])
    expect(speaking(events)).toEqual([])
    expect(await asked).toMatchObject({ ok: true })
    expect(speaking(events)).toHaveLength(1)
  })

  it('renews a token that expires under a monitor, and the whisper goes through', async () => {
    const { mode, inForce, secrets } = await liveMonitor(site)
    const before = secrets.get('netsapiens.refreshToken')
    site.simulator.expireTokens()
    expect(await mode('whisperAgent', 1)).toMatchObject({ ok: true })
    expect(inForce()).toEqual(['whisper-agent'])
    expect(secrets.get('netsapiens.refreshToken')).not.toBe(before)
  })

  it('asks for the sign-in when the token cannot be renewed, in listen', async () => {
    const { mode, events } = await liveMonitor(site)
    site.simulator.expireTokens()
    fault({ status: [{ path: '/tokens', status: 400, times: 0 }] })
    expect(await mode('join', 1)).toMatchObject({ ok: false, error: { code: 'signInNeeded' } })
    expect(speaking(events)).toEqual([])
  })

  it('is back in listen at once when the feed is lost under a whisper, on the platform too', async () => {
    const { mode, events, says, ticket, becomes, inForce, status } = await liveMonitor(site)
    await mode('whisperAgent', 1)
    const from = status.length
    site.simulator.dropSockets()
    await expect.poll(() => status.slice(from).map(({ phase }) => phase)[0]).toBe('stale')
    await says({ kind: 'mode', ticketId: ticket.id, mode: 'listen', changeId: null })
    expect(inForce()).toEqual(['listen'])
    await becomes('live')
    expect(events.some(({ kind }) => kind === 'ended')).toBe(false)
    expect(await mode('whisperAgent', 2)).toEqual({ ok: true, value: { kind: 'asked' } })
  })

  it('does not confirm a change during which the feed was lost', async () => {
    const { mode, events, becomes } = await liveMonitor(site)
    fault({ slowMs: 150 })
    const asked = mode('join', 1)
    site.simulator.dropSockets()
    await becomes('stale')
    expect(await asked).toMatchObject({ ok: false })
    expect(speaking(events)).toEqual([])
  })

  it('says what became of a monitor that ended while nobody could see it', async () => {
    const { says, ticket, becomes } = await liveMonitor(site)
    fault({ downCores: [0, 1] })
    site.simulator.dropSockets()
    await becomes('stale')
    site.backend.say({ ring: site.backend.rings[0]?.ring ?? '', kind: 'ended' })
    fault({})
    await says({ kind: 'ended', ticketId: ticket.id, reason: 'pbxLost' })
  })

  it('stops phones that ring for a tap nobody answered for', async () => {
    site.backend.answers = null
    const console = site.connect({
      parts: {
        request: async (order) => {
          const reply = await realRequest(order)
          if (order.url.includes('/tap/')) throw Object.assign(new Error('late'), { name: 'TimeoutError' })
          return reply
        },
      },
    })
    await console.becomes('live')
    const target = await callOn(site.backend, console, 'c1', '1001')
    expect(await console.connector.startMonitor(orderFor(target))).toMatchObject({ error: { code: 'timedOut' } })
    await console.eventually(() => expect([...site.backend.up]).toEqual([]))
    expect(console.floor().calls[target.callId]?.state).toBe('talking')
  })

  it('removes after a crash what it had left, and nothing else', async () => {
    const secrets = memorySecrets()
    const { target, ...first } = await liveMonitor(site, { secrets })
    const second = site.connect({ secrets: memorySecrets(Object.fromEntries(secrets.all)) })
    await second.becomes('live')
    await first.says({ kind: 'ended' })
    expect([...site.backend.up]).toEqual([])
    expect(second.floor().calls[target.callId]?.state).toBe('talking')
  })
})
