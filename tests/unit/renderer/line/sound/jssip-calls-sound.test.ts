// What the softphone tells of a call's sound: its first packet, a way that fails, and an offer that no browser can answer.
import { expect, it, vi } from 'vitest'
import { FakeSession } from '../../../../fakes/fake-ua.ts'
import { account, onCall, setUp } from '../jssip-stage.ts'

const packet = [['in', { type: 'inbound-rtp', kind: 'audio', packetsReceived: 1 }]] as const
const g729 = 'v=0\r\nm=audio 4000 UDP/TLS/RTP/SAVPF 18 101\r\na=rtpmap:101 telephone-event/8000\r\n'

async function invited(body: string) {
  const stage = setUp()
  stage.phone.connect(account)
  stage.ua().registers()
  const session = new FakeSession('call-1', { name: 'Monitor', user: '1001' })
  stage.ua().invites(session, {}, body)
  return { ...stage, session }
}

it('its first packet is told once the call is established, not before', async () => {
  const { session, of, later } = await onCall()
  await vi.waitFor(() => expect(session.connection).not.toBeNull())
  expect(of('sound')).toEqual([])
  Object.assign(session.connection ?? {}, { stats: packet })
  await vi.waitFor(() => {
    later(60)
    expect(of('sound')).toEqual([{ kind: 'sound', id: 'call-1', sound: 'came' }])
  })
})

it('an offer without a common codec is refused by name, and nothing is answered', async () => {
  const { phone, session, of } = await invited(g729)
  phone.answer('call-1')
  expect(session.log).toEqual(['Warning: 305 earshot.invalid "Incompatible media format: G729"', 'terminate 488'])
  const cause = { code: 'lineNoCodec', detail: 'the phone system offers G729' }
  expect(of('ended')).toEqual([{ kind: 'ended', id: 'call-1', cause }])
})

it('an offer with one that the browser has is answered', async () => {
  const { phone, session } = await invited(g729.replace('18 101', '18 0 101'))
  phone.answer('call-1')
  expect(session.log).toContain('answer')
})

it.each([
  ['RTP Timeout', { code: 'lineNoPath', detail: 'RTP Timeout' }],
  ['Dialog Error', { code: 'monitorLost', detail: 'Dialog Error' }],
  ['WebRTC Error', { code: 'lineNotWebrtc', detail: 'WebRTC Error' }],
  ['Terminated', undefined],
])('a call that ends for %s says so', async (why, cause) => {
  const { session, of } = await onCall()
  session.hangUp(why)
  expect(of('ended')).toEqual([cause ? { kind: 'ended', id: 'call-1', cause } : { kind: 'ended', id: 'call-1' }])
})
