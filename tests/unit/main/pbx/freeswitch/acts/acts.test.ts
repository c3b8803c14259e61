// Acts on the simulated FreeSWITCH: what the PBX says it did is done, once; refused, lost and not possible are told as they are.
import { describe, expect, it } from 'vitest'
import type { Act } from '#contract/acts/acts.ts'
import type { Result } from '#contract/result.ts'
import { DOMAIN, freeswitchStage } from '../../../../../fakes/freeswitch/stage.ts'

const queue = (name: string, agents: readonly string[]) => ({ name, answered: 0, abandoned: 0, agents })

async function stage(status = 'Available') {
  const { pbx, ...rest } = freeswitchStage()
  const { callcenter } = pbx
  callcenter.agents.set('1001@default', {
    name: '1001@default',
    contact: `[leg_timeout=10]user/1001@${DOMAIN}`,
    status,
    state: 'Waiting',
    wrapUpS: 0,
    lastBridgeEnd: 0,
    statusSince: 0,
    answered: 0,
  })
  for (const name of ['sales@default', 'support@default'])
    callcenter.queues.set(name, queue(name, name.startsWith('sales') ? ['1001@default'] : []))
  await rest.live()
  const run = async (act: Act, ms = 100) => {
    let answer: Result<null> | null = null
    void rest.connector.acts?.run(act, 'an-act-of-this-test').then((told) => {
      answer = told
    })
    await rest.clock.advance(ms)
    return answer as Result<null> | null
  }
  const cc = () => callcenter.agents.get('1001@default')?.status
  return { ...rest, pbx, run, cc, presence: () => rest.floor().agents['1001']?.presence }
}

const agentId = '1001'
const done = { ok: true, value: null }

describe('states of an agent', () => {
  it('are set in mod_callcenter, and shown as it tells them', async () => {
    const { run, cc, presence } = await stage()
    expect(await run({ kind: 'pause', agentId, queueIds: null, reason: 'Lunch' })).toEqual(done)
    expect(presence()).toMatchObject({ kind: 'paused' })
    expect(await run({ kind: 'ready', agentId, queueIds: null })).toEqual(done)
    expect(cc()).toBe('Available')
    expect(await run({ kind: 'forceLogOut', agentId })).toEqual(done)
    expect(presence()).toMatchObject({ kind: 'loggedOut' })
    expect(await run({ kind: 'logIn', agentId, queueIds: ['sales@default'] })).toEqual(done)
    expect(cc()).toBe('Available')
  })

  it('are not set for who is no agent of the module, nor in a queue that is not theirs', async () => {
    const { run, cc } = await stage('Logged Out')
    const notIn = { ok: false, error: { code: 'actNotPossible', detail: 'notInQueue' } }
    expect(await run({ kind: 'pause', agentId: '1002', queueIds: null, reason: null })).toEqual(notIn)
    expect(await run({ kind: 'logIn', agentId, queueIds: ['support@default'] })).toEqual(notIn)
    expect(cc()).toBe('Logged Out')
  })

  it.each(['pause', 'ready'] as const)('%s logs nobody in who is logged out', async (kind) => {
    const { run, cc, pbx, presence } = await stage('Logged Out')
    const loggedOut = { ok: false, error: { code: 'actNotPossible', detail: 'loggedOut' } }
    for (const queueIds of [null, ['sales@default']])
      expect(await run({ kind, agentId, queueIds, reason: null })).toEqual(loggedOut)
    expect([cc(), presence()?.kind]).toEqual(['Logged Out', 'loggedOut'])
    expect(pbx.asked().filter((one) => one.includes('agent set status'))).toEqual([])
  })

  it('are set for those of a person’s agents who are in, and log the others not in', async () => {
    const { run, cc, pbx, clock } = await stage()
    const first = pbx.callcenter.agents.get('1001@default')
    if (!first) throw new Error('no agent')
    pbx.callcenter.agents.set('1001@late', { ...first, name: '1001@late', status: 'Logged Out' })
    pbx.cut()
    await clock.advance(3000)
    for (const [kind, status] of [
      ['pause', 'On Break'],
      ['ready', 'Available'],
    ] as const) {
      expect(await run({ kind, agentId, queueIds: null, reason: null })).toEqual(done)
      expect([cc(), pbx.callcenter.agents.get('1001@late')?.status]).toEqual([status, 'Logged Out'])
    }
  })

  it('are refused with the PBX’s words, and looked for where the answer is lost', async () => {
    const { run, cc, pbx, clock } = await stage()
    const command = 'callcenter_config agent set'
    pbx.misbehave({ refuse: [{ command, text: '-ERR permission denied\n', done: false }] })
    const pause: Act = { kind: 'pause', agentId, queueIds: null, reason: null }
    expect(await run(pause, 1000)).toMatchObject({ ok: false, error: { code: 'actNotPossible' } })
    pbx.misbehave({ lateMs: 500 })
    clock.after(200, pbx.cut)
    clock.after(300, () => pbx.misbehave({}))
    expect(await run(pause, 9000)).toEqual(done)
    expect(cc()).toBe('On Break')
  })

  it('are what the module’s list shows, whatever the command was answered', async () => {
    const { run, cc, pbx } = await stage()
    const command = 'callcenter_config agent set'
    const pause: Act = { kind: 'pause', agentId, queueIds: null, reason: null }
    pbx.misbehave({ ignore: [command] })
    expect(await run(pause, 6000)).toMatchObject({ ok: false, error: { code: 'actUnknown' } })
    expect(cc()).toBe('Available')
    pbx.misbehave({ refuse: [{ command, text: '-ERR no reply\n', done: true }] })
    expect(await run(pause, 1000)).toEqual(done)
    expect(cc()).toBe('On Break')
  })

  it('are not known where nobody can say any more', async () => {
    const { run, pbx, clock } = await stage()
    pbx.misbehave({
      lateMs: 500,
      refuse: [{ command: 'callcenter_config agent list', text: '-ERR no\n', done: false }],
    })
    clock.after(200, pbx.cut)
    expect(await run({ kind: 'pause', agentId, queueIds: null, reason: null }, 60_000)).toMatchObject({
      ok: false,
      error: { code: 'actUnknown' },
    })
  })
})

describe('the end of a call', () => {
  it('ends every leg of it and of no other', async () => {
    const { run, call, floor, pbx } = await stage()
    const one = await call('a')
    const other = await call('b', '1002')
    expect(await run({ kind: 'endCall', callId: one.target.callId })).toEqual(done)
    expect(floor().calls[one.target.callId]).toBeUndefined()
    expect(floor().calls[other.target.callId]?.state).toBe('talking')
    expect(pbx.core.channels.has('a-agent')).toBe(false)
    expect(await run({ kind: 'endCall', callId: one.target.callId })).toMatchObject({ error: { code: 'callGone' } })
  })

  it('is done though its answer is lost, and is not called done where it is not', async () => {
    const { run, call, floor, pbx, clock } = await stage()
    const { target } = await call('a')
    pbx.misbehave({ refuse: [{ command: 'uuid_kill', text: '-ERR permission denied\n', done: false }] })
    const refusal = await run({ kind: 'endCall', callId: target.callId }, 1000)
    expect(refusal).toMatchObject({ error: { code: 'actNotPossible' } })
    expect(floor().calls[target.callId]?.state).toBe('talking')
    pbx.misbehave({ lateMs: 500 })
    clock.after(200, pbx.cut)
    clock.after(300, () => pbx.misbehave({}))
    expect(await run({ kind: 'endCall', callId: target.callId }, 9000)).toEqual(done)
  })
})
