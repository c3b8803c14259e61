// Acts on agents at a real Asterisk, with the least rights: what the queue itself says is what counts.
import { afterAll, beforeAll, expect, it } from 'vitest'
import type { Act } from '#contract/acts/acts.ts'
import { err, ok } from '#contract/result.ts'
import { type CallCentre, type Console, openCallCentre, until } from '../call-centre.ts'

let centre: CallCentre
let desk: Console
const wrap = '[wrap]\nstrategy=ringall\nringinuse=no\nretry=1\nwrapuptime=60\n'

beforeAll(async () => {
  centre = await openCallCentre({
    amiRead: 'call,agent,reporting',
    amiWrite: 'reporting,agent',
    more: {
      'queues.conf': wrap,
      'extensions.conf': '[more]\nexten => 603,1,Queue(wrap)\n[from-trunk](+)\ninclude => more\n',
    },
  })
  desk = await centre.console({ line: null, extensions: 'all' })
})
afterAll(() => centre.close())

let ids = 0
const run = (act: Act) => desk.connector.acts?.run(act, `act-of-this-test-${++ids}`)
const presence = (id: string) => desk.floor().agents[id]?.presence
const member = async (queue: string, phone: string) =>
  (await centre.pbx.cli(`queue show ${queue}`)).split('\n').find((line) => line.includes(phone)) ?? ''

it('pauses in one queue and in all, with the reason, and makes ready again', async () => {
  await centre.agent('1001')
  expect(await run({ kind: 'pause', agentId: '1001', queueIds: null, reason: 'Lunch' })).toEqual(ok(null))
  expect(await member('support', 'PJSIP/1001')).toMatch(/paused:Lunch/)
  await until(() => presence('1001')?.kind === 'paused', 'the floor shows the pause')
  expect(presence('1001')).toMatchObject({ reason: 'Lunch' })
  expect(await run({ kind: 'ready', agentId: '1001', queueIds: ['support'] })).toEqual(ok(null))
  expect(await member('support', 'PJSIP/1001')).not.toMatch(/paused/)
  await until(() => presence('1001')?.kind !== 'paused', 'the floor shows them ready')
})

it('logs in and out of queues; one of queues.conf stays, and it is said why', async () => {
  expect(await run({ kind: 'logIn', agentId: '1003', queueIds: ['wrap'] })).toEqual(ok(null))
  expect(await member('wrap', 'PJSIP/1003')).toMatch(/dynamic/)
  await until(() => desk.floor().agents['1003']?.queues.includes('wrap'), 'the floor shows the queue')
  expect(await run({ kind: 'logIn', agentId: '1003', queueIds: ['wrap'] }), 'once more').toEqual(ok(null))
  expect(await run({ kind: 'logOut', agentId: '1003', queueIds: ['wrap'] })).toEqual(ok(null))
  expect(await member('wrap', 'PJSIP/1003')).toBe('')
  expect(await run({ kind: 'forceLogOut', agentId: '1001' })).toEqual(
    err({ code: 'actNotPossible', detail: 'staticMember' }),
  )
  expect(await member('support', 'PJSIP/1001')).not.toBe('')
})

it('ends a wrap-up early: the queue gives them calls again', async () => {
  await run({ kind: 'logIn', agentId: '1003', queueIds: ['wrap'] })
  const call = await centre.call(desk, await centre.agent('1003'), '603')
  expect(await run({ kind: 'endWrapUp', agentId: '1003' })).toMatchObject({ error: { detail: 'notWrappingUp' } })
  call.caller.hangUp()
  await until(() => presence('1003')?.kind === 'wrapUp', 'they wrap up')
  expect(await run({ kind: 'endWrapUp', agentId: '1003' })).toEqual(ok(null))
  await until(() => presence('1003')?.kind === 'available', 'they are available')
  expect(await member('wrap', 'PJSIP/1003')).not.toMatch(/wrapup/)
  await (await (await centre.caller('5550077')).dial('603')).answered
})
