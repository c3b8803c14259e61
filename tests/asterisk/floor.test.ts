// The floor as the connector reads it from the real Asterisk: queues, presence, who calls whom, with the least rights there are.
import { afterEach, describe, expect, it } from 'vitest'
import { type CallCentre, openCallCentre, until } from './call-centre.ts'
import { openPhone } from './sip-phone.ts'

let centre: CallCentre
afterEach(() => centre.close())

describe('the floor', () => {
  it('has agents outside whom a queue dials over one trunk each with their own call', async () => {
    const queue = '[homes]\nstrategy=ringall\nringinuse=no\ntimeout=30\nretry=1\n'
    const dialplan = '[from-trunk](+)\nexten => 603,1,Queue(homes)\n'
    centre = await openCallCentre({ more: { 'queues.conf': queue, 'extensions.conf': dialplan } })
    const { pbx } = centre
    const [ana, ben] = await Promise.all(
      ['5550201', '5550202'].map((user) =>
        openPhone({ sipPort: pbx.ports.sip, user, hz: 440, registers: false, answers: false }),
      ),
    )
    for (const phone of [ana, ben]) {
      await pbx.cli(`devstate change Custom:${phone?.user} NOT_INUSE`)
      const member = `PJSIP/trunk/sip:${phone?.user}@${phone?.address}`
      await pbx.cli(
        `queue add member ${member} to homes penalty 0 as ${phone?.user} state_interface Custom:${phone?.user}`,
      )
    }
    const desk = await centre.console()
    const presence = (id: string) => desk.floor().agents[id]?.presence.kind
    expect([presence('5550201'), presence('5550202'), presence('trunk')]).toEqual(['available', 'available', undefined])
    const call = await (await centre.caller('5559999')).dial('603')
    const ringing = await ben?.nextCall()
    await until(() => presence('5550201') === 'ringing' && presence('5550202') === 'ringing', 'both ring')
    ringing?.answer()
    await until(
      () => presence('5550202') === 'onCall' && presence('5550201') === 'available',
      'one of them has the call',
    )
    expect(Object.values(desk.floor().calls)).toMatchObject([
      { agentId: '5550202', queueId: 'homes', from: { agentId: null } },
    ])
    const late = await centre.console({ line: null }, 'api', 'late')
    expect(late.floor().agents['5550202']).toMatchObject({ presence: { kind: 'onCall' } })
    call.hangUp()
    await until(() => presence('5550202') === 'available', 'the call is over')
    for (const phone of [ana, ben]) await phone?.close()
  })

  it('shows who waits in a queue since when, then the call with its queue, off-net', async () => {
    centre = await openCallCentre()
    const desk = await centre.console()
    const caller = await centre.caller('5559999')
    const call = await caller.dial('600')
    const queue = await until(() => Object.values(desk.floor().queues).find((row) => row.waiting === 1), 'one waits')
    expect(Math.abs(Date.now() - (queue.oldestWaitSince ?? 0))).toBeLessThan(3000)
    const [waiting] = Object.values(desk.floor().calls)
    expect(waiting).toMatchObject({
      state: 'waiting',
      queueId: 'support',
      agentId: null,
      from: { number: '5559999', onNet: false },
    })
    await centre.agent('1001')
    const talking = await until(
      () => Object.values(desk.floor().calls).find((row) => row.state === 'talking'),
      'an agent takes the call',
      8000,
    )
    expect(talking).toMatchObject({
      id: waiting?.id,
      agentId: '1001',
      queueId: 'support',
      from: { number: '5559999', onNet: false },
      to: { name: 'Ada Agent', onNet: true, agentId: '1001' },
    })
    expect(desk.floor().queues.support).toMatchObject({ waiting: 0, oldestWaitSince: null })
    call.hangUp()
    await until(() => Object.keys(desk.floor().calls).length === 0, 'the call is gone')
  })

  it('counts as the PBX counts: in service, free, answered, abandoned, and how many an agent took', async () => {
    centre = await openCallCentre()
    const desk = await centre.console()
    const support = () => desk.floor().queues.support
    expect(support()).toMatchObject({ answeredToday: 0, abandonedToday: 0, serviceLevel: null, serviceWithinS: 60 })
    const impatient = await (await centre.caller('5551111')).dial('602')
    await until(() => desk.floor().queues.empty?.waiting === 1, 'one waits')
    await impatient.answered
    impatient.hangUp()
    await until(() => desk.floor().queues.empty?.abandonedToday === 1, 'who gave up is counted')
    const [ada] = [await centre.agent('1001'), await centre.agent('1002', false)]
    await until(() => support()?.agentsAvailable === 2, 'both agents are free')
    const call = await centre.call(desk, ada, '600')
    await until(() => support()?.inService === 1 && support()?.agentsAvailable === 1, 'one is served, one is free')
    expect(support()?.answeredToday).toBe(1)
    call.caller.hangUp()
    await until(() => support()?.inService === 0, 'the call is over')
    const { agentId } = call.target
    await until(() => desk.floor().agents[agentId]?.callsToday === 1, 'the agent took one call')
    expect(support()).toMatchObject({ answeredToday: 1, abandonedToday: 0, serviceLevel: 1 })
    await until(() => support()?.agentsAvailable === 2, 'whoever had the call is known not to wrap up')
    const late = await centre.console({ line: null }, 'api', 'late')
    expect(late.floor().queues).toEqual(desk.floor().queues)
    expect(late.floor().agents[agentId]?.callsToday).toBe(1)
  })

  it('knows agents by their state interface, in every presence', async () => {
    centre = await openCallCentre()
    const desk = await centre.console()
    const presence = (id: string) => desk.floor().agents[id]?.presence
    const becomes = (id: string, kind: string) => until(() => presence(id)?.kind === kind, `${id} is ${kind}`)
    await becomes('1004', 'unregistered')
    const dora = await centre.agent('1004', false)
    await becomes('1004', 'available')
    expect(desk.floor().agents['1004']).toMatchObject({ name: 'Dora Agent', extension: '1004', queues: ['sales'] })
    const caller = await (await centre.caller('5551111')).dial('601')
    const call = await dora.nextCall()
    await becomes('1004', 'ringing')
    call.answer()
    await becomes('1004', 'onCall')
    caller.hangUp()
    await becomes('1004', 'available')
    await centre.pbx.cli('queue pause member Local/1004@from-queue/n queue sales reason lunch')
    await becomes('1004', 'paused')
    expect(presence('1004')).toEqual({ kind: 'paused', reason: 'lunch' })
    await centre.pbx.cli('queue unpause member Local/1004@from-queue/n')
    await becomes('1004', 'available')
    await dora.unregister()
    await becomes('1004', 'unregistered')
  })

  it('shows phones that are in no queue when the site names them, and a call between two of them as on-net', async () => {
    centre = await openCallCentre()
    const desk = await centre.console({ extensions: ['1003', '1006'] })
    expect(desk.floor().agents['1003']).toMatchObject({ presence: { kind: 'unregistered' }, queues: [] })
    const [one, two] = [await centre.agent('1003'), await centre.agent('1006')]
    await one.dial('1006')
    await two.nextCall()
    const call = await until(
      () => Object.values(desk.floor().calls).find((row) => row.state === 'talking'),
      'they talk',
    )
    expect(call).toMatchObject({
      agentId: '1006',
      from: { agentId: '1003', onNet: true },
      to: { agentId: '1006', onNet: true },
    })
  })

  it('shows every phone but trunks and lines when asked for all', async () => {
    centre = await openCallCentre()
    const desk = await centre.console({ extensions: 'all' })
    await until(() => desk.floor().agents['10011'], 'all phones are there')
    expect(Object.keys(desk.floor().agents)).toEqual(expect.arrayContaining(['1001', '1003', '1006', '5101']))
    expect(desk.floor().agents.trunk).toBeUndefined()
    expect(desk.floor().agents['5001']).toBeUndefined()
  })

  it('F1, F2: follows what no event tells: statistics reset, members and queues that come and go with a reload', async () => {
    centre = await openCallCentre({ amiRead: 'call,agent,reporting,system' })
    const desk = await centre.console()
    const call = await centre.call(desk, await centre.agent('1001'), '600')
    call.caller.hangUp()
    await until(() => desk.floor().agents['1001']?.callsToday === 1, 'one call is counted')
    await centre.pbx.cli('queue reset stats')
    centre.pbx.rewrite('queues.conf', (text) =>
      text
        .replace('member => PJSIP/1002,0,Ben Agent,PJSIP/1002', 'member => PJSIP/1003,0,Cid Agent,PJSIP/1003')
        .replace('[empty]', '[night]'),
    )
    await centre.pbx.cli('module reload app_queue.so') // `queue reload` tells nothing, and is seen in the slow round
    await until(() => desk.floor().agents['1003'], 'the new member is there', 8000)
    const { agents, queues } = desk.floor()
    expect(Object.keys(agents).sort()).toEqual(['1001', '1003', '1004', '1005'])
    expect(Object.keys(queues).sort()).toEqual(['night', 'sales', 'support'])
    expect(queues.support).toMatchObject({ answeredToday: 0, abandonedToday: 0, serviceLevel: null })
    expect(agents['1003']).toMatchObject({ name: 'Cid Agent', queues: ['support'] })
    expect(agents['1001']?.callsToday).toBe(0)
  })

  it('has the same picture after a reconnect as a console that was there all along', async () => {
    centre = await openCallCentre()
    const first = await centre.console()
    const ada = await centre.agent('1001')
    await centre.call(first, ada, '600')
    const second = await centre.console({ line: null }, 'api', 'late')
    const [seen] = Object.values(first.floor().calls)
    const [late] = Object.values(second.floor().calls)
    expect(late).toMatchObject({
      id: seen?.id,
      state: 'talking',
      queueId: 'support',
      agentId: '1001',
      from: seen?.from,
    })
    expect(Math.abs((late?.startedAt ?? 0) - (seen?.startedAt ?? 0))).toBeLessThan(1500)
  })
})

describe('with the least rights of docs/asterisk.md', () => {
  it('everything works by ARI', async () => {
    centre = await openCallCentre({ amiRead: 'call,agent,reporting', amiWrite: 'reporting', monitorContext: '' })
    const desk = await centre.console()
    const line = await centre.supervisor()
    const call = await centre.call(desk, await centre.agent('1001'), '600')
    const ticket = await desk.start(call.target)
    await centre.mode(desk, ticket, await line.nextCall(), 'join')
    expect(desk.status()).toMatchObject({ how: 'Monitoring through ARI' })
  })

  it('everything works by the dialplan when ARI is off, and the status says why', async () => {
    centre = await openCallCentre({ ari: false, amiWrite: 'reporting,call,originate' })
    const desk = await centre.console({}, 'info')
    expect(desk.status()).toMatchObject({
      how: expect.stringMatching(/dialplan context earshot-monitor, because ARI is not available/),
    })
    const line = await centre.supervisor()
    const call = await centre.call(desk, await centre.agent('1001'))
    const ticket = await desk.start(call.target)
    await centre.mode(desk, ticket, await line.nextCall(), 'whisperCaller')
  })

  it('switches by digits also where the right to see them is missing: the spying itself tells the mode', async () => {
    centre = await openCallCentre({ amiRead: 'call,agent,reporting' })
    const desk = await centre.console({ way: 'dialplan' }, 'info')
    const supervisor = await centre.supervisor()
    const call = await centre.call(desk, await centre.agent('1001'))
    const ticket = await desk.start(call.target)
    const line = await supervisor.nextCall()
    await centre.mode(desk, ticket, line, 'whisperAgent')
    await centre.mode(desk, ticket, line, 'join')
  })

  it('shows the floor, and says why no call can be monitored, where neither way is open', async () => {
    centre = await openCallCentre({ ari: false, monitorContext: '' })
    const desk = await centre.console()
    expect(desk.status()).toMatchObject({
      phase: 'live',
      how: expect.stringMatching(/cannot be monitored.*ARI.*context earshot-monitor/),
    })
    expect(desk.connector.capabilities().modes).toEqual([])
  })
})

describe('a supervisor who takes monitors on another phone', () => {
  it.each(['ari', 'dialplan'] as const)(
    'rings the desk phone alone, by %s, and switches modes without digits',
    async (way) => {
      centre = await openCallCentre()
      const [line, deskPhone] = [await centre.supervisor(), await centre.agent('5101')]
      const desk = await centre.console({ way, takeOn: { phone: '5101' } }, 'info')
      expect(desk.connector.capabilities()).toMatchObject({ switching: ['api'], rings: 'allPhones' })
      const call = await centre.call(desk, await centre.agent('1001'))
      const ticket = await desk.start(call.target)
      const taken = await deskPhone.nextCall()
      await until(() => taken.ear.level(620) > 4000, 'the desk phone hears the call')
      await centre.mode(desk, ticket, taken, 'join')
      expect(line.invites).toEqual([])
    },
  )

  it.each(['ari', 'dialplan'] as const)(
    'rings every phone of the line, by %s; the first to answer has it',
    async (way) => {
      centre = await openCallCentre()
      const [one, two] = [await centre.supervisor('5001', false), await centre.supervisor('5001', false)]
      const desk = await centre.console({ way, takeOn: 'all' })
      const call = await centre.call(desk, await centre.agent('1001'))
      const asked = desk.start(call.target)
      const [first, second] = await Promise.all([one.nextCall(), two.nextCall()])
      first.answer()
      await second.ended
      const ticket = await asked
      await until(() => first.ear.level(620) > 4000, 'the one that answered hears the call')
      await desk.connector.endMonitor(ticket.id)
      await until(async () => (await centre.pbx.channels()).length === 2, 'only the call is left')
    },
  )
})
