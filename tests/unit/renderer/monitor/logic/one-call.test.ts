// One clock a call, and notices that belong to theirs.
import { expect, it } from 'vitest'
import { ok } from '#contract/result.ts'
import type { Live, Monitor, MonitorInput } from '#renderer/monitor/logic/monitor.ts'
import { next } from '#renderer/monitor/logic/next.ts'
import { ticketFor } from '../../../../fakes/fake-desk.ts'

const a = { callId: 'a', agentId: '1' }
const b = { callId: 'b', agentId: '2' }
const ticket = ticketFor(a)
const ticketId = ticket.id
const live: Live = {
  phase: 'live',
  asks: 1,
  ticket,
  takenBy: 'console',
  device: null,
  target: a,
  heard: { since: 0, until: null },
  modeState: { kind: 'confirmed', mode: 'join', changeId: 1 },
  changes: 1,
  chosenFor: [],
  call: 'up',
  move: null,
  hops: 0,
  follow: { on: false, askedId: 0 },
  links: 'up',
  notice: null,
}
const play = (...steps: readonly (readonly [number, MonitorInput])[]): Monitor =>
  steps.reduce<Monitor>((monitor, [at, input]) => next(monitor, input, at), live)
const hop: MonitorInput = { kind: 'listen', target: b, follow: false, why: 'help', canHop: true }
const retargeted = (target: typeof a, by: 'hop' | 'follow' | 'transfer'): MonitorInput => ({
  kind: 'pbx',
  event: { kind: 'retargeted', ticketId, target, by },
})
const targetEnded: MonitorInput = { kind: 'pbx', event: { kind: 'targetEnded', ticketId } }

it('counts a call from when the monitor came to it, whichever tells of it first', () => {
  const answered: MonitorInput = { kind: 'hopAnswered', ticketId, hopId: 1, result: ok(b) }
  const told = retargeted(b, 'hop')
  expect(play([10, hop])).toMatchObject({ heard: { since: 0, until: null }, move: { to: b, why: 'help' } })
  expect(play([10, hop], [20, answered], [30, told])).toMatchObject({ target: b, heard: { since: 20, until: null } })
  expect(play([10, hop], [20, told], [30, answered])).toMatchObject({ target: b, heard: { since: 20, until: null } })
})

it('stands still when the call is over, and begins anew with the next', () => {
  expect(play([50, targetEnded], [90, targetEnded])).toMatchObject({ heard: { since: 0, until: 50 } })
  const nextCall = retargeted({ ...a, callId: 'c' }, 'follow')
  expect(play([50, targetEnded], [90, nextCall])).toMatchObject({ heard: { since: 90, until: null }, notice: null })
})

it('says that a transfer has ended a join, until another call is listened to', () => {
  const transferred = retargeted({ ...a, agentId: '2' }, 'transfer')
  expect(play([50, transferred])).toMatchObject({
    modeState: { kind: 'confirmed', mode: 'listen' },
    notice: { kind: 'transferred' },
    heard: { since: 50 },
  })
  expect(play([50, transferred], [60, retargeted(b, 'hop')])).toMatchObject({ notice: null })
})
