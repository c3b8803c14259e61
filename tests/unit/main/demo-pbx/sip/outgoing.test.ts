// Calls from the PBX to a line: ringing, answered, refused, cancelled, forked.
import { describe, expect, it } from 'vitest'
import type { CallEnd, SipCall } from '#main/demo-pbx/kit/telephony.ts'
import { header } from '#main/demo-pbx/sip/message.ts'
import { settle } from '../../../../fakes/fake-clock.ts'
import { createStand, type Phone, type Stand, sdp } from './stand.ts'

const ORDER = { fromUser: 'monitor', fromName: 'Earshot "monitor"', headers: { 'X-Earshot-Token': 'abc' } }
const SDP = [['Content-Type', 'application/sdp']] as const

async function ring(stand: Stand, line = '5001'): Promise<{ call: SipCall; ends: CallEnd[]; progress: number[] }> {
  const call = stand.server.invite(line, ORDER)
  const [ends, progress]: [CallEnd[], number[]] = [[], []]
  call.onEnded((end) => ends.push(end))
  call.onProgress((status) => progress.push(status))
  await settle()
  return { call, ends, progress }
}

async function answered(stand: Stand, phone: Phone) {
  const rung = await ring(stand)
  const invite = phone.request('INVITE')
  await phone.respond(invite, 200, SDP, sdp())
  return { ...rung, invite }
}

describe('a call to a line', () => {
  it('carries its headers, its offer and a quoted name', async () => {
    const stand = createStand()
    const bob = await stand.registered()
    await ring(stand)
    const invite = bob.request('INVITE')
    expect(header(invite, 'X-Earshot-Token')).toBe('abc')
    expect(header(invite, 'From')).toContain('"Earshot \\"monitor\\"" <sip:monitor@')
    expect(`<${invite.uri}>`).toBe(bob.contact)
    expect(header(invite, 'Via')).toContain(';rport')
    expect(invite.body).toBe(sdp())
  })

  it('lets no header of its order break out of its line or replace one of the INVITE', async () => {
    const stand = createStand()
    const bob = await stand.registered()
    stand.server.invite('5001', { ...ORDER, headers: { 'X-A': 'b\r\nX-Evil: 1', CSeq: '9 BYE', 'Bad Name': 'x' } })
    await settle()
    const invite = bob.request('INVITE')
    expect(header(invite, 'X-A')).toBe('b X-Evil: 1')
    expect(header(invite, 'CSeq')).toBe('1 INVITE')
    expect(invite.headers.some(([name]) => name === 'X-Evil' || name === 'Bad Name')).toBe(false)
  })

  it('tells progress, is confirmed with ACK and has media once it is answered', async () => {
    const stand = createStand()
    const bob = await stand.registered()
    const { call, progress } = await ring(stand)
    await bob.respond(bob.request('INVITE'), 100)
    await bob.respond(bob.request('INVITE'), 180)
    expect(progress).toEqual([180])
    expect(call.media()).toBeNull()
    await bob.respond(bob.request('INVITE'), 200, SDP, sdp())
    expect(call.media()).toBe(stand.peers[0]?.session)
    expect(header(bob.request('ACK'), 'CSeq')).toBe('1 ACK')
    expect(stand.peers[0]?.taken).toEqual([sdp()])
  })

  it('acknowledges a repeated 200 again, and is still one call', async () => {
    const stand = createStand()
    const bob = await stand.registered()
    const { call, invite } = await answered(stand, bob)
    await bob.respond(invite, 200, SDP, sdp())
    expect(bob.count('ACK')).toBe(2)
    expect(stand.peers[0]?.taken).toHaveLength(1)
    expect(call.media()).not.toBeNull()
  })

  it('ends at once with 480 when the line is not registered', async () => {
    const { ends } = await ring(createStand())
    expect(ends).toEqual([{ by: 'remote', status: 480, reason: 'The line is not registered' }])
  })

  it('ends with the status of the refusal, which it acknowledges', async () => {
    const stand = createStand()
    const bob = await stand.registered()
    const { ends } = await ring(stand)
    await bob.respond(bob.request('INVITE'), 486)
    expect(ends).toEqual([{ by: 'remote', status: 486, reason: 'refused' }])
    expect(header(bob.request('ACK'), 'Via')).toBe(header(bob.request('INVITE'), 'Via'))
    expect(stand.peers[0]?.isClosed).toBe(true)
  })

  it('hangs up when the answer has no PCMU', async () => {
    const stand = createStand()
    const bob = await stand.registered()
    const { ends } = await ring(stand)
    await bob.respond(bob.request('INVITE'), 200, SDP, sdp('sendrecv', '9 101'))
    expect(ends).toMatchObject([{ by: 'local', status: 488 }])
    expect(bob.count('BYE')).toBe(1)
  })

  it('gives up with 408 after 32 s without any answer', async () => {
    const stand = createStand()
    await stand.registered()
    const { ends } = await ring(stand)
    await stand.clock.advance(31_900)
    expect(ends).toEqual([])
    await stand.clock.advance(200)
    expect(ends).toMatchObject([{ by: 'remote', status: 408 }])
  })

  it('does not let a listener that fails keep the others from hearing', async () => {
    const stand = createStand()
    const bob = await stand.registered()
    const { call } = await ring(stand)
    call.onEstablished(() => {
      throw new Error('mine')
    })
    let heard = 0
    call.onEstablished(() => {
      heard += 1
    })
    await bob.respond(bob.request('INVITE'), 200, SDP, sdp())
    expect(heard).toBe(1)
    expect(stand.log.some((line) => line.includes('a listener failed'))).toBe(true)
  })
})

describe('cancelling', () => {
  it('sends CANCEL with the branch of the INVITE once the phone has rung', async () => {
    const stand = createStand()
    const bob = await stand.registered()
    const { call, ends } = await ring(stand)
    await bob.respond(bob.request('INVITE'), 180)
    call.end()
    expect(ends).toEqual([{ by: 'local', status: 487, reason: 'cancelled' }])
    expect(header(bob.request('CANCEL'), 'Via')).toBe(header(bob.request('INVITE'), 'Via'))
    await bob.respond(bob.request('INVITE'), 487)
    expect(bob.count('ACK')).toBe(1)
    expect(ends).toHaveLength(1)
  })

  it('waits for the first sign of the phone before it sends CANCEL', async () => {
    const stand = createStand()
    const bob = await stand.registered()
    const { call } = await ring(stand)
    call.end()
    expect(bob.count('CANCEL')).toBe(0)
    await bob.respond(bob.request('INVITE'), 180)
    expect(bob.count('CANCEL')).toBe(1)
  })

  it('hangs up on a phone that answered while it was being cancelled', async () => {
    const stand = createStand()
    const bob = await stand.registered()
    const { call, ends } = await ring(stand)
    await bob.respond(bob.request('INVITE'), 180)
    call.end()
    await bob.respond(bob.request('INVITE'), 200, SDP, sdp())
    expect(bob.count('ACK')).toBe(1)
    expect(bob.count('BYE')).toBe(1)
    expect(ends).toHaveLength(1)
    expect(call.media()).toBeNull()
  })

  it('sends nothing at all when it is ended before the media is ready', async () => {
    const stand = createStand()
    const bob = await stand.registered()
    const call = stand.server.invite('5001', ORDER)
    call.end()
    await settle()
    expect(bob.count('INVITE')).toBe(0)
    expect(stand.peers[0]?.isClosed).toBe(true)
  })
})

describe('a line with two consoles', () => {
  it('rings both; the first to answer has the call and the other is cancelled', async () => {
    const stand = createStand()
    const [one, two] = [await stand.registered(), await stand.registered()]
    const { call } = await ring(stand)
    await one.respond(one.request('INVITE'), 180)
    await two.respond(two.request('INVITE'), 180)
    await two.respond(two.request('INVITE'), 200, SDP, sdp())
    expect(one.count('CANCEL')).toBe(1)
    expect(two.count('CANCEL')).toBe(0)
    await one.respond(one.request('INVITE'), 487)
    expect(call.media()).not.toBeNull()
  })

  it('says goodbye to the one that answered second', async () => {
    const stand = createStand()
    const [one, two] = [await stand.registered(), await stand.registered()]
    const { call, ends } = await ring(stand)
    await one.respond(one.request('INVITE'), 200, SDP, sdp())
    await two.respond(two.request('INVITE'), 200, SDP, sdp())
    expect([two.count('ACK'), two.count('BYE'), one.count('BYE')]).toEqual([1, 1, 0])
    await two.respond(two.request('BYE'), 200)
    expect(ends).toEqual([])
    expect(call.media()).not.toBeNull()
  })

  it('rings on while one of them refuses, and ends with busy rather than no answer', async () => {
    const stand = createStand()
    const [one, two] = [await stand.registered(), await stand.registered()]
    const { ends } = await ring(stand)
    await one.respond(one.request('INVITE'), 486)
    expect(ends).toEqual([])
    await two.respond(two.request('INVITE'), 404)
    expect(ends).toMatchObject([{ status: 486 }])
  })

  it('stops ringing everywhere when one declines for the whole line', async () => {
    const stand = createStand()
    const [one, two] = [await stand.registered(), await stand.registered()]
    const { ends } = await ring(stand)
    await two.respond(two.request('INVITE'), 180)
    await one.respond(one.request('INVITE'), 603)
    expect(ends).toMatchObject([{ status: 603 }])
    expect(two.count('CANCEL')).toBe(1)
  })
})
