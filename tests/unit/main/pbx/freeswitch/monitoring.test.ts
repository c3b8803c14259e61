// A monitor on FreeSWITCH, against the simulated PBX: what is claimed, who hears it, and what is left.
import { describe, expect, it } from 'vitest'
import { freeswitchStage } from '../../../../fakes/freeswitch/stage.ts'

describe('a monitor on FreeSWITCH', () => {
  it('shows the floor', async () => {
    const stage = freeswitchStage()
    await stage.live()
    expect(stage.statuses.at(-1)).toMatchObject({ phase: 'live' })
    const { target } = await stage.call('a')
    expect(stage.floor().calls['a-caller']).toMatchObject({
      state: 'talking',
      agentId: '1001',
      from: { number: '+15550100', onNet: false },
      to: { number: '1001', onNet: true },
    })
    expect(stage.floor().agents['1001']).toMatchObject({ presence: { kind: 'onCall' }, callId: target.callId })
    expect(stage.floor().agents['1002']).toMatchObject({ presence: { kind: 'available' } })
    stage.pbx.core.hangUp('a-agent')
    stage.pbx.core.hangUp('a-caller')
    await stage.clock.advance(20)
    expect(stage.floor().calls).toEqual({})
  })

  it('rings the line with its token, is attached in listen, and is nobody’s call', async () => {
    const stage = freeswitchStage()
    await stage.live()
    const { target } = await stage.call('a')
    const { ticketId, started, leg } = await stage.monitor(target)
    expect(started).toMatchObject({
      ok: true,
      value: { mark: { by: 'header', name: 'X-Monitor-Id', value: `token-${ticketId}` } },
    })
    expect(stage.rung[0]?.vars.get('sip_h_X-Monitor-Id')).toBe(`token-${ticketId}`)
    expect(stage.events).toEqual([{ kind: 'attached', ticketId, target }])
    expect(stage.hears(leg)).toEqual([])
    expect(Object.keys(stage.floor().calls)).toEqual(['a-caller'])
  })

  it.each([
    ['whisperAgent', ['a-agent']],
    ['whisperCaller', ['a-caller']],
    ['join', ['a-agent', 'a-caller']],
  ] as const)('is heard in %s by whom it should, once it is confirmed', async (mode, ears) => {
    const stage = freeswitchStage()
    await stage.live()
    const { target } = await stage.call('a')
    const { ticketId, leg } = await stage.monitor(target)
    const { changeId } = await stage.change(ticketId, mode)
    expect(stage.last()).toEqual({ kind: 'mode', ticketId, mode, changeId })
    expect(stage.hears(leg)).toEqual(ears)
    const back = await stage.change(ticketId, 'listen')
    expect(stage.last()).toEqual({ kind: 'mode', ticketId, mode: 'listen', changeId: back.changeId })
    expect(stage.hears(leg)).toEqual([])
  })

  it('goes from every mode to every other in one step, each confirmed and heard by exactly whom it should', async () => {
    const ears = {
      listen: [],
      whisperAgent: ['a-agent'],
      whisperCaller: ['a-caller'],
      join: ['a-agent', 'a-caller'],
    } as const
    const modes = ['listen', 'whisperAgent', 'whisperCaller', 'join'] as const
    const stage = freeswitchStage()
    await stage.live()
    const { target } = await stage.call('a')
    const { ticketId, leg } = await stage.monitor(target)
    const digits = () => stage.pbx.asked().filter((command) => command.startsWith('uuid_recv_dtmf')).length
    for (const from of modes)
      for (const to of modes.filter((one) => one !== from)) {
        await stage.change(ticketId, from)
        const before = digits()
        const { changeId } = await stage.change(ticketId, to)
        expect(stage.last()).toEqual({ kind: 'mode', ticketId, mode: to, changeId })
        expect(digits() - before).toBe(1)
        expect(stage.hears(leg)).toEqual(ears[to])
      }
  })

  it('falls back to listen when its call ends, and follows to the next', async () => {
    const stage = freeswitchStage()
    await stage.live()
    const { target } = await stage.call('a')
    const { ticketId, leg } = await stage.monitor(target, true)
    await stage.change(ticketId, 'whisperAgent')
    stage.pbx.core.hangUp('a-agent')
    stage.pbx.core.hangUp('a-caller')
    await stage.clock.advance(200)
    expect(stage.said('targetEnded')).toHaveLength(1)
    const next = await stage.call('b')
    await stage.clock.advance(300)
    expect(stage.last()).toEqual({ kind: 'retargeted', ticketId, target: next.target, by: 'follow' })
    expect(stage.hears(leg)).toEqual([])
  })

  it('hops in listen, on the same leg', async () => {
    const stage = freeswitchStage()
    await stage.live()
    const { target } = await stage.call('a')
    const other = await stage.call('b', '1002')
    const { ticketId, leg } = await stage.monitor(target)
    await stage.change(ticketId, 'join')
    const hopping = stage.connector.hop(ticketId, other.target)
    await stage.clock.advance(200)
    expect(await hopping).toEqual({ ok: true, value: other.target })
    expect(stage.rung).toHaveLength(1)
    expect(stage.hears(leg)).toEqual([])
    await stage.change(ticketId, 'whisperAgent')
    expect(stage.hears(leg)).toEqual(['b-agent'])
  })

  it('ends, leaves nothing, and the next one works', async () => {
    const stage = freeswitchStage()
    await stage.live()
    const { target } = await stage.call('a')
    const { ticketId, leg } = await stage.monitor(target)
    const ending = stage.connector.endMonitor(ticketId)
    await stage.clock.advance(500)
    expect(await ending).toEqual({ ok: true, value: null })
    expect(stage.last()).toEqual({ kind: 'ended', ticketId, reason: 'asked' })
    expect(stage.pbx.core.channels.has(leg)).toBe(false)
    expect(stage.pbx.core.channels.has('a-agent')).toBe(true)
    await stage.monitor(target)
    expect(stage.said('attached')).toHaveLength(2)
  })

  it('is refused when the line is not registered, and works once it is', async () => {
    const stage = freeswitchStage()
    await stage.live()
    const { target } = await stage.call('a')
    stage.register(false)
    expect((await stage.monitor(target)).started).toMatchObject({ ok: false, error: { code: 'lineNotRegistered' } })
    stage.register(true)
    expect((await stage.monitor(target)).started).toMatchObject({ ok: true })
  })

  it('is listened again after a cut, and is over after a restart', async () => {
    const stage = freeswitchStage()
    await stage.live()
    const { target } = await stage.call('a')
    const { ticketId, leg } = await stage.monitor(target)
    await stage.change(ticketId, 'join')
    stage.pbx.cut()
    await stage.clock.advance(5)
    expect(stage.last()).toMatchObject({ kind: 'unsure', modes: expect.arrayContaining(['join']) })
    await stage.clock.advance(2000)
    expect(stage.last()).toEqual({ kind: 'mode', ticketId, mode: 'listen', changeId: null })
    expect(stage.hears(leg)).toEqual([])
    stage.pbx.cut()
    await stage.clock.advance(5)
    stage.pbx.core.hangUp(leg)
    await stage.clock.advance(2000)
    expect(stage.last()).toEqual({ kind: 'ended', ticketId, reason: 'pbxLost' })
  })
})
