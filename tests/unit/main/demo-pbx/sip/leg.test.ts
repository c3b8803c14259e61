// What happens within a call: hang-up races, digits, hold, glare, refreshes and lost sockets.
import { describe, expect, it } from 'vitest'
import type { CallEnd, Digit } from '#main/demo-pbx/kit/telephony.ts'
import { type Header, header, type SipRequest } from '#main/demo-pbx/sip/message.ts'
import { settle } from '../../../../fakes/fake-clock.ts'
import { createStand, type Phone, sdp } from './stand.ts'

const ORDER = { fromUser: 'monitor', fromName: 'Monitor', headers: {} }
const SDP: Header = ['Content-Type', 'application/sdp']

async function talking(answer: readonly Header[] = []) {
  const stand = createStand()
  const bob = await stand.registered()
  const call = stand.server.invite('5001', ORDER)
  const [ends, digits, holds]: [CallEnd[], Digit[], boolean[]] = [[], [], []]
  call.onEnded((end) => ends.push(end))
  call.onDigit((digit) => digits.push(digit))
  call.onHold((held) => holds.push(held))
  await settle()
  const invite = bob.request('INVITE')
  await bob.respond(invite, 200, [SDP, ...answer], sdp())
  return { ...stand, bob, call, invite, ends, digits, holds }
}

function offer(bob: Phone, invite: SipRequest, method: string, direction: string, more: readonly Header[] = []) {
  return bob.within(invite, method, { headers: [SDP, ...more], body: sdp(direction) })
}

describe('hanging up', () => {
  it('answers the phone’s BYE and tells the call once', async () => {
    const { bob, invite, ends, peers } = await talking()
    expect((await bob.ask(bob.within(invite, 'BYE'))).status).toBe(200)
    expect(ends).toEqual([{ by: 'remote', status: 200, reason: 'bye' }])
    expect(peers[0]?.isClosed).toBe(true)
  })

  it('answers 481 to a BYE of a call that has ended', async () => {
    const { bob, invite } = await talking()
    await bob.ask(bob.within(invite, 'BYE'))
    expect((await bob.ask(bob.within(invite, 'BYE'))).status).toBe(481)
  })

  it('survives both sides hanging up at the same time', async () => {
    const { bob, call, invite, ends } = await talking()
    call.end()
    expect((await bob.ask(bob.within(invite, 'BYE'))).status).toBe(200)
    await bob.respond(bob.request('BYE'), 481)
    expect(ends).toEqual([{ by: 'local', status: 200, reason: 'hung up' }])
  })

  it('is told to a late listener at once, and end() again does nothing', async () => {
    const { bob, call } = await talking()
    call.end()
    call.end()
    const late: CallEnd[] = []
    call.onEnded((end) => late.push(end))
    expect(late).toHaveLength(1)
    expect(bob.count('BYE')).toBe(1)
  })

  it('answers the same request twice alike, without doing it twice', async () => {
    const { bob, invite, digits } = await talking()
    const info = bob.within(invite, 'INFO', { headers: [['Content-Type', 'application/dtmf']], body: '4' })
    await bob.send(info)
    await bob.send(info)
    expect(digits).toHaveLength(1)
    expect(bob.heard.filter((each) => header(each, 'CSeq') === header(info, 'CSeq'))).toHaveLength(2)
  })
})

describe('digits', () => {
  it.each([
    ['application/dtmf-relay', 'Signal=5\r\nDuration=100', '5'],
    ['application/dtmf-relay', 'Signal= *\r\nDuration= 160\r\n', '*'],
    ['application/dtmf', '7', '7'],
  ])('come by INFO as %s', async (type, body, digit) => {
    const { bob, invite, digits } = await talking()
    const answer = await bob.ask(bob.within(invite, 'INFO', { headers: [['Content-Type', type]], body }))
    expect(answer.status).toBe(200)
    expect(digits).toEqual([{ digit, by: 'info' }])
  })

  it('come by RFC 4733 from the media', async () => {
    const { peers, digits } = await talking()
    peers[0]?.press('6')
    expect(digits).toEqual([{ digit: '6', by: 'rfc4733' }])
  })

  it.each([
    ['application/dtmf-relay', 'Signal=55', 400],
    ['application/dtmf', 'x', 400],
    ['application/media_control+xml', '<x/>', 415],
  ])('are refused as %s with %j', async (type, body, status) => {
    const { bob, invite, digits } = await talking()
    const answer = await bob.ask(bob.within(invite, 'INFO', { headers: [['Content-Type', type]], body }))
    expect(answer.status).toBe(status)
    expect(digits).toEqual([])
  })

  it('of a call that is not there are answered with 481', async () => {
    const { bob } = await talking()
    const stray = bob.make('INFO', { callId: 'nobody', to: '<sip:x@y>;tag=1', body: '5' })
    expect((await bob.ask(stray)).status).toBe(481)
  })
})

describe('offers within a call', () => {
  it.each(['INVITE', 'UPDATE'])('hold and resume by %s', async (method) => {
    const { bob, invite, holds } = await talking()
    const held = await bob.ask(offer(bob, invite, method, 'sendonly'))
    expect([held.status, held.body]).toEqual([200, sdp('recvonly')])
    await bob.ask(offer(bob, invite, method, 'inactive'))
    await bob.ask(offer(bob, invite, method, 'sendrecv'))
    expect(holds).toEqual([true, false])
  })

  it('resume a call that was answered on hold', async () => {
    const stand = createStand()
    const bob = await stand.registered()
    const call = stand.server.invite('5001', ORDER)
    const holds: boolean[] = []
    call.onHold((held) => holds.push(held))
    await settle()
    await bob.respond(bob.request('INVITE'), 200, [SDP], sdp('inactive'))
    await bob.ask(offer(bob, bob.request('INVITE'), 'INVITE', 'sendrecv'))
    expect(holds).toEqual([true, false])
  })

  it('of a call that ends meanwhile are answered with 487', async () => {
    const { bob, call, invite } = await talking()
    const request = offer(bob, invite, 'INVITE', 'sendonly')
    const sent = bob.send(request)
    call.end()
    await sent
    expect(bob.answerTo(request).status).toBe(487)
  })

  it('without PCMU are refused and leave the call as it was', async () => {
    const { bob, invite, ends } = await talking()
    const request = bob.within(invite, 'INVITE', { headers: [SDP], body: sdp('sendonly', '9 101') })
    expect((await bob.ask(request)).status).toBe(488)
    expect(ends).toEqual([])
  })

  it('are glare while our own INVITE is not answered', async () => {
    const stand = createStand()
    const bob = await stand.registered()
    stand.server.invite('5001', ORDER)
    await settle()
    await bob.respond(bob.request('INVITE'), 180)
    expect((await bob.ask(offer(bob, bob.request('INVITE'), 'UPDATE', 'sendrecv'))).status).toBe(491)
    expect((await bob.ask(bob.within(bob.request('INVITE'), 'INFO'))).status).toBe(481)
  })

  it('that overtake each other are put off', async () => {
    const { bob, invite } = await talking()
    const [first, second] = [offer(bob, invite, 'INVITE', 'sendonly'), offer(bob, invite, 'INVITE', 'sendrecv')]
    const both = [bob.send(first), bob.send(second)]
    await Promise.all(both)
    expect(bob.answerTo(second).status).toBe(500)
    expect(header(bob.answerTo(second), 'Retry-After')).toBe('1')
    expect(bob.answerTo(first).status).toBe(200)
  })

  it('older than the last request are refused', async () => {
    const { bob, invite } = await talking()
    const old = bob.within(invite, 'UPDATE')
    await bob.ask(bob.within(invite, 'OPTIONS'))
    expect((await bob.ask(old)).status).toBe(500)
  })
})

describe('the session timer', () => {
  it('refreshes by UPDATE at half the time when the phone does no timers', async () => {
    const { bob, clock, ends } = await talking()
    await clock.advance(900_000)
    expect(header(bob.request('UPDATE'), 'Session-Expires')).toBe('1800;refresher=uac')
    await bob.respond(bob.request('UPDATE'), 200, [['Session-Expires', '1800;refresher=uac']])
    await clock.advance(900_000)
    expect(bob.count('UPDATE')).toBe(2)
    expect(ends).toEqual([])
  })

  it('ends the call when the phone no longer knows it', async () => {
    const { bob, clock, ends } = await talking()
    await clock.advance(900_000)
    await bob.respond(bob.request('UPDATE'), 481)
    expect(ends).toMatchObject([{ by: 'local', status: 481 }])
  })

  it('tries again 2 s later when the phone is busy with a request of its own', async () => {
    const { bob, clock, ends } = await talking()
    await clock.advance(900_000)
    await bob.respond(bob.request('UPDATE'), 491)
    await clock.advance(2_000)
    expect(bob.count('UPDATE')).toBe(2)
    expect(ends).toEqual([])
  })

  it('takes a phone that does not know UPDATE for alive', async () => {
    const { bob, clock, ends } = await talking()
    await clock.advance(900_000)
    await bob.respond(bob.request('UPDATE'), 405)
    await clock.advance(900_000)
    expect([bob.count('UPDATE'), ends.length]).toEqual([2, 0])
  })

  it('stops with the call', async () => {
    const { bob, clock, call } = await talking()
    call.end()
    await clock.advance(2_000_000)
    expect(bob.count('UPDATE')).toBe(0)
  })

  it('ends a call that the phone was to refresh and did not', async () => {
    const { bob, clock, ends } = await talking([['Session-Expires', '90;refresher=uas']])
    await clock.advance(59_000)
    expect(ends).toEqual([])
    await clock.advance(2_000)
    expect(ends).toMatchObject([{ by: 'local', status: 408 }])
    expect(bob.count('BYE')).toBe(1)
  })

  it('goes on as long as the phone refreshes', async () => {
    const { bob, clock, invite, ends } = await talking([['Session-Expires', '90;refresher=uas']])
    for (let i = 0; i < 5; i++) {
      await clock.advance(45_000)
      const answer = await bob.ask(bob.within(invite, 'UPDATE', { headers: [['Session-Expires', '90;refresher=uac']] }))
      expect(header(answer, 'Session-Expires')).toBe('90;refresher=uac')
    }
    expect(ends).toEqual([])
  })

  it('refuses an interval that is too short', async () => {
    const { bob, invite } = await talking()
    const answer = await bob.ask(bob.within(invite, 'UPDATE', { headers: [['Session-Expires', '30']] }))
    expect([answer.status, header(answer, 'Min-SE')]).toEqual([422, '90'])
  })
})

describe('a lost socket', () => {
  it('leaves the call alone, and BYE goes to the phone’s next socket', async () => {
    const { bob, call, ends, server } = await talking()
    bob.lose()
    await settle()
    expect(ends).toEqual([])
    expect(server.isRegistered('5001')).toBe(false)
    await bob.reconnect()
    call.end()
    expect(bob.count('BYE')).toBe(1)
  })

  it('keeps a BYE until the phone is back', async () => {
    const { bob, call, clock } = await talking()
    bob.lose()
    call.end()
    expect(bob.count('BYE')).toBe(0)
    await clock.advance(5_000)
    await bob.reconnect()
    expect(bob.count('BYE')).toBe(1)
  })

  it('lets the phone go on with the call from its new socket', async () => {
    const { bob, invite, digits } = await talking()
    bob.lose()
    await bob.reconnect()
    const info = bob.within(invite, 'INFO', { headers: [['Content-Type', 'application/dtmf']], body: '4' })
    expect((await bob.ask(info)).status).toBe(200)
    expect(digits).toHaveLength(1)
  })
})
