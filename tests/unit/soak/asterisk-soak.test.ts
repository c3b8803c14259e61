// The soak's own eyes: what Asterisk prints is read, and a floor that says otherwise is found.
import { expect, it } from 'vitest'
import { type Agent, type Call, emptyFloor, type Floor } from '#contract/floor.ts'
import { differences, type Site } from '../../soak/asterisk/expected.ts'
import { commands, type Printed, truthOf } from '../../soak/asterisk/truth.ts'
import { createLedger } from '../../soak/ledger.ts'

const bridge = '8e73860e-e9ce-46d1-a67c-b3b03a3f389e'
const printed: Printed = {
  ...(Object.fromEntries(commands.map((command) => [command, []])) as unknown as Printed),
  'core show channels concise': [
    `PJSIP/trunk-00000000!from-trunk!400!4!Up!Queue!400,tr,,,90!5550001!!!3!1!${bridge}!1795713938.0`,
    `PJSIP/1001-00000001!from-internal!!1!Up!AppQueue!(Outgoing Line)!1001!!!3!1!${bridge}!1795713938.1`,
    'PJSIP/trunk-00000002!from-trunk!400!4!Up!Queue!400,tr,,,90!5550002!!!3!9!!1795713938.2',
  ],
  'bridge show all': [`${bridge} <unknown>                    2 basic           simple_bridge   00:00:01`],
  'queue show': [
    "400 has 1 calls (max unlimited) in 'ringall' strategy (1s holdtime, 0s talktime), W:0, C:7, A:2, SL:0.0%, SL2:0.0% within 5s",
    '   Members: ',
    '      Ada Agent (PJSIP/1001) (ringinuse disabled) (in call) (In use) has taken 3 calls (last was 9 secs ago) (login was 2 secs ago)',
    '      Dora Agent (Local/1004@from-queue/n from hint:1004@ext-local) (ringinuse disabled) (paused:lunch was 3 secs ago) (Not in use) has taken no calls yet (login was 2 secs ago)',
    '   Callers: ',
    '      1. PJSIP/trunk-00000002 (wait: 0:09, prio: 0)',
  ],
}
const site: Site = {
  agentOfPhone: new Map(),
  agentOfNumber: new Map(),
  mobiles: new Map(),
  agentOfWay: new Map([
    ['PJSIP/1001', '1001'],
    ['Local/1004@from-queue/n', '1004'],
  ]),
}
const agent = (id: string, more: Partial<Agent>): Agent => ({
  id,
  name: id,
  extension: id,
  presence: { kind: 'available' },
  since: 0,
  queues: ['400'],
  callId: null,
  callsToday: 0,
  ...more,
})
const party = (number: string, agentId: string | null = null) => ({ number, agentId, name: null, onNet: false })
const call = (id: string, from: string, more: Partial<Call>): Call => ({
  id,
  from: party(from),
  to: party('400'),
  agentId: null,
  queueId: '400',
  state: 'waiting',
  startedAt: 0,
  answeredAt: null,
  monitors: [],
  ...more,
})
const right: Floor = {
  agents: {
    1001: agent('1001', { presence: { kind: 'onCall' }, callId: 'a', callsToday: 3 }),
    1004: agent('1004', { presence: { kind: 'paused', reason: 'lunch' } }),
  },
  calls: { a: call('a', '5550001', { state: 'talking', to: party('1001', '1001') }), b: call('b', '5550002', {}) },
  queues: {
    400: {
      id: '400',
      name: '400',
      extension: '400',
      waiting: 1,
      oldestWaitSince: 0,
      inService: 1,
      agentsAvailable: 0,
      answeredToday: 8,
      abandonedToday: 2,
    },
  },
}
const patience = { told: 2000, figures: 3000, members: 4000 }
const found = (floor: Floor) => differences(truthOf(printed), floor, site, patience).map(({ what }) => what)

it('finds nothing in a floor that is right', () => {
  expect(found(right)).toEqual([])
})

it('finds everything in an empty one', () => {
  expect(found(emptyFloor)).toEqual([
    'a conversation of 1001 + 5550001',
    'PJSIP/trunk-00000002 in 400',
    'agent 1001',
    'agent 1004',
    'queue 400',
  ])
})

it.each([
  [
    'a call that is over',
    { calls: { ...right.calls, c: call('c', '5550009', { state: 'talking', to: party('1004', '1004') }) } },
    'a row of 1004 + 5550009',
  ],
  ['a caller who is shown nowhere', { calls: { a: right.calls.a as Call } }, 'PJSIP/trunk-00000002 in 400'],
  ['a pause that is not seen', { agents: { ...right.agents, 1004: agent('1004', {}) } }, 'presence of 1004: paused'],
  [
    'calls of an agent',
    { agents: { ...right.agents, 1001: agent('1001', { presence: { kind: 'onCall' }, callId: 'a' }) } },
    'calls of 1001',
  ],
])('finds %s', (_, change, what) => {
  expect(found({ ...right, ...change })).toContain(what)
})

it('names a difference once, when it has lasted longer than it may, and anew after a gap', () => {
  const ledger = createLedger()
  const seen = [{ what: 'x', ours: '1', theirs: '2', within: 2000 }]
  expect(ledger.look(seen, 0)).toEqual([])
  expect(ledger.look(seen, 2000)).toEqual([])
  expect(ledger.look(seen, 2001)).toMatchObject([{ what: 'x', lastedMs: 2001 }])
  expect(ledger.look(seen, 9000)).toEqual([])
  ledger.look([], 9500)
  expect(ledger.look(seen, 10_000)).toEqual([])
  ledger.pause()
  expect(ledger.look(seen, 99_000)).toEqual([])
  expect(ledger.open()).toHaveLength(1)
})
