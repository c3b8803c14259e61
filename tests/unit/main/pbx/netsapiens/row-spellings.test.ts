// Every field of every row in every spelling the servers have for it, each before the next; and what is no row at all.
import { describe, expect, it } from 'vitest'
import {
  readAgent,
  readCall,
  readDevice,
  readPresence,
  readQueue,
  readQueued,
  userOf,
} from '#main/pbx/netsapiens/wire/row.ts'

type Spellings = Readonly<Record<string, readonly string[]>>

/** Each field is read from each of its spellings, and from an earlier one where there are several. */
function readsAll(
  read: (row: unknown) => object | null,
  least: object,
  spellings: Spellings,
  fold = (text: string) => text,
) {
  for (const [field, names] of Object.entries(spellings)) {
    for (const [i, name] of names.entries()) {
      const later = Object.fromEntries(names.slice(i + 1).map((other) => [other, 'later']))
      const row = read({ ...least, ...later, [name]: 'Said' }) as Record<string, unknown> | null
      expect(row?.[field], `${field} from ${name}`).toBe(fold('Said'))
    }
  }
}

describe('a row of a call', () => {
  const least = { orig_callid: 'o' }

  it('is read in both spellings', () => {
    readsAll(readCall, least, {
      termCallId: ['term_callid', 'call-term-call-id'],
      termUri: ['term_uri', 'call-term-uri', 'term_to_uri'],
      byCallId: ['by_callid', 'call-by-call-id'],
      byAction: ['by_action', 'call-by-action'],
      byUser: ['by_sub', 'by_user', 'call-by-user'],
      started: ['time_start', 'call-start-datetime', 'time_begin'],
      answered: ['time_answer', 'call-answer-datetime'],
      stamp: ['ts', 'time_refresh', 'call-refresh-datetime'],
      origUser: ['orig_user', 'orig_sub', 'call-orig-user'],
      origMatch: ['orig_match', 'call-orig-match-uri', 'orig_uri', 'call-orig-uri'],
      origType: ['orig_type', 'call-orig-type'],
      origName: ['orig_name', 'orig_from_name', 'call-orig-from-name', 'caller-id-name'],
      ani: ['ani', 'orig_from_user', 'caller-id-number', 'call-orig-from-user'],
      dnis: ['dnis', 'call-dialed-number', 'orig_to_user'],
      termUser: ['term_user', 'term_sub', 'call-term-user'],
      termMatch: ['term_match', 'call-term-match-uri'],
      termType: ['term_type', 'call-term-type'],
      termLogiUri: ['term_logi_uri', 'call-term-logical-uri'],
    })
    const lower = (text: string) => text.toLowerCase()
    const info = {
      origInfo: ['orig_call_info', 'call-orig-call-info'],
      termInfo: ['term_call_info', 'call-term-call-info'],
    }
    readsAll(readCall, least, info, lower)
    expect(readCall({ 'call-orig-call-id': 'o' })?.origCallId).toBe('o')
  })

  it('has an identity of its two ids and its address', () => {
    expect(readCall({ orig_callid: 'o', term_callid: 't', term_uri: 'sip:1@x' })?.key).toBe('o_t_sip:1@x')
    expect(readCall({ orig_callid: 'o' })?.key).toBe('o__')
  })

  it.each([null, 'text', 7, [], {}, { term_callid: 't' }, { orig_callid: '' }])(
    'is none without an id: %j',
    (value) => {
      expect(readCall(value)).toBeNull()
    },
  )

  it.each([
    ['yes', true],
    ['TRUE', true],
    ['1', true],
    [1, true],
    [true, true],
    ['no', false],
    ['', false],
    [0, false],
  ])('that says remove: %j is removed: %s', (remove, removed) =>
    expect(readCall({ ...least, remove })?.removed).toBe(removed),
  )

  it('takes numbers for text, and nothing else', () => {
    expect(readCall({ orig_callid: 17, ani: 12125550100 })).toMatchObject({ origCallId: '17', ani: '12125550100' })
    expect(readCall({ ...least, ani: Number.NaN, dnis: null, orig_user: {} })).toMatchObject({
      ani: '',
      dnis: '',
      origUser: '',
    })
  })

  it('cuts what a screen cannot hold, and leaves whole what the servers must know again', () => {
    const long = 'x'.repeat(1_500)
    const row = readCall({ orig_callid: long, term_uri: long, orig_name: long })
    expect(row).toMatchObject({ origCallId: long, termUri: long, origName: 'x'.repeat(200) })
    expect(readCall({ orig_callid: 'x'.repeat(3_000) })?.origCallId).toHaveLength(2_000)
  })
})

describe('a row of an agent', () => {
  const least = { device_aor: 'sip:1000wp@dom' }

  it('is read in both spellings', () => {
    readsAll(readAgent, least, {
      name: ['name-full-name', 'name', 'full_name'],
      queue: ['huntgroup_name', 'callqueue', 'queue_name'],
    })
    readsAll(
      readAgent,
      least,
      {
        availability: ['entry_status', 'callqueue-agent-availability-for-dispatch'],
        option: ['entry_option', 'callqueue-agent-availability-type'],
      },
      (text) => text.toLowerCase(),
    )
    expect(readAgent({ 'callqueue-agent-id': '1000wp@dom' })).toMatchObject({ user: '1000', device: '1000wp' })
  })

  it('is known by user and queue', () => {
    expect(readAgent({ ...least, huntgroup_name: '8001@dom' })).toMatchObject({ key: '1000|8001', queue: '8001' })
  })

  it.each([
    ['callqueue-agent-has-registered-devices', 'yes', true],
    ['registered', 'no', false],
    ['registered', 'perhaps', null],
  ])('that says %s: %s has a phone: %s', (name, value, registered) => {
    expect(readAgent({ ...least, [name]: value })?.registered).toBe(registered)
  })

  it('may be told as removed, and is none without a user', () => {
    expect(readAgent({ ...least, remove: 'yes' })?.removed).toBe(true)
    expect([readAgent(null), readAgent({}), readAgent({ device_aor: '@dom' })]).toEqual([null, null, null])
  })
})

describe('a row of a queue', () => {
  it('is read in both spellings', () => {
    const names = ['callqueue', 'queue', 'user', 'queue_name', 'huntgroup_name']
    for (const [i, name] of names.entries()) {
      const later = Object.fromEntries(names.slice(i + 1).map((other) => [other, '9']))
      expect(readQueue({ ...later, [name]: 'sip:8001@dom' })?.queue, name).toBe('8001')
    }
    readsAll(readQueue, { queue: '8001' }, { name: ['description', 'name', 'callqueue-name'] })
  })

  it.each([
    ['gau_queue_length', '3', 3],
    ['callqueue-calls-waiting', 4, 4],
    ['gau_queue_length', '2.7', 2],
    ['gau_queue_length', 'many', null],
    ['gau_queue_length', '-1', null],
  ])('that says %s: %j has so many waiting: %s', (name, value, waiting) => {
    expect(readQueue({ queue: '8001', [name]: value })?.waiting).toBe(waiting)
  })

  it('is none without a name', () => {
    expect([readQueue(undefined), readQueue({ description: 'Sales' })]).toEqual([null, null])
  })
})

describe('a row of somebody who waits', () => {
  const least = { queue: '8001', orig_callid: 'o' }

  it('is read in both spellings', () => {
    readsAll(readQueued, least, {
      number: ['ani', 'NmsAni', 'dial-rule-translation-source-user', 'caller-id-number'],
      name: ['orig_name', 'dial-rule-translation-source-name', 'caller-id-name'],
      since: ['time_queued', 'time', 'time_start', 'call-start-datetime'],
    })
    readsAll(readQueued, { queue: '8001' }, { origCallId: ['orig_callid', 'call-orig-call-id', 'callid'] })
    readsAll(readQueued, { orig_callid: 'o' }, { queue: ['queue', 'callqueue', 'huntgroup_name', 'user'] })
  })

  it('is in the queue that was asked for, where it names none', () => {
    expect(readQueued({ orig_callid: 'o' }, '8002')?.queue).toBe('8002')
    expect(readQueued({ orig_callid: 'o' })).toBeNull()
  })

  it('is known by its call, else by who waits since when', () => {
    expect(readQueued({ ...least, ani: '1' })?.key).toBe('8001|o')
    expect(readQueued({ queue: '8001', ani: '1', time: 'then' })?.key).toBe('8001|1|then')
    expect([readQueued({ queue: '8001' }), readQueued(3)]).toEqual([null, null])
  })

  it('may be told as removed', () => {
    expect(readQueued({ ...least, remove: 'yes' })?.removed).toBe(true)
  })
})

describe('rows of presence and of devices', () => {
  it.each(['aor_user', 'user', 'subscriber_login'])('presence names its user by %s', (name) => {
    expect(readPresence({ [name]: 'sip:1000@dom', presence: 'InUse' })).toEqual({ user: '1000', presence: 'inuse' })
  })

  it('presence of nobody is none', () => {
    expect([readPresence(null), readPresence({ presence: 'open' })]).toEqual([null, null])
  })

  it('a device is read in both spellings', () => {
    readsAll(readDevice, {}, { device: ['device', 'device_aor', 'aor'] })
    readsAll(
      readDevice,
      { device: '5001' },
      {
        uri: ['device-sip-registration-uri', 'aor', 'device'],
        password: ['device-sip-registration-password', 'authentication_key'],
      },
    )
    readsAll(
      readDevice,
      { device: '5001' },
      { state: ['device-sip-registration-state', 'registration_state', 'mode'] },
      (text) => text.toLowerCase(),
    )
    expect(readDevice({ device: '5001', mode: 'Registered (udp)' })?.registered).toBe(true)
    expect([readDevice(null), readDevice({})]).toEqual([null, null])
  })
})

it.each([
  ['sip:1000wp@dom;x', '1000wp'],
  ['<sips:1000@dom>', '1000'],
  ['1000;transport=ws', '1000'],
  ['1000', '1000'],
  ['__proto__', ''],
  ['', ''],
])('the user of %j is %j', (address, user) => expect(userOf(address)).toBe(user))
