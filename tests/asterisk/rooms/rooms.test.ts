// Conferences, parked calls and pickups on the real Asterisk: what the floor shows of them, and who is heard there.
import { afterEach, describe, expect, it } from 'vitest'
import type { Call } from '#contract/floor.ts'
import type { Mode } from '#contract/monitor.ts'
import { machineClock } from '#contract/time.ts'
import { createAsteriskConnector } from '#main/pbx/asterisk/connector.ts'
import { asteriskLine } from '../../faults/asterisk-line.ts'
import { openLaneConsole } from '../../faults/console.ts'
import { type CallCentre, type Console, openCallCentre, supervisorHz, until } from '../call-centre.ts'
import { agentHz, callerHz } from '../sip-phone.ts'

let centre: CallCentre
const closing: (() => Promise<unknown>)[] = []
afterEach(async () => {
  for (const close of closing.splice(0)) await close()
  await centre.close()
})

const only = (desk: Console, isSo: (call: Call) => boolean, what: string) =>
  until(() => {
    const calls = Object.values(desk.floor().calls)
    return calls.length === 1 ? calls.find(isSo) : undefined
  }, what)

describe('a ConfBridge room', () => {
  it('is one call, heard on the agent; whoever comes is one of the others, also after a reconnect', async () => {
    centre = await openCallCentre()
    const supervisor = await centre.supervisor()
    const desk = await centre.console({ extensions: ['1003'] })
    const agent = await centre.agent('1001')
    const caller = await centre.caller('5550001')
    await (await agent.dial('800')).answered
    await (await caller.dial('800')).answered
    const room = await only(desk, ({ state, agentId }) => state === 'talking' && agentId === '1001', 'two in the room')
    expect(desk.floor().agents['1001']?.callId).toBe(room.id)
    expect(room.others ?? []).toEqual([])

    const ticket = await desk.start({ callId: room.id, agentId: '1001' })
    const line = await supervisor.nextCall()
    await until(() => line.ear.level(agentHz) > 2000 && line.ear.level(callerHz) > 2000, 'both are heard')

    const third = await (await centre.agent('1003')).dial('800')
    await third.answered
    await only(desk, ({ others }) => others?.length === 1, 'a third comes')
    const later = await centre.console({ extensions: ['1003'] }, 'api', 'console-2')
    await only(later, ({ others }) => others?.length === 1, 'seen by a console that came later')
    third.hangUp()
    await only(desk, ({ others }) => others === undefined, 'the third is gone')
    await desk.connector.endMonitor(ticket.id)
  })
})

describe('a monitored conversation that somebody else comes into', () => {
  const spokenTo = async () => {
    centre = await openCallCentre()
    const line = asteriskLine(await centre.supervisor('5001', false))
    const watch = await centre.console({ line: null, extensions: ['1003'] }, 'api', 'stage')
    const agent = await centre.agent('1001')
    const caller = await centre.caller('5550001')
    await (await agent.dial('800')).answered
    await (await caller.dial('800')).answered
    const room = await only(watch, ({ state, agentId }) => state === 'talking' && agentId === '1001', 'two in the room')
    const parts = {
      clock: machineClock(globalThis),
      random: Math.random,
      log: () => undefined,
      switchBy: () => 'api' as const,
    }
    const connector = createAsteriskConnector(centre.site({ extensions: ['1003'] }), 'console-1', parts)
    const console = openLaneConsole(connector, line(false))
    closing.push(console.close)
    await until(() => console.isLive() && console.floor().calls[room.id], 'the console sees the room', 8000)
    console.listen({ callId: room.id, agentId: '1001' })
    await until(() => console.claim().mode === 'listen', 'listening', 8000)
    return { console, third: await centre.agent('1003') }
  }
  const choose = async ({ console }: Awaited<ReturnType<typeof spokenTo>>, mode: Mode) => {
    console.choose(mode)
    await until(() => console.claim().mode === mode, mode)
  }

  it('is not spoken to any more: whoever came was not chosen', async () => {
    const stage = await spokenTo()
    await choose(stage, 'join')
    const dialog = await stage.third.dial('800')
    await dialog.answered
    await until(() => stage.console.claim().mode === 'listen', 'back to listen')
    expect(stage.console.claim()).toMatchObject({ notice: 'withdrawn', hears: [] })
    await until(() => dialog.ear.level(agentHz) > 2000, 'the third hears the agent')
    await until(() => dialog.ear.level(supervisorHz) < 40, 'and not the supervisor')
  })

  it('goes on with a whisper to the agent, whom nobody else hears', async () => {
    const stage = await spokenTo()
    await choose(stage, 'whisperAgent')
    const dialog = await stage.third.dial('800')
    await dialog.answered
    await until(() => dialog.ear.level(agentHz) > 2000, 'the third hears the agent')
    await until(() => dialog.ear.level(supervisorHz) < 40, 'and not the supervisor')
    expect(stage.console.claim()).toMatchObject({ mode: 'whisperAgent', hears: ['agent'] })
  })
})

describe('a parked caller', () => {
  it('stays on the floor, and talks with whoever picks them up', async () => {
    centre = await openCallCentre()
    const desk = await centre.console({ extensions: ['1003'] })
    const [agent, other] = [await centre.agent('1001'), await centre.agent('1003')]
    const call = await centre.call(desk, agent)
    await call.agent.blindTransfer('700')
    const parked = await only(desk, ({ state }) => state === 'parked', 'it is parked')
    expect(parked).toMatchObject({ parkedBy: 'Ada Agent', agentId: null, from: { onNet: false } })
    await until(() => desk.floor().agents['1001']?.presence.kind === 'available', 'who parked it is free')
    await (await other.dial(parked.to.number)).answered
    await only(
      desk,
      ({ state, from, to }) => state === 'talking' && [from, to].some((side) => side.agentId === '1003'),
      'it is picked up',
    )
  })
})

describe('a call picked up at another phone', () => {
  it('goes on with who talks, and the phone that rang is free', async () => {
    centre = await openCallCentre()
    const desk = await centre.console({ extensions: ['1003'] })
    const [, other] = [await centre.agent('1002', false), await centre.agent('1003')]
    const caller = await centre.caller('5550003')
    const dialled = await caller.dial('1002')
    await only(desk, ({ state, agentId }) => state === 'ringing' && agentId === '1002', 'it rings')
    await (await other.dial('*81002')).answered
    await dialled.answered
    await only(desk, ({ state, to }) => state === 'talking' && to.agentId === '1003', 'it is picked up')
    await until(() => desk.floor().agents['1002']?.presence.kind === 'available', 'the phone that rang is free')
  })
})
