// Calls from a line to the PBX.
import { describe, expect, it } from 'vitest'
import type { CallEnd, IncomingCall } from '#main/demo-pbx/kit/telephony.ts'
import { type Header, header, type SipRequest } from '#main/demo-pbx/sip/message.ts'
import { settle } from '../../../../fakes/fake-clock.ts'
import { createStand, credentials, DOMAIN, sdp } from './stand.ts'

const SDP: Header = ['Content-Type', 'application/sdp']

async function alice() {
  const stand = createStand()
  const calls: IncomingCall[] = []
  stand.server.onIncoming((call) => calls.push(call))
  const phone = await stand.registered()
  const invite = (more: Partial<SipRequest> = {}) =>
    phone.make('INVITE', {
      uri: `sip:2001@${DOMAIN}`,
      to: `<sip:2001@${DOMAIN}>`,
      body: sdp(),
      ...more,
      headers: [SDP, ...(more.headers ?? [])],
    })
  return { ...stand, phone, calls, invite }
}

async function answered(more: Partial<SipRequest> = {}) {
  const all = await alice()
  const request = all.invite(more)
  await all.phone.send(request)
  const [call] = all.calls
  if (!call) throw new Error('no call')
  const ends: CallEnd[] = []
  call.onEnded((end) => ends.push(end))
  call.answer()
  await settle()
  const ok = all.phone.answerTo(request)
  const confirm = () => {
    const made = all.phone.make('ACK', { callId: header(request, 'Call-ID') ?? '', to: header(ok, 'To') ?? '' })
    const cseq: Header = ['CSeq', `${header(request, 'CSeq')?.split(' ')[0]} ACK`]
    return all.phone.send({ ...made, headers: made.headers.map((each) => (each[0] === 'CSeq' ? cseq : each)) })
  }
  return { ...all, request, call, ends, ok, confirm }
}

describe('a call from a line', () => {
  it('rings, names its line and what was dialled, and is answered with our SDP', async () => {
    const { call, ok, peers } = await answered()
    expect([call.line, call.dialled]).toEqual(['5001', '2001'])
    expect([ok.status, ok.body, header(ok, 'Content-Type')]).toEqual([200, sdp('recvonly'), 'application/sdp'])
    expect(call.media()).toBe(peers[0]?.session)
  })

  it('is refused with the status asked for', async () => {
    const { phone, calls, invite } = await alice()
    const request = invite()
    await phone.send(request)
    expect(phone.answerTo(request).status).toBe(180)
    calls[0]?.end(486)
    expect(phone.answerTo(request).status).toBe(486)
    calls[0]?.answer()
    await settle()
    expect(phone.answerTo(request).status).toBe(486)
  })

  it('is cancelled by the phone: 200 to CANCEL, 487 to INVITE', async () => {
    const { phone, calls, invite } = await alice()
    const request = invite()
    await phone.send(request)
    const ends: CallEnd[] = []
    calls[0]?.onEnded((end) => ends.push(end))
    const cancel: SipRequest = { ...request, method: 'CANCEL', body: '', headers: asCancel(request) }
    expect((await phone.ask(cancel)).status).toBe(200)
    expect(phone.answerTo(request).status).toBe(487)
    expect(ends).toEqual([{ by: 'remote', status: 487, reason: 'cancelled' }])
  })

  it('cancelled while the media is being made ends all the same, and its media is closed', async () => {
    const { phone, calls, invite, peers } = await alice()
    const request = invite()
    await phone.send(request)
    calls[0]?.answer()
    const cancelled = phone.send({ ...request, method: 'CANCEL', body: '', headers: asCancel(request) })
    await cancelled
    expect(phone.answerTo(request).status).toBe(487)
    expect(peers[0]?.isClosed).toBe(true)
    expect(calls[0]?.media()).toBeNull()
  })

  it('keeps a call that was answered before the CANCEL came', async () => {
    const { phone, request, call, ends } = await answered()
    await phone.ask({ ...request, method: 'CANCEL', body: '', headers: asCancel(request) })
    expect(ends).toEqual([])
    expect(call.media()).not.toBeNull()
  })

  it('ends when the phone loses its socket while it rings', async () => {
    const { phone, calls, invite } = await alice()
    await phone.send(invite())
    const ends: CallEnd[] = []
    calls[0]?.onEnded((end) => ends.push(end))
    phone.lose()
    expect(ends).toEqual([{ by: 'remote', status: 487, reason: 'socket lost' }])
  })

  it('holds back its BYE until the phone has confirmed the answer', async () => {
    const { phone, call, confirm } = await answered()
    call.end()
    expect(phone.count('BYE')).toBe(0)
    await confirm()
    expect(phone.count('BYE')).toBe(1)
  })

  it('ends after 32 s when the phone never confirms', async () => {
    const { phone, clock, ends } = await answered()
    await clock.advance(32_100)
    expect(ends).toMatchObject([{ by: 'local', status: 408 }])
    expect(phone.count('BYE')).toBe(1)
  })

  it('rings once when the INVITE comes twice', async () => {
    const { phone, calls, invite } = await alice()
    const request = invite()
    await phone.send(request)
    await phone.send(request)
    expect(calls).toHaveLength(1)
  })

  it('is refreshed by us when the phone wants that', async () => {
    const { phone, ok, confirm, clock } = await answered({ headers: [['Session-Expires', '90;refresher=uas']] })
    await confirm()
    expect(header(ok, 'Session-Expires')).toBe('90;refresher=uas')
    await clock.advance(45_000)
    expect(phone.count('UPDATE')).toBe(1)
  })
})

describe('an INVITE is refused', () => {
  it.each<[number, string, Partial<SipRequest>]>([
    [488, 'without an offer', { body: '' }],
    [420, 'when it requires what is not done here', { headers: [['Require', '100rel']] }],
    [422, 'when its session interval is too short', { headers: [['Session-Expires', '20']] }],
  ])('with %i %s', async (status, _, more) => {
    const { phone, calls, invite } = await alice()
    expect((await phone.ask(invite(more))).status).toBe(status)
    expect(calls).toEqual([])
  })

  it('with 488 when it is answered but has no PCMU', async () => {
    const { phone, calls, invite, peers } = await alice()
    const request = invite({ body: sdp('sendrecv', '9 101') })
    await phone.send(request)
    calls[0]?.answer()
    await settle()
    expect(phone.answerTo(request).status).toBe(488)
    expect(peers[0]?.isClosed).toBe(true)
  })

  it('with 407 from a socket that is not registered, until it proves its line', async () => {
    const stand = createStand()
    const calls: IncomingCall[] = []
    stand.server.onIncoming((call) => calls.push(call))
    const stranger = stand.phone('5002')
    const request = (headers: readonly Header[]) =>
      stranger.make('INVITE', { uri: `sip:2001@${DOMAIN}`, body: sdp(), headers: [SDP, ...headers] })
    const asked = await stranger.ask(request([]))
    expect(asked.status).toBe(407)
    const challenge = header(asked, 'Proxy-Authenticate') ?? ''
    const wrong = credentials(challenge, 'INVITE', '5002', 'guess')
    expect((await stranger.ask(request([['Proxy-Authorization', wrong]]))).status).toBe(403)
    const right = credentials(challenge, 'INVITE', '5002', 'other')
    expect((await stranger.ask(request([['Proxy-Authorization', right]]))).status).toBe(180)
    expect(calls.map((call) => call.line)).toEqual(['5002'])
  })

  it('with 403 when it proves another line than it says', async () => {
    const stand = createStand()
    const thief = stand.phone('5001')
    const asked = await thief.ask(thief.make('INVITE', { body: sdp(), headers: [SDP] }))
    const proof = credentials(header(asked, 'Proxy-Authenticate') ?? '', 'INVITE', '5002', 'other')
    const again = thief.make('INVITE', { body: sdp(), headers: [SDP, ['Proxy-Authorization', proof]] })
    expect((await thief.ask(again)).status).toBe(403)
  })
})

function asCancel(invite: SipRequest): Header[] {
  return invite.headers.map(
    ([name, value]): Header => [name, name === 'CSeq' ? value.replace('INVITE', 'CANCEL') : value],
  )
}
