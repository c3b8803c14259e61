// What the rows say of who waits, who is away and why, since when, and what is nobody to be monitored with.
import { describe, expect, it } from 'vitest'
import { emptyFloor, type Floor } from '#contract/floor.ts'
import { callOf, endsInService, isExtension, type Meaning } from '#main/pbx/netsapiens/floor/call-map.ts'
import { canBeTapped, createFloorMap } from '#main/pbx/netsapiens/floor/floor-map.ts'
import { afterEvent, emptyPicture } from '#main/pbx/netsapiens/floor/picture.ts'
import { readCall } from '#main/pbx/netsapiens/wire/row.ts'
import { timeReader } from '#main/pbx/netsapiens/wire/timestamp.ts'

const now = 1_800_000_100_000
const readTime = timeReader('UTC', () => now)
const floorAfter = (before: Floor, ...events: [string, unknown][]) =>
  createFloorMap({ extensionDigits: 6, readTime }, 'orig_callid').floor(
    events.reduce((picture, [name, data]) => afterEvent(picture, name, data, now), emptyPicture),
    before,
    now,
  )
const floorOf = (...events: [string, unknown][]) => floorAfter(emptyFloor, ...events)

const agent = (ext: string, over: object = {}): [string, object] => [
  'agent',
  { device_aor: `sip:${ext}wp@dom`, huntgroup_name: '8001', entry_status: 'available', ...over },
]
const queue = (over: object = {}): [string, object] => ['queue', { user: '8001', description: 'Sales', ...over }]
const talk = {
  orig_callid: 'o1',
  term_callid: 't1',
  term_uri: 'sip:1001@dom',
  ani: '12125550100',
  orig_name: 'Ada',
  orig_type: 'gateway',
  term_user: '1001',
  time_start: '2027-01-15 08:00:00',
  time_answer: '2027-01-15 08:00:05',
}
const never = '0000-00-00 00:00:00'
const startedAt = Date.parse('2027-01-15T08:00:00Z')

describe('an agent', () => {
  const presence = (over: object, ...more: [string, unknown][]) =>
    floorOf(agent('1001', over), ...more).agents['1001']?.presence

  it.each(['', 'available', 'Online', 'ready', 'active', 'yes', 'on', 'in'])(
    'who is “%s” is available',
    (entry_status) => {
      expect(presence({ entry_status })).toEqual({ kind: 'available' })
    },
  )

  it.each(['unavailable', 'offline', 'logged out', 'loggedout', 'out', 'off', 'no', 'disabled'])(
    'who is “%s” is logged out',
    (entry_status) => expect(presence({ entry_status })).toEqual({ kind: 'loggedOut' }),
  )

  it('whose entry is disabled is logged out, unless another queue has them', () => {
    expect(presence({ entry_option: 'disabled' })).toEqual({ kind: 'loggedOut' })
    expect(presence({ entry_option: 'disabled' }, agent('1001', { huntgroup_name: '8002' }))).toEqual({
      kind: 'available',
    })
  })

  it('wraps up, or is away for a reason', () => {
    expect(presence({ entry_status: 'Wrap-Up' })).toEqual({ kind: 'wrapUp' })
    expect(presence({ entry_status: 'Lunch' })).toEqual({ kind: 'paused', reason: 'lunch' })
  })

  it('without a phone is so, whatever the queue says', () => {
    expect(presence({}, ['contacts-domain', { aor_user: '1001', presence: 'closed' }])).toEqual({
      kind: 'unregistered',
    })
    expect(presence({ registered: 'no' })).toEqual({ kind: 'unregistered' })
  })

  it('is named once, serves each queue once, in order', () => {
    const { agents } = floorOf(
      agent('1001', { huntgroup_name: '8002', name: '' }),
      agent('1001', { huntgroup_name: '8001', name: 'Ana' }),
    )
    expect(agents['1001']).toMatchObject({ id: '1001', name: 'Ana', extension: '1001', queues: ['8001', '8002'] })
    expect(floorOf(agent('1002')).agents['1002']?.name).toBe('1002')
  })

  it('rings for a call to them, and is on a call they make', () => {
    const ringing = { ...talk, time_answer: never }
    expect(floorOf(agent('1001'), ['call', ringing]).agents['1001']).toMatchObject({
      presence: { kind: 'ringing' },
      since: startedAt,
    })
    const dialled = { ...ringing, orig_user: '1001', ani: '1001', term_user: '', term_uri: 'sip:12125550100@gw' }
    expect(floorOf(agent('1001'), ['call', dialled]).agents['1001']).toMatchObject({
      presence: { kind: 'onCall' },
      since: startedAt,
    })
  })

  it('on two calls is on the one that is answered', () => {
    const ringing = { ...talk, orig_callid: 'o0', time_answer: never }
    const { agents, calls } = floorOf(agent('1001'), ['call', ringing], ['call', talk])
    expect(calls[agents['1001']?.callId ?? '']?.state).toBe('talking')
    expect(agents['1001']?.since).toBe(startedAt + 5_000)
  })

  it('is what they are since they became it, as far as the floor before knew', () => {
    const before = floorOf(agent('1001'))
    const later = { ...before, agents: { '1001': { ...floorOf(agent('1001')).agents['1001'], since: 5 } } } as Floor
    expect(before.agents['1001']?.since).toBe(now)
    expect(floorAfter(later, agent('1001')).agents['1001']?.since).toBe(5)
    expect(floorAfter(later, agent('1001', { entry_status: 'lunch' })).agents['1001']?.since).toBe(now)
  })
})

describe('who waits', () => {
  const queued = (over: object = {}): [string, object] => [
    'queued',
    {
      queue: '8001',
      orig_callid: 'w1',
      ani: '12125550111',
      orig_name: 'Bo',
      time_queued: '2027-01-15 08:01:00',
      ...over,
    },
  ]

  it('is a call with nobody on it yet, in its queue', () => {
    const { calls, queues } = floorOf(queue(), queued())
    expect(Object.values(calls)).toEqual([
      {
        id: 'queued|8001|w1',
        from: { name: 'Bo', number: '12125550111', onNet: false, agentId: null },
        to: { name: null, number: '8001', onNet: true, agentId: null },
        agentId: null,
        queueId: '8001',
        state: 'waiting',
        startedAt: startedAt + 60_000,
        answeredAt: null,
        monitors: [],
      },
    ])
    expect(queues['8001']).toMatchObject({ name: 'Sales', waiting: 1, oldestWaitSince: startedAt + 60_000 })
  })

  it('is nameless, inside, or since now, where the row says no more', () => {
    const { calls } = floorOf(queued({ orig_name: '', ani: '2005', time_queued: '' }))
    expect(Object.values(calls)).toMatchObject([{ from: { name: null, onNet: true }, startedAt: now }])
  })

  it('is shown once, as the call where there is one', () => {
    const row = { ...talk, orig_callid: 'w1', term_user: '8001', term_uri: 'sip:8001@dom', time_answer: never }
    expect(Object.values(floorOf(queue(), queued(), ['call', row]).calls)).toMatchObject([
      { state: 'waiting', queueId: '8001' },
    ])
  })

  it('the longest is counted from, whoever came first', () => {
    const { queues } = floorOf(queue(), queued(), queued({ orig_callid: 'w0', time_queued: '2027-01-15 08:00:30' }))
    expect(queues['8001']).toMatchObject({ waiting: 2, oldestWaitSince: startedAt + 30_000 })
  })

  it('is nobody where the queue is empty', () => {
    expect(floorOf(queue({ gau_queue_length: '0', gau_queue_max_wait: '9' })).queues['8001']).toMatchObject({
      waiting: 0,
      oldestWaitSince: null,
      name: 'Sales',
    })
    expect(floorOf(['queue', { user: '8001' }]).queues['8001']?.name).toBe('8001')
  })
})

describe('a call', () => {
  const meaning: Meaning = {
    extensionDigits: 6,
    readTime,
    agents: new Map([['1001', 'Ana']]),
    queues: new Set(['8001']),
    throughQueue: new Map([['o9', '8002']]),
  }
  const row = (over: object = {}) => readCall({ ...talk, ...over }) ?? expect.fail('no row')

  it('is between who called and who was called, by name where they are known', () => {
    expect(callOf(row(), meaning)).toMatchObject({
      from: { name: 'Ada', number: '12125550100', onNet: false, agentId: null },
      to: { name: 'Ana', number: '1001', onNet: true, agentId: '1001' },
      agentId: '1001',
      queueId: null,
      state: 'talking',
      startedAt,
      answeredAt: startedAt + 5_000,
    })
  })

  it('takes a wildcard for nobody: then the number that called or was dialled counts', () => {
    const { from, to } = callOf(row({ orig_user: '*', term_user: '*', dnis: '12125550199' }), meaning)
    expect([from.number, to.number]).toEqual(['12125550100', '12125550199'])
  })

  it.each([
    ['anonymous', 'Anonymous'],
    ['Restricted', 'Private Caller'],
    ['0000000000', ''],
  ])('from somebody who withholds who they are (%s, %s) is nobody’s who withholds it too', (ani, orig_name) => {
    const [from, other] = ['o1', 'o2'].map((orig_callid) => callOf(row({ ani, orig_name, orig_callid }), meaning).from)
    expect(from).toMatchObject({ name: null, number: '', withheld: true, onNet: false, agentId: null })
    expect(from?.leg).not.toBe(other?.leg)
  })

  it('from a waiting caller who withholds it is no call of a number either', () => {
    const { calls } = floorOf(queue(), [
      'queued',
      { queue: '8001', orig_callid: 'q1', ani: 'Restricted', orig_name: 'PRIVATE' },
    ])
    expect(Object.values(calls)).toMatchObject([{ state: 'waiting', from: { name: null, number: '', withheld: true } }])
  })

  it('has names that turn nothing beside them', () => {
    expect(callOf(row({ orig_name: 'Ann\u202e1001 gpj\r\n' }), meaning).from.name).toBe('Ann1001 gpj')
    const { agents } = floorOf(agent('1001', { name: '\u200fעדה' }), queue({ description: 'Sa\u202eles' }))
    expect(agents['1001']?.name).toBe('\u2068עדה\u2069')
  })

  it('has names and numbers no longer than the contract takes', () => {
    const { from } = callOf(row({ ani: '', orig_name: '', orig_match: `sip:${'7'.repeat(300)}@x` }), meaning)
    expect(from).toMatchObject({ name: null, number: '7'.repeat(196) })
    const long = { ...row(), origUser: '', ani: '7'.repeat(300), origName: 'x'.repeat(300) }
    expect(callOf(long, meaning).from).toMatchObject({ name: 'x'.repeat(200), number: '7'.repeat(200) })
  })

  it('takes the address where there is no number', () => {
    const { from, to } = callOf(row({ ani: '', orig_match: 'sip:2001@dom', term_user: '' }), meaning)
    expect([from.number, to.number]).toEqual(['2001', '1001'])
  })

  it.each([
    [{ orig_callid: 'o9' }, '8002'],
    [{ by_action: 'QueueDispatch', by_sub: '8003' }, '8003'],
    [{ by_action: 'QueueDispatch', by_sub: '' }, null],
    [{ by_action: 'Forward', by_sub: '8003' }, null],
    [{ term_user: '8001' }, '8001'],
    [{ term_user: '', term_uri: 'sip:8001@dom' }, '8001'],
  ])('that says %j came through the queue %s', (over, queueId) => {
    expect(callOf(row(over), meaning).queueId).toBe(queueId)
  })

  it.each([
    'sip:call-queue_8005@dom',
    'sip:attendant@dom',
    'sip:vmail_1001@dom',
    'sip:voicemail@dom',
    'sip:conference.3@dom',
    'sip:park_701@dom',
    'sip:adhoc.monitor.7@dom',
  ])('that ends at %s has nobody to be monitored with', (uri) => {
    expect(endsInService(row({ term_user: '', term_uri: uri }), meaning)).toBe(true)
    expect(endsInService(row({ term_user: '700', term_uri: 'sip:700@dom', term_logi_uri: uri }), meaning)).toBe(true)
    expect(canBeTapped(row({ term_user: '', term_uri: uri }), meaning)).toBe(false)
    expect(callOf(row({ term_user: '', term_uri: uri }), meaning)).toMatchObject({
      state: uri.includes('park') ? 'parked' : 'waiting',
      agentId: null,
      answeredAt: null,
    })
  })

  it.each([
    ['sip:12125550199@sip.queuetel.example', ''],
    ['sip:3001@parkhotel.12345.service', ''],
    ['"Conference Desk" <sip:12125550199@gw>', ''],
    ['sip:3001@Park24', 'sip:1001wp@park24'],
  ])('to %s is one between people, whatever a domain or a name is called', (term_uri, orig_match) => {
    const out = row({ term_user: '', dnis: '12125550199', term_uri, ...(orig_match && { orig_match }) })
    expect([endsInService(out, meaning), canBeTapped(out, meaning)]).toEqual([false, true])
    expect(callOf(out, meaning)).toMatchObject({ state: 'talking', to: { number: '12125550199' } })
  })

  it('that ends at a host which is a service has nobody to be monitored with', () => {
    expect(endsInService(row({ term_user: '', term_uri: 'sip:7@conference-bridge' }), meaning)).toBe(true)
  })

  it('is parked where its address says so, in that space', () => {
    expect(callOf(row({ term_user: '', dnis: '12125550199', term_uri: 'sip:park_701@dom' }), meaning)).toMatchObject({
      state: 'parked',
      to: { number: '701', agentId: null },
      queueId: null,
    })
  })

  it.each([
    [{ term_user: '', dnis: '12125550199', term_uri: 'sip:1001wp@dom' }],
    [{ term_user: '1001wp' }],
    [{ term_user: '1001@dom' }],
    [{ term_user: '', dnis: '8001', term_uri: '"Ana A" <sip:1001@dom;transport=ws>' }],
  ])('that names an agent by a device or an address (%j) is theirs', (over) => {
    expect(callOf(row(over), meaning)).toMatchObject({
      agentId: '1001',
      to: { name: 'Ana', number: '1001', onNet: true },
    })
  })

  it('of an agent’s browser that shows the company’s number is the agent’s', () => {
    const out = { orig_match: 'sip:1001wp@dom', ani: '12125550000', term_user: '', term_type: 'gateway' }
    const call = callOf(row({ ...out, dnis: '12125550199', term_uri: 'sip:12125550199@gw' }), meaning)
    expect(call).toMatchObject({
      agentId: '1001',
      from: { name: 'Ana', number: '1001' },
      to: { number: '12125550199', onNet: false },
    })
  })

  it('from outside is no agent’s and not on the network, whatever number the caller gives', () => {
    const { from } = callOf(row({ ani: '1001', term_user: '1002' }), meaning)
    expect(from).toMatchObject({ name: 'Ada', number: '1001', onNet: false, agentId: null })
  })

  it('has a name without the quotes of its header', () => {
    expect(callOf(row({ orig_name: '"Rosa Ibáñez"' }), meaning).from.name).toBe('Rosa Ibáñez')
  })

  it('to an agent has one, whatever their address is called', () => {
    expect(endsInService(row({ term_uri: 'sip:park_1001@dom' }), meaning)).toBe(false)
  })

  it('can be tapped once it is answered', () => {
    expect([canBeTapped(row(), meaning), canBeTapped(row({ time_answer: never }), meaning)]).toEqual([true, false])
  })

  it('is held where either side says so', () => {
    const states = [{ orig_call_info: 'hold' }, { term_call_info: 'Held' }, {}].map(
      (over) => callOf(row(over), meaning).state,
    )
    expect(states).toEqual(['held', 'held', 'talking'])
  })

  it('that says no start began when it was answered', () => {
    expect(callOf(row({ time_start: never }), meaning).startedAt).toBe(startedAt + 5_000)
    expect(Object.values(floorOf(['call', { ...talk, time_start: never, time_answer: never }]).calls)).toMatchObject([
      { startedAt: now },
    ])
  })

  it('is inside by its number, but for what a gateway reaches', () => {
    expect(isExtension('123456', '', 6)).toBe(true)
    expect(isExtension('1234567', '', 6)).toBe(false)
    expect(isExtension('911', 'Gateway', 6)).toBe(false)
    expect(isExtension('', '', 6)).toBe(false)
  })
})
