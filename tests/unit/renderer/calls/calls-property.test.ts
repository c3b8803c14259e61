// Whatever happens in whatever order: one microphone, one call on the line, nothing done twice, nobody forgotten.
import fc from 'fast-check'
import { expect, it } from 'vitest'
import { type CallEffect, callEffects } from '#renderer/calls/call-effects.ts'
import { type CallsEvent, nextCalls } from '#renderer/calls/next-calls.ts'
import { callId, holds, type Line, monitorOn, noLine } from '#renderer/line/line.ts'
import { mayOpenMicrophone } from '#renderer/monitor/logic/may-open.ts'
import { idle } from '#renderer/monitor/logic/monitor.ts'
import { invite } from '../../../fakes/fake-line.ts'

const ids = ['a', 'b', 'c', 'd', 'e'] as const
const token = 'a-token-nobody-can-guess'
const mark = { by: 'header', name: 'X-Earshot-Token', value: token } as const

const id = fc.constantFrom(...ids)
const bool = fc.boolean()
const event: fc.Arbitrary<CallsEvent> = fc.oneof(
  fc.record({
    kind: fc.constant('dial'),
    id,
    to: fc.constant({ name: null, number: '1001' }),
    monitorRests: bool,
    isEcho: fc.constantFrom(undefined, true),
  }),
  id.map((one): CallsEvent => ({ kind: 'invite', invite: invite(one) })),
  fc.constant<CallsEvent>({ kind: 'invite', invite: invite('ours', { 'X-Earshot-Token': token }) }),
  fc.record({ kind: fc.constant('established'), id: fc.constantFrom(...ids, 'ours') }),
  fc.constant<CallsEvent>({ kind: 'sound', id: 'ours', sound: 'came' }),
  fc.record({ kind: fc.constantFrom('rings', 'takeBack', 'hangUpAside'), id }),
  fc.record({
    kind: fc.constantFrom('takeBack', 'hold', 'onHold', 'ended'),
    id,
    held: bool,
    on: bool,
    monitorRests: bool,
  }),
  fc.record({ kind: fc.constant('ended'), id: fc.constantFrom(...ids, 'ours') }),
  fc.record({ kind: fc.constant('answer'), monitorRests: bool }),
  fc.constantFrom<CallsEvent>(
    { kind: 'putAside' },
    { kind: 'hangUp' },
    { kind: 'decline' },
    { kind: 'monitorAsked' },
    { kind: 'monitorOver' },
    { kind: 'ticket', ticket: { ticketId: 'ticket-0001', mark, askedAt: 0 } },
    { kind: 'ticketUnwanted', mark },
    { kind: 'registration', registration: { kind: 'off' } },
    { kind: 'registration', registration: { kind: 'registered' } },
  ),
  fc.record({ kind: fc.constantFrom('mute', 'doNotDisturb', 'callWaiting'), on: bool }),
  fc.record({
    kind: fc.constant('transfer'),
    id,
    to: fc.oneof(
      fc.constant({ kind: 'number', number: '1003' } as const),
      fc.record({ kind: fc.constant('call'), id }),
    ),
  }),
  fc.record({ kind: fc.constant('transferred'), id, status: fc.constantFrom(200, 486, 0) }),
) as fc.Arbitrary<CallsEvent>

/** An id belongs to one call for good. */
const isStale = (event: CallsEvent, known: ReadonlySet<string>): boolean =>
  (event.kind === 'dial' && known.has(event.id)) || (event.kind === 'invite' && known.has(event.invite.id))

function expectOneVoice(line: Line): void {
  const all = [line.call, ...line.aside.map(({ call }) => call)].flatMap((call) => callId(call) ?? [])
  expect(new Set(all).size).toBe(all.length)
  expect(line.aside.length).toBeLessThanOrEqual(2)
  if (line.call.kind === 'monitor') expect(line.aside.every(({ kind }) => kind === 'call')).toBe(true)
  if (line.call.kind === 'none') expect(monitorOn(line)).toBe(null)
  if (!mayOpenMicrophone(idle, line)) return
  expect(line.call).toMatchObject({ kind: 'talking', up: true, held: false, muted: false })
}

const once = ['answer', 'dial', 'hangUp', 'decline'] as const

function expectOnce(effect: CallEffect, done: Set<string>): void {
  const kind = once.find((one) => one === effect.kind)
  if (!kind || !('id' in effect)) return
  // Who was declined is not hung up as well.
  const act = kind === 'hangUp' || kind === 'decline' ? `end ${effect.id}` : `${kind} ${effect.id}`
  expect(done.has(act)).toBe(false)
  done.add(act)
}

it('never two open microphones, never a call beside a monitor, nothing twice, nobody left', () => {
  fc.assert(
    fc.property(fc.array(event, { maxLength: 40 }), (events) => {
      const known = new Set<string>()
      const done = new Set<string>()
      const gone = new Set<string>()
      const wished = new Set<string>()
      let line = nextCalls(noLine, { kind: 'registration', registration: { kind: 'registered' } }, 0)
      for (const step of events) {
        if (isStale(step, known)) continue
        const before = line
        line = nextCalls(before, step, 1)
        if (step.kind === 'dial' && line !== before) known.add(step.id)
        if (step.kind === 'invite') known.add(step.invite.id)
        if (step.kind === 'ended' && known.has(step.id)) gone.add(step.id)
        const effects = callEffects(before, line, step)
        for (const effect of effects) {
          expectOnce(effect, done)
          if (effect.kind === 'answer' && effect.id !== 'ours') expect(step.kind).toBe('answer')
          if (effect.kind === 'dial') expect(step.kind).toBe('dial')
          if (effect.kind === 'hangUp' || effect.kind === 'decline') gone.add(effect.id)
        }
        if (step.kind === 'dial' || step.kind === 'answer') wished.add(callId(line.call) ?? '')
        expectOneVoice(line)
        if (mayOpenMicrophone(idle, line)) expect(wished.has(callId(line.call) ?? '')).toBe(true)
        // Whoever is not on the line any more has been told so.
        for (const one of known) if (!gone.has(one)) expect(holds(line, one)).toBe(true)
        // A call that has ended is not on the line.
        for (const one of gone) expect(holds(line, one)).toBe(false)
      }
    }),
    { numRuns: 1_500 },
  )
})

it('an event of a call that is not there changes nothing', () => {
  const line = nextCalls(noLine, { kind: 'registration', registration: { kind: 'registered' } }, 0)
  const late: readonly CallsEvent[] = [
    { kind: 'rings', id: 'x' },
    { kind: 'onHold', id: 'x', on: true },
    { kind: 'hold', id: 'x', held: true },
    { kind: 'established', id: 'x' },
    { kind: 'ended', id: 'x' },
    { kind: 'takeBack', id: 'x' },
    { kind: 'hangUpAside', id: 'x' },
    { kind: 'transfer', id: 'x', to: { kind: 'number', number: '1' } },
    { kind: 'transferred', id: 'x', status: 200 },
    { kind: 'putAside' },
    { kind: 'answer' },
    { kind: 'hangUp' },
  ]
  for (const one of late) expect(nextCalls(line, one, 1)).toBe(line)
})
