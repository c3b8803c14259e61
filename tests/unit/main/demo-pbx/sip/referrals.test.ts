// REFER of a phone: taken, told by NOTIFY, and the call it replaces found by the tags as RFC 3891 has them.
import { expect, it } from 'vitest'
import type { Refer } from '#main/demo-pbx/kit/telephony.ts'
import { tagOf } from '#main/demo-pbx/sip/fields.ts'
import { type Header, header, type SipRequest } from '#main/demo-pbx/sip/message.ts'
import { settle } from '../../../../fakes/fake-clock.ts'
import { createStand, DOMAIN, type Phone, sdp } from './stand.ts'

async function talking(stand = createStand()) {
  const bob = await stand.registered()
  const call = stand.server.invite('5001', { fromUser: '1001', fromName: 'Ada', headers: {} })
  await settle()
  const invite = bob.request('INVITE')
  await bob.respond(invite, 200, [['Content-Type', 'application/sdp']], sdp())
  return { stand, bob, call, invite }
}

const refer = (bob: Phone, invite: SipRequest, to: string) =>
  bob.within(invite, 'REFER', { headers: [['Refer-To', to] as Header] })
const told = (bob: Phone) =>
  bob.heard.flatMap((message) => (message.kind === 'request' && message.method === 'NOTIFY' ? [message] : []))

it('is taken at once, and the last NOTIFY says what has come of it', async () => {
  const { bob, call, invite } = await talking()
  const refers: Refer[] = []
  call.onRefer((one) => refers.push(one))
  expect((await bob.ask(refer(bob, invite, `<sip:1002@${DOMAIN}>`))).status).toBe(202)
  expect(refers).toMatchObject([{ to: '1002', replaces: null }])
  expect(told(bob).map(({ body }) => body.trim())).toEqual(['SIP/2.0 100 Trying'])
  refers[0]?.answer(486)
  refers[0]?.answer(200)
  await settle()
  expect(told(bob).map(({ body }) => body.trim())).toEqual(['SIP/2.0 100 Trying', 'SIP/2.0 486 Busy here'])
  expect(header(told(bob)[1] ?? invite, 'Subscription-State')).toContain('terminated')
})

it('names the call it replaces, or one nobody knows', async () => {
  const { bob, call, invite } = await talking()
  const refers: Refer[] = []
  call.onRefer((one) => refers.push(one))
  const replaces = (to: string, from: string) =>
    encodeURIComponent(`${header(invite, 'Call-ID')};to-tag=${to};from-tag=${from}`)
  const [ours, theirs] = [tagOf(header(invite, 'From')), bob.name]
  await bob.ask(refer(bob, invite, `<sip:1@${DOMAIN}?Replaces=${replaces(ours, theirs)}>`))
  await bob.ask(refer(bob, invite, `<sip:1@${DOMAIN}?Replaces=${replaces(theirs, ours)}>`))
  expect(refers.map((one) => one.replaces)).toEqual([{ call: call.id }, { call: null }])
})

it.each([
  ['of a call that nobody passes on', `<sip:1002@${DOMAIN}>`, 403],
  ['without a readable address', 'nonsense', 400],
])('%s is refused', async (_which, to, status) => {
  const { bob, invite } = await talking()
  expect((await bob.ask(refer(bob, invite, to))).status).toBe(status)
  expect(bob.count('NOTIFY')).toBe(0)
})
