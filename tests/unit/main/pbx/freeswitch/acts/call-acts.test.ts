// Acts on calls on the simulated FreeSWITCH: judged by what the PBX lists, asked once, and refused with their reason.
import { describe, expect, it } from 'vitest'
import type { Act } from '#contract/acts/acts.ts'
import type { Result } from '#contract/result.ts'
import { DOMAIN, freeswitchStage } from '../../../../../fakes/freeswitch/stage.ts'

async function stage(site: object = { system: 'freeswitch' }) {
  const made = freeswitchStage({ site })
  const { core, callcenter } = made.pbx
  for (const name of ['sales@default', 'support@default'])
    callcenter.queues.set(name, { name, answered: 0, abandoned: 0, agents: ['1001@default'] })
  callcenter.agents.set('1001@default', {
    name: '1001@default',
    contact: `user/1001@${DOMAIN}`,
    status: 'Available',
    state: 'Waiting',
    wrapUpS: 0,
    lastBridgeEnd: 0,
    statusSince: 0,
    answered: 0,
  })
  await made.live()
  const waiting = async (id = 'waiter') => {
    core.create({ uuid: id, direction: 'inbound', presence: '', cidName: 'Jo', cidNumber: '+15550100', dest: '700' })
    core.answer(id)
    const channel = core.channels.get(id)
    if (channel) core.execute(channel, 'callcenter', 'sales@default')
    callcenter.join(`member-${id}`, 'sales@default', id)
    await made.clock.advance(20)
    return id
  }
  const run = async (act: Act, ms = 400) => {
    let answer: Result<null> | null = null
    void made.connector.acts?.run(act, 'an-act-of-this-test').then((told) => {
      answer = told
    })
    await made.clock.advance(ms)
    return answer as Result<null> | null
  }
  const talking = async () => {
    const call = await made.call('a')
    core.channels.get('a-agent')?.vars.set('user_context', 'default')
    return call
  }
  const asked = (begin: string) => made.pbx.asked().filter((command) => command.startsWith(begin))
  return { ...made, core, callcenter, waiting, run, talking, asked }
}

const done = { ok: true, value: null }
const notPossible = (detail: string) => ({ ok: false, error: { code: 'actNotPossible', detail } })
const callId = 'a-caller'
const agentId = '1001'

describe('a call is held and resumed', () => {
  it('once the list says so: +OK comes also where there is no such leg', async () => {
    const { run, talking, core, floor, asked } = await stage()
    await talking()
    expect(await run({ kind: 'holdCall', callId, agentId })).toEqual(done)
    expect(floor().calls[callId]?.state).toBe('held')
    expect(await run({ kind: 'resumeCall', callId, agentId })).toEqual(done)
    expect(floor().calls[callId]?.state).toBe('talking')
    core.hangUp('a-agent')
    expect(await run({ kind: 'holdCall', callId, agentId })).toMatchObject({ ok: false })
    expect(asked('uuid_hold')).toEqual(['uuid_hold a-agent', 'uuid_hold off a-agent'])
  })

  it('and is not said to be held where nothing came of it', async () => {
    const { run, talking, pbx } = await stage()
    await talking()
    pbx.misbehave({ ignore: ['uuid_hold'] })
    expect(await run({ kind: 'holdCall', callId, agentId }, 3000)).toMatchObject({ ok: false })
  })
})

describe('a call is sent on', () => {
  it('to a number and to an agent by the context the agent dials in, and the agent’s leg is gone', async () => {
    const { run, talking, asked, core } = await stage()
    await talking()
    const to = { kind: 'number', number: '+4912345' } as const
    expect(await run({ kind: 'transferCall', callId, agentId, to })).toEqual(done)
    expect(asked('uuid_transfer')).toEqual(['uuid_transfer a-caller +4912345 XML default'])
    expect([core.channels.has('a-agent'), core.channels.has('a-caller')]).toEqual([false, true])
  })

  it('to a queue, and waits there', async () => {
    const { run, talking, floor } = await stage()
    await talking()
    const to = { kind: 'queue', queueId: 'support@default' } as const
    expect(await run({ kind: 'transferCall', callId, agentId, to })).toEqual(done)
    expect(floor().calls[callId]).toMatchObject({ state: 'waiting', queueId: 'support@default' })
    expect(floor().queues['support@default']?.waiting).toBe(1)
  })

  it('not to a number whose context nobody knows, and not by words that would be more than one', async () => {
    const { run, talking, core, asked } = await stage()
    await talking()
    const number = (text: string) => ({ kind: 'number', number: text }) as const
    core.channels.get('a-agent')?.vars.delete('user_context')
    const order = { kind: 'transferCall', callId, agentId } as const
    expect(await run({ ...order, to: number('1002') })).toEqual(notPossible('noWayThere'))
    expect(await run({ ...order, to: number('-both') })).toEqual(notPossible('noWayThere'))
    expect(await run({ ...order, to: { kind: 'queue', queueId: 'x inline' } })).toEqual(notPossible('noSuchQueue'))
    expect(asked('uuid_transfer')).toEqual([])
  })

  it('of a tenant in the tenant’s own context', async () => {
    const { run, talking, asked } = await stage({ system: 'fusionpbx', extensions: 'all' })
    await talking()
    await run({ kind: 'transferCall', callId, agentId, to: { kind: 'agent', agentId: '1002' } })
    expect(asked('uuid_transfer')).toEqual([`uuid_transfer a-caller 1002 XML ${DOMAIN}`])
  })

  it('is done though the answer was lost, and asked once', async () => {
    const { run, talking, asked, pbx, clock } = await stage()
    await talking()
    pbx.misbehave({ mute: ['uuid_transfer'] })
    clock.after(30, () => {
      pbx.misbehave({})
      pbx.cut()
    })
    const to = { kind: 'queue', queueId: 'support@default' } as const
    expect(await run({ kind: 'transferCall', callId, agentId, to }, 3000)).toEqual(done)
    expect(asked('uuid_transfer')).toHaveLength(1)
  })
})

describe('who waits', () => {
  it('is moved to another queue, not within one, and the order cannot be changed', async () => {
    const { run, waiting, floor } = await stage()
    const id = await waiting()
    const move = { kind: 'moveWaiting', callId: id } as const
    expect(await run({ ...move, to: 'front' })).toEqual(notPossible('noOrder'))
    expect(await run({ ...move, to: { queueId: 'sales@default' } })).toEqual(notPossible('waitsThere'))
    expect(await run({ ...move, to: { queueId: 'support@default' } })).toEqual(done)
    expect([floor().queues['sales@default']?.waiting, floor().queues['support@default']?.waiting]).toEqual([0, 1])
  })

  it('is picked up by one’s own line once that is answered, and stays where they are until then', async () => {
    const { run, waiting, core, rung, floor, pbx } = await stage()
    const id = await waiting()
    expect(await run({ kind: 'pickCall', callId: id, by: 'me' }, 150)).toBeNull()
    expect(pbx.callcenter.members.get(`member-${id}`)?.state).toBe('Waiting')
    expect(rung.at(-1)).toMatchObject({ user: '5001', app: 'intercept', target: id })
    // It rings as any call does: no mark by which the line would answer by itself.
    expect([...(rung.at(-1)?.vars.keys() ?? [])]).not.toContain('sip_h_X-Monitor-Id')
    expect(await run({ kind: 'pickCall', callId: id, by: 'me' }, 600)).not.toBeNull()
    expect(core.channels.get(core.channels.get(id)?.peer ?? '')?.presence).toBe(`5001@${DOMAIN}`)
    expect(floor().calls[id]?.state).toBe('talking')
  })

  it('goes on waiting where the agent does not answer', async () => {
    const { run, waiting, pickUp, core } = await stage()
    const id = await waiting()
    pickUp(false)
    expect(await run({ kind: 'pickCall', callId: id, by: { agentId } }, 21_000)).toMatchObject({
      ok: false,
      error: { code: 'lineDidNotAnswer' },
    })
    expect(core.channels.get(id)?.app).toBe('callcenter')
  })

  it('is not taken from whoever answered meanwhile', async () => {
    const { run, call } = await stage()
    await call('a')
    expect(await run({ kind: 'pickCall', callId, by: 'me' })).toMatchObject({ error: { code: 'peopleChanged' } })
  })
})

describe('a call is parked', () => {
  it('in a lot with a way back to its agent, and is fetched from there', async () => {
    const { run, talking, floor, asked } = await stage()
    await talking()
    expect(await run({ kind: 'parkCall', callId, agentId })).toEqual(done)
    expect(floor().calls[callId]?.state).toBe('parked')
    expect(asked('uuid_setvar a-caller valet')).toContain('uuid_setvar a-caller valet_parking_orbit_exten 1001')
    expect(await run({ kind: 'pickCall', callId, by: 'me' }, 600)).toEqual(done)
    expect(floor().calls[callId]?.state).toBe('talking')
  })

  it('not where no way back is known', async () => {
    const { run, call } = await stage()
    await call('a')
    expect(await run({ kind: 'parkCall', callId, agentId })).toEqual(notPossible('noWayThere'))
  })
})

describe('texts and recordings', () => {
  it('go to a registered phone, whole, and what the PBX does not send is said', async () => {
    const { run, asked } = await stage()
    expect(await run({ kind: 'sendText', agentId: '1009', text: 'Hello' })).toMatchObject({
      error: { code: 'textNotTaken' },
    })
    expect(asked('chat')).toEqual([])
    // The simulated PBX of this test has no phones that take texts.
    expect(await run({ kind: 'sendText', agentId, text: 'a|b' })).toMatchObject({ error: { code: 'textNotTaken' } })
    expect(asked('chat')).toEqual([`chat sip|5001@${DOMAIN}|1001@${DOMAIN}|a/b`])
  })

  it('record the other side’s leg, are marked, and stopped', async () => {
    const { run, talking, core, asked } = await stage()
    await talking()
    expect(await run({ kind: 'stopRecording', callId })).toMatchObject({ error: { code: 'actNotPossible' } })
    expect(await run({ kind: 'record', callId })).toEqual(done)
    expect(core.channels.get('a-caller')?.vars.get('recording')).toMatch(/recordings\/earshot-an-act/)
    expect(await run({ kind: 'markRecording', callId, label: 'complaint' })).toEqual(done)
    expect(core.channels.get('a-caller')?.vars.get('earshot_marks')).toMatch(/^\d+ complaint$/)
    expect(await run({ kind: 'stopRecording', callId })).toEqual(done)
    expect(asked('uuid_record')).toHaveLength(2)
  })
})
