import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { applyPatch, emptyFloor, type Floor, floor as floorSchema } from '#contract/floor.ts'
import { callIdOf, isExtension } from '#main/pbx/netsapiens/floor/call-map.ts'
import { createFloorMap } from '#main/pbx/netsapiens/floor/floor-map.ts'
import { afterEvent, emptyPicture, type Picture } from '#main/pbx/netsapiens/floor/picture.ts'
import { floorDiff } from '#main/pbx/netsapiens/floor/told-floor.ts'
import { readAgent, readCall, readDevice, readQueue, userOf } from '#main/pbx/netsapiens/wire/row.ts'
import { isTapRow, tapsIn } from '#main/pbx/netsapiens/wire/tap.ts'
import { timeReader } from '#main/pbx/netsapiens/wire/timestamp.ts'

const now = 1_800_000_100_000
const site = { extensionDigits: 6, readTime: timeReader('UTC', () => now) }
const mapped = (picture: Picture, before: Floor = emptyFloor) =>
  createFloorMap(site, 'orig_callid').floor(picture, before, now)
const told = (...events: [string, unknown][]): Picture =>
  events.reduce((picture, [name, data]) => afterEvent(picture, name, data, now), emptyPicture)

// The fields of a call as a public client of the event subscriptions has recorded them.
const outbound = {
  orig_callid: '0_1063160652@192.168.168.127',
  orig_match: 'sip:1110@example',
  orig_sub: '1110',
  orig_type: 'device',
  orig_from_name: 'Front Office 2',
  by_callid: '',
  term_callid: '20220119004825004745-8d8a',
  term_match: 'sip:*@67.231.4.70',
  term_sub: '',
  term_type: 'gateway',
  time_start: '2022-01-19 00:48:25',
  time_answer: '2022-01-19 00:48:59',
  orig_call_info: 'active',
  term_uri: 'sip:16616077417@67.231.4.70',
  dnis: '6616077417',
  ani: '6232952005',
  orig_user: '1110',
  term_user: '',
}
const anAgent = { device_aor: 'sip:1110wp@example', huntgroup_name: '8001', entry_status: 'available' }

describe('the rows of the platform', () => {
  it('knows a call by its composite key', () => {
    expect(readCall(outbound)?.key).toBe(
      '0_1063160652@192.168.168.127_20220119004825004745-8d8a_sip:16616077417@67.231.4.70',
    )
  })

  it('keeps the key inside what the contract takes, however long the ids are', () => {
    const key = `${'a'.repeat(150)}_${'b'.repeat(150)}`
    expect(callIdOf(key)).toMatch(/^sha256-[0-9a-f]{64}$/)
    expect(callIdOf(key)).not.toBe(callIdOf(`${key}c`))
    expect(callIdOf('short')).toBe('short')
  })

  it('shows a call an agent has dialled, with who is on the network and who is not', () => {
    const { calls, agents } = mapped(told(['agent', anAgent], ['call', outbound]))
    expect(Object.values(calls)).toMatchObject([
      {
        from: { number: '1110', onNet: true, agentId: '1110' },
        to: { number: '6616077417', onNet: false, agentId: null },
        agentId: '1110',
        state: 'talking',
        startedAt: Date.parse('2022-01-19T00:48:25Z'),
      },
    ])
    expect(agents['1110']?.presence.kind).toBe('onCall')
  })

  it.each([
    ['1001', 'device', true],
    ['200500', '', true],
    ['2005000', 'device', false], // seven digits are none of the portal's extensions
    ['12125550100', 'gateway', false],
    ['911', 'gateway', false],
    ['anonymous', '', false],
  ])('takes %s by %j for on-net: %s', (number, through, onNet) => {
    expect(isExtension(number, through, 6)).toBe(onNet)
  })

  it('drops a call when it is told as removed, and a late event does not bring it back', () => {
    const gone = told(['call', outbound], ['call', { ...outbound, remove: 'yes' }], ['call', outbound])
    expect(mapped(gone).calls).toEqual({})
    expect(mapped(told(['call', { ...outbound, remove: 'yes' }], ['call', outbound])).calls).toEqual({})
  })

  it('never lets an answered call ring again', () => {
    const late = { ...outbound, time_answer: '0000-00-00 00:00:00' }
    expect(Object.values(mapped(told(['call', outbound], ['call', late])).calls)[0]?.state).toBe('talking')
    expect(Object.values(mapped(told(['call', late])).calls)[0]?.state).toBe('ringing')
  })

  it('lets the newer report of a call win, in whatever order they come', () => {
    const held = { ...outbound, orig_call_info: 'hold', ts: '2022-01-19 00:50:00' }
    const older = { ...outbound, ts: '2022-01-19 00:49:00' }
    expect(Object.values(mapped(told(['call', held], ['call', older])).calls)[0]?.state).toBe('held')
    expect(Object.values(mapped(told(['call', older], ['call', held])).calls)[0]?.state).toBe('held')
  })

  it('reads addresses, devices and queues as they come', () => {
    expect(userOf('"Ada" <sip:1000wp@dom;transport=ws>'.replace(/^"Ada" /, ''))).toBe('1000wp')
    expect(readAgent({ 'callqueue-agent-id': '1000@dom', callqueue: '8001' })).toMatchObject({
      user: '1000',
      queue: '8001',
    })
    expect(readAgent({ device_aor: 'sip:jsmith@dom', huntgroup_name: '8001' })?.user).toBe('jsmith')
    expect(readDevice({ device: 'sip:5001wp@dom', 'device-sip-registration-state': 'registered' })).toMatchObject({
      device: '5001wp',
      registered: true,
    })
    expect(readDevice({ device: '5001', 'device-sip-registration-state': 'unregistered' })?.registered).toBe(false)
    expect(readQueue({ user: '8001', gau_queue_length: 3, gau_queue_max_wait: '61' })).toMatchObject({
      queue: '8001',
      waiting: 3,
      maxWaitSeconds: 61,
    })
  })

  it('says since when the longest has waited, from the queue alone when nobody is listed', () => {
    const picture = told(['queue', { user: '8001', gau_queue_length: '2', gau_queue_max_wait: '60' }])
    expect(mapped(picture).queues['8001']).toMatchObject({ waiting: 2, oldestWaitSince: now - 60_000 })
  })

  it('knows the legs of a monitor by each of the marks they may carry', () => {
    const leg = { ...outbound, by_callid: outbound.orig_callid, orig_call_info: 'orig' }
    for (const field of ['orig_callid', 'term_callid', 'term_uri', 'dnis']) {
      const row = readCall({ ...leg, [field]: 'x-adhoc.monitor.17@core' })
      expect(row && isTapRow(row), field).toBe(true)
      expect(row && tapsIn([row], 'orig_callid').legs.get(outbound.orig_callid)).toMatchObject([
        { side: 'orig', bridge: 'adhoc.monitor.17' },
      ])
    }
    const anonymous = readCall({ ...leg, dnis: 'adhoc.monitor', orig_call_info: 'tap-listen' })
    expect(anonymous && tapsIn([anonymous], 'orig_callid').legs.get(outbound.orig_callid)?.[0]?.side).toBe('unknown')
  })

  it('makes nothing of an agent without a name to call by', () => {
    expect(readAgent({ device_aor: '>' })).toBeNull()
    expect(mapped(told(['agent', { device_aor: '@example', huntgroup_name: '8001' }])).agents).toEqual({})
  })

  it('lives with rows of any shape, and always makes a floor the contract takes', () => {
    const value = fc.oneof(
      fc.string(),
      fc.string({ minLength: 180, maxLength: 600 }),
      fc.constantFrom('>', '@', 'sip:', '"'),
      fc.integer(),
      fc.boolean(),
      fc.constant(null),
      fc.object(),
    )
    const field = fc.constantFrom(
      ...Object.keys(outbound),
      'remove',
      'device_aor',
      'huntgroup_name',
      'entry_status',
      'user',
      'queue',
    )
    const row = fc.oneof(fc.anything(), fc.dictionary(field, value), fc.record({ orig_callid: fc.string() }))
    const event = fc.tuple(
      fc.constantFrom('call', 'call-domain', 'agent', 'queue', 'queued', 'contacts-domain', 'x'),
      row,
    )
    fc.assert(
      fc.property(fc.array(event, { maxLength: 12 }), (events) => {
        const floor = mapped(told(...events))
        expect(floorSchema.safeParse(floor).error).toBeUndefined()
      }),
      { numRuns: 300 },
    )
  })

  it('makes patches that bring any floor to the next', () => {
    const call = (n: number, extra: object) => ({ ...outbound, orig_callid: `c${n}`, ...extra })
    const event = fc.tuple(
      fc.constant('call'),
      fc
        .tuple(fc.integer({ min: 0, max: 4 }), fc.constantFrom({}, { remove: 'yes' }, { orig_call_info: 'hold' }))
        .map(([n, extra]) => call(n, extra)),
    ) as fc.Arbitrary<[string, object]>
    fc.assert(
      fc.property(fc.array(event), fc.array(event), (first, second) => {
        const before = mapped(told(...first))
        const after = mapped(told(...first, ...second), before)
        const patch = floorDiff(before, after)
        expect(patch ? applyPatch(before, patch) : before).toEqual(after)
      }),
    )
  })
})
