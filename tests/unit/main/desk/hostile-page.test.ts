// A page that has been taken over asks for a hundred thousand things it may not have: all are refused, and nothing comes of any.
import { statSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import type { DeskReply } from '#contract/channel.ts'
import { anyHistory } from '#contract/history.ts'
import { type RequestName, requestNames, requests } from '#contract/ipc.ts'
import { modes } from '#contract/monitor.ts'
import { settings } from '#contract/settings.ts'
import { answerRequest, serveDesk } from '#main/desk/serve.ts'
import { aCall, agentParty, anAgent, floorWith } from '../../../fakes/floors.ts'
import { inputs } from '../../preload/contract/samples.ts'
import { deskUnderTest } from './desk-under-test.ts'

const REQUESTS = 100_000
const own = { callId: 'own', agentId: '1' }
const access = settings.shape.access.parse({
  rules: [
    { name: 'Council', never: modes, on: { agents: ['3'] } },
    { name: 'Coaches', roles: ['coach'], may: ['listen'], on: { ownTeam: true } },
  ],
})

/** A coach listens to a call of their own team; every other mode, and every other call, is refused by a rule. */
async function stage() {
  const supervisor = { name: 'Sue', extension: '5001', role: 'coach', teams: ['North'] }
  const desk = deskUnderTest({ policy: 'open', access, supervisor })
  const agents = [anAgent('1', { team: 'North' }), anAgent('2', { team: 'South' }), anAgent('3', { team: 'North' })]
  const calls = [
    aCall('own', '1'),
    aCall('other', '2'),
    aCall('council', '3'),
    aCall('with', '1', { from: agentParty('3') }),
  ]
  desk.pbx.goLive(floorWith(calls, agents))
  const started = await desk.startMonitor({ target: own, follow: false, why: 'chosen' })
  const ticketId = started.ok ? started.value.id : ''
  desk.clock.pass(1)
  desk.pbx.tellMonitor({ kind: 'attached', ticketId, target: own })
  return { ...desk, ticketId }
}

/** The same run every time (mulberry32). */
function seeded(seed: number) {
  let state = seed
  const next = () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }
  return {
    pick: <T>(all: readonly T[]): T => all[Math.floor(next() * all.length)] as T,
    below: (n: number) => next() * n,
  }
}
type Chance = ReturnType<typeof seeded>

const long = 'x'.repeat(5_000)
const deep = Array.from({ length: 50 }).reduce<unknown>((inner) => ({ inner }), 1)
const hostile: readonly unknown[] = [
  ...[undefined, null, true, -1, 1.5, Number.NaN, Number.POSITIVE_INFINITY, '', long, '\0', '../../etc/passwd'],
  ...['<img src=x onerror=alert(1)>', "'; DROP TABLE calls;--", '\u202e', [], [[[]]], {}, deep],
  ...[JSON.parse('{"__proto__":{"rights":["join"]}}'), { constructor: { prototype: {} } }, { toString: null }],
]

/** One thing in it is another, or gone. */
function spoilt(value: unknown, chance: Chance): unknown {
  const isInside = typeof value === 'object' && value !== null && Object.keys(value).length > 0 && chance.below(4) > 1
  if (!isInside) return chance.pick(hostile)
  const at = chance.pick(Object.keys(value))
  const copy: Record<string, unknown> = { ...(value as object) }
  if (chance.below(5) < 1) delete copy[at]
  else copy[at] = spoilt(copy[at], chance)
  return Array.isArray(value) ? Object.values(copy) : copy
}

type Asked = readonly [name: string, input: unknown]

function malformed(chance: Chance): Asked {
  for (;;) {
    const name = chance.pick(requestNames)
    const input = spoilt(inputs[name], chance)
    if (!requests[name].input.safeParse(input).success) return [name, input]
  }
}

const otherCalls = [
  { callId: 'other', agentId: '2' },
  { callId: 'council', agentId: '3' },
  { callId: 'with', agentId: '1' },
  { callId: 'own', agentId: '3' },
  { callId: 'nowhere', agentId: '1' },
]

/** Every field is as the contract has it, and none is as it should be. */
function forged(ticketId: string, chance: Chance): Asked {
  const target = chance.pick(otherCalls)
  const foreign = { ticketId: chance.pick(['1'.repeat(24), 'ticket-0001', '__proto__', 'constructor']), changeId: 1 }
  const hearers = [{ side: 'agent', agentId: '1', number: '1', onNet: true }]
  const mode = chance.pick(modes.filter((one) => one !== 'listen'))
  const any: readonly Asked[] = [
    ['startMonitor', { target, follow: true, why: 'help' }],
    ['setMode', { ticketId, target: own, mode, hearers, changeId: 1 }],
    ['setMode', { ticketId, target, mode, hearers, changeId: 1 }],
    ['setMode', { ...foreign, target: own, mode, hearers }],
    ['hop', { ticketId, target, why: 'chosen' }],
    ['hop', { ticketId: foreign.ticketId, target: own, why: 'chosen' }],
    ['setFollow', { ticketId: foreign.ticketId, follow: true }],
    ['addHistory', { ticketId: foreign.ticketId, target: own, notes: [{ at: 1, text: 'forged' }] }],
    ['addNote', { id: foreign.ticketId, text: 'forged' }],
    [
      'scoreCall',
      {
        on: { kind: 'record', id: foreign.ticketId },
        answers: [{ kind: 'yesNo', id: 'x', text: 'x', weight: 1, answer: 'no' }],
      },
    ],
    ['seat', { kind: 'pin', extension: '5001', pin: '0000' }],
    ['showWall', { display: '__proto__', shown: true }],
    ['answerSignIn', { kind: 'password', askId: 9, username: 'root', password: 'x' }],
  ]
  return chance.pick(any)
}

const unknown: readonly string[] = [
  'constructor',
  '__proto__',
  'toString',
  'hasOwnProperty',
  'close',
  'windowGone',
  '',
  long,
]

const codeOf = (reply: DeskReply): string | null => {
  if (reply.kind === 'fault') return reply.error.code
  const { error } = reply.output as { readonly error?: { readonly code: string } }
  return error?.code ?? null
}

describe('a hostile page', () => {
  it('is refused a hundred thousand malformed and forged requests, and none of them does anything', async () => {
    const desk = await stage()
    const chance = seeded(20_260)
    const bytes = () => statSync(join(desk.dir, 'history.jsonl')).size
    const state = () => ({ settings: desk.settings.current(), asked: desk.pbx.calls.length, told: desk.signals.length })
    const [before, written] = [state(), bytes()]
    const wrong: string[] = []
    for (let n = 0; n < REQUESTS; n++) {
      const kind = chance.below(20)
      const [name, input]: Asked =
        kind < 13 ? malformed(chance) : kind < 19 ? forged(desk.ticketId, chance) : [chance.pick(unknown), null]
      const code = codeOf(await answerRequest(desk.desk.handlers, name, input, () => {}))
      if (code === null || code === 'internal') wrong.push(`${name} ${JSON.stringify(input)?.slice(0, 200)}: ${code}`)
    }
    expect(wrong.slice(0, 5)).toEqual([])
    expect(state()).toEqual(before)
    // That a Listen was refused is written down; a page cannot fill the disk by it.
    expect(bytes() - written).toBeLessThan(60_000)
    const { entries } = await desk.listHistory({ filter: anyHistory, before: null, limit: 500 })
    expect(entries.every(({ record }) => record.end === 'refused' && record.notes.length === 0)).toBe(true)
  }, 60_000)

  it('poisons no prototype', () => {
    expect(Object.keys(Object.prototype)).toEqual([])
    expect(({} as { rights?: unknown }).rights).toBeUndefined()
  })

  it('ends no channel by what is no frame', async () => {
    const desk = await stage()
    const sent: unknown[] = []
    let say: (message: unknown) => void = () => {}
    const channel = {
      send: (frame: unknown) => void sent.push(frame),
      onMessage: (listener: (message: unknown) => void) => {
        say = listener
        return () => {}
      },
    }
    serveDesk(desk.desk, channel, () => {})
    for (const one of hostile) for (const id of [1, '1', one]) say({ type: 'request', id, name: one, input: one })
    for (const one of hostile) say(one)
    say({ type: 'request', id: 7, name: 'ping' satisfies RequestName, input: null })
    await new Promise((resolve) => setImmediate(resolve))
    expect(sent).toContainEqual({ type: 'answer', id: 7, reply: { kind: 'output', output: null } })
  })
})
