// What the rows of the feed say besides calls: who monitors how, whose phone is gone, who is on hold, how busy a queue is.
import { describe, expect, it } from 'vitest'
import { emptyFloor } from '#contract/floor.ts'
import { modes } from '#contract/monitor.ts'
import { createFloorMap } from '#main/pbx/netsapiens/floor/floor-map.ts'
import { afterEvent, emptyPicture } from '#main/pbx/netsapiens/floor/picture.ts'
import { timeReader } from '#main/pbx/netsapiens/wire/timestamp.ts'

const now = 1_800_000_100_000
const floorOf = (...events: [string, unknown][]) =>
  createFloorMap({ extensionDigits: 6, readTime: timeReader('UTC', () => now) }, 'orig_callid').floor(
    events.reduce((picture, [name, data]) => afterEvent(picture, name, data, now), emptyPicture),
    emptyFloor,
    now,
  )

const agent = (ext: string, over: object = {}): [string, object] => [
  'agent',
  { device_aor: `sip:${ext}wp@dom`, huntgroup_name: '8001', entry_status: 'available', ...over },
]
const talk = {
  orig_callid: 'o1',
  term_callid: 't1',
  term_uri: 'sip:1001@dom',
  ani: '12125550100',
  orig_type: 'gateway',
  term_user: '1001',
  by_action: 'QueueDispatch',
  by_sub: '8001',
  time_start: '2027-01-15 08:00:00',
  time_answer: '2027-01-15 08:00:05',
}
const call = (over: object = {}): [string, object] => ['call-domain', { ...talk, ...over }]
const leg = (side: string, state: string, bridge = 'adhoc.monitor.7'): [string, object] => [
  'call-domain',
  {
    orig_callid: `${bridge}.${side}`,
    term_callid: `x.${side}`,
    by_callid: 'o1',
    orig_call_info: side,
    dnis: bridge,
    term_uri: `sip:${bridge}@dom`,
    term_call_info: state,
    time_answer: '2027-01-15 08:01:00',
  },
]
const own: [string, object] = [
  'call-domain',
  { orig_callid: 'b1', term_callid: 'b1t', dnis: 'adhoc.monitor.7', term_user: '5002', term_uri: 'sip:5002@dom' },
]

describe('who else monitors a call', () => {
  it.each([
    ['listen', 'listen', 'listen'],
    ['listen', 'barge', 'whisperAgent'],
    ['barge', 'listen', 'whisperCaller'],
    ['barge', 'barge', 'join'],
  ])('is told by both legs: %s and %s is %s', (orig, term, mode) => {
    const { calls } = floorOf(agent('1001'), call(), leg('orig', orig), leg('term', term), own)
    expect(Object.values(calls).map(({ monitors }) => monitors)).toEqual([[{ supervisor: '5002', mode }]])
  })

  it.each([
    ['while one leg is not there yet', [leg('orig', 'listen')]],
    ['of a leg that does not say', [leg('orig', ''), leg('term', 'barge')]],
  ])('may be any mode %s', (_, legs) => {
    const { calls } = floorOf(agent('1001'), call(), ...legs, own)
    expect(Object.values(calls)[0]?.monitors).toEqual([{ supervisor: '5002', mode: 'monitoring', may: [...modes] }])
  })
})

describe('an agent’s phones', () => {
  const device = (name: string, state: string): [string, object] => [
    'agent-device',
    { device_aor: `sip:${name}@dom`, registration_state: state },
  ]
  const presence = (...events: [string, unknown][]) => floorOf(...events).agents['1001']?.presence.kind

  it('make the agent unregistered when the last one is gone, and available when one is back', () => {
    expect(presence(agent('1001'), device('1001wp', 'unregistered'))).toBe('unregistered')
    expect(presence(agent('1001'), device('1001wp', 'unregistered'), device('1001', 'registered'))).toBe('available')
    expect(presence(agent('1001', { registered: 'no' }), device('1001', 'registered'))).toBe('available')
  })

  it('say nothing where the event says nothing of them', () => {
    expect(presence(agent('1001'), device('1001wp', ''), ['agent-device', { what: 'else' }])).toBe('available')
  })
})

describe('a call on hold', () => {
  it('is known by its own row, or by the presence of an agent on it', () => {
    const states = (...events: [string, unknown][]) => Object.values(floorOf(...events).calls).map(({ state }) => state)
    expect(states(agent('1001'), call({ term_call_info: 'held' }))).toEqual(['held'])
    expect(states(agent('1001'), call(), ['contacts-domain', { aor_user: '1001', presence: 'held' }])).toEqual(['held'])
    expect(states(agent('1001'), call(), ['contacts-domain', { aor_user: '1002', presence: 'held' }])).toEqual([
      'talking',
    ])
    const ringing = call({ time_answer: '0000-00-00 00:00:00' })
    expect(states(agent('1001'), ringing, ['contacts-domain', { aor_user: '1001', presence: 'held' }])).toEqual([
      'ringing',
    ])
  })
})

describe('a queue', () => {
  const queue: [string, object] = ['queue', { user: '8001', gau_queue_length: '0' }]

  it('counts its calls in service and its agents that a call could ring', () => {
    const away = agent('1003', { entry_status: 'lunch' })
    const { queues } = floorOf(queue, agent('1001'), agent('1002'), away, call())
    expect(queues['8001']).toMatchObject({ waiting: 0, inService: 1, agentsAvailable: 1 })
  })

  it('says nothing of the day, of which the feed says nothing', () => {
    const { queues, agents } = floorOf(queue, agent('1001'))
    for (const figure of ['serviceLevel', 'answeredToday', 'abandonedToday'] as const)
      expect(queues['8001']?.[figure] ?? null).toBeNull()
    expect(agents['1001']?.callsToday ?? null).toBeNull()
  })
})
