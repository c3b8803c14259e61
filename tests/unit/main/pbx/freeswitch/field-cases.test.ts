// What others met in the field with FreeSWITCH and FusionPBX, from public reports; each names where. All of it on the simulated PBX.
import { describe, expect, it } from 'vitest'
import { createPicture } from '#main/pbx/freeswitch/floor/picture.ts'
import { extensionIn } from '#main/pbx/freeswitch/floor/tables.ts'
import { eslReader } from '#main/pbx/freeswitch/wire/esl-codec.ts'
import { subscription } from '#main/pbx/freeswitch/wire/event-names.ts'
import { DOMAIN, freeswitchStage, siteOf } from '../../../../fakes/freeswitch/stage.ts'

const fs = 'https://github.com/signalwire/freeswitch/issues'
const fusion = 'https://github.com/fusionpbx/fusionpbx'

const frame = (body: string) => `Content-Length: ${Buffer.byteLength(body)}\nContent-Type: text/event-json\n\n${body}`
const ccAgent = (more: object = {}) => ({
  name: '1001@default',
  contact: `[leg_timeout=10]user/1001@${DOMAIN}`,
  status: 'Available',
  state: 'Waiting',
  wrapUpS: 0,
  lastBridgeEnd: 0,
  statusSince: 0,
  answered: 0,
  ...more,
})

async function monitored() {
  const stage = freeswitchStage()
  await stage.live()
  const { target } = await stage.call('a')
  return { ...stage, target, ...(await stage.monitor(target)) }
}

describe('from the field: eavesdrop', () => {
  it(`the variables that should begin a whisper are not relied on: none is set (${fs}/2460)`, async () => {
    const { rung, change, ticketId, leg, hears } = await monitored()
    expect([...(rung[0]?.vars.keys() ?? [])].filter((name) => name.startsWith('eavesdrop_'))).toEqual([])
    await change(ticketId, 'whisperAgent')
    expect(hears(leg)).toEqual(['a-agent'])
  })

  it(`the agent hears a whisper also where they dialled and are the first leg (${fs}/2677)`, async () => {
    const stage = freeswitchStage()
    await stage.live()
    const { core } = stage.pbx
    core.create({
      uuid: 'own',
      direction: 'inbound',
      presence: `1001@${DOMAIN}`,
      cidName: '',
      cidNumber: '1001',
      dest: '+1555',
    })
    core.create({
      uuid: 'far',
      direction: 'outbound',
      presence: '',
      cidName: '',
      cidNumber: '1001',
      dest: '+1555',
      callUuid: 'own',
    })
    core.answer('far')
    core.answer('own')
    core.bridge('own', 'far')
    await stage.clock.advance(20)
    const { ticketId, leg } = await stage.monitor({ callId: 'own', agentId: '1001' })
    await stage.change(ticketId, 'whisperAgent')
    expect(stage.hears(leg)).toEqual(['own'])
    await stage.change(ticketId, 'whisperCaller')
    expect(stage.hears(leg)).toEqual(['far'])
  })

  it(`an agent in a call who is rung again is listened to on the call that was asked for (${fusion}/pull/6815)`, async () => {
    const stage = freeswitchStage()
    await stage.live()
    const { target } = await stage.call('a')
    stage.pbx.core.create({
      uuid: 'again',
      direction: 'outbound',
      presence: `1001@${DOMAIN}`,
      cidName: '',
      cidNumber: '+1555',
      dest: '1001',
    })
    await stage.clock.advance(20)
    await stage.monitor(target)
    expect(stage.rung[0]?.target).toBe('a-agent')
  })

  it(`a leg that uuid_transfer leaves where it was has not hopped, and nothing says so (${fs}/1698)`, async () => {
    const { pbx, call, connector, clock, ticketId, leg, said, hears } = await monitored()
    const other = await call('b', '1002')
    pbx.misbehave({ ignore: ['uuid_transfer'] })
    const hopping = connector.hop(ticketId, other.target)
    await clock.advance(4000)
    expect(await hopping).toMatchObject({ ok: false })
    expect(said('retargeted')).toEqual([])
    expect(hears(leg)).toEqual([])
  })

  it(`a leg of which the PBX knows nothing any more is gone, however often it is killed (${fs}/34)`, async () => {
    const { pbx, connector, clock, ticketId, leg, said } = await monitored()
    pbx.misbehave({ lose: ['CHANNEL_HANGUP_COMPLETE', 'CHANNEL_CALLSTATE'] })
    pbx.core.hangUp(leg)
    const ending = connector.endMonitor(ticketId)
    await clock.advance(1000)
    expect(await ending).toEqual({ ok: true, value: null })
    expect(said('ended')).toHaveLength(1)
  })

  it(`a browser that is closed leaves its leg: it has a media timeout (${fs}/799)`, async () => {
    expect((await monitored()).rung[0]?.vars.get('media_timeout')).toBe('8000')
  })

  it(`a media timeout may not fire with WebRTC while STUN is answered: a lease ends the leg as well (${fs}/2161)`, async () => {
    const { pbx, clock, leg, connector } = await monitored()
    pbx.misbehave({ refuse: [{ command: 'sched_', text: '-ERR permission denied\n', done: false }] })
    await clock.advance(125_000)
    expect(pbx.core.channels.has(leg)).toBe(false)
    expect(connector.capabilities().modes).toContain('listen')
  })

  it('keys of the line by SIP INFO do nothing on a leg that does not take them (https://github.com/onsip/SIP.js/issues/210)', async () => {
    const stage = freeswitchStage({ site: { modesBy: 'line' }, switchBy: 'info' })
    await stage.live()
    const { target } = await stage.call('a')
    await stage.monitor(target)
    expect(stage.rung[0]?.vars.get('dtmf_type')).toBe('info')
  })
})

describe('from the field: the Event Socket', () => {
  it(`an event of more than 65,536 bytes is read whole (${fs}/624)`, () => {
    const event = { 'Event-Name': 'CHANNEL_HANGUP_COMPLETE', variable_long: 'x'.repeat(300_000) }
    expect(eslReader().push(Buffer.from(frame(JSON.stringify(event))))).toEqual([{ kind: 'event', event }])
  })

  it('JSON that comes in two reads is not cut off (https://github.com/englercj/node-esl/issues/30)', () => {
    const reader = eslReader()
    const bytes = Buffer.from(frame('{"Event-Name":"HEARTBEAT"}'))
    expect(reader.push(bytes.subarray(0, bytes.length - 1))).toEqual([])
    expect(reader.push(bytes.subarray(-1))).toHaveLength(1)
  })

  it('no line ends a body of JSON before the next header (https://github.com/marcelog/elixir_mod_event/pull/7)', () => {
    const wire = frame('{"Event-Name":"HEARTBEAT"}') + frame('{"Event-Name":"DTMF"}')
    expect(eslReader().push(Buffer.from(wire))).toHaveLength(2)
  })

  it(`a sign-off may come without contact and network: the phone is gone all the same (${fs}/2304)`, () => {
    const picture = createPicture(siteOf({ extensions: 'all', line: null }), 'none')
    const custom = (subclass: string, more: object) => ({
      'Event-Name': 'CUSTOM',
      'Event-Subclass': subclass,
      'call-id': 'c1',
      ...more,
    })
    picture.apply(
      [custom('sofia::register', { username: '1001', realm: DOMAIN, contact: '"" <sip:1001@10.0.0.1>' })],
      1,
    )
    expect(Object.keys(picture.whole(1).agents)).toEqual(['1001'])
    picture.apply([custom('sofia::unregister', { 'from-user': '1001', 'from-host': DOMAIN })], 2)
    expect(picture.whole(2).agents).toEqual({})
  })

  it(`news that come minutes late are said to be late (${fs}/1035)`, async () => {
    const stage = freeswitchStage()
    await stage.live()
    stage.pbx.misbehave({ lateMs: 60_000 })
    await stage.clock.advance(6000)
    expect(stage.statuses.at(-1)).toMatchObject({ phase: 'behind' })
  })

  it(`nothing is asked before the password: until then the PBX answers each command with auth/request (${fs}/2455)`, async () => {
    const stage = freeswitchStage()
    await stage.live()
    expect(stage.statuses.at(-1)?.phase).toBe('live')
    expect(stage.pbx.asked()[0]).toBe('show channels as json')
  })

  it('only what is asked for comes: the whole list is asked for by name (https://github.com/englercj/node-esl/issues/66)', () => {
    for (const name of ['CHANNEL_BRIDGE', 'CHANNEL_UNBRIDGE', 'DTMF', 'MEDIA_BUG_START', 'BACKGROUND_JOB'])
      expect(subscription).toContain(` ${name} `)
  })
})

describe('from the field: queues and phones', () => {
  it(`a member listed as answered hours after their call is in no service (${fs}/1973)`, async () => {
    const stage = freeswitchStage()
    const { callcenter } = stage.pbx
    callcenter.queues.set('support@default', { name: 'support@default', answered: 0, abandoned: 0, agents: [] })
    callcenter.members.set('old', {
      uuid: 'old',
      queue: 'support@default',
      session: 'gone',
      joined: 1,
      servedBy: null,
      state: 'Answered',
    })
    callcenter.members.set('stuck', {
      uuid: 'stuck',
      queue: 'support@default',
      session: 'gone too',
      joined: 1,
      servedBy: null,
      state: 'Waiting',
    })
    await stage.live()
    expect(stage.floor().queues['support@default']).toMatchObject({ waiting: 0, oldestWaitSince: null, inService: 0 })
  })

  it.each([
    ['Reserved', `${fs}/2540`],
    ['Receiving', `${fs}/1062`],
  ])('an agent stuck in %s, whom nothing rings, is available (%s)', async (state) => {
    const stage = freeswitchStage({ site: { extensions: [] } })
    stage.pbx.callcenter.agents.set('1001@default', ccAgent({ state }))
    await stage.live()
    expect(stage.floor().agents['1001']?.presence).toEqual({ kind: 'available' })
  })

  it(`an agent who is Available and Waiting without a phone is not available (${fusion}/issues/2831)`, async () => {
    const stage = freeswitchStage({ site: { extensions: [] } })
    stage.pbx.callcenter.agents.set('1009@default', ccAgent({ name: '1009@default', contact: `user/1009@${DOMAIN}` }))
    await stage.live()
    expect(stage.floor().agents['1009']?.presence).toEqual({ kind: 'unregistered' })
  })

  it(`an agent rung for a caller who has hung up talks with nobody: there is nothing to listen to (${fs}/2529)`, async () => {
    const stage = freeswitchStage()
    await stage.live()
    stage.pbx.core.create({
      uuid: 'zombie',
      direction: 'outbound',
      presence: `1001@${DOMAIN}`,
      cidName: '',
      cidNumber: '+1555',
      dest: '1001',
      vars: { cc_side: 'agent', cc_queue: 'support@default', cc_member_session_uuid: 'hung-up' },
    })
    stage.pbx.core.answer('zombie')
    await stage.clock.advance(20)
    const { started } = await stage.monitor({ callId: 'hung-up', agentId: '1001' })
    expect(started).toMatchObject({ ok: false })
    expect(stage.rung).toEqual([])
  })

  it(`a contact without a domain is a phone of the one domain there is, and on FusionPBX of nobody’s (${fusion}/issues/1141)`, () => {
    expect(extensionIn(siteOf(), 'user/1001')).toBe('1001')
    expect(extensionIn(siteOf({ system: 'fusionpbx' }), 'user/1001')).toBeNull()
  })

  it.each(['ws', 'wss'])(
    `a browser’s phone is known whether its contact says ws or wss (${fs}/398): %s`,
    (transport) => {
      const picture = createPicture(siteOf({ extensions: 'all', line: null }), 'none')
      const contact = `"" <sip:h0nfvc11@pbi2s1qtb1dp.invalid;transport=${transport};fs_nat=yes>`
      const event = (subclass: string, call: string) => ({
        'Event-Name': 'CUSTOM',
        'Event-Subclass': subclass,
        username: '1001',
        realm: DOMAIN,
        contact,
        'call-id': call,
      })
      picture.apply([event('sofia::register', 'one'), event('sofia::unregister', 'two')], 1)
      expect(picture.whole(1).agents).toEqual({})
    },
  )

  it(`the transferring agent’s leg may be told to end only after the new call has begun (${fs.replace('issues', 'pull')}/1074)`, async () => {
    const stage = freeswitchStage()
    await stage.live()
    await stage.call('a')
    const { core } = stage.pbx
    core.create({
      uuid: 'third',
      direction: 'outbound',
      presence: `1002@${DOMAIN}`,
      cidName: '',
      cidNumber: '+1555',
      dest: '1002',
      callUuid: 'a-caller',
    })
    core.answer('third')
    core.unbridge('a-agent')
    core.bridge('a-caller', 'third')
    await stage.clock.advance(20)
    expect(stage.floor().calls['a-caller']).toMatchObject({ state: 'talking', agentId: '1002' })
    core.hangUp('a-agent')
    await stage.clock.advance(20)
    expect(stage.floor().calls['a-caller']).toMatchObject({ state: 'talking', agentId: '1002' })
    expect(stage.floor().agents['1001']?.callId).toBeNull()
  })
})

describe('from the field: loopback', () => {
  const leg = (id: string, more: Readonly<Record<string, string>>) => ({
    'Event-Name': 'CHANNEL_CREATE',
    'Unique-ID': id,
    'Channel-Call-UUID': id,
    'Call-Direction': 'outbound',
    'Channel-Name': `sofia/internal/${id}`,
    'Channel-Call-State': 'ACTIVE',
    ...more,
  })
  const bridge = (a: string, b: string) => ({
    'Event-Name': 'CHANNEL_BRIDGE',
    'Unique-ID': a,
    'Bridge-A-Unique-ID': a,
    'Bridge-B-Unique-ID': b,
  })
  const caller = leg('caller', { 'Call-Direction': 'inbound', 'Caller-Caller-ID-Number': '+15550100' })
  const before = leg('loop-a', {
    'Channel-Call-UUID': 'caller',
    'Channel-Name': 'loopback/1001-a',
    variable_other_loopback_leg_uuid: 'loop-b',
  })
  const behind = leg('loop-b', { 'Call-Direction': 'inbound', 'Channel-Name': 'loopback/1001-b' })
  const agent = leg('agent', { 'Channel-Call-UUID': 'loop-b', 'Channel-Presence-ID': `1001@${DOMAIN}` })
  const orders = [
    [caller, before, behind, agent],
    [caller, behind, agent, before],
  ] as const

  it.each(orders.map((order) => [order] as const))(
    `a call sent on by follow me is one call, of the caller and the agent, not two halves (${fusion}/pull/3977, /pull/1164)`,
    (order) => {
      const picture = createPicture(siteOf(), 'none')
      picture.apply([...order, bridge('loop-b', 'agent'), bridge('caller', 'loop-a')], 1000)
      const { calls, agents } = picture.whole(1000)
      expect(Object.keys(calls)).toEqual(['caller'])
      expect(calls.caller).toMatchObject({
        state: 'talking',
        agentId: '1001',
        from: { number: '+15550100' },
        to: { number: '1001' },
      })
      expect(calls.caller).not.toHaveProperty('others')
      expect(agents['1001']).toMatchObject({ presence: { kind: 'onCall' }, callId: 'caller' })
      expect(picture.view().talking('1001', 'caller')).toMatchObject({ channelId: 'agent', callId: 'caller' })
    },
  )

  it(`and rings as one, for as long as nobody has answered (${fusion}/pull/4057)`, () => {
    const picture = createPicture(siteOf(), 'none')
    const rung = { ...agent, 'Channel-Call-State': 'RINGING' }
    picture.apply([caller, before, behind, rung], 1000)
    const { calls } = picture.whole(1000)
    expect(Object.keys(calls)).toEqual(['caller'])
    expect(calls.caller).toMatchObject({ state: 'ringing', to: { number: '1001' } })
  })

  it('that bows out leaves the two people, and the same call', () => {
    const picture = createPicture(siteOf(), 'none')
    const gone = (id: string) => ({ 'Event-Name': 'CHANNEL_HANGUP_COMPLETE', 'Unique-ID': id })
    picture.apply([...orders[0], bridge('loop-b', 'agent'), bridge('caller', 'loop-a')], 1000)
    picture.apply([bridge('caller', 'agent'), gone('loop-a'), gone('loop-b')], 1010)
    expect(Object.values(picture.whole(1010).calls)).toMatchObject([
      { id: 'caller', state: 'talking', agentId: '1001', to: { number: '1001' } },
    ])
  })

  it('is one call also for a console that was not there when it began', async () => {
    const stage = freeswitchStage()
    const { core } = stage.pbx
    const create = (uuid: string, more: object) =>
      core.create({
        uuid,
        direction: 'outbound',
        presence: '',
        cidName: '',
        cidNumber: '+15550100',
        dest: '1001',
        ...more,
      })
    create('caller', { direction: 'inbound' })
    create('loop-a', { name: 'loopback/1001-a', callUuid: 'caller' })
    create('loop-b', { name: 'loopback/1001-b', direction: 'inbound' })
    create('agent', { presence: `1001@${DOMAIN}`, callUuid: 'loop-b' })
    for (const id of ['agent', 'loop-b', 'loop-a', 'caller']) core.answer(id)
    core.bridge('loop-b', 'agent')
    core.bridge('caller', 'loop-a')
    await stage.live()
    expect(Object.values(stage.floor().calls)).toMatchObject([
      { id: 'caller', state: 'talking', agentId: '1001', from: { number: '+15550100' } },
    ])
  })
})

describe('from the field: ring groups and recordings', () => {
  const leg = (id: string, more: Readonly<Record<string, string>>) => ({
    'Event-Name': 'CHANNEL_CREATE',
    'Unique-ID': id,
    'Channel-Call-UUID': id,
    'Call-Direction': 'outbound',
    'Channel-Call-State': 'RINGING',
    ...more,
  })
  const phone = (extension: string) =>
    leg(`phone-${extension}`, {
      'Channel-Presence-ID': `${extension}@${DOMAIN}`,
      variable_ent_originate_aleg_uuid: 'caller',
    })
  const caller = leg('caller', { 'Call-Direction': 'inbound', 'Caller-Caller-ID-Number': '+15550100' })

  it(`the phones of an enterprise ring group are of the caller’s call, not a call each (${fusion}/pull/5778, /pull/1164)`, () => {
    const picture = createPicture(siteOf(), 'none')
    picture.apply([caller, phone('1001'), phone('1002')], 1000)
    const ringing = picture.whole(1000)
    expect(Object.keys(ringing.calls)).toEqual(['caller'])
    expect(ringing.calls.caller).toMatchObject({ state: 'ringing', from: { number: '+15550100' } })
    for (const id of ['1001', '1002'])
      expect(ringing.agents[id]).toMatchObject({ presence: { kind: 'ringing' }, callId: 'caller' })
    const bridge = { 'Bridge-A-Unique-ID': 'caller', 'Bridge-B-Unique-ID': 'phone-1002' }
    picture.apply(
      [
        { 'Event-Name': 'CHANNEL_ANSWER', 'Unique-ID': 'phone-1002', 'Channel-Call-State': 'ACTIVE' },
        { 'Event-Name': 'CHANNEL_HANGUP_COMPLETE', 'Unique-ID': 'phone-1001', 'Hangup-Cause': 'LOSE_RACE' },
        { 'Event-Name': 'CHANNEL_BRIDGE', 'Unique-ID': 'caller', ...bridge },
      ],
      2000,
    )
    expect(picture.whole(2000).calls).toMatchObject({ caller: { state: 'talking', agentId: '1002' } })
    expect(Object.keys(picture.whole(2000).calls)).toEqual(['caller'])
  })

  it(`a call is shown as recorded, whoever began it, on whichever leg (${fusion}/pull/2904, ${fs}/631)`, async () => {
    const stage = freeswitchStage()
    await stage.live()
    const { leg: agent, target } = await stage.call('a')
    const row = () => stage.floor().calls[target.callId]
    const told = (name: string, file: string, by = 'session_record') =>
      stage.pbx.core.tell(name, stage.pbx.core.channels.get(agent) ?? null, {
        'Media-Bug-Function': by,
        'Media-Bug-Target': file,
      })
    told('MEDIA_BUG_START', agent, 'eavesdrop')
    await stage.clock.advance(50)
    expect(row()?.recorded).toBeUndefined()
    for (const file of ['/one.wav', '/one.wav', '/two.wav']) told('MEDIA_BUG_START', file)
    await stage.clock.advance(50)
    expect(row()?.recorded).toBe(true)
    told('MEDIA_BUG_STOP', '/one.wav')
    await stage.clock.advance(50)
    expect(row()?.recorded).toBe(true)
    told('MEDIA_BUG_STOP', '/two.wav')
    await stage.clock.advance(50)
    expect(row()?.recorded).toBeUndefined()
    expect(target.agentId).toBe('1001')
  })
})
