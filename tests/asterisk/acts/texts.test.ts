// Words to an agent on the real Asterisk: the phone shows them once, no other phone does, and what is not registered is said.
import { afterAll, beforeAll, expect, it } from 'vitest'
import { type CallCentre, openCallCentre, until } from '../call-centre.ts'

let centre: CallCentre
beforeAll(async () => {
  centre = await openCallCentre({ amiWrite: 'call,originate,reporting,agent,message' })
}, 60_000)
afterAll(() => centre.close())

const words = 'Ask for the order number, “A-7” — übrig?'

it.each([
  ['ARI', {}],
  ['AMI', { ari: null, way: 'dialplan' }],
])('reaches the one phone, once, by %s', async (way, change) => {
  const [ada, bea] = [await centre.agent('1001'), await centre.agent('1002')]
  const desk = await centre.console(change, 'api', way)
  await until(() => desk.floor().agents['1001']?.presence.kind === 'available', 'Ada is there')
  const { acts } = desk.connector
  const sent = await acts?.run({ kind: 'sendText', agentId: '1001', text: `${words}\u202e\n` }, 'text-of-this-test-1')
  expect(sent).toEqual({ ok: true, value: null })
  await until(() => ada.texts.length > 0, 'her phone has it')
  expect(ada.texts.map(({ body }) => body)).toEqual([words])
  expect(bea.texts).toEqual([])
  await Promise.all([ada, bea].map((phone) => phone.unregister()))
  await until(() => desk.floor().agents['1001']?.presence.kind === 'unregistered', 'her phone is gone')
  expect(await acts?.run({ kind: 'sendText', agentId: '1001', text: words }, 'text-of-this-test-2')).toMatchObject({
    ok: false,
    error: { code: 'textNotTaken' },
  })
})

it('reaches everybody who serves the queue, and nobody else', async () => {
  const phones = await Promise.all(['1001', '1002', '1006'].map((extension) => centre.agent(extension)))
  const desk = await centre.console({}, 'api', 'queue')
  const { queues, agents } = desk.floor()
  const queueId = Object.keys(queues).find((id) => agents['1001']?.queues.includes(id)) ?? ''
  await until(() => desk.floor().agents['1002']?.presence.kind === 'available', 'they are there')
  expect(await desk.connector.acts?.run({ kind: 'broadcast', queueId, text: words }, 'text-of-this-test-3')).toEqual({
    ok: true,
    value: null,
  })
  const served = phones.map(({ user }) => desk.floor().agents[user]?.queues.includes(queueId) ?? false)
  await until(() => phones.every(({ texts }, at) => !served[at] || texts.length === 1), 'all have it')
  expect(phones.map(({ texts }) => texts.length)).toEqual(served.map(Number))
})
