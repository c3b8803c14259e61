// Acts on the simulated platform, with each fault a request can have: done once or not at all, and never told otherwise.
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { Act } from '#contract/acts/acts.ts'
import { ok } from '#contract/result.ts'
import type { HttpReply, HttpRequest } from '#main/pbx/netsapiens/io.ts'
import { realRequest, realSocket, type SocketEvents } from '#main/pbx/netsapiens/io.ts'
import { aCall, anAgent, callIdFor } from '../../../../../fakes/netsapiens/fake-backend.ts'
import { type Site, startSite } from '../../../../../fakes/netsapiens/site.ts'

let site: Site
beforeEach(async () => {
  site = await startSite()
  site.backend.tell({ kind: 'call', call: aCall('c1', '1001') })
})
afterEach(() => site.close())

type Fate = 'answered' | 'refused' | 'lost' | 'error' | 'errorAfter' | 'notFound'

const reply = (status: number): HttpReply => ({ status, text: '{}', cookies: [] })
const late = () => Object.assign(new Error('no answer in time'), { name: 'TimeoutError' })

/** What changes something meets this fate; what only reads is answered. */
async function asked({ method, ...order }: HttpRequest, fate: Fate): Promise<HttpReply> {
  const isChange = method === 'PATCH' || method === 'DELETE'
  const answer = () => realRequest({ method, ...order })
  if (!isChange) return answer()
  switch (fate) {
    case 'answered':
      return answer()
    case 'refused':
      throw new Error('connect ECONNREFUSED')
    case 'lost':
      await answer()
      throw late()
    case 'error':
      return reply(500)
    case 'errorAfter':
      await answer()
      return reply(503)
    case 'notFound':
      return reply(404)
  }
}

async function stage(fate: Fate) {
  const console = site.connect({ parts: { request: (order) => asked(order, fate) } })
  await console.eventually(() => expect(console.floor().agents['1001']?.callId).toBe(callId))
  return { ...console, run: (act: Act) => console.connector.acts?.run(act, 'an-act-nobody-guesses') }
}

const callId = callIdFor('c1', '1001')
const onCall = { callId, agentId: '1001' }
const acts: readonly (readonly [Act['kind'], Act, unknown])[] = [
  ['endCall', { kind: 'endCall', callId }, { kind: 'end', call: 'c1' }],
  ['holdCall', { kind: 'holdCall', ...onCall }, { kind: 'hold', call: 'c1', agent: '1001', on: true }],
  [
    'logOut',
    { kind: 'logOut', agentId: '1002', queueIds: null },
    { kind: 'serve', agent: '1002', queue: '8001', on: false },
  ],
]

describe.each(acts)('%s', (_, act, order) => {
  it.each(['answered', 'lost', 'errorAfter'] as const)(
    'is done, and done once, where the request is %s',
    async (fate) => {
      const { run } = await stage(fate)
      expect(await run(act)).toEqual(ok(null))
      expect(site.backend.acts).toEqual([order])
    },
  )

  it.each(['refused', 'error', 'notFound'] as const)('is not told as done where the request is %s', async (fate) => {
    const { run } = await stage(fate)
    expect(await run(act)).toMatchObject({ ok: false })
    expect(site.backend.acts).toEqual([])
  })
})

it('a held call goes on, and who has logged out logs in again; the floor shows both', async () => {
  const { run, floor, eventually } = await stage('answered')
  await run({ kind: 'holdCall', ...onCall })
  await eventually(() => expect(floor().calls[callId]?.state).toBe('held'))
  expect(await run({ kind: 'resumeCall', ...onCall })).toEqual(ok(null))
  await eventually(() => expect(floor().calls[callId]?.state).toBe('talking'))
  await run({ kind: 'forceLogOut', agentId: '1002' })
  await eventually(() => expect(floor().agents['1002']?.presence.kind).toBe('loggedOut'))
  expect(await run({ kind: 'logIn', agentId: '1002', queueIds: ['8001'] })).toEqual(ok(null))
  await eventually(() => expect(floor().agents['1002']?.presence.kind).toBe('available'))
})

it('tells what was done in part where the second queue refuses', async () => {
  site.backend.tell({ kind: 'agent', agent: anAgent('1002', { queues: ['8001', '8002'] }) })
  let changes = 0
  const request = (order: HttpRequest) => asked(order, order.method === 'PATCH' && ++changes > 1 ? 'error' : 'answered')
  const { connector, floor, eventually } = site.connect({ parts: { request } })
  await eventually(() => expect(floor().agents['1002']?.queues).toHaveLength(2))
  const answer = await connector.acts?.run({ kind: 'logOut', agentId: '1002', queueIds: null }, 'an-act-nobody-guesses')
  expect(answer).toMatchObject({ error: { code: 'actNotPossible', detail: 'partlyDone' } })
  expect(site.backend.acts).toHaveLength(1)
})

it('the floor shows what was done though the feed tells nothing of it', async () => {
  let isMute = false
  const openSocket = (url: string, events: SocketEvents) =>
    realSocket(url, { ...events, onText: (text) => void ((isMute && text.startsWith('42')) || events.onText(text)) })
  const { connector, floor, eventually } = site.connect({ parts: { openSocket } })
  await eventually(() => expect(floor().agents['1001']?.callId).toBe(callId))
  isMute = true
  expect(await connector.acts?.run({ kind: 'holdCall', ...onCall }, 'an-act-nobody-guesses')).toEqual(ok(null))
  await eventually(() => expect(floor().calls[callId]?.state).toBe('held'))
  expect(await connector.acts?.run({ kind: 'logOut', agentId: '1002', queueIds: null }, 'another-act-of-this')).toEqual(
    ok(null),
  )
  await eventually(() => expect(floor().agents['1002']?.presence.kind).toBe('loggedOut'))
})

it('refuses what this platform cannot: a queue they are not assigned to, a call that is gone, and what its API has no words for', async () => {
  const { run, connector } = await stage('answered')
  expect(await run({ kind: 'logIn', agentId: '1002', queueIds: ['8009'] })).toMatchObject({
    error: { detail: 'notInQueue' },
  })
  expect(await run({ kind: 'endCall', callId: 'gone' })).toMatchObject({ error: { code: 'callGone' } })
  expect(await run({ kind: 'pause', agentId: '1002', queueIds: null, reason: null })).toMatchObject({
    error: { code: 'refusedByAccess', detail: 'notByThisPbx' },
  })
  expect(Object.keys(connector.acts?.can() ?? {}).toSorted()).toEqual([
    'endCall',
    'forceLogOut',
    'holdCall',
    'logIn',
    'logOut',
    'resumeCall',
  ])
})
