// Acts on calls on the real Asterisk: their effect by tone, or read from the PBX itself; one call centre for all, since each leaves it empty.
import { afterAll, afterEach, beforeAll, expect, it } from 'vitest'
import type { Call } from '#contract/floor.ts'
import { type CallCentre, type Console, openCallCentre, until } from '../call-centre.ts'
import type { Dialog } from '../sip-dialog.ts'
import { agentHz, callerHz, type SipPhone } from '../sip-phone.ts'
import { run } from './taking.ts'

const benHz = 700
let centre: CallCentre
let desk: Console
let ada: SipPhone
let ben: SipPhone

beforeAll(async () => {
  centre = await openCallCentre()
  ada = await centre.agent('1001')
  ben = await centre.agent('1003', true, benHz)
  desk = await centre.console({ extensions: ['1003'] })
})
afterAll(() => centre.close())
afterEach(async () => {
  await centre.pbx.cli('channel request hangup all')
  await until(async () => (await centre.pbx.channels()).length === 0, 'nothing is left')
  await until(() => Object.keys(desk.floor().calls).length === 0, 'the floor is empty')
})

const callOf = (number: string, state: Call['state']): Promise<Call> =>
  until(
    () => Object.values(desk.floor().calls).find((call) => call.from.number === number && call.state === state),
    `${number} is ${state}`,
  )

/** A caller who waits in the queue nobody serves. */
async function waiting(number: string): Promise<Dialog> {
  const call = await (await centre.caller(number)).dial('602')
  await callOf(number, 'waiting')
  return call
}

it('a call is ended on all sides', async () => {
  const call = await centre.call(desk, ada)
  expect(await run(desk, { kind: 'endCall', callId: call.target.callId })).toMatchObject({ ok: true })
  await Promise.all([call.caller.ended, call.agent.ended])
})

it('a call is passed on to an agent; its own agent is out', async () => {
  const call = await centre.call(desk, ada)
  const to = { kind: 'agent', agentId: '1003' } as const
  expect(await run(desk, { kind: 'transferCall', ...call.target, to })).toMatchObject({ ok: true })
  await call.agent.ended
  await until(() => call.caller.ear.level(benHz) > 4000, 'the caller hears the other agent')
})

it('a call is passed on to a queue, and nowhere the dialplan does not lead', async () => {
  const call = await centre.call(desk, ada)
  const { callId } = call.target
  const pass = (number: string) => run(desk, { kind: 'transferCall', ...call.target, to: { kind: 'number', number } })
  expect(await pass('9999')).toMatchObject({ ok: false, error: { code: 'actNotPossible' } })
  expect(call.caller.isUp() && call.agent.isUp()).toBe(true)
  const to = { kind: 'queue', queueId: 'empty' } as const
  expect(await run(desk, { kind: 'transferCall', callId, agentId: '1001', to })).toMatchObject({ ok: true })
  expect(await centre.pbx.cli('queue show empty')).toContain('PJSIP/trunk')
})

it('a waiting caller is moved to the front, and to another queue', async () => {
  await waiting('5559001')
  const second = await waiting('5559002')
  const { id: callId } = await callOf('5559002', 'waiting')
  expect(await run(desk, { kind: 'moveWaiting', callId, to: 'front' })).toMatchObject({ ok: true })
  const [, first] = /1\. (\S+)/.exec(await centre.pbx.cli('queue show empty')) ?? []
  expect(await centre.pbx.cli(`core show channel ${first}`)).toContain('5559002')
  expect(await run(desk, { kind: 'moveWaiting', callId, to: { queueId: 'support' } })).toMatchObject({ ok: true })
  await until(() => second.ear.level(agentHz) > 4000, 'an agent of the other queue has answered')
})

it('a waiting call is given to an agent, and one that rings is picked for oneself', async () => {
  const caller = await waiting('5559003')
  const { id } = await callOf('5559003', 'waiting')
  expect(await run(desk, { kind: 'pickCall', callId: id, by: { agentId: '1003' } })).toMatchObject({ ok: true })
  await until(() => caller.ear.level(benHz) > 4000, 'the agent has it')

  const busy = await centre.agent('1006', false)
  const own = await centre.supervisor('5001', true, `e${'0123456789ab'}x`)
  const ringing = await (await centre.caller('5559004')).dial('1006')
  await busy.nextCall()
  const rings = await callOf('5559004', 'ringing')
  expect(await run(desk, { kind: 'pickCall', callId: rings.id, by: 'me' })).toMatchObject({ ok: true })
  const line = await own.nextCall()
  await until(() => line.ear.level(callerHz) > 4000 && ringing.isUp(), 'it is on the line of the supervisor')
})

it('a call is parked, and retrieved for another agent', async () => {
  const call = await centre.call(desk, ada)
  expect(await run(desk, { kind: 'parkCall', ...call.target })).toMatchObject({ ok: true })
  await call.agent.ended
  expect(call.caller.isUp()).toBe(true)
  const { id } = await callOf(call.outside.user, 'parked')
  expect(await run(desk, { kind: 'pickCall', callId: id, by: { agentId: '1003' } })).toMatchObject({ ok: true })
  await until(() => call.caller.ear.level(benHz) > 4000, 'the other agent has it')
})

it('what is gone, or held only by its phone, is said', async () => {
  const call = await centre.call(desk, ada)
  expect(desk.connector.acts?.can()).toMatchObject({
    holdCall: { code: 'actNotPossible' },
    endCall: null,
    takeOver: null,
  })
  call.caller.hangUp()
  await call.agent.ended
  await until(() => Object.keys(desk.floor().calls).length === 0, 'it is gone')
  expect(await run(desk, { kind: 'endCall', callId: call.target.callId })).toMatchObject({
    error: { code: 'callGone' },
  })
  expect(ben.calls()).toEqual([])
})
