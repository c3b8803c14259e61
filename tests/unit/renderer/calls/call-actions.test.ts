// What the screen asks for with ordinary calls: a monitor gives way only as chosen, keys go in their order, all meet in one room.
import { expect, it } from 'vitest'
import { ok } from '#contract/result.ts'
import { callActions } from '#renderer/calls/call-actions.ts'
import { callEffects } from '#renderer/calls/call-effects.ts'
import { type CallsSight, type ForCall, restingCalls } from '#renderer/calls/calls-store.ts'
import { type CallsEvent, nextCalls } from '#renderer/calls/next-calls.ts'
import { type Line, noLine } from '#renderer/line/line.ts'
import { invite } from '../../../fakes/fake-line.ts'

const mark = { by: 'header', name: 'X-Earshot-Token', value: 'a-token-nobody-can-guess' } as const
const monitored: readonly CallsEvent[] = [
  { kind: 'monitorAsked' },
  { kind: 'ticket', ticket: { ticketId: 'ticket-0001', mark, askedAt: 0 } },
  { kind: 'invite', invite: invite('ours', { 'X-Earshot-Token': mark.value }) },
  { kind: 'sound', id: 'ours', sound: 'came' },
]

function stage(before: readonly CallsEvent[] = [], site: { allowed?: boolean; conference?: string } = {}) {
  const done: string[] = []
  let line: Line = nextCalls(noLine, { kind: 'registration', registration: { kind: 'registered' } }, 0)
  let sight: CallsSight = restingCalls
  let ids = 0
  const apply = (event: CallsEvent) => {
    const was = line
    line = nextCalls(was, event, 1)
    for (const effect of callEffects(was, line, event))
      if (effect.kind !== 'later') done.push(`${effect.kind} ${effect.id}`)
  }
  for (const event of before) apply(event)
  done.length = 0
  const sent: (() => void)[] = []
  const actions = callActions({
    line: () => line,
    apply,
    phone: {
      sendDigits: (_id, digits, by) => {
        done.push(`key ${digits} ${by}`)
        return new Promise((resolve) => sent.push(() => resolve(ok(null))))
      },
    },
    monitor: {
      end: () => {
        done.push('end')
        apply({ kind: 'ticketUnwanted', mark })
      },
      listenOnly: () => void done.push('listen only'),
    },
    settings: () => ({ allowed: true, digitsBy: 'rfc4733', voicemail: null, conference: null, echo: null, ...site }),
    uniqueId: () => `call-${++ids}`,
    sight: () => sight,
    show: (now) => {
      sight = { ...sight, ...now }
    },
  })
  return { actions, done, apply, sent, sight: () => sight, line: () => line }
}

const to = { name: 'Ada', number: '1001' }

it('nobody is called where the site allows it not, or while a monitor is to stay', () => {
  expect(stage([], { allowed: false }).actions.dial(to, null)).toBe('notAllowed')
  const { actions, done } = stage(monitored)
  expect(actions.dial(to, null)).toBe('monitor')
  expect(done).toEqual([])
})

it.each<[ForCall, readonly string[]]>([
  ['monitorEnds', ['end', 'hangUp ours', 'dial call-1']],
  ['monitorRests', ['listen only', 'setAside ours', 'dial call-1']],
])('%s for a call', (how, order) => {
  const { actions, done, sight } = stage(monitored)
  expect(actions.dial(to, how)).toBe(null)
  expect(done).toEqual(order)
  expect(sight().lastDialled).toEqual([to])
})

it('a monitor that is not heard yet cannot rest: it ends', () => {
  const { actions, done } = stage(monitored.slice(0, 3))
  expect(actions.dial(to, 'monitorRests')).toBe(null)
  expect(done).toEqual(['end', 'hangUp ours', 'dial call-1'])
})

it('each number dialled is remembered once, the last one first', () => {
  const { actions, apply, sight } = stage()
  for (const number of ['1', '2', '1']) {
    actions.dial({ name: null, number }, null)
    apply({ kind: 'hangUp' })
  }
  expect(sight().lastDialled.map(({ number }) => number)).toEqual(['1', '2'])
})

it('keys go one after the other, and only into a call that is up', async () => {
  const { actions, apply, done, sent, sight } = stage()
  actions.key('1')
  actions.dial(to, null)
  actions.key('2')
  apply({ kind: 'established', id: 'call-1' })
  done.length = 0
  actions.key('3')
  actions.key('4')
  await Promise.resolve()
  expect(done).toEqual(['key 3 rfc4733'])
  sent[0]?.()
  await expect.poll(() => done).toEqual(['key 3 rfc4733', 'key 4 rfc4733'])
  expect(sight().keyed).toBe('34')
})

it('all meet in the room of the site: both are passed on to it, and the person calls it', () => {
  const { actions, apply, done } = stage([], { conference: '800' })
  for (const id of ['call-1', 'call-2']) {
    actions.dial(to, null)
    apply({ kind: 'established', id })
  }
  done.length = 0
  actions.meet()
  expect(done).toEqual(['setAside call-2', 'transfer call-2', 'transfer call-1', 'dial call-3'])
})
