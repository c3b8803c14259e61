// Transfers by the monitored agent, many in a row on the real Asterisk: the monitor goes with the call, whatever the moment.
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type CallCentre, type Console, expectEars, openCallCentre, type TalkingCall, until } from './call-centre.ts'
import type { Dialog } from './sip-dialog.ts'
import { agentHz, type SipPhone } from './sip-phone.ts'

const TIMES = Number(process.env.EARSHOT_TRANSFERS ?? 6)

describe.each(['ari', 'dialplan'] as const)('monitored by %s, again and again', (way) => {
  let centre: CallCentre
  let desk: Console
  let supervisor: SipPhone
  let ada: SipPhone
  let ben: SipPhone

  beforeAll(async () => {
    centre = await openCallCentre()
    ada = await centre.agent('1001')
    ben = await centre.agent('1002')
    supervisor = await centre.supervisor()
    desk = await centre.console({ way })
  })
  afterAll(() => centre.close())

  const transfers: Record<string, (call: TalkingCall) => Promise<Dialog>> = {
    'a blind transfer': async (call) => {
      await call.agent.blindTransfer('1002')
      return ben.nextCall()
    },
    'an attended transfer': async (call) => {
      await call.agent.hold(true)
      const consultation = await ada.dial('1002')
      const next = await ben.nextCall()
      await until(() => next.ear.level(agentHz) > 7000, 'the agents talk')
      await call.agent.attendedTransfer(consultation)
      return next
    },
    // The second call is not bridged yet: Asterisk puts the caller into its place, with a Linkedid of its own.
    'an attended transfer at the moment the next agent answers': async (call) => {
      await call.agent.hold(true)
      const consultation = await ada.dial('1002')
      const next = await ben.nextCall()
      await consultation.answered
      await call.agent.attendedTransfer(consultation)
      return next
    },
  }

  const once = async (transfer: (call: TalkingCall) => Promise<Dialog>) => {
    desk.events.length = 0
    const call = await centre.call(desk, ada)
    const ticket = await desk.start(call.target)
    const line = await supervisor.nextCall()
    await centre.mode(desk, ticket, line, 'whisperAgent')
    const next = await transfer(call)
    const moved = () => desk.events.find((event) => event.kind === 'retargeted')
    expect(await until(moved, 'the monitor goes along')).toMatchObject({ by: 'transfer', target: { agentId: '1002' } })
    await expectEars('listen', { supervisor: line, agent: next, caller: call.caller })
    expect(desk.events.map(({ kind }) => kind)).not.toContain('targetEnded')
    expect(desk.floor().agents['1002']?.callId).toBe(call.target.callId)
    await desk.connector.endMonitor(ticket.id)
    for (const phone of [ada, ben]) for (const left of phone.calls()) left.hangUp()
    call.caller.hangUp()
    await until(async () => (await centre.pbx.channels()).length === 0, 'nothing is left on the PBX')
    await until(() => Object.keys(desk.floor().calls).length === 0, 'the floor is empty')
  }

  it.each(Object.entries(transfers))(
    'goes along with %s',
    async (_, transfer) => {
      for (let time = 0; time < TIMES; time++) await once(transfer)
    },
    60_000 + TIMES * 3000,
  )
})
