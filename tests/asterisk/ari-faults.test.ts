// Requests to a real Asterisk that go wrong on the way from one mode to another: by tone nobody hears more than the card says.
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import type { Mode } from '#contract/monitor.ts'
import { ariPassword } from './asterisk-config.ts'
import {
  type CallCentre,
  type Console,
  type Ears,
  expectEars,
  openCallCentre,
  supervisorHz,
  until,
  wrongCells,
} from './call-centre.ts'
import { type FaultyAri, openFaultyAri, requestFaults } from './faulty-ari.ts'
import { agentHz, callerHz, type SipPhone } from './sip-phone.ts'

/** What a change of mode asks of Asterisk, and what of it goes wrong; every request in every way is in the unit test of this name. */
const requests = {
  'the new bridge': { what: /^POST \/ari\/bridges\?/, faults: ['lost'] },
  'the new snoop': { what: /^POST .*\/snoop\//, faults: ['reset', 'lost'] },
  'the line into the new bridge': { what: /^POST .*\/addChannel/, faults: ['lost', 'error', 'late'] },
  'the old snoop away': { what: /^DELETE .*\/channels\//, faults: requestFaults },
  'the old bridge away': { what: /^DELETE .*\/bridges\//, faults: ['error'] },
} as const

/** Rows of voice that are heard before a claim is judged; a window that began earlier would still hold what was before. */
const FRAMES = 15
const UNHEARD = 40 // 46 dB below a test phone's voice
const hearersOf = { listen: [], whisperAgent: ['agent'], whisperCaller: ['caller'], join: ['agent', 'caller'] } as const

describe('while one request goes wrong', () => {
  let centre: CallCentre
  let proxy: FaultyAri
  let desk: Console
  let supervisor: SipPhone
  let ada: SipPhone

  beforeAll(async () => {
    centre = await openCallCentre()
    proxy = await openFaultyAri(centre.pbx.ports.http)
    ada = await centre.agent('1001')
    supervisor = await centre.supervisor()
    const url = `http://127.0.0.1:${proxy.port}/ari`
    desk = await centre.console({ way: 'ari', ari: { url, user: 'console', password: ariPassword } })
  })
  afterAll(async () => {
    await centre.close()
    await proxy.close()
  })

  let started = ''
  afterEach(async () => {
    proxy.spoil(/^$/, 'error', 0)
    await desk.connector.endMonitor(started)
    for (const phone of [ada, supervisor]) for (const call of phone.calls()) call.hangUp()
    await until(async () => (await centre.pbx.channels()).length === 0, 'nothing is left on the PBX')
    await until(() => Object.keys(desk.floor().calls).length === 0, 'the floor is empty')
  })

  /** From the first whole window after the claim on nobody unnamed hears the supervisor: no second chance. Then the whole table. */
  const judge = async (mode: Mode, ears: Ears) => {
    ears.supervisor.ear.mark(agentHz)
    await until(() => ears.supervisor.ear.sinceMark().frames > FRAMES, 'a window of voice has passed')
    const named: readonly string[] = hearersOf[mode]
    const hearers = (['agent', 'caller'] as const).filter((ear) => ears[ear].ear.level(supervisorHz) >= UNHEARD)
    expect(hearers.filter((hearer) => !named.includes(hearer))).toEqual([])
    await expectEars(mode, ears)
  }
  const onlyTheCallIsLeft = async () => {
    await until(async () => (await centre.pbx.channels()).length === 2, 'only the call is left', 10_000)
    await until(async () => !(await centre.pbx.cli('bridge show all')).includes('earshot'), 'no bridge is left', 10_000)
  }
  const listening = async () => {
    desk.events.length = 0
    const call = await centre.call(desk, ada)
    for (const [ear, hz] of [[call.caller.ear, agentHz] as const, [call.agent.ear, callerHz] as const]) ear.mark(hz)
    const ticket = await desk.start(call.target)
    started = ticket.id
    const line = await supervisor.nextCall()
    return { call, ticket, line, ears: { supervisor: line, agent: call.agent, caller: call.caller } }
  }
  const cases = Object.entries(requests).flatMap(([name, { what, faults }]) =>
    faults.map((fault) => [name, fault, what] as const),
  )

  it.each(cases)('%s: %s', async (_, fault, what) => {
    const scene = await listening()
    const { call, ticket, line, ears } = scene
    await centre.mode(desk, ticket, line, 'join')
    await judge('join', ears)
    const before = proxy.spoilt()
    proxy.spoil(what, fault)
    await centre.mode(desk, ticket, line, 'whisperAgent')
    await judge('whisperAgent', ears)
    await until(() => proxy.spoilt() > before, 'the request went wrong')
    await centre.mode(desk, ticket, line, 'whisperCaller')
    await judge('whisperCaller', ears)
    await desk.connector.endMonitor(ticket.id)
    await onlyTheCallIsLeft()
    for (const ear of [call.agent.ear, call.caller.ear]) expect(ear.sinceMark().longestGap).toBe(0)
  })

  it('leaves nothing after the end, however often the PBX refuses to let go', async () => {
    const scene = await listening()
    await centre.mode(desk, scene.ticket, scene.line, 'join')
    proxy.spoil(/^DELETE /, 'error', 6)
    await desk.connector.endMonitor(scene.ticket.id)
    await scene.line.ended
    expect(desk.events.at(-1)).toMatchObject({ kind: 'ended', reason: 'asked' })
    await onlyTheCallIsLeft()
    const next = await desk.start(scene.call.target)
    const line = await supervisor.nextCall()
    await judge('listen', { ...scene.ears, supervisor: line })
    await desk.connector.endMonitor(next.id)
  })

  it('falls back to listen where nothing can be changed any more, and listens on once it can', async () => {
    const scene = await listening()
    await centre.mode(desk, scene.ticket, scene.line, 'join')
    await judge('join', scene.ears)
    proxy.spoil(/^(DELETE|POST) /, 'error', 10_000)
    expect((await desk.connector.setMode(scene.ticket.id, 'whisperAgent', 99)).ok).toBe(true)
    const told = await until(
      () => desk.events.findLast((event) => event.kind === 'mode' && event.mode !== 'join'),
      'it is told',
    )
    expect(told).toMatchObject({ mode: 'listen', changeId: null })
    const { agent, caller } = scene.ears
    agent.ear.mark(callerHz)
    await until(() => agent.ear.sinceMark().frames > FRAMES, 'a window of voice has passed')
    for (const { ear } of [agent, caller]) expect(ear.level(supervisorHz)).toBeLessThan(UNHEARD)
    proxy.spoil(/^$/, 'error', 0)
    await until(() => wrongCells('listen', scene.ears).length === 0, 'it listens again')
    await desk.connector.endMonitor(scene.ticket.id)
    await onlyTheCallIsLeft()
  })
})
