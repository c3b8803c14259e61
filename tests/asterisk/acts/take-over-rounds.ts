// Calls taken over one after the other on a real Asterisk, from every mode; also while agent or caller hang up in the same moment.
import { type Mode, modes } from '#contract/monitor.ts'
import { type CallCentre, type Console, supervisorHz, until } from '../call-centre.ts'
import { agentHz, callerHz, type SipPhone } from '../sip-phone.ts'
import { listenForGaps, takeOver } from './taking.ts'

/** agentThenMenu: the agent, of a call whose dialplan goes on with the caller then. */
export type Moment = 'nobody' | 'agent' | 'agentThenMenu' | 'caller'
export const allMoments: readonly Moment[] = ['nobody', 'agent', 'agentThenMenu', 'caller']

/** What openCallCentre needs `more` of for them. */
export const menuAfterCall = {
  'extensions.conf':
    '[menu]\nexten => 604,1,Dial(PJSIP/1001,30,g)\n same => n,Wait(30)\n[from-trunk](+)\ninclude => menu\n',
}

/** `outcome`: done, or the code of the refusal. `gap`: frames the caller lost or heard nobody in, where the call was taken over. */
export type Round = {
  readonly mode: Mode
  readonly hangsUp: Moment
  readonly outcome: string
  readonly gap: number
  readonly wrong: readonly string[]
}

const moments: readonly Moment[] = ['nobody', 'agent', 'nobody', 'caller', 'nobody', 'agentThenMenu']
/** Of the hang-up, seen from the asking: before, with and after what the PBX does of it. */
const shiftsMs = [0, 1, 2, 4, 6, 9]

export const momentOf = (round: number): Moment => moments[round % moments.length] ?? 'nobody'

export type Stand = {
  readonly centre: CallCentre
  readonly desk: Console
  readonly agent: SipPhone
  readonly own: SipPhone
}

export async function playRound(stand: Stand, round: number, hangsUp: Moment): Promise<Round> {
  const { centre, desk, agent, own } = stand
  const mode = modes[round % modes.length] ?? 'listen'
  const wrong: string[] = []
  const expected = async (isSo: () => unknown, what: string) =>
    until(async () => Boolean(await isSo()), what, 3000).catch(() => void wrong.push(what))
  const call = await centre.call(desk, agent, hangsUp === 'agentThenMenu' ? '604' : '600')
  const ticket = await desk.start(call.target)
  const line = await Promise.race([own.nextCall(), until(() => null, 'the line is called', 10_000)])
  if (mode !== 'listen') await centre.mode(desk, ticket, line, mode)
  await until(() => call.caller.ear.level(agentHz) > 4000, 'the caller hears the agent')
  const gaps = await listenForGaps(call.caller)
  const leaves = { nobody: null, agent: call.agent, agentThenMenu: call.agent, caller: call.caller }[hangsUp]
  if (leaves) setTimeout(leaves.hangUp, shiftsMs[round % shiftsMs.length])
  const answer = await takeOver(desk, ticket)
  const reason = () => desk.events.findLast((event) => event.kind === 'ended' && event.ticketId === ticket.id)
  if (answer.ok && hangsUp !== 'caller') {
    await expected(() => call.caller.ear.level(supervisorHz) > 4000, 'the caller does not hear the supervisor')
    await expected(() => line.ear.level(callerHz) > 4000, 'the supervisor does not hear the caller')
    await expected(() => line.ear.level(agentHz) < 40, 'the supervisor hears the agent')
  }
  const gap = (await gaps.stop()).missing
  if (answer.ok)
    await expected(() => reason()?.kind === 'ended' && /takenOver/.test(JSON.stringify(reason())), 'no end takenOver')
  if (!answer.ok) await expected(() => !call.caller.isUp() || call.agent.isUp(), 'the caller is left alone')
  await expected(() => !call.agent.isUp(), 'the agent is not out')
  if (!answer.ok) await desk.connector.endMonitor(ticket.id)
  call.caller.hangUp()
  await expected(() => !line.isUp(), 'the line stays')
  await expected(async () => (await centre.pbx.channels()).length === 0, 'a channel is left')
  await expected(async () => !/earshot/.test(await centre.pbx.cli('bridge show all')), 'a bridge is left')
  await expected(() => Object.keys(desk.floor().calls).length === 0, 'a call is left on the floor')
  if (hangsUp === 'nobody' && (!answer.ok || gap > 0)) wrong.push(`not taken over without a gap: ${gap} frames`)
  if (hangsUp === 'agentThenMenu' && !answer.ok) wrong.push('the caller was there, and was not kept')
  return { mode, hangsUp, outcome: answer.ok ? 'done' : answer.error.code, gap: answer.ok ? gap : 0, wrong }
}
