// Which call the line answers by itself, which one rings, and which one hears busy.
import { describe, expect, it } from 'vitest'
import { AUTO_ANSWER_WITHIN_MS, isOurs, type OpenTicket } from '#renderer/line/is-ours.ts'
import { type Line, type LineEvent, nextLine, noLine } from '#renderer/line/line.ts'
import { lineEffects, UNDECIDED_MS } from '#renderer/line/line-effects.ts'
import type { Invite } from '#renderer/line/phone.ts'
import { mayOpenMicrophone } from '#renderer/monitor/logic/may-open.ts'
import { idle } from '#renderer/monitor/logic/monitor.ts'
import { invite } from '../../../fakes/fake-line.ts'

const ASKED_AT = 1_000
const value = 'a-token-nobody-can-guess'
const ticket: OpenTicket = {
  ticketId: 'ticket-0001',
  mark: { by: 'header', name: 'X-Earshot-Token', value },
  askedAt: ASKED_AT,
}
const ours = (id = 'ours') => invite(id, { 'X-Earshot-Token': value })
const outside = (id = 'outside') => invite(id, { 'Call-Info': '<sip:x@y>;answer-after=0', 'Alert-Info': 'auto-answer' })
const comes = (one: Invite): LineEvent => ({ kind: 'invite', invite: one })

/** The line after the events, and what the phone was told. */
function play(events: readonly LineEvent[], from: Line = noLine) {
  const told: string[] = []
  let line = from
  for (const event of events) {
    const before = line
    line = nextLine(before, event, ASKED_AT + 10)
    for (const effect of lineEffects(before, line, event)) {
      told.push('id' in effect ? `${effect.kind} ${effect.id}` : `${effect.kind} ${effect.inMs}`)
    }
  }
  return { line, told }
}

const asked: LineEvent = { kind: 'monitorAsked' }
const ticketCame: LineEvent = { kind: 'ticket', ticket }

describe('the INVITE of a monitor that was asked for', () => {
  it('is answered at once', () => {
    const { line, told } = play([asked, ticketCame, comes(ours())])
    expect(told).toEqual(['answer ours'])
    expect(line.call).toEqual({
      kind: 'monitor',
      id: 'ours',
      ticketId: 'ticket-0001',
      up: false,
      held: false,
      sound: 'awaited',
    })
  })

  it('is answered when it comes before its ticket does', () => {
    expect(play([asked, comes(ours()), ticketCame]).told).toEqual([`later ${UNDECIDED_MS}`, 'answer ours'])
  })

  it('is answered even when it has begun to ring while its ticket was late', () => {
    const tooLong: LineEvent = { kind: 'undecidedTooLong', id: 'ours' }
    expect(play([asked, comes(ours()), tooLong, ticketCame]).told).toContain('answer ours')
  })

  it('is answered once: the same token again hears busy, and rings when the monitor is over', () => {
    const { line, told } = play([asked, ticketCame, comes(ours()), comes(ours('again'))])
    expect(told).toEqual(['answer ours', 'decline again'])
    const after = play([{ kind: 'ended', id: 'ours' }, { kind: 'monitorOver' }, comes(ours('later'))], line)
    expect(after.told).toEqual([])
    expect(after.line.call).toMatchObject({ kind: 'ringing', invite: { id: 'later' } })
  })

  it('is turned away when the supervisor has ended the monitor before it came', () => {
    const { told, line } = play([asked, ticketCame, { kind: 'ticketUnwanted', mark: ticket.mark }, comes(ours())])
    expect(told).toEqual(['decline ours'])
    expect(line.call.kind).toBe('none')
  })
})

describe('any other INVITE', () => {
  it.each<[string, Invite]>([
    ['with headers that ask for an automatic answer', outside()],
    ['with a guessed token', invite('outside', { 'X-Earshot-Token': 'another-token-of-length' })],
    ['with a token as a prefix', invite('outside', { 'X-Earshot-Token': `${value}x` })],
    ['with the token in another header', invite('outside', { 'X-Other': value })],
    ['with an empty token', invite('outside', { 'X-Earshot-Token': '' })],
  ])('%s rings when nothing was asked for, and is never answered when a ticket is open', (_what, one) => {
    expect(play([comes(one)])).toMatchObject({ told: [], line: { call: { kind: 'ringing' } } })
    const { told, line } = play([asked, ticketCame, comes(one), { kind: 'established', id: one.id }])
    expect([told, line.call.kind, line.waiting?.id]).toEqual([[], 'none', 'outside'])
  })

  it('with a token that is too old is not ours', () => {
    expect(isOurs(ours(), ticket, ASKED_AT + AUTO_ANSWER_WITHIN_MS)).toBe(true)
    expect(isOurs(ours(), ticket, ASKED_AT + AUTO_ANSWER_WITHIN_MS + 1)).toBe(false)
    expect(isOurs(ours(), ticket, ASKED_AT - 1)).toBe(false)
  })

  it('with the token twice is not ours: somebody has added one', () => {
    const twice = { ...ours(), headers: { 'x-earshot-token': [value, value] } }
    expect(isOurs(twice, ticket, ASKED_AT)).toBe(false)
  })

  it('rings after a second when no ticket says that it is ours', () => {
    const { line } = play([asked, comes(outside()), { kind: 'undecidedTooLong', id: 'outside' }])
    expect(line).toMatchObject({ call: { kind: 'ringing', invite: { id: 'outside' } }, undecided: [] })
  })

  it('is not answered while a monitor is up', () => {
    const { told } = play([asked, ticketCame, comes(ours()), { kind: 'established', id: 'ours' }, comes(outside())])
    expect(told).toEqual(['answer ours'])
  })

  it('waits while the supervisor is on the phone, a third hears busy, and none is put on hold by itself', () => {
    const { told, line } = play([
      comes(outside('first')),
      { kind: 'answer' },
      comes(outside('second')),
      comes(outside('third')),
    ])
    expect(told).toEqual(['answer first', 'decline third'])
    expect(line).toMatchObject({
      call: { kind: 'talking', invite: { id: 'first' } },
      waiting: { id: 'second' },
      aside: [],
    })
  })

  it('hears busy while the supervisor is on the phone and wants none to wait', () => {
    const off: LineEvent = { kind: 'callWaiting', on: false }
    const { told } = play([off, comes(outside('first')), { kind: 'answer' }, comes(outside('second'))])
    expect(told).toEqual(['answer first', 'decline second'])
  })

  it('is kept waiting in small numbers only', () => {
    const flood = Array.from({ length: 6 }, (_, index) => comes(outside(`flood-${index}`)))
    expect(play([asked, ...flood]).told.filter((one) => one.startsWith('decline'))).toEqual([
      'decline flood-4',
      'decline flood-5',
    ])
  })
})

describe('by hand', () => {
  it('a call is answered, declined and hung up', () => {
    expect(play([comes(outside()), { kind: 'answer' }, { kind: 'hangUp' }]).told).toEqual([
      'answer outside',
      'hangUp outside',
    ])
    expect(play([comes(outside()), { kind: 'decline' }]).told).toEqual(['decline outside'])
  })

  it('a call that is declined hears so, one that is not taken hears busy', () => {
    const status = (events: readonly LineEvent[], event: LineEvent) => {
      const { line } = play(events)
      return lineEffects(line, nextLine(line, event, ASKED_AT), event)
    }
    expect(status([comes(outside())], { kind: 'decline' })).toEqual([{ kind: 'decline', id: 'outside', status: 603 }])
    const busy = { kind: 'decline', id: 'second', status: 486 }
    expect(status([comes(outside())], { kind: 'decline', status: 480 })).toMatchObject([{ status: 480 }])
    expect(status([{ kind: 'callWaiting', on: false }, comes(outside())], comes(outside('second')))).toEqual([busy])
  })

  it('a caller who waited and gave up while a monitor is asked for is forgotten', () => {
    const { line, told } = play([asked, comes(outside()), comes(outside('b')), { kind: 'ended', id: 'outside' }])
    expect(line.undecided.map(({ id }) => id)).toEqual(['b'])
    expect(told.slice(2)).toEqual([])
  })

  it('a caller who waited too long while another rings hears busy', () => {
    const tooLong = (id: string): LineEvent => ({ kind: 'undecidedTooLong', id })
    const { line, told } = play([asked, comes(outside('a')), comes(outside('b')), tooLong('a'), tooLong('b')])
    expect(line).toMatchObject({ call: { kind: 'ringing', invite: { id: 'a' } }, undecided: [] })
    expect(told.slice(2)).toEqual(['decline b'])
  })

  it('a phone call taken while a monitor was asked for is kept, and the monitor given up', () => {
    const tooLong: LineEvent = { kind: 'undecidedTooLong', id: 'outside' }
    const { line, told } = play([asked, comes(outside()), tooLong, { kind: 'answer' }, comes(ours()), ticketCame])
    expect(line).toMatchObject({ call: { kind: 'talking' }, expecting: { kind: 'unwanted' }, undecided: [] })
    expect(told.at(-1)).toBe('decline ours')
  })

  it('a caller who gave up is not declined again', () => {
    expect(play([comes(outside()), { kind: 'ended', id: 'outside' }])).toMatchObject({
      told: [],
      line: { call: { kind: 'none' } },
    })
  })

  it('a phone call is muted and unmuted, and a muted one never opens the microphone', () => {
    const registered: LineEvent = { kind: 'registration', registration: { kind: 'registered' } }
    const { line } = play([registered, comes(outside()), { kind: 'answer' }, { kind: 'established', id: 'outside' }])
    expect(mayOpenMicrophone(idle, line)).toBe(true)
    const muted = play([{ kind: 'mute', on: true }], line).line
    expect(mayOpenMicrophone(idle, muted)).toBe(false)
    expect(play([{ kind: 'mute', on: true }], muted).line).toBe(muted)
    expect(mayOpenMicrophone(idle, play([{ kind: 'mute', on: false }], muted).line)).toBe(true)
  })

  it('the phone call is never given up for a monitor', () => {
    const { line, told } = play([comes(outside()), { kind: 'answer' }, asked, ticketCame, comes(ours())])
    expect(line.call).toMatchObject({ kind: 'talking', invite: { id: 'outside' } })
    expect(told).toEqual(['answer outside', 'decline ours'])
  })
})

describe('the monitor’s call', () => {
  it('is hung up when the monitor is over', () => {
    expect(play([asked, ticketCame, comes(ours()), { kind: 'monitorOver' }]).told).toEqual([
      'answer ours',
      'hangUp ours',
    ])
  })

  it('knows hold and un-hold, and only its own', () => {
    const { line } = play([asked, ticketCame, comes(ours()), { kind: 'established', id: 'ours' }])
    expect(play([{ kind: 'hold', id: 'other', held: true }], line).line).toBe(line)
    const held = play([{ kind: 'hold', id: 'ours', held: true }], line).line
    expect(held.call).toMatchObject({ held: true, up: true })
    expect(play([{ kind: 'hold', id: 'ours', held: true }], held).line).toBe(held)
    expect(play([{ kind: 'hold', id: 'ours', held: false }], held).line.call).toMatchObject({ held: false })
  })

  it('is up once it is told to be, however often', () => {
    const { line } = play([asked, ticketCame, comes(ours())])
    expect(play([{ kind: 'established', id: 'other' }], line).line).toBe(line)
    const up = play([{ kind: 'established', id: 'ours' }], line).line
    expect(up.call).toMatchObject({ kind: 'monitor', up: true })
    expect(play([{ kind: 'established', id: 'ours' }], up).line).toBe(up)
  })

  it('that the far end has hung up is not hung up again', () => {
    const { told, line } = play([asked, ticketCame, comes(ours()), { kind: 'ended', id: 'ours' }])
    expect(told).toEqual(['answer ours'])
    expect(line).toMatchObject({ call: { kind: 'none' }, expecting: { kind: 'used' } })
  })

  it('leaves the callers that waited to ring, the first of them', () => {
    const { line, told } = play([asked, comes(outside('first')), comes(outside('second')), { kind: 'monitorOver' }])
    expect(line).toMatchObject({ call: { kind: 'ringing', invite: { id: 'first' } }, undecided: [] })
    expect(told.slice(2)).toEqual(['decline second'])
  })

  it('ended before its ticket came lets a caller that waited ring, and turns its own away', () => {
    const unwanted: LineEvent = { kind: 'ticketUnwanted', mark: ticket.mark }
    const { line, told } = play([asked, comes(ours()), comes(outside()), unwanted])
    expect(line.call).toMatchObject({ kind: 'ringing', invite: { id: 'outside' } })
    expect(told.slice(2)).toEqual(['decline ours'])
    const over = play([asked, ticketCame, comes(ours()), unwanted, comes(ours('late'))])
    expect(over.told).toEqual(['answer ours', 'hangUp ours'])
    expect(over.line.call, 'a token that was used is nobody’s').toMatchObject({
      kind: 'ringing',
      invite: { id: 'late' },
    })
  })
})

it('the line has what the registrar says of it', () => {
  const registered = { kind: 'registered' } as const
  expect(play([{ kind: 'registration', registration: registered }]).line).toEqual({
    ...noLine,
    registration: registered,
  })
})

describe('a mark by evidence', () => {
  const by = (fromName: string | null, uriIncludes: string | null): OpenTicket => ({
    ...ticket,
    mark: { by: 'evidence', fromName, uriIncludes },
  })
  const named: Invite = { ...outside(), from: { name: 'Monitor 1001', number: '1001' }, requestUri: 'sip:5001-mon@pbx' }

  it('fits when all it names fits', () => {
    expect(isOurs(named, by('Monitor 1001', null), ASKED_AT)).toBe(true)
    expect(isOurs(named, by('Monitor 1001', '-mon@'), ASKED_AT)).toBe(true)
    expect(isOurs(named, by('Monitor 1001', 'other'), ASKED_AT)).toBe(false)
    expect(isOurs(named, by('Monitor 1002', '-mon@'), ASKED_AT)).toBe(false)
    expect(isOurs(named, by(null, '-mon@'), ASKED_AT)).toBe(true)
    expect(isOurs(named, by(null, '1001'), ASKED_AT), 'also where the caller’s number names the bridge').toBe(true)
    expect(isOurs(named, by(null, '1002'), ASKED_AT)).toBe(false)
  })

  it('counts for as long as the site says, and not a moment longer', () => {
    const within = (withinMs: number): OpenTicket => ({
      ...ticket,
      mark: { by: 'evidence', fromName: 'Monitor 1001', uriIncludes: null, withinMs },
    })
    expect(isOurs(named, within(30_000), ASKED_AT + 30_000)).toBe(true)
    expect(isOurs(named, within(4_000), ASKED_AT + 4_001)).toBe(false)
    expect(isOurs(named, within(60_000), ASKED_AT - 1)).toBe(false)
    expect(isOurs(named, by('Monitor 1001', null), ASKED_AT + AUTO_ANSWER_WITHIN_MS + 1)).toBe(false)
  })

  it('that names nothing fits nothing', () => {
    expect(isOurs(named, by(null, null), ASKED_AT)).toBe(false)
    expect(isOurs(named, by('', ''), ASKED_AT)).toBe(false)
  })
})

it('late and impossible events leave the very same line', () => {
  for (const event of [
    { kind: 'established', id: 'nobody' },
    { kind: 'ended', id: 'nobody' },
    { kind: 'hold', id: 'nobody', held: true },
    { kind: 'undecidedTooLong', id: 'nobody' },
    { kind: 'answer' },
    { kind: 'decline' },
    { kind: 'hangUp' },
    { kind: 'mute', on: true },
    { kind: 'monitorOver' },
    ticketCame,
  ] satisfies LineEvent[]) {
    expect(nextLine(noLine, event, 0), event.kind).toBe(noLine)
  }
})
