// The floor of FreeSWITCH: the samples of a real one through the map, whatever order news come in, and tenants kept apart.
import { describe, expect, it } from 'vitest'
import { differencesOf } from '#main/pbx/freeswitch/floor/differences.ts'
import { createPicture } from '#main/pbx/freeswitch/floor/picture.ts'
import { extensionIn } from '#main/pbx/freeswitch/floor/tables.ts'
import { listAll, tablesOf } from '#main/pbx/freeswitch/floor/whole-picture.ts'
import { barRows, jsonRows } from '#main/pbx/freeswitch/wire/lists.ts'
import { fakeClock } from '../../../../fakes/fake-clock.ts'
import { siteOf } from '../../../../fakes/freeswitch/stage.ts'
import { sampleAnswer, sampleEvents } from '../../../../simulators/freeswitch/samples.ts'
import { createSwitch } from '../../../../simulators/freeswitch/switch.ts'

/** The lab of the samples: its domain is its address. */
const lab = siteOf({ domain: '127.0.0.1', extensions: ['1001', '1002', '1003'] })
const now = 1_795_667_200_000

function replayed(name: string, section?: string, site = lab) {
  const picture = createPicture(site, 'none')
  return {
    picture,
    after: (count?: number) => {
      picture.apply(
        sampleEvents(name, section)
          .slice(0, count)
          .map(({ event }) => event),
        now,
      )
      return picture.whole(now)
    },
  }
}

describe('the floor, from the samples', () => {
  it('a call of two extensions rings, then talks, with who is who', () => {
    const ringing = replayed('03-direct-call-setup.txt').after(6)
    expect(Object.values(ringing.calls)).toMatchObject([
      { state: 'ringing', from: { number: '2001' }, to: { number: '1001', agentId: '1001' } },
    ])
    const talking = replayed('03-direct-call-setup.txt').after()
    expect(talking.calls['c0c8a2c0-d938-45cf-8b31-a31cd46f8cef']).toMatchObject({
      state: 'talking',
      agentId: '1001',
      startedAt: 1_795_667_127_166,
      answeredAt: 1_795_667_127_246,
      from: { name: null, number: '2001', onNet: true },
      to: { name: null, number: '1001', onNet: true },
    })
  })

  it('is held by the side that holds, resumed, sent on blind with the caller’s own id, and over', () => {
    const { picture, after } = replayed('03-direct-call-setup.txt')
    after()
    const events = sampleEvents('05-hold-blindtransfer-hangup.txt').map(({ event }) => event)
    const seen: string[] = []
    for (const event of events) {
      picture.apply([event], now)
      const [call] = Object.values(picture.whole(now).calls)
      const told = call ? `${call.id.slice(0, 4)} ${call.state} ${call.agentId}` : 'none'
      if (seen.at(-1) !== told) seen.push(told)
    }
    expect(seen[0]).toBe('c0c8 held 1001')
    expect(seen).toContain('c0c8 talking 1001')
    expect(seen).toContain('c0c8 ringing 1002')
    expect(seen).toContain('c0c8 talking 1002')
    expect(seen.at(-1)).toBe('none')
  })

  it('attended: the caller’s call goes on with the third, and both legs of the agent are gone', () => {
    const picture = createPicture(lab, 'none')
    const leg = (uuid: string, more: object) => ({
      'Event-Name': 'CHANNEL_ANSWER',
      'Unique-ID': uuid,
      'Channel-Call-UUID': uuid,
      'Channel-Call-State': 'ACTIVE',
      ...more,
    })
    const [caller, held, consult, third] = [
      '78eb41dc-f505-4ede-ba8b-c99938ccf929',
      '77c25539-9353-4f60-9481-9b4ff9843dab',
      '91a49c2c-5c21-47da-a7bc-085844773b72',
      'a05158b3-9bc7-42fb-bc28-78c7d4f9d8f6',
    ]
    const bridge = (a: string, b: string) => ({
      'Event-Name': 'CHANNEL_BRIDGE',
      'Unique-ID': a,
      'Bridge-A-Unique-ID': a,
      'Bridge-B-Unique-ID': b,
    })
    picture.apply(
      [
        leg(caller, { 'Channel-Presence-ID': '2001@127.0.0.1', 'Call-Direction': 'inbound' }),
        leg(held, {
          'Channel-Presence-ID': '1001@127.0.0.1',
          'Call-Direction': 'outbound',
          'Channel-Call-UUID': caller,
        }),
        bridge(caller, held),
        leg(consult, { 'Channel-Presence-ID': '1001@127.0.0.1', 'Call-Direction': 'inbound' }),
        leg(third, {
          'Channel-Presence-ID': '1002@127.0.0.1',
          'Call-Direction': 'outbound',
          'Channel-Call-UUID': consult,
        }),
        bridge(consult, third),
      ],
      now,
    )
    expect(Object.keys(picture.whole(now).calls).toSorted()).toEqual([caller, consult].toSorted())
    picture.apply(
      sampleEvents('06-attended-transfer.txt').map(({ event }) => event),
      now,
    )
    const { calls } = picture.whole(now)
    expect(Object.keys(calls)).toEqual([caller])
    expect(calls[caller]).toMatchObject({
      state: 'talking',
      agentId: '1002',
      from: { number: '2001' },
      to: { number: '1002' },
    })
  })

  const withQueues = async () => {
    const answers = ['agent list', 'queue list', 'tier list'].map(
      (what) => [`callcenter_config ${what}`, sampleAnswer(`callcenter_config ${what}`)] as const,
    )
    const known = new Map<string, string>(answers)
    const lists = await listAll(
      {
        api: async (command) => ({
          ok: true,
          value: known.get(command) ?? (command.startsWith('show') ? '{"row_count":0}' : '+OK\n'),
        }),
      },
      { site: lab },
    )
    const picture = createPicture(lab, 'none')
    if (lists.ok) picture.adopt(tablesOf(lists.value, picture.tables(), now))
    return picture
  }

  it('a queue’s call waits, rings its agent and talks as one call, and counts', async () => {
    const picture = await withQueues()
    const seen: string[] = []
    const [queue, answered] = ['support@default', 2]
    for (const { event } of sampleEvents('11-callcenter-answered.txt', 'queue call answered')) {
      picture.apply([event], now)
      const { calls, queues } = picture.whole(now)
      const [call] = Object.values(calls)
      const told = `${call?.state} ${call?.agentId} waiting ${queues[queue]?.waiting}`
      if (seen.at(-1) !== told) seen.push(told)
    }
    expect(seen).toContain('waiting null waiting 1')
    expect(seen).toContain('ringing 1001 waiting 1')
    expect(seen.at(-1)).toBe('talking 1001 waiting 0')
    const { calls, queues } = picture.whole(now)
    expect(Object.values(calls)).toMatchObject([{ id: '45498a64-6872-4e06-9ba4-48f3687b07b5', queueId: queue }])
    expect(queues[queue]).toMatchObject({ inService: 1, answeredToday: answered + 1 })
  })

  it('whoever abandons a queue is neither a call nor waiting', async () => {
    const picture = await withQueues()
    picture.apply(
      sampleEvents('12-callcenter-abandoned-noanswer.txt', 'abandoned while ringing').map(({ event }) => event),
      now,
    )
    expect(picture.whole(now).calls).toEqual({})
    expect(picture.whole(now).queues['support@default']).toMatchObject({ waiting: 0, abandonedToday: 3 })
  })

  it('ring-all is one call however many phones ring', async () => {
    const picture = await withQueues()
    const most: number[] = []
    for (const { event } of sampleEvents('13-callcenter-status-ringall-progressive.txt', 'ring-all')) {
      picture.apply([event], now)
      most.push(Object.keys(picture.whole(now).calls).length)
    }
    expect(Math.max(...most)).toBe(1)
    expect(Object.values(picture.whole(now).calls)).toMatchObject([{ state: 'talking', agentId: '1003' }])
  })

  it('phones come and go, also one whose socket dies and one that signs off by another Call-ID', () => {
    const site = siteOf({ domain: '127.0.0.1', extensions: 'all', line: null })
    const picture = createPicture(site, 'none')
    const present: string[] = []
    for (const { event } of sampleEvents('08-register.txt')) {
      picture.apply([event], now)
      present.push(Object.keys(picture.whole(now).agents).join(' '))
    }
    expect(present).toEqual(['1009', '', '5002', ''])
  })

  it('the monitor of the sample is nobody’s call', () => {
    const { calls } = replayed('07-monitor.txt').after()
    expect(Object.values(calls).flatMap(({ from, to }) => [from.number, to.number])).not.toContain('5001')
  })
})

describe('the lists', () => {
  it('reads calls, phones and the tables of mod_callcenter', () => {
    expect(jsonRows(sampleAnswer('show channels as json'))).toHaveLength(2)
    expect(jsonRows('{"row_count":0}')).toEqual([])
    expect(jsonRows('-ERR permission denied')).toBeNull()
    expect(barRows(sampleAnswer('callcenter_config agent list'))).toHaveLength(5)
    expect(barRows('+OK\n')).toEqual([])
    expect(barRows('name|status\na|b|c\nd|e\n+OK\n')).toEqual([{ name: 'd', status: 'e' }])
  })

  it.each([
    ['[leg_timeout=10]user/1001@pbx.example', '1001'],
    ['{call_timeout=15,domain_name=pbx.example,sip_h_caller_destination=x}user/1004@pbx.example', '1004'],
    ['user/1001@other.example', null],
    ['loopback/1001/pbx.example', null],
    ['sofia/gateway/provider/+15550100', null],
  ])('the extension of the contact %s is %s', (contact, extension) => {
    expect(extensionIn(siteOf(), contact)).toBe(extension)
  })
})

describe('an agent', () => {
  it('is available since they came back, and is told once: not anew with every event', () => {
    const picture = createPicture(siteOf(), 'none')
    const registered = {
      'Event-Name': 'CUSTOM',
      'Event-Subclass': 'sofia::register',
      username: '1001',
      realm: 'pbx.example',
      'call-id': 'r',
    }
    const heartbeat = { 'Event-Name': 'HEARTBEAT' }
    picture.apply([registered], 1000)
    expect(picture.whole(1000).agents['1001']).toMatchObject({ presence: { kind: 'available' }, since: 1000 })
    picture.apply([heartbeat], 5000)
    expect(picture.patch(5000)).toBeNull()
    const leg = {
      'Unique-ID': 'leg',
      'Channel-Presence-ID': '1001@pbx.example',
      'Call-Direction': 'outbound',
      'Channel-Call-State': 'RINGING',
    }
    picture.apply([{ 'Event-Name': 'CHANNEL_CREATE', ...leg }], 6000)
    expect(picture.whole(6000).agents['1001']).toMatchObject({ presence: { kind: 'ringing' }, since: 6000 })
    picture.apply([{ 'Event-Name': 'CHANNEL_HANGUP_COMPLETE', 'Unique-ID': 'leg' }], 9000)
    expect(picture.whole(9000).agents['1001']).toMatchObject({ presence: { kind: 'available' }, since: 9000 })
    picture.apply([heartbeat], 20_000)
    expect(picture.patch(20_000)).toBeNull()
  })
})

describe('a caller outside', () => {
  const told = (number: string, name: string, dialled = '1001') => {
    const picture = createPicture(siteOf({ extensions: 'all', line: null }), 'none')
    const leg = (id: string, more: object) => ({
      'Event-Name': 'CHANNEL_CREATE',
      'Unique-ID': id,
      'Channel-Call-UUID': 'a',
      'Channel-Call-State': 'RINGING',
      'Caller-Caller-ID-Number': number,
      'Caller-Caller-ID-Name': name,
      'Caller-Destination-Number': dialled,
      ...more,
    })
    picture.apply([leg('a', { 'Call-Direction': 'inbound' }), leg('b', { 'Call-Direction': 'outbound' })], 1)
    return picture.whole(1).calls.a ?? expect.fail('no call')
  }

  it.each([
    ['anonymous', 'Anonymous'],
    ['Restricted', 'PRIVATE CALLER'],
    ['0000000000', 'Unavailable'],
    ['Blocked', 'Caller ID Blocked'],
  ])('who withholds who they are (%s, %s) has neither a number nor a name', (number, name) => {
    expect(told(number, name).from).toEqual({
      name: null,
      number: '',
      onNet: false,
      agentId: null,
      withheld: true,
      leg: 'a',
    })
  })

  it('who is dialled as 000, for help, is that number', () => {
    expect(told('1001', 'Ada', '000').to).toMatchObject({ number: '000' })
  })
})

describe('tenants of one server', () => {
  const site = siteOf({ system: 'fusionpbx', domain: 'acme.example', extensions: ['1001'] })
  const born = (id: string, more: object) => ({
    'Event-Name': 'CHANNEL_CREATE',
    'Unique-ID': id,
    'Call-Direction': 'inbound',
    'Channel-Call-State': 'RINGING',
    ...more,
  })

  it('never see each other’s calls, agents and queues, though the numbers are the same', () => {
    const picture = createPicture(site, 'none')
    picture.apply(
      [
        born('ours', { 'Channel-Presence-ID': '1001@acme.example', 'Caller-Context': 'acme.example' }),
        born('theirs', { 'Channel-Presence-ID': '1001@rival.example', 'Caller-Context': 'rival.example' }),
        born('outside', { 'Caller-Context': 'public', variable_domain_name: 'acme.example' }),
        born('unknown', { 'Caller-Context': 'public' }),
      ],
      now,
    )
    expect(Object.keys(picture.whole(now).calls).toSorted()).toEqual(['ours', 'outside'])
    expect(picture.whole(now).agents['1001']?.callId).toBe('ours')
  })
})

describe('any order of news, then a round', () => {
  /** Deterministic: every run of this test shuffles the same ways. */
  const shuffled = <T>(all: readonly T[], seed: number): T[] => {
    let state = seed
    const left = [...all]
    const out: T[] = []
    while (left.length > 0) {
      state = (state * 1_103_515_245 + 12_345) % 2_147_483_648
      out.push(...left.splice(state % left.length, 1))
    }
    return out
  }

  it.each(Array.from({ length: 40 }, (_, seed) => seed + 1))('is the PBX’s list (%i)', async (seed) => {
    const clock = fakeClock(now)
    const told: Record<string, string>[] = []
    const core = createSwitch({
      now: clock.now,
      after: clock.after,
      emit: (event) => void told.push({ ...event }),
      sound: { seat: () => undefined, mode: () => undefined, hangUp: () => undefined },
    })
    for (let call = 0; call < 4; call++) {
      const [a, b] = [`a${call}`, `b${call}`]
      core.create({
        uuid: a,
        direction: 'inbound',
        presence: '',
        cidName: '',
        cidNumber: '+1555',
        dest: '1001',
        context: 'public',
      })
      core.create({
        uuid: b,
        direction: 'outbound',
        presence: `100${call}@pbx.example`,
        cidName: '',
        cidNumber: '+1555',
        dest: '1001',
        callUuid: a,
      })
      if (call > 0) core.answer(b)
      if (call > 0) core.bridge(a, b)
      if (call === 2) core.hold(b, true)
      if (call === 3) core.hangUp(b)
    }
    const site = siteOf()
    const picture = createPicture(site, 'none')
    picture.apply(shuffled(told, seed), now)
    const answers: Readonly<Record<string, unknown>> = { channels: core.channelRows(), calls: core.callRows() }
    const lists = await listAll(
      {
        api: async (command) => {
          const rows = answers[command.split(' ')[1] ?? ''] as readonly unknown[] | undefined
          return {
            ok: true,
            value: rows
              ? JSON.stringify({ row_count: rows.length, rows })
              : command.startsWith('show')
                ? '{"row_count":0}'
                : '+OK\n',
          }
        },
      },
      { site },
    )
    if (!lists.ok) throw new Error('no lists')
    picture.adopt(tablesOf(lists.value, picture.tables(), now))
    const wanted = createPicture(site, 'none')
    wanted.apply(told, now)
    expect(differencesOf(picture.tables(), wanted.tables())).toEqual(new Set())
    const rows = (of: typeof picture) =>
      Object.values(of.whole(now).calls).map(({ id, state, from, to, agentId }) => ({ id, state, from, to, agentId }))
    expect(rows(picture)).toEqual(expect.arrayContaining(rows(wanted)))
  })
})
