// A desk phone sends its monitor on to a colleague: whoever comes was not chosen, hears nothing and is not heard, and nothing is left.
import { afterEach, expect, it } from 'vitest'
import { type CallCentre, openCallCentre, until } from '../call-centre.ts'

let centre: CallCentre
afterEach(() => centre.close())

const colleagueHz = 700

it.each([
  ['ari', 'blind'],
  ['ari', 'attended'],
  ['dialplan', 'attended'],
] as const)('by %s, by a %s transfer', async (way, how) => {
  centre = await openCallCentre()
  const agent = await centre.agent('1001')
  const colleague = await centre.agent('1003', true, colleagueHz)
  const phone = await centre.supervisor()
  const desk = await centre.console({ way, takeOn: { phone: '5001' } })
  const call = await centre.call(desk, agent)
  const ticket = await desk.start(call.target)
  const line = await phone.nextCall()
  await centre.mode(desk, ticket, line, 'whisperAgent')
  await until(() => call.agent.ear.level(1000) > 4000, 'the agent hears the whisper')
  if (how === 'blind') await line.blindTransfer('1003')
  else {
    const consultation = await phone.dial('1003')
    await until(() => consultation.ear.level(colleagueHz) > 4000, 'they talk')
    await line.attendedTransfer(consultation)
  }
  const sentOn = await colleague.nextCall()
  await until(
    () => desk.events.find(({ kind }) => kind === 'ended'),
    () => `the end is told, after ${JSON.stringify(desk.events.slice(-4))}`,
  )
  await until(async () => (await centre.pbx.channels()).length === 2, 'only the call is left')
  expect(sentOn.isUp()).toBe(false)
  await until(() => call.agent.ear.level(colleagueHz) < 40, 'the agent does not hear the colleague')
  await until(() => call.agent.ear.level(1000) < 40, 'nor the supervisor')
})
