// Floors as FreeSWITCH and FusionPBX have them in the field, from public reports and the modules' own pages; each names where.
import { describe, expect, it } from 'vitest'
import { floor as floorShape } from '#contract/floor.ts'
import { createPicture } from '#main/pbx/freeswitch/floor/picture.ts'
import { type EslEvent, eslReader } from '#main/pbx/freeswitch/wire/esl-codec.ts'
import { DOMAIN, freeswitchStage, siteOf } from '../../../../fakes/freeswitch/stage.ts'

const fs = 'https://github.com/signalwire/freeswitch/issues'
const fusion = 'https://github.com/fusionpbx/fusionpbx'
const spyPage = 'https://developer.signalwire.com/freeswitch/FreeSWITCH-Explained/Modules/mod_spy_6586547'
const AT = 1_795_667_000_000

const created = (id: string, more: Readonly<Record<string, string>>): EslEvent => ({
  'Event-Name': 'CHANNEL_CREATE',
  'Unique-ID': id,
  'Channel-Call-UUID': id,
  'Channel-Name': `sofia/internal/${id}`,
  'Call-Direction': 'outbound',
  'Channel-Call-State': 'RINGING',
  ...more,
})
const phone = (id: string, extension: string, more: Readonly<Record<string, string>> = {}) =>
  created(id, { 'Channel-Presence-ID': `${extension}@${DOMAIN}`, 'Caller-Destination-Number': extension, ...more })
const caller = created('caller', {
  'Call-Direction': 'inbound',
  'Caller-Caller-ID-Number': '+15550100',
  'Caller-Caller-ID-Name': 'Jo',
  'Caller-Destination-Number': '1001',
  'Caller-Context': 'public',
})
const answers = (id: string) => [
  { 'Event-Name': 'CHANNEL_ANSWER', 'Unique-ID': id, 'Channel-Call-State': 'RINGING' },
  { 'Event-Name': 'CHANNEL_CALLSTATE', 'Unique-ID': id, 'Channel-Call-State': 'ACTIVE' },
]
const bridge = (a: string, b: string) => ({
  'Event-Name': 'CHANNEL_BRIDGE',
  'Unique-ID': a,
  'Bridge-A-Unique-ID': a,
  'Bridge-B-Unique-ID': b,
})
const unbridge = (a: string, b: string) => ({ ...bridge(a, b), 'Event-Name': 'CHANNEL_UNBRIDGE' })
const gone = (id: string) => ({ 'Event-Name': 'CHANNEL_HANGUP_COMPLETE', 'Unique-ID': id })
const runs = (id: string, app: string, data = '') => ({
  'Event-Name': 'CHANNEL_EXECUTE',
  'Unique-ID': id,
  Application: app,
  'Application-Data': data,
})

function seen(events: readonly EslEvent[], site: object = {}) {
  const picture = createPicture(siteOf(site), 'none')
  picture.apply(events, AT)
  const whole = picture.whole(AT)
  expect(floorShape.safeParse(whole).error).toBeUndefined()
  return whole
}

describe('from the field: who is reached', () => {
  it(`who must press a key to take the call is the one it rings, though they have answered (${fusion}/issues/635, /issues/1165)`, () => {
    const { calls, agents } = seen([
      caller,
      phone('mobile', '1001', { 'Channel-Call-UUID': 'caller' }),
      ...answers('mobile'),
    ])
    expect(calls.caller).toMatchObject({ state: 'ringing', to: { number: '1001' }, agentId: '1001' })
    expect(agents['1001']?.callId).toBe('caller')
  })

  it(`of phones that ring together, the one that has not answered is shown before the one that has (${fusion}/issues/1165)`, () => {
    const { calls } = seen([
      caller,
      phone('first', '1001', { 'Channel-Call-UUID': 'caller' }),
      phone('second', '1002', { 'Channel-Call-UUID': 'caller' }),
      ...answers('first'),
    ])
    expect(calls.caller).toMatchObject({ state: 'ringing', to: { number: '1002' } })
  })

  it(`a phone rung by the PBX itself is called by whom it shows, not by itself (${fusion}/pull/3287; ${fs}/1855: members of a fifo)`, () => {
    const { calls, agents } = seen([
      phone('rung', '1001', { 'Caller-Caller-ID-Number': '+15550100', 'Caller-Caller-ID-Name': 'Jo' }),
    ])
    expect(calls.rung).toMatchObject({
      state: 'ringing',
      from: { number: '+15550100', name: 'Jo', agentId: null },
      to: { number: '1001', agentId: '1001', onNet: true },
    })
    expect(agents['1001']).toMatchObject({ presence: { kind: 'ringing' }, callId: 'rung' })
  })

  it(`and by nobody who is known, where the call is made without a caller (${fs}/2972)`, () => {
    const { calls } = seen([phone('rung', '1001', { 'Caller-Caller-ID-Number': '0000000000' })])
    expect(calls.rung).toMatchObject({ from: { number: '', name: null, withheld: true, leg: 'rung' } })
  })

  it(`a customer whom a dialler has called waits in the queue under their own number, not the company’s (${fs}/2516, /2939)`, () => {
    const customer = created('customer', {
      'Caller-Caller-ID-Number': '918031404352',
      'Caller-Caller-ID-Name': '918031404352',
      'Caller-Callee-ID-Number': '919894396168',
      'Caller-Callee-ID-Name': 'Outbound Call',
      'Caller-Destination-Number': '919894396168',
      variable_sip_gateway_name: 'trunk',
    })
    const joins = {
      'Event-Name': 'CUSTOM',
      'Event-Subclass': 'callcenter::info',
      'CC-Action': 'member-queue-start',
      'CC-Queue': 'support@default',
      'CC-Member-UUID': 'm',
      'CC-Member-Session-UUID': 'customer',
    }
    const { calls } = seen([customer, ...answers('customer'), joins])
    expect(calls.customer).toMatchObject({ state: 'waiting', from: { number: '919894396168', name: null } })
  })

  it('a customer the agent had dialled keeps their number when the agent sends them on', () => {
    const agent = phone('agent', '1001', { 'Call-Direction': 'inbound', 'Caller-Destination-Number': '+15550199' })
    const customer = created('customer', {
      'Channel-Call-UUID': 'agent',
      'Caller-Caller-ID-Number': '1001',
      'Caller-Callee-ID-Number': '+15550199',
      variable_sip_gateway_name: 'trunk',
    })
    const next = phone('next', '1002', { 'Channel-Call-UUID': 'customer' })
    const { calls } = seen([
      agent,
      customer,
      ...answers('customer'),
      ...answers('agent'),
      bridge('agent', 'customer'),
      unbridge('agent', 'customer'),
      gone('agent'),
      { 'Event-Name': 'CHANNEL_CALLSTATE', 'Unique-ID': 'customer', 'Channel-Call-UUID': 'customer' },
      next,
      ...answers('next'),
      bridge('customer', 'next'),
    ])
    expect(Object.values(calls)).toMatchObject([{ from: { number: '+15550199' }, to: { number: '1002' } }])
  })
})

describe('from the field: alone with a machine', () => {
  it.each([
    ['a voicemail', 'voicemail', 'default pbx.example 1001'],
    ['a menu', 'ivr', 'demo_ivr'],
    ['an echo', 'echo', ''],
    ['a script of FusionPBX', 'lua', 'app.lua voicemail'],
    ['a conference nobody else is in', 'conference', '3001@default'],
  ])(`a caller in %s rings at nobody (${fs}/2972)`, (_what, app, data) => {
    const { calls } = seen([caller, ...answers('caller'), runs('caller', app, data)])
    expect(calls).toEqual({})
  })

  it('an agent who hears their voicemail is on the phone, and on no call that could be listened to', () => {
    const own = phone('own', '1001', { 'Call-Direction': 'inbound', 'Caller-Destination-Number': '*98' })
    const { calls, agents } = seen([own, ...answers('own'), runs('own', 'voicemail', 'check auth default')])
    expect(calls).toEqual({})
    expect(agents['1001']).toMatchObject({ presence: { kind: 'onCall' }, callId: null })
  })

  it('a caller who is sent on rings for as long as nobody has answered, and is no call once a voicemail has', () => {
    const begun = [
      caller,
      phone('agent', '1001', { 'Channel-Call-UUID': 'caller' }),
      ...answers('agent'),
      ...answers('caller'),
      bridge('caller', 'agent'),
      unbridge('caller', 'agent'),
      gone('agent'),
    ]
    expect(seen(begun).calls.caller?.state).toBe('ringing')
    expect(seen([...begun, runs('caller', 'bridge', 'user/1002')]).calls.caller?.state).toBe('ringing')
    expect(seen([...begun, runs('caller', 'voicemail', 'default pbx.example 1001')]).calls).toEqual({})
  })
})

describe('from the field: legs that are no calls', () => {
  const consumer = phone('seat', '1001', { 'Call-Direction': 'inbound' })

  it(`an agent who waits for callers of mod_fifo all day is available, and no call (mod_fifo.c, a consumer; ${fs}/1855 has the callers’ half)`, () => {
    const registered = { username: '1001', realm: DOMAIN, 'call-id': 'c' }
    const { calls, agents } = seen([
      { 'Event-Name': 'CUSTOM', 'Event-Subclass': 'sofia::register', ...registered },
      consumer,
      ...answers('seat'),
      runs('seat', 'fifo', 'cool_fifo@pbx.example out wait'),
    ])
    expect(calls).toEqual({})
    expect(agents['1001']).toMatchObject({ presence: { kind: 'available' }, callId: null })
  })

  it('whoever waits in that fifo is a caller on hold in it, and talks once the agent has them', () => {
    const waiting = [caller, ...answers('caller'), runs('caller', 'fifo', 'cool_fifo@pbx.example in')]
    expect(seen(waiting).calls.caller?.state).toBe('parked')
    const seat = [consumer, ...answers('seat'), runs('seat', 'fifo', 'cool_fifo@pbx.example out wait')]
    const { calls, agents } = seen([...waiting, ...seat, bridge('caller', 'seat')])
    expect(calls.caller).toMatchObject({ state: 'talking', agentId: '1001' })
    expect(agents['1001']?.callId).toBe('caller')
  })

  it('and once that caller has hung up, nobody is left on their call though the agent’s seat goes on', () => {
    const picture = createPicture(siteOf(), 'none')
    const ended = [caller, ...answers('caller'), consumer, ...answers('seat')]
    const fifo = [runs('caller', 'fifo', 'cool_fifo in'), runs('seat', 'fifo', 'cool_fifo out wait')]
    picture.apply([...ended, ...fifo, bridge('caller', 'seat')], AT)
    expect(picture.view().talking('1001', 'caller')?.channelId).toBe('seat')
    picture.apply([unbridge('caller', 'seat'), gone('caller')], AT + 1000)
    expect(picture.view().callState('caller')).toBe('none')
    expect(picture.whole(AT + 1000).agents['1001']?.callId).toBeNull()
  })

  const talking = [
    caller,
    phone('agent', '1001', { 'Channel-Call-UUID': 'caller' }),
    ...answers('agent'),
    ...answers('caller'),
    bridge('caller', 'agent'),
  ]
  const other = phone('spy', '5002', { 'Call-Direction': 'inbound', 'Caller-Destination-Number': '*33' })

  it(`who listens to a user by mod_spy hears their calls, and is in none (${spyPage})`, () => {
    const { calls } = seen([...talking, other, ...answers('spy'), runs('spy', 'userspy', `1001@${DOMAIN}`)])
    expect(Object.keys(calls)).toEqual(['caller'])
    expect(calls.caller?.monitors).toMatchObject([{ supervisor: '5002', may: expect.arrayContaining(['join']) }])
  })

  it('who joins a call by three_way is heard by both, and in no call of their own (mod_dptools.c, three_way_function)', () => {
    const { calls } = seen([...talking, other, ...answers('spy'), runs('spy', 'three_way', 'agent')])
    expect(Object.keys(calls)).toEqual(['caller'])
    expect(calls.caller?.monitors).toEqual([{ supervisor: '5002', mode: 'join' }])
  })
})

describe('from the field: names as they are written', () => {
  const read = (bytes: Buffer) => {
    const head = `Content-Length: ${bytes.length}\nContent-Type: text/event-json\n\n`
    return eslReader().push(Buffer.concat([Buffer.from(head), bytes]))
  }
  const json = (name: string, as: BufferEncoding) =>
    Buffer.concat([
      Buffer.from('{"Event-Name":"CHANNEL_CREATE","Caller-Caller-ID-Name":"'),
      Buffer.from(name, as),
      Buffer.from('","Caller-Callee-ID-Name":"Łódź"}'),
    ])

  it.each([
    ['UTF-8', 'utf8'],
    ['one byte a letter', 'latin1'],
  ] as const)(`a name in %s is read, and its neighbour in UTF-8 as well (${fs}/238, /324)`, (_as, encoding) => {
    expect(read(json('Müller & Söhne', encoding))).toEqual([
      {
        kind: 'event',
        event: {
          'Event-Name': 'CHANNEL_CREATE',
          'Caller-Caller-ID-Name': 'Müller & Söhne',
          'Caller-Callee-ID-Name': 'Łódź',
        },
      },
    ])
  })

  it(`a domain written with capitals is the same domain (${fusion}/pull/7230)`, () => {
    const upper = 'PBX.Example'
    const agent = phone('agent', '1001', { 'Channel-Call-UUID': 'caller', 'Channel-Presence-ID': `1001@${upper}` })
    const registered = { username: '1001', realm: upper, 'call-id': 'c' }
    const events = [{ 'Event-Name': 'CUSTOM', 'Event-Subclass': 'sofia::register', ...registered }, caller, agent]
    const fusionSite = { system: 'fusionpbx' }
    expect(seen(events, fusionSite).calls.caller).toMatchObject({ to: { number: '1001', onNet: true } })
    expect(seen(events.slice(0, 1)).agents['1001']?.presence).toEqual({ kind: 'available' })
  })

  it('a row that does not say when its leg began makes no moment that is none (https://github.com/2600hz/kazoo/pull/6534)', async () => {
    const stage = freeswitchStage()
    await stage.call('a')
    const rows = stage.pbx.core.channelRows
    stage.pbx.core.channelRows = () =>
      rows().map((row) => ({ ...row, created_epoch: row.uuid === 'a-agent' ? '' : '-1' }))
    await stage.live()
    const [call] = Object.values(stage.floor().calls)
    expect(call?.state).toBe('talking')
    expect(call?.startedAt).toBeGreaterThan(0)
    expect(call?.answeredAt).toBeGreaterThan(0)
  })
})
