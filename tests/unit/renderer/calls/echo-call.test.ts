// A call to the phone system's echo gives way: nobody is on it.
import { describe, expect, it } from 'vitest'
import { callEffects } from '#renderer/calls/call-effects.ts'
import { type CallsEvent, canTransfer, nextCalls, whyNotDial } from '#renderer/calls/next-calls.ts'
import { hasPhoneCall, type Line, noLine, onThePhone } from '#renderer/line/line.ts'
import { mayOpenMicrophone } from '#renderer/monitor/logic/may-open.ts'
import { idle } from '#renderer/monitor/logic/monitor.ts'
import { invite } from '../../../fakes/fake-line.ts'

const mark = { by: 'header', name: 'X-Earshot-Token', value: 'a-token-nobody-can-guess' } as const
const dial = (id: string, isEcho?: true): CallsEvent => ({
  kind: 'dial',
  id,
  to: { name: null, number: '*43' },
  isEcho,
})
const comes: CallsEvent = { kind: 'invite', invite: invite('b', {}, '5551234') }

function play(events: readonly CallsEvent[], from: Line = noLine) {
  const done: string[] = []
  let line = from
  for (const event of events) {
    const before = line
    line = nextCalls(before, event, 0)
    for (const effect of callEffects(before, line, event))
      if (effect.kind !== 'later') done.push(`${effect.kind} ${effect.id}`)
  }
  return { line, done }
}

const ready = play([{ kind: 'registration', registration: { kind: 'registered' } }]).line
const calling = play([dial('a', true)], ready).line
const up = play([{ kind: 'established', id: 'a' }], calling).line

it('is dialled like any other, and hears the person', () => {
  expect(play([dial('a', true)], ready).done).toEqual(['dial a'])
  expect(mayOpenMicrophone(idle, calling)).toBe(false)
  expect(mayOpenMicrophone(idle, up)).toBe(true)
})

describe.each([
  ['while it is called', calling],
  ['while it is up', up],
])('%s', (_when, line) => {
  it.each([true, false])('whoever calls rings, and it is hung up (calls may wait: %s)', (on) => {
    const { line: after, done } = play([{ kind: 'callWaiting', on }, comes], line)
    expect(after).toMatchObject({ call: { kind: 'ringing', invite: { id: 'b' } }, waiting: null, missed: [] })
    expect(done).toEqual(['hangUp a'])
    expect(mayOpenMicrophone(idle, after)).toBe(false)
  })

  it('whoever calls hears busy where the person is not to be disturbed, and it goes on', () => {
    const { line: after, done } = play([{ kind: 'doNotDisturb', on: true }, comes], line)
    expect(after.call).toBe(line.call)
    expect(done).toEqual(['decline b'])
  })

  it('a monitor has the line at once', () => {
    expect(onThePhone(line)).toBe(false)
    const asked = play([{ kind: 'monitorAsked' }], line)
    expect(asked).toMatchObject({ done: ['hangUp a'], line: { call: { kind: 'none' }, expecting: { kind: 'asked' } } })
    const ours: CallsEvent = { kind: 'invite', invite: invite('ours', { [mark.name]: mark.value }) }
    const ticket: CallsEvent = { kind: 'ticket', ticket: { ticketId: 'ticket-0001', mark, askedAt: 0 } }
    expect(play([ticket, ours], asked.line).done).toEqual(['answer ours'])
  })

  it('a call that is placed has the line', () => {
    expect(whyNotDial(line, false)).toBeNull()
    const { line: after, done } = play([dial('c')], line)
    expect(done).toEqual(['hangUp a', 'dial c'])
    expect(after).toMatchObject({ call: { invite: { id: 'c' } }, aside: [] })
  })

  it('is never on hold, nor passed on, and nobody is asked before the window closes', () => {
    expect(canTransfer(line, 'a')).toBe(false)
    expect(play([{ kind: 'transfer', id: 'a', to: { kind: 'number', number: '1001' } }], line).line).toBe(line)
    expect(play([{ kind: 'putAside' }], line)).toMatchObject({ done: ['hangUp a'], line: { aside: [] } })
    expect(hasPhoneCall(line)).toBe(false)
  })
})
