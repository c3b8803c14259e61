// What only a real queue shows of its agents: a wrap-up time that stands in no list, and agents of a pool, with the least rights.
import { afterEach, expect, it } from 'vitest'
import { type CallCentre, type Console, openCallCentre, until } from '../call-centre.ts'

let centre: CallCentre
afterEach(() => centre.close())

const leastRights = { amiRead: 'call,agent,reporting', amiWrite: 'reporting' }
const queue = (name: string, more: string) => `[${name}]\nstrategy=ringall\nringinuse=no\nretry=1\n${more}\n`
const dialplan = `[more]
exten => 603,1,Queue(wrap)
exten => 604,1,Queue(pool)
exten => *11,1,Answer()
 same => n,AgentLogin(2001,s)
[agents]
exten => _2XXX,1,AgentRequest(\${EXTEN})
[internal](+)
include => more
[from-trunk](+)
include => more
`
const presence = (desk: Console, id: string) => desk.floor().agents[id]?.presence.kind
const becomes = (desk: Console, id: string, kind: string, withinMs = 5000) =>
  until(() => presence(desk, id) === kind, `${id} is ${kind}`, withinMs)

it('F3: an agent wraps up for as long as the queue says, seen also by a console that comes meanwhile', async () => {
  const queues = queue('wrap', 'wrapuptime=4\nmember => PJSIP/1003,0,Cid Agent,PJSIP/1003')
  centre = await openCallCentre({ ...leastRights, more: { 'queues.conf': queues, 'extensions.conf': dialplan } })
  const desk = await centre.console({ line: null })
  const call = await centre.call(desk, await centre.agent('1003'), '603')
  call.caller.hangUp()
  await becomes(desk, '1003', 'wrapUp')
  const began = Date.now()
  expect(desk.floor().queues.wrap?.agentsAvailable).toBe(0)
  const late = await centre.console({ line: null }, 'api', 'late')
  await becomes(late, '1003', 'wrapUp', 2000)
  await becomes(desk, '1003', 'available', 8000)
  expect(Date.now() - began).toBeGreaterThan(2500)
  expect(desk.floor().queues.wrap?.agentsAvailable).toBe(1)
  await becomes(late, '1003', 'available', 3000)
})

it('an agent of a pool is free in AgentLogin, on the caller’s call, and free again', async () => {
  const more = {
    'agents.conf': '[2001]\nfullname=Pia Pool\n',
    'queues.conf': queue('pool', 'member => Local/2001@agents,0,Pia Pool,Agent:2001'),
    'extensions.conf': dialplan,
  }
  centre = await openCallCentre({ ...leastRights, more })
  const desk = await centre.console({ line: null })
  await becomes(desk, '2001', 'loggedOut')
  const phone = await centre.agent('1006')
  await (await phone.dial('*11')).answered
  await becomes(desk, '2001', 'available', 8000)
  const caller = await (await centre.caller('5550042')).dial('604')
  await caller.answered
  const seen = (console: Console) =>
    until(() => Object.values(console.floor().calls).find(({ state }) => state === 'talking'), 'they talk')
  const call = await seen(desk)
  expect(call).toMatchObject({ agentId: '2001', queueId: 'pool', from: { number: '5550042', onNet: false } })
  expect(presence(desk, '2001')).toBe('onCall')
  const late = await centre.console({ line: null }, 'api', 'late')
  expect(await seen(late)).toMatchObject({ id: call.id, agentId: '2001', queueId: 'pool', from: { number: '5550042' } })
  caller.hangUp()
  await becomes(desk, '2001', 'available', 8000)
  expect(desk.floor().calls).toEqual({})
})
