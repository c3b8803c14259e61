// Role, target and mode through the contract itself: what a cell forbids is refused in the desk, with its rule, and stands in the history.
import { describe, expect, it } from 'vitest'
import { hearersOf } from '#contract/hearers.ts'
import { anyHistory } from '#contract/history.ts'
import type { RequestName } from '#contract/ipc.ts'
import { type Mode, modes } from '#contract/monitor.ts'
import { type Settings, settings } from '#contract/settings.ts'
import { answerRequest } from '#main/desk/serve.ts'
import { aCall, agentParty, anAgent, floorWith } from '../../../fakes/floors.ts'
import { deskUnderTest } from './desk-under-test.ts'

const floor = {
  ...floorWith(
    [
      aCall('own', '1'),
      aCall('other', '2'),
      aCall('sales', '2', { queueId: 'q' }),
      aCall('protected', '3'),
      aCall('withProtected', '1', { from: agentParty('3') }),
      aCall('vip', '1', { from: { name: 'Ada', number: '+1 555 0199', onNet: false, agentId: null } }),
    ],
    [
      anAgent('1', { team: 'North' }),
      anAgent('2', { team: 'South' }),
      anAgent('3', { team: 'North', name: 'Works Council' }),
    ],
  ),
  queues: { q: { id: 'q', name: 'Sales', extension: '600', waiting: 0, oldestWaitSince: null } },
}

const access = settings.shape.access.parse({
  rules: [
    { name: 'Works council', never: modes, on: { agents: ['works council'] } },
    { name: 'VIP', never: ['whisperCaller', 'join'], on: { numbers: ['+15550199'] }, exceptRoles: ['manager'] },
    { name: 'Coaches', roles: ['coach'], may: ['listen', 'whisperAgent'], on: { ownTeam: true } },
    { name: 'Auditors', roles: ['auditor'], may: ['listen'], on: { queues: ['sales'] } },
    { name: 'Managers', roles: ['manager'], may: modes },
  ],
})
const none = 'no rule allows it'
const all = 'yes yes yes yes'
const no = `${none}|${none}|${none}|${none}`
const council = 'Works council|Works council|Works council|Works council'

/** Per call: what listen, whisper to the agent, whisper to the caller and join come to. */
const table: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  coach: {
    own: `yes|yes|${none}|${none}`,
    other: no,
    sales: no,
    protected: council,
    withProtected: council,
    vip: 'yes|yes|VIP|VIP',
  },
  auditor: {
    own: no,
    other: no,
    sales: `yes|${none}|${none}|${none}`,
    protected: council,
    vip: `${none}|${none}|VIP|VIP`,
  },
  manager: {
    own: all.replaceAll(' ', '|'),
    other: all.replaceAll(' ', '|'),
    sales: all.replaceAll(' ', '|'),
    protected: council,
    withProtected: council,
    vip: all.replaceAll(' ', '|'),
  },
  trainee: { own: no, other: no, sales: no, protected: council, vip: `${none}|${none}|VIP|VIP` },
}

function stage(role: string | undefined, over: Partial<Settings> = {}) {
  const supervisor = { name: 'Sue', extension: '5001', teams: ['North'], ...(role ? { role } : {}) }
  const console = deskUnderTest({ policy: 'open', access, supervisor, ...over })
  console.pbx.goLive(floor)
  const ask = async (name: RequestName, input: unknown) => {
    const reply = await answerRequest(console.desk.handlers, name, input, () => {})
    return reply.kind === 'output' ? (reply.output as { ok: boolean; value?: { id: string }; error?: unknown }) : reply
  }
  const records = async () =>
    (await console.listHistory({ filter: anyHistory, before: null, limit: 100 })).entries.map(({ record }) => record)
  return { ...console, ask, records }
}

const byRule = (rule: string) => ({ ok: false, error: { code: 'refusedByAccess', detail: 'byRule', rule } })

/** Listens where that is allowed, then wants the mode. */
async function cell(role: string, callId: string, mode: Mode) {
  // Who may not even listen speaks only by a monitor that began while they might.
  const { ask, pbx, records, settings: store, clock } = stage('manager', { access: { ...access, rules: [] } })
  const call = floor.calls[callId] ?? aCall(callId, '')
  const target = { callId, agentId: call.agentId ?? '' }
  const setRole = () =>
    store.replace({ access, supervisor: { name: 'Sue', extension: '5001', teams: ['North'], role } })
  if (mode === 'listen') {
    setRole()
    const answer = await ask('startMonitor', { target, follow: false, why: 'chosen' })
    return {
      answer,
      asked: pbx.named('startMonitor').length,
      refusals: (await records()).flatMap((one) => one.refusals),
    }
  }
  const started = await ask('startMonitor', { target, follow: false, why: 'chosen' })
  const ticketId = 'value' in started ? (started.value?.id ?? '') : ''
  clock.pass(1)
  setRole() // still asking: the monitor is judged when it comes to the call
  pbx.answers.endMonitor = async () => ({ ok: false, error: { code: 'timedOut' } })
  pbx.tellMonitor({ kind: 'attached', ticketId, target })
  const hearers = hearersOf(call, target.agentId, mode)
  const answer = await ask('setMode', { ticketId, target, mode, hearers, changeId: 1 })
  const asked = pbx.named('setMode').length
  pbx.tellMonitor({ kind: 'ended', ticketId, reason: 'asked' })
  return { answer, asked, refusals: (await records()).flatMap((one) => one.refusals) }
}

const cells = Object.entries(table).flatMap(([role, calls]) =>
  Object.entries(calls).flatMap(([callId, row]) =>
    row.split('|').map((want, at) => [role, callId, modes[at] ?? 'listen', want] as const),
  ),
)

describe('the table of rights', () => {
  it.each(cells)('%s, call %s, %s: %s', async (role, callId, mode, want) => {
    const { answer, asked, refusals } = await cell(role, callId, mode)
    if (want === 'yes') {
      expect(answer).toMatchObject({ ok: true })
      return expect(asked).toBe(1)
    }
    expect(answer).toMatchObject(byRule(want))
    expect(asked, 'asked of the phone system').toBe(0)
    const wanted = mode === 'listen' ? 'startMonitor' : mode
    expect(refusals.map((one) => [one.wanted, one.error.rule])).toContainEqual([wanted, want])
  })

  it('refuses what the list of rights lacks by that name', async () => {
    const { ask } = stage('manager', { rights: ['join'] })
    const target = { callId: 'own', agentId: '1' }
    expect(await ask('startMonitor', { target, follow: false, why: 'chosen' })).toEqual({
      ok: false,
      error: { code: 'refusedByAccess', detail: 'noRight', rule: 'rights' },
    })
  })

  it('is judged for a hop as for a Listen', async () => {
    const { ask, pbx } = stage('coach')
    const started = await ask('startMonitor', { target: { callId: 'own', agentId: '1' }, follow: false, why: 'chosen' })
    const ticketId = 'value' in started ? started.value?.id : ''
    pbx.tellMonitor({ kind: 'attached', ticketId: ticketId ?? '', target: { callId: 'own', agentId: '1' } })
    const hop = await ask('hop', { ticketId, target: { callId: 'other', agentId: '2' }, why: 'chosen' })
    expect(hop).toMatchObject(byRule(none))
    expect(pbx.named('hop')).toEqual([])
  })
})

describe('a monitor that comes to a call its supervisor may not hear', () => {
  it.each(['follow', 'transfer'] as const)('by %s is ended at once, and the history says by which rule', async (by) => {
    const { ask, pbx, records, named, clock } = stage('coach')
    const target = { callId: 'own', agentId: '1' }
    const started = await ask('startMonitor', { target, follow: true, why: 'chosen' })
    const ticketId = ('value' in started && started.value?.id) || ''
    clock.pass(1)
    pbx.tellMonitor({ kind: 'attached', ticketId, target })
    pbx.tellMonitor({ kind: 'retargeted', ticketId, target: { callId: 'withProtected', agentId: '1' }, by })
    await clock.advance(1)
    expect(pbx.named('endMonitor')).toEqual([['endMonitor', ticketId]])
    expect(named('monitor').at(-1)).toEqual({ kind: 'ended', ticketId, reason: 'notAllowed' })
    const last = (await records()).find(({ call }) => call.callId === 'withProtected')
    expect(last?.end).toBe('notAllowed')
    expect(last?.refusals[0]?.error.rule).toBe('Works council')
  })

  it('because somebody else came onto it is ended as well', async () => {
    const { ask, pbx, clock } = stage('coach')
    const target = { callId: 'own', agentId: '1' }
    const started = await ask('startMonitor', { target, follow: true, why: 'chosen' })
    const ticketId = ('value' in started && started.value?.id) || ''
    pbx.tellMonitor({ kind: 'attached', ticketId, target })
    const conference = { ...aCall('own', '1'), others: [agentParty('3')] }
    pbx.tellFloor({ kind: 'patch', patch: { calls: { set: [conference] } } })
    await clock.advance(1)
    expect(pbx.named('endMonitor')).toEqual([['endMonitor', ticketId]])
  })
})

describe('a required reason', () => {
  const reason = { choices: ['Complaint', 'Coaching'] }
  const target = { callId: 'own', agentId: '1' }
  it('is wanted before anything is asked of the phone system, and stands in the history', async () => {
    const { ask, pbx, records, hello } = stage('manager', { access: { ...access, reason } })
    expect((await hello(null)).site.reason).toEqual(reason)
    for (const given of [undefined, 'something else'])
      expect(await ask('startMonitor', { target, follow: false, why: 'chosen', reason: given })).toEqual({
        ok: false,
        error: { code: 'reasonNeeded' },
      })
    expect(pbx.named('startMonitor')).toEqual([])
    const started = await ask('startMonitor', { target, follow: false, why: 'chosen', reason: 'Complaint' })
    expect(started).toMatchObject({ ok: true })
    const ticketId = ('value' in started && started.value?.id) || ''
    pbx.tellMonitor({ kind: 'attached', ticketId, target })
    await ask('endMonitor', { ticketId })
    expect((await records()).map((one) => one.reason)).toContain('Complaint')
  })

  it('is not wanted of other roles', async () => {
    const { hello } = stage('manager', { access: { ...access, reason: { ...reason, roles: ['coach'] } } })
    expect((await hello(null)).site.reason).toBeNull()
  })
})
