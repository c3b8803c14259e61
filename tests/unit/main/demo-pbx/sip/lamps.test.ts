// The lamp of a mailbox: subscribed to, told at once and at every change, refreshed, ended, and over in time.
import { expect, it } from 'vitest'
import { type Header, header, type SipRequest } from '#main/demo-pbx/sip/message.ts'
import { createStand, type Phone } from './stand.ts'

const subscribe = (phone: Phone, expires: number, more: Partial<SipRequest> & { to?: string; callId?: string } = {}) =>
  phone.make('SUBSCRIBE', {
    callId: 'lamp',
    ...more,
    headers: [
      ['Event', 'message-summary'],
      ['Expires', String(expires)],
    ],
  })
const told = (phone: Phone) =>
  phone.heard.flatMap((message) => (message.kind === 'request' && message.method === 'NOTIFY' ? [message] : []))
const states = (phone: Phone) => told(phone).map((one) => header(one, 'Subscription-State')?.split(';')[0])

async function lit() {
  const stand = createStand()
  const bob = await stand.registered()
  const answer = await bob.ask(subscribe(bob, 600))
  return { stand, bob, answer, to: header(answer, 'To') ?? '' }
}

it('tells at once what there is, and again whenever it changes', async () => {
  const { stand, bob, answer } = await lit()
  expect([answer.status, header(answer, 'Expires')]).toEqual([200, '600'])
  expect(told(bob)[0]?.body).toContain('Messages-Waiting: no')
  stand.server.tellMailbox('5001', { fresh: 2, kept: 1 })
  stand.server.tellMailbox('5002', { fresh: 9, kept: 0 })
  expect(told(bob)).toHaveLength(2)
  expect(told(bob)[1]?.body).toContain('Messages-Waiting: yes\r\n')
  expect(told(bob)[1]?.body).toContain('Voice-Message: 2/1 (0/0)\r\n')
})

it('is refreshed in its dialog, ended by it, and over in time without', async () => {
  const { stand, bob, to } = await lit()
  expect((await bob.ask(subscribe(bob, 900, { to }))).status).toBe(200)
  await stand.clock.advance(899_000)
  expect(states(bob)).toEqual(['active', 'active'])
  await stand.clock.advance(2_000)
  expect(states(bob)).toEqual(['active', 'active', 'terminated'])
  expect((await bob.ask(subscribe(bob, 600, { to }))).status).toBe(481)
  await bob.register()
  const again = await bob.ask(subscribe(bob, 600, {}))
  await bob.ask(subscribe(bob, 0, { to: header(again, 'To') ?? '' }))
  stand.server.tellMailbox('5001', { fresh: 1, kept: 0 })
  expect(states(bob).slice(3)).toEqual(['active', 'terminated'])
})

it('is gone with the phone that knows it no more, or whose socket is gone', async () => {
  const { stand, bob } = await lit()
  const [first] = told(bob)
  if (!first) throw new Error('nothing was told')
  await bob.respond(first, 481)
  stand.server.tellMailbox('5001', { fresh: 1, kept: 0 })
  expect(told(bob)).toHaveLength(1)
  await bob.ask(subscribe(bob, 600))
  bob.lose()
  stand.server.tellMailbox('5001', { fresh: 2, kept: 0 })
  expect(told(bob)).toHaveLength(2)
})

it('is not told to who is not known, nor for another event', async () => {
  const stand = createStand()
  const stranger = stand.phone()
  expect((await stranger.ask(subscribe(stranger, 600))).status).toBe(407)
  const bob = await stand.registered()
  const headers: Header[] = [['Event', 'presence']]
  const answer = await bob.ask(bob.make('SUBSCRIBE', { callId: 'other', headers }))
  expect([answer.status, header(answer, 'Allow-Events')]).toEqual([489, 'message-summary'])
})

it('the ninth of a line puts the oldest out, so that a phone that never ends one fills no memory', async () => {
  const stand = createStand()
  const bob = await stand.registered()
  for (let n = 0; n < 9; n++) await bob.ask(subscribe(bob, 600, { callId: `lamp-${n}` }))
  const before = told(bob).length
  stand.server.tellMailbox('5001', { fresh: 1, kept: 0 })
  const ids = told(bob)
    .slice(before)
    .map((one) => header(one, 'Call-ID'))
  expect(ids).toEqual(Array.from({ length: 8 }, (_, n) => `lamp-${n + 1}`))
})
