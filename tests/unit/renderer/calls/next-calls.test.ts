// The person's own calls: one is on the line, others rest, and a monitor never shares it with one of them.
import { describe, expect, it } from 'vitest'
import { callEffects } from '#renderer/calls/call-effects.ts'
import { failureOf, newsOfCalls } from '#renderer/calls/call-news.ts'
import { type CallsEvent, canTransfer, nextCalls, whyNotDial } from '#renderer/calls/next-calls.ts'
import { type Line, noLine } from '#renderer/line/line.ts'
import { mayOpenMicrophone } from '#renderer/monitor/logic/may-open.ts'
import { idle } from '#renderer/monitor/logic/monitor.ts'
import { invite } from '../../../fakes/fake-line.ts'

const AT = 5_000
const token = 'a-token-nobody-can-guess'
const mark = { by: 'header', name: 'X-Earshot-Token', value: token } as const
const registered: CallsEvent = { kind: 'registration', registration: { kind: 'registered' } }

const dial = (id: string, number = '1001', monitorRests = false): CallsEvent => ({
  kind: 'dial',
  id,
  to: { name: null, number },
  monitorRests,
})
const up = (id: string): CallsEvent => ({ kind: 'established', id })
const ended = (id: string, status?: number): CallsEvent =>
  status === undefined ? { kind: 'ended', id } : { kind: 'ended', id, status }
const comes = (id: string, number = '5551234'): CallsEvent => ({ kind: 'invite', invite: invite(id, {}, number) })
const toNumber = { kind: 'number', number: '1003' } as const

function play(events: readonly CallsEvent[], from: Line = noLine) {
  const told: string[] = []
  let line = from
  for (const event of events) {
    const before = line
    line = nextCalls(before, event, AT)
    for (const effect of callEffects(before, line, event)) {
      if (effect.kind === 'later') continue
      if (effect.kind === 'setAside') told.push(`${effect.tell ? 'hold' : 'rest'} ${effect.id}`)
      else if (effect.kind === 'transfer')
        told.push(`transfer ${effect.id} ${effect.to.kind === 'number' ? effect.to.number : effect.to.id}`)
      else if (effect.kind === 'dial') told.push(`dial ${effect.id} ${effect.number}`)
      else told.push(`${effect.kind} ${effect.id}`)
    }
  }
  return { line, told }
}

const ready = play([registered]).line
const talking = play([dial('a'), up('a')], ready).line
const twoCalls = play([dial('b', '1002'), up('b')], talking).line
const monitored = play(
  [
    { kind: 'monitorAsked' },
    { kind: 'ticket', ticket: { ticketId: 'ticket-0001', mark, askedAt: AT } },
    { kind: 'invite', invite: invite('ours', { 'X-Earshot-Token': token }) },
    up('ours'),
    { kind: 'sound', id: 'ours', sound: 'came' },
  ],
  ready,
).line

describe('a call that is placed', () => {
  it('is dialled once, rings there, is up, and only then has a microphone', () => {
    const placed = play([dial('a')], ready)
    expect(placed.told).toEqual(['dial a 1001'])
    expect(mayOpenMicrophone(idle, placed.line)).toBe(false)
    const rings = play([{ kind: 'rings', id: 'a' }], placed.line)
    expect(rings).toMatchObject({ told: [], line: { call: { dialled: 'rings', up: false } } })
    expect(mayOpenMicrophone(idle, rings.line)).toBe(false)
    expect(mayOpenMicrophone(idle, play([up('a')], rings.line).line)).toBe(true)
  })

  it('can be given up, and what comes of it afterwards is late', () => {
    const given = play([dial('a'), { kind: 'hangUp' }], ready)
    expect(given.told).toEqual(['dial a 1001', 'hangUp a'])
    expect(play([up('a'), { kind: 'rings', id: 'a' }, ended('a')], given.line).line).toBe(given.line)
  })

  it.each<[string, Line, string]>([
    ['without a line', noLine, 'notReady'],
    ['while one rings', play([comes('x')], ready).line, 'ringing'],
    ['while another is not up yet', play([dial('a')], ready).line, 'connecting'],
    ['while a monitor is on its way', play([{ kind: 'monitorAsked' }], ready).line, 'monitor'],
    ['while a monitor has the line', monitored, 'monitor'],
    ['beside two on hold', play([dial('c', '1003'), up('c')], twoCalls).line, 'tooMany'],
  ])('is not placed %s', (_when, line, why) => {
    expect(whyNotDial(line, false)).toBe(why)
    expect(play([dial('z')], line)).toEqual({ line, told: [] })
  })
})

describe('hold', () => {
  it('lets a second call in, and only one of them has the microphone', () => {
    expect(play([dial('b', '1002')], talking).told).toEqual(['hold a', 'dial b 1002'])
    expect(twoCalls).toMatchObject({ call: { invite: { id: 'b' } }, aside: [{ call: { invite: { id: 'a' } } }] })
  })

  it('swaps two calls in one step', () => {
    const swapped = play([{ kind: 'takeBack', id: 'a' }], twoCalls)
    expect(swapped.told).toEqual(['hold b', 'takeBack a'])
    expect(swapped.line).toMatchObject({ call: { invite: { id: 'a' } }, aside: [{ call: { invite: { id: 'b' } } }] })
  })

  it('is shown as confirmed only when the PBX has said so', () => {
    const held = play([{ kind: 'putAside' }], talking)
    expect(held).toMatchObject({ told: ['hold a'], line: { call: { kind: 'none' }, aside: [{ onHold: false }] } })
    expect(play([{ kind: 'onHold', id: 'a', on: true }], held.line).line.aside).toMatchObject([{ onHold: true }])
    expect(mayOpenMicrophone(idle, held.line)).toBe(false)
  })

  it('keeps the microphone as it was: muted stays muted', () => {
    const muted = play([{ kind: 'mute', on: true }, { kind: 'putAside' }, { kind: 'takeBack', id: 'a' }], talking).line
    expect(mayOpenMicrophone(idle, muted)).toBe(false)
  })

  it('ends with the call, by either side', () => {
    const held = play([{ kind: 'putAside' }], talking).line
    expect(play([{ kind: 'hangUpAside', id: 'a' }], held)).toMatchObject({ told: ['hangUp a'], line: { aside: [] } })
    expect(play([ended('a')], held)).toMatchObject({ told: [], line: { aside: [] } })
  })
})

describe('a call that waits', () => {
  it('is answered while the one before rests', () => {
    expect(play([comes('x'), { kind: 'answer' }], talking).told).toEqual(['hold a', 'answer x'])
  })
  it('is answered in place of one that is not up yet', () => {
    expect(play([dial('a'), comes('x'), { kind: 'answer' }], ready).told).toEqual([
      'dial a 1001',
      'hangUp a',
      'answer x',
    ])
  })
  it('rings by itself once the line is free', () => {
    const { line } = play([comes('x'), { kind: 'hangUp' }], talking)
    expect(line).toMatchObject({ call: { kind: 'ringing', invite: { id: 'x' } }, waiting: null })
  })
  it('hears busy where there is no room for one more', () => {
    const full = play([dial('c', '1003'), up('c'), comes('x')], twoCalls).line
    expect(play([{ kind: 'answer' }], full)).toEqual({ line: full, told: [] })
  })
})

describe('do not disturb', () => {
  const on: CallsEvent = { kind: 'doNotDisturb', on: true }
  it('lets callers hear busy, and marks them as missed', () => {
    const { line, told } = play([on, comes('x', '777')], ready)
    expect(told).toEqual(['decline x'])
    expect(line).toMatchObject({ call: { kind: 'none' }, missed: [{ from: { number: '777' } }] })
  })
  it('does not touch a monitor', () => {
    const disturbed = play([on], monitored).line
    expect(disturbed.call).toBe(monitored.call)
    const { told } = play(
      [
        on,
        { kind: 'monitorAsked' },
        { kind: 'ticket', ticket: { ticketId: 'ticket-0001', mark, askedAt: AT } },
        { kind: 'invite', invite: invite('ours', { 'X-Earshot-Token': token }) },
      ],
      ready,
    )
    expect(told).toEqual(['answer ours'])
  })
})

describe('a call and a monitor', () => {
  it('never share the line: the monitor falls silent for the call, and comes back when that is over', () => {
    const placed = play([dial('a', '1001', true)], monitored)
    expect(placed.told).toEqual(['rest ours', 'dial a 1001'])
    const after = play([up('a'), { kind: 'hangUp' }], placed.line)
    expect(after.told).toEqual(['hangUp a', 'takeBack ours'])
    expect(after.line).toMatchObject({ call: { kind: 'monitor' }, aside: [] })
  })
  it('a monitor taken off hold while it rests is on hold no more when it comes back', () => {
    const hold = (held: boolean): CallsEvent => ({ kind: 'hold', id: 'ours', held })
    const back = play([hold(true), dial('a', '1001', true), hold(false), { kind: 'hangUp' }], monitored).line
    expect(back.call).toMatchObject({ kind: 'monitor', id: 'ours', held: false })
  })
  it('the monitor taken over stays on the line as a call, and nothing is told to the phone', () => {
    const from = { name: 'Carla', number: '5550001' }
    const took: CallsEvent = { kind: 'tookOver', from, agent: from, muted: false }
    const { line, told } = play([took], monitored)
    expect(told).toEqual([])
    expect(line.call).toMatchObject({ kind: 'talking', invite: { id: 'ours', from }, up: true, muted: false })
    expect(line.expecting).toEqual({ kind: 'nothing' })
    expect(play([{ kind: 'putAside' }, { kind: 'takeBack', id: 'ours' }, { kind: 'hangUp' }], line).told).toEqual([
      'hold ours',
      'takeBack ours',
      'hangUp ours',
    ])
  })
  it('the call on hold lets the monitor back', () => {
    const both = play([dial('a', '1001', true), up('a')], monitored).line
    expect(play([{ kind: 'putAside' }], both).told).toEqual(['hold a', 'takeBack ours'])
    expect(play([{ kind: 'takeBack', id: 'ours' }], both).told).toEqual(['hold a', 'takeBack ours'])
  })
  it('the call on hold is taken back only where the monitor may rest', () => {
    const held = play([dial('a', '1001', true), up('a'), { kind: 'putAside' }], monitored).line
    expect(play([{ kind: 'takeBack', id: 'a' }], held)).toEqual({ line: held, told: [] })
    expect(play([{ kind: 'takeBack', id: 'a', monitorRests: true }], held).told).toEqual(['rest ours', 'takeBack a'])
  })
  it('a silent monitor that ends is hung up, and the call goes on', () => {
    const both = play([dial('a', '1001', true), up('a')], monitored).line
    const { line, told } = play([{ kind: 'ticketUnwanted', mark }], both)
    expect([told, line.call.kind, line.aside]).toEqual([['hangUp ours'], 'talking', []])
  })
  it('whoever calls is answered while the monitor rests, when that was asked for', () => {
    const waits = play([comes('x')], monitored).line
    expect(play([{ kind: 'answer' }], waits).told).toEqual([])
    expect(play([{ kind: 'answer', monitorRests: true }], waits).told).toEqual(['rest ours', 'answer x'])
  })
})

describe('transfer', () => {
  it('passes a call on to a number: it rests until the PBX has said what became of it', () => {
    const asked = play([{ kind: 'transfer', id: 'a', to: toNumber }], talking)
    expect(asked.told).toEqual(['hold a', 'transfer a 1003'])
    expect(canTransfer(asked.line, 'a')).toBe(false)
    expect(play([{ kind: 'transfer', id: 'a', to: toNumber }], asked.line)).toEqual({ line: asked.line, told: [] })
    expect(play([{ kind: 'takeBack', id: 'a' }], asked.line).line).toBe(asked.line)
    expect(play([{ kind: 'transferred', id: 'a', status: 200 }], asked.line)).toMatchObject({
      told: ['hangUp a'],
      line: { call: { kind: 'none' }, aside: [] },
    })
  })
  it('that was refused leaves the call on hold, to be taken back', () => {
    const asked = play([{ kind: 'transfer', id: 'a', to: toNumber }], talking).line
    const refused = play([{ kind: 'transferred', id: 'a', status: 486 }], asked)
    expect(refused).toMatchObject({ told: [], line: { aside: [{ transfer: null }] } })
    expect(play([{ kind: 'takeBack', id: 'a' }], refused.line).told).toEqual(['takeBack a'])
  })
  it('that nobody answers in time is given up, and a late word of it changes nothing', () => {
    const asked = play([{ kind: 'transfer', id: 'a', to: toNumber }], talking).line
    const late = play([{ kind: 'transferTooLong', id: 'a', to: toNumber }], asked).line
    expect(late.aside).toMatchObject([{ transfer: null }])
    expect(play([{ kind: 'transferred', id: 'a', status: 200 }], late).line).toBe(late)
  })
  it('joins both calls: neither is ours afterwards', () => {
    const asked = play([{ kind: 'transfer', id: 'a', to: { kind: 'call', id: 'b' } }], twoCalls)
    expect(asked.told).toEqual(['hold b', 'transfer a b'])
    expect(mayOpenMicrophone(idle, asked.line)).toBe(false)
    expect(play([{ kind: 'transferred', id: 'a', status: 200 }], asked.line)).toMatchObject({
      told: ['hangUp a', 'hangUp b'],
      line: { aside: [] },
    })
    expect(play([{ kind: 'transferred', id: 'a', status: 603 }], asked.line).line.aside).toMatchObject([
      { transfer: null },
      { transfer: null },
    ])
  })
  it('whose call ends meanwhile leaves the other one to be taken back', () => {
    const asked = play([{ kind: 'transfer', id: 'a', to: { kind: 'call', id: 'b' } }, ended('a')], twoCalls).line
    expect(asked.aside).toMatchObject([{ call: { invite: { id: 'b' } }, transfer: null }])
    expect(play([{ kind: 'takeBack', id: 'b' }], asked).told).toEqual(['takeBack b'])
  })
})

describe('what is told', () => {
  it.each([
    [486, 'busy'],
    [600, 'busy'],
    [603, 'declined'],
    [480, 'noAnswer'],
    [404, 'noSuchNumber'],
    [484, 'noSuchNumber'],
    [403, 'notAllowed'],
    [488, 'noSound'],
    [433, 'refused'],
    [699, 'refused'],
    [302, 'refused'],
    [500, 'pbxFailed'],
    [503, 'pbxFailed'],
    [0, 'noConnection'],
  ] as const)('of a call that ended with %i', (status, failure) => {
    const { line } = play([dial('a')], ready)
    expect(newsOfCalls(line, ended('a', status))).toEqual({
      kind: 'notConnected',
      other: { name: null, number: '1001' },
      status,
    })
    expect(failureOf(status)).toBe(failure)
  })
  it('is nothing of a call that was up, or that the person gave up', () => {
    expect(newsOfCalls(talking, ended('a', 500))).toBe(null)
    expect(newsOfCalls(play([dial('a'), { kind: 'hangUp' }], ready).line, ended('a'))).toBe(null)
  })
  it('of a transfer: once, and never more than is known', () => {
    const asked = play([{ kind: 'transfer', id: 'a', to: toNumber }], talking).line
    const news = (event: CallsEvent) => newsOfCalls(asked, event)?.kind
    expect(news({ kind: 'transferred', id: 'a', status: 200 })).toBe('transferred')
    expect(news({ kind: 'transferred', id: 'a', status: 100 })).toBe('notTransferred')
    expect(news({ kind: 'transferTooLong', id: 'a', to: toNumber })).toBe('notTransferred')
    expect(news({ kind: 'transferTooLong', id: 'a', to: { kind: 'number', number: '1003' } })).toBe(undefined)
    expect(news({ kind: 'transferred', id: 'other', status: 200 })).toBe(undefined)
  })
})
