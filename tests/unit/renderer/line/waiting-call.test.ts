// L10: a call that comes while a monitor runs waits, or is missed with a mark, by setting; it never goes without a trace.
import { describe, expect, it } from 'vitest'
import { type Line, type LineEvent, nextLine, noLine } from '#renderer/line/line.ts'
import { lineEffects } from '#renderer/line/line-effects.ts'
import { mayOpenMicrophone } from '#renderer/monitor/logic/may-open.ts'
import { idle } from '#renderer/monitor/logic/monitor.ts'
import { invite } from '../../../fakes/fake-line.ts'

const AT = 5_000
const value = 'a-token-nobody-can-guess'
const mark = { by: 'header', name: 'X-Earshot-Token', value } as const
const ours = (id = 'ours') => invite(id, { 'X-Earshot-Token': value })
const comes = (one: ReturnType<typeof invite>): LineEvent => ({ kind: 'invite', invite: one })
const ended = (id: string): LineEvent => ({ kind: 'ended', id })

function play(events: readonly LineEvent[], from: Line = noLine) {
  const told: string[] = []
  let line = from
  for (const event of events) {
    const before = line
    line = nextLine(before, event, AT)
    for (const effect of lineEffects(before, line, event)) {
      if (effect.kind === 'decline') told.push(`decline ${effect.id} ${effect.status}`)
      else if (effect.kind !== 'later') told.push(`${effect.kind} ${effect.id}`)
    }
  }
  return { line, told, missed: line.missed.map(({ from: { number } }) => number) }
}

const expecting: LineEvent[] = [
  { kind: 'monitorAsked' },
  { kind: 'ticket', ticket: { ticketId: 'ticket-0001', mark, askedAt: AT } },
]
const monitored = play([...expecting, comes(ours()), { kind: 'established', id: 'ours' }]).line
const over: LineEvent = { kind: 'ticketUnwanted', mark }

describe('a call that comes while a monitor runs', () => {
  const waiting = play([comes(invite('phone'))], monitored)

  it('waits, and the monitor goes on as it was', () => {
    expect(waiting.told).toEqual([])
    expect(waiting.line).toMatchObject({ call: monitored.call, waiting: { id: 'phone' }, missed: [] })
  })

  it('rings when the monitor is over, and its voice is nobody’s before it is answered by hand', () => {
    const { line, told } = play([over], waiting.line)
    expect(told).toEqual(['hangUp ours'])
    expect(line).toMatchObject({ call: { kind: 'ringing', invite: { id: 'phone' } }, waiting: null })
    expect(mayOpenMicrophone(idle, line)).toBe(false)
    expect(play([{ kind: 'answer' }], line).told).toEqual(['answer phone'])
  })

  it('is not answered in the middle of the monitor, and can be declined', () => {
    expect(play([{ kind: 'answer' }], waiting.line)).toMatchObject({ line: waiting.line, told: [] })
    const { line, told, missed } = play([{ kind: 'decline' }], waiting.line)
    expect([told, line.waiting, missed]).toEqual([['decline phone 603'], null, []])
  })

  it('is missed when its caller gives up, and not when another phone has answered', () => {
    expect(play([ended('phone')], waiting.line)).toMatchObject({ told: [], missed: ['5551234'] })
    const elsewhere: LineEvent = { kind: 'ended', id: 'phone', elsewhere: true }
    expect(play([elsewhere], waiting.line)).toMatchObject({ line: { waiting: null }, missed: [] })
  })

  it('is the only one that waits: another hears busy and is missed', () => {
    const { line, told, missed } = play([comes(invite('third', {}, '777'))], waiting.line)
    expect(line.waiting?.id).toBe('phone')
    expect([told, missed]).toEqual([['decline third 486'], ['777']])
  })

  it('is missed with a mark where calls are not to wait', () => {
    const set = play([{ kind: 'callWaiting', on: false }], monitored).line
    const { line, told, missed } = play([comes(invite('phone'))], set)
    expect([line.waiting, told, missed]).toEqual([null, ['decline phone 486'], ['5551234']])
    expect(line.missed).toEqual([{ from: { name: null, number: '5551234' }, at: AT }])
  })
})

it('a call waits as well while the monitor is on its way, also one that rang before Listen was pressed', () => {
  expect(play([...expecting, comes(invite('phone'))]).line.waiting?.id).toBe('phone')
  const rang = play([comes(invite('phone')), ...expecting, comes(ours())])
  expect(rang.told).toEqual(['answer ours'])
  expect(rang.line).toMatchObject({ call: { kind: 'monitor' }, waiting: { id: 'phone' } })
})

it('an INVITE with the token of the monitor is never a call that waits or was missed', () => {
  const again = play([comes(ours('again'))], monitored)
  expect(again).toMatchObject({ told: ['decline again 486'], line: { waiting: null }, missed: [] })
  const late = play([...expecting, over, comes(ours())])
  expect(late).toMatchObject({ told: ['decline ours 486'], missed: [] })
})

it('a call that nobody answers is missed, newest first, until it was seen', () => {
  const { line, missed } = play([
    comes(invite('one', {}, '111')),
    ended('one'),
    comes(invite('two', {}, '222')),
    comes(invite('waits', {}, '333')),
    comes(invite('busy', {}, '444')),
    ended('two'),
    ended('waits'),
  ])
  expect(missed).toEqual(['333', '222', '444', '111'])
  expect(play([{ kind: 'missedSeen' }], line).line.missed).toEqual([])
})

it('what was declined, or answered and is over, was not missed', () => {
  expect(play([comes(invite('one')), { kind: 'decline' }]).missed).toEqual([])
  expect(play([comes(invite('one')), { kind: 'answer' }, ended('one')]).missed).toEqual([])
})
