// Who an agent of mod_callcenter is: contacts as administrators write them, several agents who are one person, and agents at home.
import { describe, expect, it } from 'vitest'
import { reachIn } from '#main/pbx/freeswitch/floor/cc-agents.ts'
import { barRows } from '#main/pbx/freeswitch/wire/lists.ts'
import { aQueueAgent, DOMAIN, freeswitchStage, siteOf } from '../../../../fakes/freeswitch/stage.ts'

const inQueue = (agents: readonly string[]) => ({ name: 'support@default', answered: 0, abandoned: 0, agents })

describe('the contact of an agent', () => {
  it.each([
    [`user/1001@${DOMAIN},user/1002@${DOMAIN}`],
    [`[leg_timeout=10]user/1001@${DOMAIN}|[leg_timeout=20]sofia/gateway/provider/+15550100`],
    [`{a=b,c=d}[x=y]user/1001@${DOMAIN}`],
    [`<ignore_early_media=true>user/1001@${DOMAIN}:_:user/1002@${DOMAIN}`],
    [`sofia/internal/1001@${DOMAIN}`],
    [`sofia/internal/1001%${DOMAIN}`],
    [`verto.rtc/1001@${DOMAIN}`],
  ])('%s is the phone 1001 of this domain', (contact) => {
    expect(reachIn(siteOf(), contact)).toEqual({ extension: '1001', outside: null })
  })

  it.each([
    ['sofia/gateway/provider/+15550100', '+15550100'],
    ['{ignore_early_media=true}sofia/gateway/provider/15550100', '15550100'],
    ['sofia/external/15550100@203.0.113.7:5060', '15550100'],
    ['loopback/15550100/default', '15550100'],
    ['loopback/15550100', '15550100'],
  ])('%s is the number %s outside', (contact, outside) => {
    expect(reachIn(siteOf(), contact)).toEqual({ extension: null, outside })
  })

  it.each(['', 'error/user_busy', 'user/1001@other.example', `group/sales@${DOMAIN}`])('%s is nobody', (contact) => {
    expect(reachIn(siteOf(), contact)).toEqual({ extension: null, outside: null })
  })
})

describe('a row of the module’s tables', () => {
  it('keeps a contact whose phones ring in turn, and a caller’s name with a bar in it', () => {
    const agents = `name|instance_id|uuid|type|contact|status\na|box||callback|user/1001@${DOMAIN}|user/1002@${DOMAIN}|Available\n+OK\n`
    expect(barRows(agents)).toMatchObject([
      { name: 'a', contact: `user/1001@${DOMAIN}|user/1002@${DOMAIN}`, status: 'Available' },
    ])
    const members = 'queue|uuid|cid_name|system_epoch|state\nq|u|Ann | Bob & Co|1795666280|Waiting\n+OK\n'
    expect(barRows(members)).toMatchObject([{ cid_name: 'Ann | Bob & Co', state: 'Waiting' }])
  })

  it('is not told where the bar is another column’s', () => {
    const agents = 'name|instance_id|uuid|type|contact|status\na|b|box||callback|user/1001|Available\n+OK\n'
    expect(barRows(agents)).toEqual([])
  })
})

describe('an agent who is rung at a number outside', () => {
  async function stage() {
    const made = freeswitchStage({ site: { extensions: [], agents: { '+15550100': { name: 'Ana' } } } })
    const { callcenter } = made.pbx
    callcenter.agents.set('ana', aQueueAgent('ana', 'sofia/gateway/provider/+15550100'))
    callcenter.agents.set('ben.home@default', aQueueAgent('ben.home@default', 'sofia/gateway/provider/+15550200'))
    callcenter.queues.set('support@default', inQueue(['ana', 'ben.home@default']))
    await made.live()
    return made
  }

  it('is on the floor by that number, free and by a name, though no phone of theirs registers', async () => {
    const { floor } = await stage()
    expect(floor().agents['+15550100']).toMatchObject({
      name: 'Ana',
      presence: { kind: 'available' },
      queues: ['support@default'],
    })
    expect(floor().agents['+15550200']).toMatchObject({ name: 'ben.home' })
    expect(floor().queues['support@default']).toMatchObject({ agentsAvailable: 2 })
  })

  it('has the call that the module dials them for, and can be listened to', async () => {
    const { floor, clock, pbx, monitor } = await stage()
    const { core } = pbx
    const leg = { presence: '', cidName: 'Rosa', cidNumber: '+15550999', callUuid: 'caller' }
    core.create({ ...leg, uuid: 'caller', direction: 'inbound', dest: '600', context: 'public' })
    core.create({
      ...leg,
      uuid: 'home',
      direction: 'outbound',
      dest: '+15550100',
      calleeNumber: '+15550100',
      vars: { cc_side: 'agent', cc_agent: 'ana', cc_queue: 'support@default', cc_member_session_uuid: 'caller' },
    })
    await clock.advance(20)
    expect(floor().agents['+15550100']).toMatchObject({ presence: { kind: 'ringing' }, callId: 'caller' })
    core.answer('home')
    core.answer('caller')
    core.bridge('caller', 'home')
    await clock.advance(20)
    expect(floor().calls.caller).toMatchObject({
      state: 'talking',
      agentId: '+15550100',
      from: { number: '+15550999', agentId: null },
      to: { name: 'Ana', number: '+15550100', onNet: false },
    })
    expect(floor().agents['+15550100']).toMatchObject({ presence: { kind: 'onCall' }, callId: 'caller' })
    expect(floor().agents['+15550200']).toMatchObject({ presence: { kind: 'available' }, callId: null })
    const { started } = await monitor({ callId: 'caller', agentId: '+15550100' })
    expect(started).toMatchObject({ ok: true })
  })

  it('has the call behind a loopback', async () => {
    const { floor, clock, pbx } = await stage()
    pbx.emit({
      'Event-Name': 'CHANNEL_CREATE',
      'Unique-ID': 'caller',
      'Channel-Call-UUID': 'caller',
      'Call-Direction': 'inbound',
      'Channel-Call-State': 'ACTIVE',
    })
    const create = (id: string, more: object) =>
      pbx.emit({
        'Event-Name': 'CHANNEL_CREATE',
        'Unique-ID': id,
        'Channel-Call-UUID': id,
        'Call-Direction': 'outbound',
        'Channel-Call-State': 'ACTIVE',
        ...more,
      })
    const bridge = (a: string, b: string) =>
      pbx.emit({ 'Event-Name': 'CHANNEL_BRIDGE', 'Unique-ID': a, 'Bridge-A-Unique-ID': a, 'Bridge-B-Unique-ID': b })
    create('loop-a', {
      'Channel-Name': 'loopback/+15550100-a',
      variable_other_loopback_leg_uuid: 'loop-b',
      variable_cc_side: 'agent',
      variable_cc_agent: 'ana',
      variable_cc_queue: 'support@default',
      variable_cc_member_session_uuid: 'caller',
    })
    create('loop-b', { 'Call-Direction': 'inbound', 'Channel-Name': 'loopback/+15550100-b' })
    create('mobile', {
      'Channel-Name': 'sofia/external/+15550100',
      variable_sip_gateway_name: 'provider',
      'Caller-Callee-ID-Number': '+15550100',
    })
    bridge('loop-b', 'mobile')
    bridge('caller', 'loop-a')
    await clock.advance(20)
    expect(floor().agents['+15550100']).toMatchObject({ presence: { kind: 'onCall' }, callId: 'caller' })
    expect(floor().calls.caller).toMatchObject({ agentId: '+15550100', to: { name: 'Ana', number: '+15550100' } })
  })

  it('of another tenant is not of this one, who has no queue with them', async () => {
    const site = { system: 'fusionpbx', extensions: [] }
    const { live, pbx, floor } = freeswitchStage({ site })
    pbx.callcenter.agents.set('ours', aQueueAgent('ours', 'sofia/gateway/provider/+15550100'))
    pbx.callcenter.agents.set('theirs', aQueueAgent('theirs', 'sofia/gateway/provider/+15550200'))
    pbx.callcenter.queues.set(`600@${DOMAIN}`, { ...inQueue(['ours']), name: `600@${DOMAIN}` })
    pbx.callcenter.queues.set('600@rival.example', { ...inQueue(['theirs']), name: '600@rival.example' })
    await live()
    expect(Object.keys(floor().agents)).toEqual(['+15550100'])
  })
})

describe('two agents of the module at one phone', () => {
  async function stage(sales = 'Logged Out') {
    const made = freeswitchStage({ site: { extensions: [] } })
    const { callcenter } = made.pbx
    const contact = `user/1001@${DOMAIN}`
    callcenter.agents.set('ada@sales', { ...aQueueAgent('ada@sales', contact), status: sales, answered: 2 })
    callcenter.agents.set('ada@support', { ...aQueueAgent('ada@support', contact), answered: 3 })
    callcenter.queues.set('sales@default', { ...inQueue(['ada@sales']), name: 'sales@default' })
    callcenter.queues.set('support@default', inQueue(['ada@support']))
    await made.live()
    return made
  }

  it('are one person, in all their queues, with all their calls, free where one of them is', async () => {
    const { floor } = await stage()
    expect(floor().agents['1001']).toMatchObject({
      name: 'ada',
      queues: ['sales@default', 'support@default'],
      callsToday: 5,
      presence: { kind: 'available' },
    })
  })

  it.each([
    ['Logged Out', ['support@default'], ["ada@support 'On Break'"]],
    ['Available', null, ["ada@sales 'On Break'", "ada@support 'On Break'"]],
    // A pause would log this one in.
    ['Logged Out', null, ["ada@support 'On Break'"]],
    ['Logged Out', ['600@default'], []],
  ])('are paused in the queues that are meant, one of them %s (%j)', async (sales, queueIds, told) => {
    const { connector, clock, pbx } = await stage(sales)
    void connector.acts?.run({ kind: 'pause', agentId: '1001', queueIds, reason: null }, 'an-act-of-this-test')
    await clock.advance(100)
    const set = 'callcenter_config agent set status '
    expect(pbx.asked().flatMap((one) => (one.startsWith(set) ? [one.slice(set.length)] : []))).toEqual(told)
  })

  it.each([
    ['ada@support', 'partlyDone', ['On Break', 'Available']],
    ['ada@sales', '-ERR no reply', ['Available', 'Available']],
  ])('are told as they are where %s is refused: %s', async (refused, detail, after) => {
    const { connector, clock, pbx } = await stage('Available')
    const command = `callcenter_config agent set status ${refused}`
    pbx.misbehave({ refuse: [{ command, text: '-ERR no reply\n', done: false }] })
    const asked = connector.acts?.run(
      { kind: 'pause', agentId: '1001', queueIds: null, reason: null },
      'an-act-of-this',
    )
    await clock.advance(2000)
    expect(await asked).toMatchObject({ error: { code: 'actNotPossible', detail } })
    expect(['ada@sales', 'ada@support'].map((name) => pbx.callcenter.agents.get(name)?.status)).toEqual(after)
  })
})

it('an agent whose phone is in a call all day is free between callers, and that call is none', async () => {
  const { live, pbx, floor, clock } = freeswitchStage({ site: { extensions: [] } })
  const columns =
    'name|instance_id|uuid|type|contact|status|state|wrap_up_time|last_bridge_end|last_status_change|calls_answered'
  const answer = `${columns}\nada|box|seat|uuid-standby||Available|Waiting|0|0|0|0\n+OK\n`
  pbx.misbehave({ refuse: [{ command: 'callcenter_config agent list', text: answer, done: false }] })
  pbx.core.create({
    uuid: 'seat',
    direction: 'inbound',
    presence: `1001@${DOMAIN}`,
    cidName: '',
    cidNumber: '1001',
    dest: 'standby',
  })
  pbx.core.answer('seat')
  await live()
  expect(floor().agents['1001']).toMatchObject({ name: 'ada', presence: { kind: 'available' }, callId: null })
  expect(floor().calls).toEqual({})
  pbx.core.create({
    uuid: 'caller',
    direction: 'inbound',
    presence: '',
    cidName: 'Jo',
    cidNumber: '+15550100',
    dest: '600',
    context: 'public',
  })
  pbx.core.answer('caller')
  pbx.core.bridge('caller', 'seat')
  await clock.advance(20)
  expect(floor().agents['1001']).toMatchObject({ presence: { kind: 'onCall' }, callId: 'caller' })
  expect(Object.values(floor().calls)).toMatchObject([{ state: 'talking', agentId: '1001' }])
  pbx.core.unbridge('seat')
  pbx.core.hangUp('caller')
  await clock.advance(20)
  expect(floor().agents['1001']).toMatchObject({ presence: { kind: 'available' }, callId: null })
})

describe('a person who is several agents of the module', () => {
  const stage = async (late: string, agents: readonly string[]) => {
    const made = freeswitchStage({ site: { extensions: [] } })
    const { callcenter } = made.pbx
    callcenter.agents.set('1001@day', aQueueAgent('1001@day', `user/1001@${DOMAIN}`))
    callcenter.agents.set('1001@late', { ...aQueueAgent('1001@late', `user/1001@${DOMAIN}`), status: late })
    callcenter.queues.set('support@default', inQueue(agents))
    await made.live()
    return { agent: made.floor().agents['1001'], free: made.floor().queues['support@default']?.agentsAvailable }
  }

  it.each(['Logged Out', 'On Break'])('is not free in a queue whose agent of theirs is %s', async (status) => {
    const { agent, free } = await stage(status, ['1001@late'])
    expect([agent?.presence.kind, free]).toEqual(['available', 0])
  })

  it('is one who is free, in a queue that has them twice', async () => {
    expect((await stage('Available', ['1001@day', '1001@late'])).free).toBe(1)
    expect((await stage('Logged Out', ['1001@day', '1001@late'])).free).toBe(1)
  })
})
