// What happens to a monitor when the call under it is held, transferred or over, on the real Asterisk, in both ways.
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { type Mode, modes } from '#contract/monitor.ts'
import {
  type CallCentre,
  type Console,
  expectEars,
  openCallCentre,
  supervisorHz,
  type TalkingCall,
  until,
} from './call-centre.ts'
import { agentHz, callerHz, type SipPhone } from './sip-phone.ts'

describe.each(['ari', 'dialplan'] as const)('while monitored by %s', (way) => {
  let centre: CallCentre
  let desk: Console
  let supervisor: SipPhone
  let ada: SipPhone
  let ben: SipPhone
  let carl: SipPhone
  let started = ''

  beforeAll(async () => {
    centre = await openCallCentre()
    ada = await centre.agent('1001')
    ben = await centre.agent('1002')
    carl = await centre.agent('1003', true, callerHz)
    supervisor = await centre.supervisor()
    desk = await centre.console({ way }, 'info')
  })
  afterAll(() => centre.close())

  const monitored = async (mode: Mode = 'listen', follow = false, from?: SipPhone) => {
    desk.events.length = 0
    const call = await centre.call(desk, ada, ada.user, from)
    const ticket = await desk.start(call.target, follow)
    started = ticket.id
    const line = await supervisor.nextCall()
    if (mode !== 'listen') await centre.mode(desk, ticket, line, mode)
    return { call, ticket, line }
  }
  const kinds = () => desk.events.map((event) => event.kind)
  const came = (kind: string) => until(() => desk.events.find((event) => event.kind === kind), kind)
  afterEach(async () => {
    if (started !== '') await desk.connector.endMonitor(started)
    for (const phone of [ada, ben, carl]) for (const call of phone.calls()) call.hangUp()
    await until(async () => (await centre.pbx.channels()).length === 0, 'nothing is left on the PBX')
    await until(() => Object.keys(desk.floor().calls).length === 0, 'the floor is empty')
  })

  /** Over a whole window of undisturbed voice: a window that is only half full shows every tone a little. */
  const expectNobodyHears = async ({ agent, caller }: TalkingCall) => {
    const undisturbed = () => agent.ear.level(callerHz) > 7900 && caller.ear.level(agentHz) > 7900
    const unheard = () => agent.ear.level(supervisorHz) < 40 && caller.ear.level(supervisorHz) < 40
    await until(() => undisturbed() && unheard(), 'both talk undisturbed, and nobody hears the supervisor')
  }

  it('keeps the mode while the agent holds and resumes the call', async () => {
    const { call, line } = await monitored('whisperAgent')
    await call.agent.hold(true)
    await until(() => desk.floor().calls[call.target.callId]?.state === 'held', 'the call is shown as held')
    await call.agent.hold(false)
    await until(() => desk.floor().calls[call.target.callId]?.state === 'talking', 'the call is shown as talking')
    await expectEars('whisperAgent', { supervisor: line, agent: call.agent, caller: call.caller })
    expect(kinds()).not.toContain('targetEnded')
  })

  it('moves with a blind transfer, back in listen', async () => {
    const { call, ticket, line } = await monitored('join')
    await call.agent.blindTransfer('1002')
    const next = await ben.nextCall()
    expect(await came('retargeted')).toMatchObject({ by: 'transfer', target: { agentId: '1002' } })
    await expectEars('listen', { supervisor: line, agent: next, caller: call.caller })
    expect(desk.events).toContainEqual({ kind: 'mode', ticketId: ticket.id, mode: 'listen', changeId: null })
    expect(kinds()).not.toContain('targetEnded')
  })

  it('moves with an attended transfer, back in listen', async () => {
    const { call, line } = await monitored('whisperCaller')
    await call.agent.hold(true)
    const consultation = await ada.dial('1002')
    const next = await ben.nextCall()
    await until(() => next.ear.level(agentHz) > 7000, 'the agents talk')
    await call.agent.attendedTransfer(consultation)
    expect(await came('retargeted')).toMatchObject({ by: 'transfer', target: { agentId: '1002' } })
    await expectEars('listen', { supervisor: line, agent: next, caller: call.caller })
  })

  // Asterisk goes on translating with what it kept for the voice before, and ignores packets with lower numbers: for minutes, if need be.
  it.each(['listen', 'whisperAgent'] as const)(
    'hears in %s whoever the other party sends the call to, whatever numbers their packets have',
    async (mode) => {
      const { call, line } = await monitored(mode, false, await centre.caller('5550099', 30_000))
      await call.caller.blindTransfer('1003')
      const next = await carl.nextCall()
      await expectEars(mode, { supervisor: line, agent: call.agent, caller: next })
      expect(kinds()).not.toContain('targetEnded')
    },
  )

  it.each(modes)('stays in listen with an open line when the call ends in %s', async (mode) => {
    const { call, line } = await monitored(mode)
    call.caller.hangUp()
    await came('targetEnded')
    expect(line.isUp()).toBe(true)
    const next = await centre.call(desk, ada)
    await expectNobodyHears(next)
    await until(() => line.ear.level(agentHz) < 40, 'the line is silent')
    expect(kinds()).not.toContain('retargeted')
    const last = desk.events.findLast((event) => event.kind === 'mode')
    if (mode !== 'listen') expect(last).toMatchObject({ mode: 'listen', changeId: null })
  })

  it('follows the agent to the next call in listen, when asked to', async () => {
    const { call, line } = await monitored('join', true)
    call.caller.hangUp()
    await came('targetEnded')
    const next = await centre.call(desk, ada)
    expect(await came('retargeted')).toMatchObject({ by: 'follow', target: next.target })
    await expectEars('listen', { supervisor: line, agent: next.agent, caller: next.caller })
  })

  it('hops to another call on the same line, in listen', async () => {
    const { call, ticket, line } = await monitored('join')
    const other = await centre.call(desk, ben)
    const hopped = await desk.connector.hop(ticket.id, other.target)
    expect(hopped).toEqual({ ok: true, value: other.target })
    await expectEars('listen', { supervisor: line, agent: other.agent, caller: other.caller })
    await until(() => call.agent.ear.level(supervisorHz) < 40, 'the call left behind hears nobody')
    expect(supervisor.invites.at(-1)).toBe(line.invite)
  })

  it('ends at once when asked, and nothing of it is left', async () => {
    const { call, ticket } = await monitored('join')
    const asked = performance.now()
    await desk.connector.endMonitor(ticket.id)
    expect(performance.now() - asked).toBeLessThan(1000)
    expect(kinds().at(-1)).toBe('ended')
    await until(async () => (await centre.pbx.channels()).length === 2, 'only the call is left')
    await expectNobodyHears(call)
  })

  it('says that the supervisor hung up, and the next monitor works at once', async () => {
    const { call, line } = await monitored()
    line.hangUp()
    expect(await came('ended')).toMatchObject({ reason: 'lineHungUp' })
    started = (await desk.start(call.target)).id
    const next = await supervisor.nextCall()
    await expectEars('listen', { supervisor: next, agent: call.agent, caller: call.caller })
  })

  it('refuses a call that is gone, one without an agent, and a second monitor', async () => {
    const { call, ticket } = await monitored()
    const order = { ticketId: 'ticket-other', token: 'x'.repeat(32), follow: false }
    const second = await desk.connector.startMonitor({ ...order, target: call.target })
    expect(second).toMatchObject({ ok: false, error: { code: 'monitorBusy' } })
    call.caller.hangUp()
    await came('targetEnded')
    await desk.connector.endMonitor(ticket.id)
    const gone = await desk.connector.startMonitor({ ...order, target: call.target })
    expect(gone).toMatchObject({ ok: false, error: { code: 'callGone' } })
  })
})
