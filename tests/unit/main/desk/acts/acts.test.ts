// Acts through the contract itself: judged where they are executed, once an id, and in the history with what came of them.
import { describe, expect, it } from 'vitest'
import { type ActKind, actKinds } from '#contract/acts/act-kinds.ts'
import type { Act } from '#contract/acts/acts.ts'
import { anyHistory, type HistoryFilter } from '#contract/history.ts'
import { err, ok } from '#contract/result.ts'
import { type Settings, settings } from '#contract/settings.ts'
import { answerRequest } from '#main/desk/serve.ts'
import { aCall, anAgent, floorWith } from '../../../../fakes/floors.ts'
import { deskUnderTest } from '../desk-under-test.ts'

const queue = (id: string, name: string, extension: string) =>
  ({ id, name, extension, waiting: 0, oldestWaitSince: null }) as const

const floor = {
  ...floorWith(
    [aCall('c1', '1', { queueId: 'q' }), aCall('w', '', { agentId: null, state: 'waiting', queueId: 'q' })],
    [anAgent('1', { team: 'North', queues: ['q'] }), anAgent('2', { team: 'South', queues: ['q', 'r'] })],
  ),
  queues: { q: queue('q', 'Sales', '600'), r: queue('r', 'Support', '601') },
}
const target = { callId: 'c1', agentId: '1' }

/** One of each kind, on agent 1 and on the call. */
const every: Readonly<Record<ActKind, Act>> = {
  takeOver: { kind: 'takeOver', ticketId: 'no-such-ticket', target },
  endCall: { kind: 'endCall', callId: 'c1' },
  holdCall: { kind: 'holdCall', ...target },
  resumeCall: { kind: 'resumeCall', ...target },
  transferCall: { kind: 'transferCall', ...target, to: { kind: 'agent', agentId: '2' } },
  transferOut: { kind: 'transferCall', ...target, to: { kind: 'number', number: '+15550123' } },
  pickCall: { kind: 'pickCall', callId: 'w', by: { agentId: '1' } },
  moveWaiting: { kind: 'moveWaiting', callId: 'w', to: { queueId: 'r' } },
  parkCall: { kind: 'parkCall', ...target },
  pause: { kind: 'pause', agentId: '1', queueIds: null, reason: 'Lunch' },
  ready: { kind: 'ready', agentId: '1', queueIds: null },
  logIn: { kind: 'logIn', agentId: '1', queueIds: ['q'] },
  logOut: { kind: 'logOut', agentId: '1', queueIds: null },
  endWrapUp: { kind: 'endWrapUp', agentId: '1' },
  forceLogOut: { kind: 'forceLogOut', agentId: '1' },
  sendText: { kind: 'sendText', agentId: '1', text: 'Slow down' },
  broadcast: { kind: 'broadcast', queueId: 'q', text: 'Meeting at 3' },
  record: { kind: 'record', callId: 'c1' },
  stopRecording: { kind: 'stopRecording', callId: 'c1' },
  markRecording: { kind: 'markRecording', callId: 'c1', label: 'Complaint' },
}

const rulesOf = (rules: unknown): Settings['access'] => settings.shape.access.parse({ rules })

function stage(over: Partial<Settings> = {}) {
  const supervisor = { name: 'Sue', extension: '5001', teams: ['North'], role: 'coach' }
  const desk = deskUnderTest({ policy: 'open', supervisor, ...over })
  desk.pbx.answers.canAct = () => Object.fromEntries(actKinds.map((kind) => [kind, null]))
  desk.pbx.goLive(floor)
  let ids = 0
  const ask = async (act: Act, id = `order-of-a-window-${++ids}`) => {
    const reply = await answerRequest(desk.desk.handlers, 'act', { id, act }, () => {})
    return reply.kind === 'output' ? reply.output : reply
  }
  const acts = async (filter: Partial<HistoryFilter> = {}) => {
    const page = await desk.listHistory({ filter: { ...anyHistory, ...filter }, before: null, limit: 100 })
    return page.acts.map(({ record }) => record)
  }
  return { ...desk, ask, acts }
}

const byRule = (rule: string) => ({ ok: false, error: { code: 'refusedByAccess', detail: 'byRule', rule } })

describe('an act without the right', () => {
  it.each(actKinds)('%s is refused in the desk with its rule, and stands in the history', async (kind) => {
    const { ask, acts, pbx } = stage({ access: rulesOf([{ name: 'Hands off', never: [kind] }]) })
    expect(await ask(every[kind])).toEqual(byRule('Hands off'))
    expect(pbx.named('act')).toEqual([])
    expect(await acts()).toMatchObject([
      { act: kind, supervisor: { name: 'Sue' }, outcome: { kind: 'refused', error: { rule: 'Hands off' } } },
    ])
  })

  it('where no rule is: a transfer out, a broadcast and a forced log-out alone', async () => {
    const { ask } = stage()
    const refused = []
    for (const kind of actKinds) {
      const answer = await ask(every[kind])
      if (JSON.stringify(answer).includes('no rule allows it')) refused.push(kind)
    }
    expect(refused).toEqual(['transferOut', 'forceLogOut', 'broadcast'])
  })

  it('where rules name only modes: every one', async () => {
    const { ask } = stage({ access: rulesOf([{ name: 'Coaches', roles: ['coach'], may: ['listen'] }]) })
    for (const kind of actKinds) expect(await ask(every[kind]), kind).toEqual(byRule('no rule allows it'))
  })

  it('is judged by target: the own team, the queue, and whom the call would be given to', async () => {
    const { ask } = stage({
      access: rulesOf([
        { name: 'Council', never: ['transferCall', 'pickCall'], on: { agents: ['2'] } },
        { name: 'Own team', roles: ['coach'], may: ['pause', 'transferCall', 'pickCall'], on: { ownTeam: true } },
        { name: 'Sales', roles: ['coach'], may: ['logOut', 'broadcast'], on: { queues: ['Sales'] } },
      ]),
    })
    const pause = (agentId: string): Act => ({ kind: 'pause', agentId, queueIds: null, reason: null })
    expect(await ask(pause('1'))).toEqual(ok(null))
    expect(await ask(pause('2'))).toEqual(byRule('no rule allows it'))
    expect(await ask(every.transferCall)).toEqual(byRule('Council'))
    expect(await ask(every.pickCall)).toEqual(ok(null))
    expect(await ask({ kind: 'pickCall', callId: 'w', by: { agentId: '2' } })).toEqual(byRule('Council'))
    expect(await ask({ kind: 'logOut', agentId: '1', queueIds: null })).toEqual(ok(null))
    // Of two queues one is not theirs.
    expect(await ask({ kind: 'logOut', agentId: '2', queueIds: null })).toEqual(byRule('no rule allows it'))
    expect(await ask({ kind: 'logOut', agentId: '2', queueIds: ['q'] })).toEqual(ok(null))
    expect(await ask(every.broadcast)).toEqual(ok(null))
  })

  it('is told by the list of what could be allowed at all', async () => {
    const { hello } = stage({ access: rulesOf([{ name: 'Coaches', roles: ['coach'], may: ['listen', 'pause'] }]) })
    expect((await hello(null)).site.actRights).toEqual(['pause'])
  })
})

describe('a transfer to a number', () => {
  it('of the house needs no right to go out', async () => {
    const { ask, acts } = stage()
    expect(await ask({ kind: 'transferCall', ...target, to: { kind: 'number', number: '601' } })).toEqual(ok(null))
    expect(await acts()).toMatchObject([{ act: 'transferCall', to: { number: '601' } }])
  })
})

describe('an order', () => {
  it('asked twice with its id is run once and answers the same, also while it is under way', async () => {
    const { ask, acts, pbx } = stage()
    const both = await Promise.all([
      ask(every.pause, 'one-and-the-same-order'),
      ask(every.pause, 'one-and-the-same-order'),
    ])
    const late = await ask(every.pause, 'one-and-the-same-order')
    expect([...both, late]).toEqual([ok(null), ok(null), ok(null)])
    expect(pbx.named('act')).toEqual([['act', every.pause, 'one-and-the-same-order']])
    expect(await acts()).toHaveLength(1)
  })

  it('is not another act by the same id', async () => {
    const { ask, pbx } = stage()
    await ask(every.pause, 'one-and-the-same-order')
    expect(await ask(every.ready, 'one-and-the-same-order')).toMatchObject({ error: { code: 'badRequest' } })
    expect(pbx.named('act')).toHaveLength(1)
  })

  it.each([
    [every.endCall, { callId: 'gone' }, 'callGone'],
    [every.holdCall, { agentId: '2' }, 'peopleChanged'],
    [every.pause, { agentId: 'nobody' }, 'actNotPossible'],
    [every.pause, { reason: 'Siesta' }, 'badRequest'],
    [every.logIn, { queueIds: ['nowhere'] }, 'actNotPossible'],
    [every.takeOver, {}, 'unknownMonitor'],
  ])('that does not fit the floor is not asked of the PBX: %j %j', async (act, change, code) => {
    const { ask, pbx } = stage()
    expect(await ask({ ...act, ...change } as Act)).toMatchObject({ error: { code } })
    expect(pbx.named('act')).toEqual([])
  })

  it('a take over waits for listen: whoever hears by a mode must not be another by then', async () => {
    const { ask, pbx, clock, startMonitor } = stage()
    const started = await startMonitor({ target, follow: false, why: 'chosen' })
    if (!started.ok) throw new Error(started.error.code)
    clock.pass(1)
    const ticketId = started.value.id
    pbx.tellMonitor({ kind: 'attached', ticketId, target })
    pbx.tellMonitor({ kind: 'mode', ticketId, mode: 'join', changeId: null })
    const take: Act = { kind: 'takeOver', ticketId, target }
    expect(await ask(take)).toMatchObject({ error: { code: 'actNotPossible', detail: 'listenFirst' } })
    pbx.tellMonitor({ kind: 'mode', ticketId, mode: 'listen', changeId: null })
    expect(await ask(take)).toEqual(ok(null))
    expect(pbx.named('act')).toHaveLength(1)
  })

  it('that the PBX cannot carry out says why', async () => {
    const { ask, pbx } = stage()
    pbx.answers.canAct = () => ({ pause: { code: 'pbxRefused', detail: 'no right' } })
    expect(await ask(every.pause)).toEqual(err({ code: 'pbxRefused', detail: 'no right' }))
    expect(await ask(every.ready)).toMatchObject({ error: { code: 'refusedByAccess', detail: 'notByThisPbx' } })
  })
})

describe('the history of acts', () => {
  it('has what came of each: done, not known, refused, and that a connector failed', async () => {
    const { ask, acts, pbx, clock } = stage()
    const answers = [
      async () => ok(null),
      async () => err({ code: 'actUnknown' as const }),
      async () => err({ code: 'pbxRefused' as const, detail: 'no such member' }),
      async () => Promise.reject(new Error('a defect')),
    ]
    for (const answer of answers) {
      clock.pass(1000)
      pbx.answers.act = answer
      await ask(every.pause)
    }
    expect((await acts()).map(({ outcome }) => outcome.kind).toReversed()).toEqual([
      'done',
      'unknown',
      'refused',
      'unknown',
    ])
  })

  it('says that one was asked for, before anybody knows what came of it', async () => {
    const { ask, acts, pbx } = stage()
    pbx.answers.act = () => new Promise(() => undefined)
    void ask(every.transferCall)
    expect(await acts()).toMatchObject([
      {
        act: 'transferCall',
        agent: { name: 'Agent 1' },
        call: { id: 'c1' },
        queues: [{ name: 'Sales' }],
        to: { name: 'Agent 2' },
        outcome: { kind: 'asked' },
      },
    ])
  })

  it('is found by agent, kind and word, and exported', async () => {
    const { ask, acts, exportHistory } = stage()
    await ask(every.pause)
    await ask(every.endCall)
    expect((await acts({ act: 'pause' })).map(({ act }) => act)).toEqual(['pause'])
    expect((await acts({ act: 'any', agentId: '1' })).map(({ act }) => act).toSorted()).toEqual(['endCall', 'pause'])
    expect((await acts({ search: 'lunch' })).map(({ act }) => act)).toEqual(['pause'])
    expect(await acts({ act: 'none' })).toEqual([])
    expect(await acts({ mode: 'listen' })).toEqual([])
    const wish = { filter: { ...anyHistory, act: 'any' as const }, separator: ',' as const, after: null }
    const { text } = await exportHistory({ ...wish, format: 'csv' })
    const [head = '', ...rows] = text.trimEnd().split('\r\n')
    expect(rows).toHaveLength(2)
    expect(new Set([head, ...rows].map((line) => line.split(',').length)).size).toBe(1)
    expect(text).toContain('pause,done,,Lunch')
  })
})
