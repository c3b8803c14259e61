import { describe, expect, it } from 'vitest'
import { deskFailure } from '#contract/errors.ts'
import { emptyFloor } from '#contract/floor.ts'
import { hearersOf } from '#contract/hearers.ts'
import type { SiteInfo } from '#contract/ipc.ts'
import { lineAccount } from '#contract/line-account.ts'
import type { Mode } from '#contract/monitor.ts'
import { err } from '#contract/result.ts'
import { siteAccess } from '#contract/rights.ts'
import { settings } from '#contract/settings.ts'
import { asteriskSite } from '#contract/site-asterisk.ts'
import { settle } from '../../../fakes/fake-clock.ts'
import { ticketOf } from '../../../fakes/fake-connector.ts'
import { aCall, anAgent, floorWith } from '../../../fakes/floors.ts'
import { deskUnderTest } from './desk-under-test.ts'

const target = { callId: 'c1', agentId: '1001' }
const busy = floorWith([aCall('c1', '1001'), aCall('c2', '1002'), aCall('c3', '1003', { state: 'ringing' })])
const failure = (code: string, detail?: string) => ({ ok: false, error: detail ? { code, detail } : { code } })

/** A change of mode for the people the floor shows. */
const wish = (ticketId: string, mode: Mode, changeId: number, on = target) => {
  const call = busy.calls[on.callId]
  return { ticketId, target: on, mode, hearers: call ? [...hearersOf(call, on.agentId, mode)] : [], changeId }
}

async function live(...set: Parameters<typeof deskUnderTest>) {
  const console = deskUnderTest(...set)
  console.pbx.goLive(busy)
  const started = await console.startMonitor({ target, follow: false, why: 'chosen' })
  if (!started.ok) throw new Error(started.error.code)
  console.clock.pass(1)
  const ticketId = started.value.id
  console.pbx.tellMonitor({ kind: 'attached', ticketId, target })
  return { ...console, ticketId, ticket: started.value }
}

describe('the desk', () => {
  it('tells a window what it needs to know, and the site again when the PBX is there', async () => {
    const { hello, pbx, named } = deskUnderTest({ siteName: 'North', policy: 'callharbor' })
    expect(await hello(null)).toMatchObject({
      version: '1.2.3',
      shell: 'browser',
      status: { phase: 'connecting' },
      site: { name: 'North', kind: 'demo', policy: 'callharbor', line: null },
      notice: null,
    })
    pbx.goLive()
    expect(named('status')).toMatchObject([{ phase: 'live' }])
    expect(named('site')).toHaveLength(1)
  })

  it('tells what the PBX can do for supervisors, and what it cannot', async () => {
    const { hello, help, handOver, pbx } = deskUnderTest()
    const able = async () => (await hello(null)).site.capabilities
    expect(await able()).toMatchObject({ help: true, handOver: true, levels: 'separate' })
    Object.assign(pbx.connector, { help: null, handOver: null, levels: null })
    expect(await able()).toMatchObject({ help: false, handOver: false, levels: 'mixed' })
    const refused = failure('refusedByAccess', 'notByThisPbx')
    expect(await help({ do: 'claim', id: 'h1' })).toEqual(refused)
    expect(await handOver({ kind: 'withdraw', offerId: 'o1' })).toEqual(refused)
  })

  it('shows the floor only to a window that asked for it', async () => {
    const { hello, watchFloor, pbx, named } = deskUnderTest()
    pbx.goLive(busy)
    await hello(null)
    expect(named('floor')).toEqual([])
    await watchFloor(null)
    await watchFloor(null)
    expect(named('floor')).toEqual([
      { kind: 'whole', floor: busy },
      { kind: 'whole', floor: busy },
    ])
    pbx.tellFloor({ kind: 'patch', patch: { agents: { set: [anAgent('1')] } } })
    expect(named('floor')).toHaveLength(3)
    await hello(null)
    pbx.tellFloor({ kind: 'whole', floor: emptyFloor })
    expect(named('floor')).toHaveLength(3)
  })

  it('passes on the levels of the monitor of this window while it is on the call, and of no other', async () => {
    const { pbx, named, ticketId, lines } = await live()
    const levels = { ticketId, agent: -20, caller: null }
    const logged = lines.length
    pbx.tellLevels(levels)
    pbx.tellLevels({ ...levels, ticketId: 'of somebody else' })
    expect(named('levels')).toEqual([levels])
    expect(lines, 'a dozen a second are no lines of a log').toHaveLength(logged)
    pbx.tellMonitor({ kind: 'targetEnded', ticketId })
    pbx.tellLevels(levels)
    expect(named('levels')).toHaveLength(1)
  })

  it('tells no window how to sign in at the phone system', async () => {
    const site = { kind: 'asterisk', host: 'pbx', ami: { user: 'console', secret: 'ami-geheim' } } as const
    const line = {
      iceServers: [{ urls: 'turn:turn.example', username: 'u', credential: 'turn-geheim' }],
      relayOnly: true,
    }
    const set = { site: asteriskSite.parse(site), line: settings.shape.line.parse(line) }
    const { hello, changeSettings, named, desk } = deskUnderTest(set)
    const told = [await hello(null), await changeSettings({ theme: 'dark' }), named('settings'), desk.onlook.hello()]
    expect(JSON.stringify(told)).not.toMatch(/geheim/)
    expect(told[2]).toHaveLength(1)
  })

  it('tells the window in time how the TURN server is asked for the rest of the day, and never the secret', () => {
    const line = settings.shape.line.parse({ iceServers: [{ urls: 'turn:turn.example', secret: 'turn-geheim' }] })
    const { named, clock, pbx, desk, lines } = deskUnderTest({ line })
    pbx.answers.lineAccount = () =>
      lineAccount.parse({ uri: 'sip:5001@x', wsUrl: 'wss://x/ws', authUser: 'a', password: 'p' })
    const until = () => (named('site').at(-1) as SiteInfo | undefined)?.line?.iceServers[0]?.username
    clock.pass(6 * 3_600_000)
    expect(until()).toBe(`${24 * 3_600}:earshot`)
    clock.pass(6 * 3_600_000)
    expect(until()).toBe(`${30 * 3_600}:earshot`)
    expect(JSON.stringify([named('site'), named('settings'), desk.onlook.hello(), lines])).not.toMatch(/geheim/)
  })

  it('keeps what the window changes and tells the site it makes', async () => {
    const { changeSettings, named } = deskUnderTest()
    expect(await changeSettings({ theme: 'dark' })).toMatchObject({ ok: true, value: { theme: 'dark' } })
    expect(named('settings')).toMatchObject([{ theme: 'dark' }])
    expect(named('site')).toHaveLength(1)
  })

  it('logs a line a phase with ids, and the lines of the window beside its own', async () => {
    const { lines, log, ticketId, pbx } = await live()
    await log({ level: 'warn', text: 'no microphone' })
    pbx.tellMonitor({ kind: 'mode', ticketId, mode: 'join', changeId: 3 })
    expect(lines).toContain('warn window: no microphone')
    expect(lines.filter((line) => line.includes('monitor '))).toEqual([
      expect.stringContaining('asked for call c1 agent 1001'),
      expect.stringContaining('attached call c1 agent 1001'),
      expect.stringContaining('mode join change 3'),
    ])
  })

  it('ends what is monitored before it closes', async () => {
    const { desk, pbx, ticketId } = await live()
    await desk.close()
    expect(pbx.calls.slice(-2)).toEqual([['endMonitor', ticketId], ['close']])
  })
})

describe('asking to listen', () => {
  it('gives every monitor an id and a token of its own', async () => {
    const { startMonitor, endMonitor, pbx } = deskUnderTest()
    pbx.goLive(busy)
    for (let n = 0; n < 2; n++) {
      const started = await startMonitor({ target, follow: true, why: 'chosen' })
      if (started.ok) await endMonitor({ ticketId: started.value.id })
    }
    const orders = pbx.named('startMonitor').map(([, order]) => order as { ticketId: string; token: string })
    expect(new Set(orders.flatMap(({ ticketId, token }) => [ticketId, token])).size).toBe(4)
    expect(orders[0]?.token).toHaveLength(48)
  })

  it.each([
    ['of a call that is gone', { callId: 'c9', agentId: '1001' }, failure('callGone')],
    [
      'of an agent who is not on it',
      { callId: 'c1', agentId: '1002' },
      failure('callGone', 'the agent is not on this call'),
    ],
    ['of a call nobody answered', { callId: 'c3', agentId: '1003' }, failure('notAnswered')],
  ])('is refused %s', async (_, wanted, refusal) => {
    const { startMonitor, pbx } = deskUnderTest()
    pbx.goLive(busy)
    expect(await startMonitor({ target: wanted, follow: false, why: 'chosen' })).toEqual(refusal)
    expect(pbx.named('startMonitor')).toEqual([])
  })

  it('is refused without the right to', async () => {
    const { startMonitor, pbx } = deskUnderTest({ rights: ['join'] })
    pbx.goLive(busy)
    expect(await startMonitor({ target, follow: false, why: 'chosen' })).toEqual({
      ok: false,
      error: { code: 'refusedByAccess', detail: 'noRight', rule: 'rights' },
    })
  })

  it('is refused while the picture is old, and works when the PBX is back', async () => {
    const { startMonitor, pbx } = deskUnderTest()
    expect(await startMonitor({ target, follow: false, why: 'chosen' })).toEqual(
      failure('pbxUnreachable', 'connecting'),
    )
    pbx.goLive(busy)
    pbx.goStale()
    expect(await startMonitor({ target, follow: false, why: 'chosen' })).toEqual(failure('pbxUnreachable', 'stale'))
    pbx.goLive(busy)
    expect(await startMonitor({ target, follow: false, why: 'chosen' })).toMatchObject({ ok: true })
  })

  it('is refused while the picture is behind: nobody knows who is on the call by now', async () => {
    const { startMonitor, pbx } = deskUnderTest()
    pbx.goLive(busy)
    pbx.tellStatus({ phase: 'behind', since: 3, lateMs: 6000, how: null })
    const refused = failure('refusedByAccess', 'feedStale')
    expect(await startMonitor({ target, follow: false, why: 'chosen' })).toEqual(refused)
    expect(pbx.named('startMonitor')).toEqual([])
  })

  it('a second time is refused until the first is over', async () => {
    const { startMonitor, pbx, ticketId } = await live()
    expect(await startMonitor({ target, follow: false, why: 'chosen' })).toEqual(failure('monitorBusy'))
    pbx.tellMonitor({ kind: 'ended', ticketId, reason: 'lineHungUp' })
    expect(await startMonitor({ target, follow: false, why: 'chosen' })).toMatchObject({ ok: true })
  })

  it('works again at once after the PBX refused', async () => {
    const { startMonitor, pbx } = deskUnderTest()
    pbx.goLive(busy)
    const accept = pbx.answers.startMonitor
    pbx.answers.startMonitor = async () => err({ code: 'lineBusy' })
    expect(await startMonitor({ target, follow: false, why: 'chosen' })).toEqual(failure('lineBusy'))
    pbx.answers.startMonitor = accept
    expect(await startMonitor({ target, follow: false, why: 'chosen' })).toMatchObject({ ok: true })
  })

  it('works again at once after the connector threw', async () => {
    const { startMonitor, pbx } = deskUnderTest()
    pbx.goLive(busy)
    const accept = pbx.answers.startMonitor
    pbx.answers.startMonitor = async () => {
      throw new Error('the key ring is locked')
    }
    expect(await startMonitor({ target, follow: false, why: 'chosen' })).toEqual(failure('internal'))
    pbx.answers.startMonitor = accept
    expect(await startMonitor({ target, follow: false, why: 'chosen' })).toMatchObject({ ok: true })
  })

  it('tells nothing of a monitor before the window has its ticket', async () => {
    const { startMonitor, pbx, named, clock } = deskUnderTest()
    pbx.goLive(busy)
    pbx.answers.startMonitor = async (order) => {
      pbx.tellMonitor({ kind: 'attached', ticketId: order.ticketId, target })
      return { ok: true, value: ticketOf(order) }
    }
    await startMonitor({ target, follow: false, why: 'chosen' })
    expect(named('monitor')).toEqual([])
    clock.pass(1)
    expect(named('monitor')).toMatchObject([{ kind: 'attached' }])
  })
})

describe('a window that is new or gone', () => {
  it('gives up the monitor of the one before', async () => {
    const { hello, pbx, ticketId, startMonitor } = await live()
    await hello(null)
    expect(pbx.named('endMonitor')).toEqual([['endMonitor', ticketId]])
    expect(await startMonitor({ target, follow: false, why: 'chosen' })).toMatchObject({ ok: true })
  })

  it('ends also what was only being asked for', async () => {
    const { startMonitor, hello, pbx } = deskUnderTest()
    pbx.goLive(busy)
    let accept = () => {}
    pbx.answers.startMonitor = (order) =>
      new Promise((resolve) => {
        accept = () => resolve({ ok: true, value: ticketOf(order) })
      })
    const asking = startMonitor({ target, follow: false, why: 'chosen' })
    await hello(null)
    accept()
    expect(await asking).toEqual(failure('unknownMonitor'))
    expect(pbx.named('endMonitor')).toHaveLength(2)
  })

  it('ends what a window that is back does not have: the answer with its ticket was lost', async () => {
    const { haveMonitor, startMonitor, pbx, ticketId } = await live()
    await haveMonitor({ held: null })
    expect(pbx.named('endMonitor')).toEqual([['endMonitor', ticketId]])
    expect(await startMonitor({ target, follow: false, why: 'chosen' })).toMatchObject({ ok: true })
  })

  it('leaves alone what a window that is back still has', async () => {
    const { haveMonitor, pbx, ticketId } = await live()
    await haveMonitor({ held: { ticketId, target } })
    expect(pbx.named('endMonitor')).toEqual([])
  })

  it('tells a window that is back what it has missed: another call, or the end of its own', async () => {
    const { haveMonitor, pbx, ticketId, named } = await live()
    const elsewhere = { callId: 'c2', agentId: '1002' }
    pbx.tellMonitor({ kind: 'retargeted', ticketId, target: elsewhere, by: 'follow' })
    const told = named('monitor').length
    await haveMonitor({ held: { ticketId, target: elsewhere } })
    expect(named('monitor')).toHaveLength(told)
    await haveMonitor({ held: { ticketId, target } })
    expect(named('monitor').at(-1)).toEqual({ kind: 'retargeted', ticketId, target: elsewhere, by: 'follow' })
    pbx.tellMonitor({ kind: 'targetEnded', ticketId })
    await haveMonitor({ held: { ticketId, target: elsewhere } })
    expect(named('monitor').slice(-2)).toEqual([
      { kind: 'targetEnded', ticketId },
      { kind: 'targetEnded', ticketId },
    ])
  })

  it('tells a window that is back, and not connected yet, that it is by now', async () => {
    const { haveMonitor, pbx, ticketId, named } = await live()
    const told = named('monitor').length
    await haveMonitor({ held: { ticketId, target: null } })
    expect(named('monitor').slice(told)).toEqual([{ kind: 'attached', ticketId, target }])
    pbx.tellMonitor({ kind: 'mode', ticketId, mode: 'join', changeId: null })
    await haveMonitor({ held: { ticketId, target: null } })
    expect(named('monitor').slice(-2)).toEqual([
      { kind: 'attached', ticketId, target },
      { kind: 'unsure', ticketId, modes: ['listen', 'join'], until: null },
    ])
    pbx.tellMonitor({ kind: 'targetEnded', ticketId })
    await haveMonitor({ held: { ticketId, target: null } })
    expect(named('monitor').slice(-2)).toMatchObject([{ kind: 'attached' }, { kind: 'targetEnded' }])
  })

  it('tells nothing of a line that still rings', async () => {
    const { haveMonitor, startMonitor, pbx, named, clock } = deskUnderTest()
    pbx.goLive(busy)
    const started = await startMonitor({ target, follow: false, why: 'chosen' })
    clock.pass(1)
    await haveMonitor({ held: { ticketId: started.ok ? started.value.id : '', target: null } })
    expect(named('monitor')).toEqual([])
  })

  it('tells a window that is back that its monitor has ended meanwhile, and why', async () => {
    const { haveMonitor, pbx, ticketId, named } = await live()
    pbx.tellMonitor({ kind: 'ended', ticketId, reason: 'pbxLost' })
    const told = named('monitor').length
    await haveMonitor({ held: { ticketId, target } })
    await settle()
    expect(named('monitor').slice(told)).toEqual([{ kind: 'ended', ticketId, reason: 'pbxLost' }])
  })

  it('tells no end that is not known to the PBX', async () => {
    const { haveMonitor, desk, pbx, ticketId, named } = await live()
    pbx.answers.endMonitor = async () => err(deskFailure('unconfirmed'))
    await desk.windowGone()
    const told = named('monitor').length
    await haveMonitor({ held: { ticketId, target } })
    await settle()
    expect(named('monitor').slice(told)).toEqual([])
  })

  it('ends it when the shell says that the window is gone', async () => {
    const { desk, pbx, ticketId } = await live()
    await desk.windowGone()
    expect(pbx.named('endMonitor')).toEqual([['endMonitor', ticketId]])
  })
})

describe('a live monitor', () => {
  it('goes only where the policy lets it, listen always', async () => {
    const { setMode, ticketId, pbx } = await live({ policy: 'crexendo' })
    expect(await setMode(wish(ticketId, 'whisperCaller', 1))).toEqual(failure('refusedByAccess', 'callerOffNet'))
    expect(await setMode(wish(ticketId, 'whisperAgent', 2))).toMatchObject({ ok: true })
    expect(await setMode(wish(ticketId, 'listen', 3))).toMatchObject({ ok: true })
    expect(pbx.named('setMode').map(([, , mode]) => mode)).toEqual(['whisperAgent', 'listen'])
  })

  it('takes no mode before it is live, none but listen after the call, none but listen on an old picture', async () => {
    const { startMonitor, setMode, pbx } = deskUnderTest({ policy: 'open' })
    pbx.goLive(busy)
    const started = await startMonitor({ target, follow: false, why: 'chosen' })
    const ticketId = started.ok ? started.value.id : ''
    const join = (on = target) => setMode(wish(ticketId, 'join', 1, on))
    const listen = () => setMode(wish(ticketId, 'listen', 2))
    expect(await join()).toEqual(failure('refusedByAccess', 'notLive'))
    pbx.tellMonitor({ kind: 'attached', ticketId, target })
    expect(await join()).toMatchObject({ ok: true })
    pbx.goStale()
    expect(await join()).toEqual(failure('refusedByAccess', 'feedStale'))
    expect(await listen()).toMatchObject({ ok: true })
    pbx.goLive(busy)
    pbx.tellMonitor({ kind: 'targetEnded', ticketId })
    expect(await join()).toEqual(failure('refusedByAccess', 'callEnded'))
    expect(await listen()).toMatchObject({ ok: true })
    const next = { callId: 'c2', agentId: '1002' }
    pbx.tellMonitor({ kind: 'retargeted', ticketId, target: next, by: 'follow' })
    expect(await join(next)).toMatchObject({ ok: true })
  })

  it('hops to a call that may be heard and is judged there from then on', async () => {
    const { hop, pbx, ticketId } = await live()
    const next = { callId: 'c2', agentId: '1002' }
    expect(await hop({ ticketId, target: { callId: 'c3', agentId: '1003' }, why: 'chosen' })).toEqual(
      failure('notAnswered'),
    )
    expect(await hop({ ticketId, target: next, why: 'chosen' })).toEqual({ ok: true, value: next })
    pbx.goStale()
    expect(await hop({ ticketId, target: next, why: 'chosen' })).toEqual(failure('pbxUnreachable', 'stale'))
  })

  it('does not hop before it is live', async () => {
    const { startMonitor, hop, pbx } = deskUnderTest()
    pbx.goLive(busy)
    const started = await startMonitor({ target, follow: false, why: 'chosen' })
    const ticketId = started.ok ? started.value.id : ''
    const next = { callId: 'c2', agentId: '1002' }
    expect(await hop({ ticketId, target: next, why: 'chosen' })).toEqual(failure('refusedByAccess', 'notLive'))
    expect(pbx.named('hop')).toEqual([])
  })

  it('goes on while nobody knows which mode is in force', async () => {
    const { setFollow, pbx, ticketId } = await live()
    pbx.tellMonitor({ kind: 'unsure', ticketId, modes: ['listen', 'join'], until: null })
    expect(await setFollow({ ticketId, follow: true })).toEqual({ ok: true, value: null })
  })

  it('does not hop where the PBX cannot', async () => {
    const { hop, ticketId } = await live({}, { hop: false })
    expect(await hop({ ticketId, target, why: 'chosen' })).toEqual(failure('refusedByAccess', 'notByThisPbx'))
  })

  it('is no longer known once it has ended', async () => {
    const { setMode, hop, setFollow, endMonitor, ticketId } = await live()
    expect(await endMonitor({ ticketId })).toEqual({ ok: true, value: null })
    const unknown = failure('unknownMonitor')
    expect(await setMode(wish(ticketId, 'join', 1))).toEqual(unknown)
    expect(await hop({ ticketId, target, why: 'chosen' })).toEqual(unknown)
    expect(await setFollow({ ticketId, follow: true })).toEqual(unknown)
    expect(await endMonitor({ ticketId })).toEqual({ ok: true, value: null })
  })
})

describe('passing calls on', () => {
  const board = { others: [{ id: 'tom', name: 'Tom' }], offers: [], asked: null, ended: null }

  it('comes to the window whole, also to one that comes later', async () => {
    const { pbx, named, watchFloor } = deskUnderTest()
    pbx.tellHandOver(board)
    expect(named('handOver')).toEqual([board])
    await watchFloor(null)
    expect(named('handOver')).toEqual([board, board])
  })
})

it('a desk that was closed tells nothing more', async () => {
  const { desk, pbx, person, signals, settings } = deskUnderTest()
  await desk.close()
  const before = signals.length
  pbx.goLive(busy)
  pbx.tellHandOver({ others: [], offers: [], asked: null, ended: null })
  pbx.tellHelp({ requests: [], supervisors: [] })
  pbx.tellMonitor({ kind: 'targetEnded', ticketId: 't' })
  person.signedIn('5002@dom', { name: 'Robin', extension: '5002' })
  settings.replace({ theme: 'dark' })
  expect(signals.slice(before)).toEqual([])
})

describe('requests for help', () => {
  const asked = { id: 'h1', agentId: '1001', callId: 'c1', at: 5, claim: null, offeredTo: null }
  const board = { requests: [asked], supervisors: ['Sue'] }

  it('come to the window whole, also to one that comes later', async () => {
    const { pbx, named, watchFloor } = deskUnderTest()
    pbx.goLive(busy)
    pbx.tellHelp(board)
    expect(named('help')).toEqual([board])
    await watchFloor(null)
    expect(named('help')).toEqual([board, board])
  })

  it('reach whom the rules let do something with that agent, and no other may step in', async () => {
    const {
      pbx,
      named,
      help,
      settings: store,
    } = deskUnderTest({
      access: siteAccess.parse({ rules: [{ name: 'own', may: ['listen'], on: { agents: ['1001'] } }] }),
    })
    pbx.goLive(floorWith([aCall('c1', '1001')], [anAgent('1001'), anAgent('1002')]))
    const other = { ...asked, id: 'h2', agentId: '1002', callId: null }
    pbx.tellHelp({ ...board, requests: [asked, other] })
    expect(named('help')).toEqual([board])
    expect(await help({ do: 'claim', id: 'h2' })).toMatchObject({ ok: false, error: { code: 'refusedByAccess' } })
    expect(await help({ do: 'claim', id: 'h1' })).toMatchObject({ ok: true })
    store.replace({ access: siteAccess.parse({}) })
    expect(named('help').at(-1)).toMatchObject({ requests: [{ id: 'h1' }, { id: 'h2' }] })
  })

  it('are claimed and handed over at the PBX', async () => {
    const { pbx, help } = deskUnderTest()
    expect(await help({ do: 'handOver', id: 'h1', to: 'Sue' })).toEqual({ ok: true, value: null })
    expect(pbx.named('help')).toEqual([['help', { do: 'handOver', id: 'h1', to: 'Sue' }]])
  })
})
