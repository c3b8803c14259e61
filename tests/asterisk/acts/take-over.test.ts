// A call taken over on the real Asterisk, in every way: the caller loses no frame, the agent is out, and nothing of the monitor is left.
import { afterEach, describe, expect, it } from 'vitest'
import type { Mode } from '#contract/monitor.ts'
import { type CallCentre, openCallCentre, supervisorHz, until } from '../call-centre.ts'
import { agentHz, callerHz } from '../sip-phone.ts'
import { menuAfterCall, playRound } from './take-over-rounds.ts'
import { listenForGaps, takeOver } from './taking.ts'

let centre: CallCentre
afterEach(() => centre.close())

type Case = {
  readonly way: 'ari' | 'dialplan'
  readonly mode: Mode
  readonly dial: string
  readonly agent: string
}
const cases: readonly Case[] = [
  { way: 'ari', mode: 'listen', dial: '600', agent: '1001' },
  { way: 'ari', mode: 'join', dial: '601', agent: '1004' },
  { way: 'dialplan', mode: 'listen', dial: '601', agent: '1004' },
  { way: 'dialplan', mode: 'whisperAgent', dial: '600', agent: '1001' },
]

describe('the caller stays with the supervisor, and the agent is out', () => {
  it.each(cases)('by $way from $mode, dialled $dial', async ({ way, mode, dial, agent }) => {
    centre = await openCallCentre()
    const phone = await centre.agent(agent)
    const supervisor = await centre.supervisor()
    const desk = await centre.console({ way })
    const call = await centre.call(desk, phone, dial)
    const ticket = await desk.start(call.target)
    const line = await supervisor.nextCall()
    if (mode !== 'listen') await centre.mode(desk, ticket, line, mode)
    const gaps = await listenForGaps(call.caller)

    expect(await takeOver(desk, ticket)).toEqual({ ok: true, value: null })
    await until(() => desk.events.at(-1)?.kind === 'ended', 'its end is told')
    expect(desk.events.at(-1)).toEqual({ kind: 'ended', ticketId: ticket.id, reason: 'takenOver' })
    await until(() => call.caller.ear.level(supervisorHz) > 4000, 'the caller hears the supervisor')
    await until(() => line.ear.level(callerHz) > 4000 && line.ear.level(agentHz) < 40, 'who hears the caller alone')
    expect(await gaps.stop()).toEqual({ missing: 0 })
    await call.agent.ended

    await until(async () => (await centre.pbx.channels()).length === 2, 'no channel but these two is left')
    await until(
      async () => !/earshot/.test(await centre.pbx.cli('bridge show all')),
      'no bridge of the monitor is left',
    )
    const shown = await until(() => Object.values(desk.floor().calls).at(0), 'the floor shows the call')
    expect(shown).toMatchObject({ state: 'talking', from: { number: call.outside.user }, to: { number: '5001' } })

    call.caller.hangUp()
    await line.ended
    await until(async () => (await centre.pbx.channels()).length === 0, 'nothing is left')
  })
})

it.each(['ari', 'dialplan'] as const)(
  'agent or caller hang up in the same moment, by %s: taken over or gone, nobody is left alone, and nothing is left',
  async (way) => {
    centre = await openCallCentre({ more: menuAfterCall })
    const [agent, own] = [await centre.agent('1001'), await centre.supervisor()]
    const stand = { centre, desk: await centre.console({ way }), agent, own }
    for (const [round, who] of (['agent', 'caller', 'agentThenMenu', 'agent', 'agentThenMenu'] as const).entries())
      expect((await playRound(stand, round, who)).wrong).toEqual([])
  },
)

it('a hole in which nothing is sent to the caller is found, though the stream after it is numbered anew', async () => {
  const again = 'exten => 607,1,Wait(0.2)\n same => n,Dial(PJSIP/1001,30)\n'
  centre = await openCallCentre({ more: { 'extensions.conf': `[again]\n${again}` } })
  const phone = await centre.agent('1001')
  const call = await centre.call(await centre.console(), phone, '600')
  const gaps = await listenForGaps(call.caller)
  const caller = (await centre.pbx.channels()).find((name) => name.startsWith('PJSIP/trunk-'))
  await centre.pbx.cli(`channel redirect ${caller} again,607,1`)
  await call.agent.ended
  expect((await gaps.stop()).missing).toBeGreaterThan(5)
})
