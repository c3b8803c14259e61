// What is known after each event and each reading: newer reports win, what is gone stays gone, and what one side leaves out stays.
import { describe, expect, it } from 'vitest'
import {
  afterEvent,
  afterReading,
  emptyPicture,
  type Picture,
  type Reading,
} from '#main/pbx/netsapiens/floor/picture.ts'
import { type CallRow, readAgent, readCall, readQueue, readQueued } from '#main/pbx/netsapiens/wire/row.ts'

const call = (id: string, over: object = {}) => ({ orig_callid: id, term_callid: 't', term_uri: 'sip:1@x', ...over })
const keyOf = (id: string) => `${id}_t_sip:1@x`
const row = (id: string, over: object = {}): CallRow => readCall(call(id, over)) ?? expect.fail('no row')
const following = (picture: Picture, ...events: readonly (readonly [string, unknown, number?])[]): Picture =>
  events.reduce((before, [name, data, at]) => afterEvent(before, name, data, at ?? 1_000), picture)
const told = (...events: Parameters<typeof following>[1][]) => following(emptyPicture, ...events)
const nothing: Reading = { calls: [], agents: [], queues: [], queued: [], devices: [] }

describe('an event', () => {
  it('may bring many rows', () => {
    expect([...told(['call', [call('a'), call('b')]]).calls.keys()]).toEqual([keyOf('a'), keyOf('b')])
    expect(told(['call-domain', call('a')]).calls.size).toBe(1)
  })

  it.each([
    ['call', null],
    ['agent', {}],
    ['agent-device', {}],
    ['queue', {}],
    ['queued', {}],
    ['contacts', {}],
    ['weather', call('a')],
    ['call', []],
  ])('%s of %j says nothing: all stays the very same', (name, data) => {
    const before = told(['call', call('a')])
    expect(following(before, [name, data])).toBe(before)
  })
})

describe('a call', () => {
  it('that is removed is gone, and stays so for two minutes', () => {
    const gone = told(['call', call('a')], ['call', call('a', { remove: 'yes' }), 5_000])
    expect(gone.calls.size).toBe(0)
    expect(following(gone, ['call', call('a'), 6_000])).toBe(gone)
    const later = following(gone, ['call', call('b', { remove: 'yes' }), 5_000 + 119_999])
    expect([...later.gone.keys()]).toEqual([keyOf('a'), keyOf('b')])
    const forgotten = following(gone, ['call', call('b', { remove: 'yes' }), 5_000 + 120_000])
    expect([...forgotten.gone.keys()]).toEqual([keyOf('b')])
  })

  it('is as its newest report says, one of the same moment counts, one without a moment as well', () => {
    const stamp = (ts: string, origin: string) => call('a', { ts, orig_name: origin })
    const name = (picture: Picture) => picture.calls.get(keyOf('a'))?.origName
    expect(name(told(['call', stamp('2', 'new')], ['call', stamp('1', 'old')]))).toBe('new')
    expect(name(told(['call', stamp('2', 'first')], ['call', stamp('2', 'second')]))).toBe('second')
    expect(name(told(['call', stamp('2', 'first')], ['call', stamp('', 'second')]))).toBe('second')
    expect(name(told(['call', stamp('', 'first')], ['call', stamp('1', 'second')]))).toBe('second')
  })

  it('that was answered stays answered', () => {
    const answered = (time: string) => call('a', { time_answer: time })
    const time = (picture: Picture) => picture.calls.get(keyOf('a'))?.answered
    for (const never of ['', '0000-00-00 00:00:00']) {
      expect(time(told(['call', answered('now')], ['call', answered(never)]))).toBe('now')
      expect(time(told(['call', answered(never)], ['call', answered('now')]))).toBe('now')
      expect(time(told(['call', answered(never)], ['call', answered('')]))).toBe('')
    }
  })
})

describe('an agent', () => {
  const agent = (over: object = {}) => ({ device_aor: 'sip:1000wp@x', huntgroup_name: '8001', ...over })
  const known = (picture: Picture) => picture.agents.get('1000|8001')

  it('keeps the name and the phone that only a reading tells', () => {
    const named = readAgent(agent({ name: 'Ana', registered: 'yes' })) ?? expect.fail('no row')
    const read = afterReading(emptyPicture, { ...nothing, agents: [named] }, 0, new Set())
    const later = following(read, ['agent', agent({ entry_status: 'lunch' })])
    expect(known(later)).toMatchObject({ name: 'Ana', registered: true, availability: 'lunch' })
    expect(known(following(later, ['agent', agent({ name: 'Anna', registered: 'no' })]))).toMatchObject({
      name: 'Anna',
      registered: false,
    })
  })

  it('that is removed is gone from that queue alone', () => {
    const both = told(['agent', agent()], ['agent', agent({ huntgroup_name: '8002' })])
    expect([...following(both, ['agent', agent({ remove: 'yes' })]).agents.keys()]).toEqual(['1000|8002'])
  })

  it('has the phones that were told, each as it is', () => {
    const device = (device_aor: string, state: string): [string, object] => [
      'agent-device',
      { device_aor, registration_state: state },
    ]
    const one = told(device('sip:1000wp@x', 'registered'))
    expect(following(one, device('sip:1000wp@x', 'registered'))).toBe(one)
    const two = following(one, device('sip:1000@x', 'unregistered'))
    expect([...(two.devices.get('1000') ?? [])]).toEqual([
      ['1000wp', true],
      ['1000', false],
    ])
  })

  it('is present as told last', () => {
    const present = (presence: string): [string, object] => ['contacts', { user: '1000', presence }]
    const one = told(present('open'))
    expect(following(one, present('OPEN'))).toBe(one)
    expect(following(one, ['contacts-domain', { user: '1000', presence: 'held' }]).presence.get('1000')).toBe('held')
  })
})

describe('a queue', () => {
  const known = (picture: Picture) => picture.queues.get('8001')

  it('keeps its name and its length where an event leaves them out', () => {
    const full = told(['queue', { queue: '8001', name: 'Sales', gau_queue_length: 3 }])
    expect(known(following(full, ['queue', { queue: '8001', gau_queue_max_wait: 9 }]))).toEqual({
      queue: '8001',
      name: 'Sales',
      waiting: 3,
      maxWaitSeconds: 9,
    })
    expect(known(following(full, ['queue', { queue: '8001', name: 'Other', gau_queue_length: 0 }]))).toMatchObject({
      name: 'Other',
      waiting: 0,
    })
  })

  it('knows who waits in it, and through which each call came', () => {
    const waits = { queue: '8001', orig_callid: 'a' }
    const waiting = told(['queued', waits])
    expect([...waiting.queued.keys()]).toEqual(['8001|a'])
    const served = following(waiting, ['queued', { ...waits, remove: 'yes' }])
    expect(served.queued.size).toBe(0)
    expect(served.throughQueue.get('a')).toBe('8001')
    expect(told(['queued', { queue: '8001', ani: '1' }]).throughQueue.size).toBe(0)
  })

  it('forgets through which queue a call came once there are many such calls and it is gone', () => {
    const calls = Array.from({ length: 3 }, (_, i) => call(`c${i}`))
    const many = Array.from({ length: 107 }, (_, i) => ({ queue: '8001', orig_callid: `c${i}` }))
    const kept = told(['call', calls], ['queued', many.slice(0, 106)])
    expect(kept.throughQueue.size).toBe(106)
    expect([...following(kept, ['queued', many.slice(106)]).throughQueue.keys()]).toEqual(['c0', 'c1', 'c2'])
  })
})

describe('a reading', () => {
  it('replaces all lists', () => {
    const before = told(
      ['call', call('a')],
      ['agent', { device_aor: '1000', queue_name: '8001' }],
      ['queued', { queue: '8001', ani: '1' }],
    )
    const read = afterReading(before, { ...nothing, calls: [row('b')] }, 2_000, new Set())
    expect([...read.calls.keys()]).toEqual([keyOf('b')])
    expect([read.agents.size, read.queued.size]).toEqual([0, 0])
    const waits = readQueued({ queue: '8001', orig_callid: 'b' }) ?? expect.fail('no row')
    expect(
      afterReading(before, { ...nothing, calls: [row('b')], queued: [waits] }, 0, new Set()).throughQueue.get('b'),
    ).toBe('8001')
  })

  it('brings back no call that was removed after it was begun', () => {
    const gone = told(['call', call('a', { remove: 'yes' }), 5_000])
    const read = (since: number) => afterReading(gone, { ...nothing, calls: [row('a')] }, since, new Set()).calls.size
    expect([read(4_000), read(5_000), read(5_001)]).toEqual([0, 0, 1])
  })

  it('leaves the calls that the feed told of meanwhile as that told', () => {
    const before = told(['call', call('a', { orig_name: 'fed' })], ['call', call('new')])
    const touched = new Set([keyOf('a'), keyOf('new'), keyOf('never')])
    const read = afterReading(before, { ...nothing, calls: [row('a', { orig_name: 'read' })] }, 0, touched)
    expect([...read.calls.values()].map(({ origCallId, origName }) => [origCallId, origName])).toEqual([
      ['a', 'fed'],
      ['new', ''],
    ])
  })

  it('says of a queue what it says, and leaves it the rest', () => {
    const before = told(['queue', { queue: '8001', name: 'Sales', gau_queue_max_wait: 9 }])
    const sales = readQueue({ queue: '8001', name: 'Sales North', gau_queue_length: 2 }) ?? expect.fail('no row')
    const read = afterReading(before, { ...nothing, queues: [sales] }, 0, new Set())
    expect(read.queues.get('8001')).toMatchObject({ name: 'Sales North', waiting: 2 })
    expect(afterReading(before, nothing, 0, new Set()).queues.size).toBe(0)
  })
})
