// Help on Asterisk as two consoles have it: what an agent's phone sends, what AstDB keeps, and steps whose answer or echo is lost.
import { expect, it } from 'vitest'
import { deskFailure } from '#contract/errors.ts'
import { err, ok } from '#contract/result.ts'
import type { Askers } from '#main/pbx/asterisk/help/askers.ts'
import { createHelp } from '#main/pbx/asterisk/help/help.ts'
import { cryOf, keptCryOf } from '#main/pbx/asterisk/help/help-wire.ts'
import type { AmiFields } from '#main/pbx/asterisk/wire/ami-client.ts'
import type { AmiMessage } from '#main/pbx/asterisk/wire/ami-codec.ts'
import { fakeClock } from '../../../../../fakes/fake-clock.ts'

const cry: AmiMessage = {
  Event: 'UserEvent',
  Channel: 'PJSIP/1001-0000002a',
  Uniqueid: '1600000000.5',
  UserEvent: 'EarshotHelp',
  Code: '1',
}

const START = 1_700_000_000_000

function centre() {
  const clock = fakeClock(START)
  const calls = new Map([['1001', 'c1']])
  const kept: AmiMessage[] = []
  const askers: Askers = {
    agentOf: ({ phone, agent }) => agent ?? (phone === 'PJSIP/1001' ? '1001' : null),
    callOf: (agentId) => calls.get(agentId) ?? null,
    since: () => START - 60_000,
    isOn: (agentId, callId) => calls.get(agentId) === callId,
  }
  const consoles: ReturnType<typeof createHelp>[] = []
  let fault: 'none' | 'noEcho' | 'cut' = 'none'
  const tell = (event: AmiMessage) => {
    for (const one of consoles) one.heard([event])
  }
  const action = async (name: string, fields: AmiFields) => {
    if (fault === 'cut') return err(deskFailure('pbxUnreachable'))
    if (name === 'DBGetTree') return ok({ head: {}, rows: kept })
    const data = fields.filter(([key]) => key === 'Data').map(([, value]) => value)
    if (fault === 'none') tell({ Event: 'UserEvent', UserEvent: fields[0]?.[1], Data: data.join('\n') })
    return ok({ head: {}, rows: [] })
  }
  const open = (id: string, name: string) => {
    const help = createHelp({
      me: { id, name },
      clock,
      action,
      askers: () => askers,
      reasons: { 1: 'Angry caller' },
      isPossible: () => true,
      clockOffsetMs: () => 0,
      log: () => {},
    })
    let board = { requests: [] as readonly unknown[], supervisors: [] as readonly string[] }
    help.on((next) => {
      board = next
    })
    consoles.push(help)
    return { ...help, board: () => board }
  }
  return {
    clock,
    calls,
    kept,
    open,
    tell,
    set: (next: typeof fault) => {
      fault = next
    },
  }
}

it('shows who asks, on which call and why, to every console, and to which of them it is', async () => {
  const { open, tell } = centre()
  const [ann, bob] = [open('a', 'Ann'), open('b', 'Bob')]
  await Promise.all([ann.enter(), bob.enter()])
  bob.othersAre(['Ann'])
  tell(cry)
  const request = { id: '1600000000.5', agentId: '1001', callId: 'c1', at: START, reason: 'Angry caller' }
  for (const desk of [ann, bob]) expect(desk.board().requests).toEqual([{ ...request, claim: null, offeredTo: null }])
  expect(bob.board().supervisors).toEqual(['Bob', 'Ann'])
  expect(await bob.step({ do: 'claim', id: request.id })).toEqual(ok(null))
  expect(ann.board().requests).toMatchObject([{ claim: { by: 'Bob' } }])
  expect(await ann.step({ do: 'claim', id: request.id })).toMatchObject({ ok: false, error: { code: 'pbxRefused' } })
  expect(await bob.step({ do: 'done', id: request.id })).toEqual(ok(null))
  expect(await ann.step({ do: 'claim', id: request.id })).toMatchObject({ ok: false, error: { code: 'callGone' } })
})

it('says a step is made only once the PBX has passed it on', async () => {
  const { open, tell, set, clock } = centre()
  const ann = open('a', 'Ann')
  await ann.enter()
  tell(cry)
  set('noEcho')
  const asked = ann.step({ do: 'claim', id: '1600000000.5' })
  await clock.advance(3000)
  expect(await asked).toMatchObject({ ok: false, error: { code: 'timedOut' } })
  expect(ann.board().requests).toMatchObject([{ claim: null }])
  set('cut')
  expect(await ann.step({ do: 'claim', id: '1600000000.5' })).toMatchObject({ error: { code: 'pbxUnreachable' } })
  expect(ann.board().requests).toMatchObject([{ claim: null }])
})

it('learns after a cut what was asked meanwhile, from AstDB, but nothing old, dealt with, or of another call', async () => {
  const { open, tell, kept, clock, calls } = centre()
  const ann = open('a', 'Ann')
  await ann.enter()
  tell(cry)
  await ann.step({ do: 'done', id: '1600000000.5' })
  ann.lost()
  const epoch = START / 1000
  const read = async (value: string) => {
    kept.splice(0, kept.length, { Key: '/earshot-help/1001', Val: value })
    await ann.enter()
    await clock.advance(700)
    return ann.board().requests
  }
  expect(await read(`${epoch},1600000000.5,1`)).toEqual([])
  expect(await read(`${epoch - 3600},1600000000.6,`)).toEqual([])
  expect(await read(`${epoch - 61},1600000000.7,`)).toEqual([])
  expect(await read(`${epoch},1600000000.8,7`)).toMatchObject([{ callId: 'c1', reason: '7', at: START }])
  calls.delete('1001')
  await clock.advance(1000)
  expect(ann.board().requests).toEqual([])
})

it('takes an agent without a call, and one whom a program names', async () => {
  const { open, tell, calls } = centre()
  calls.clear()
  const ann = open('a', 'Ann')
  await ann.enter()
  tell({ Event: 'UserEvent', UserEvent: 'EarshotHelp', Agent: '1007', Reason: 'Fire\u202e alarm' })
  tell({ Event: 'UserEvent', UserEvent: 'EarshotHelp', Channel: 'PJSIP/trunk-1' })
  expect(ann.board().requests).toMatchObject([{ agentId: '1007', callId: null, reason: 'Fire alarm' }])
})

it('reads nothing else as a request', () => {
  expect(cryOf({ Event: 'Hangup' })).toBeNull()
  expect(cryOf({ ...cry, UserEvent: 'Door' })).toBeNull()
  for (const Val of ['', 'x,1.1,', '1600000000,,', `1600000000,${'x'.repeat(201)},`])
    expect(keptCryOf({ Key: '/earshot-help/1001', Val })).toBeNull()
  expect(keptCryOf({ Key: '/other/1001', Val: '1600000000,1.1,' })).toBeNull()
})
