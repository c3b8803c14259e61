// Requests outside calls, and what the server says to what it cannot do or read.
import { describe, expect, it } from 'vitest'
import { formatMessage, header } from '#main/demo-pbx/sip/message.ts'
import { createStand, sdp } from './stand.ts'

describe('outside a call', () => {
  it('OPTIONS is answered with what can be done', async () => {
    const phone = createStand().phone()
    const answer = await phone.ask(phone.make('OPTIONS'))
    expect([answer.status, header(answer, 'Supported')]).toEqual([200, 'timer'])
    expect(header(answer, 'Allow')).toContain('UPDATE')
  })

  it.each([
    ['SUBSCRIBE', 407],
    ['REFER', 481],
    ['PUBLISH', 405],
    ['FROB', 501],
    ['BYE', 481],
    ['UPDATE', 481],
    ['CANCEL', 481],
  ])('%s is answered with %i', async (method, status) => {
    const phone = createStand().phone()
    const answer = await phone.ask(phone.make(method))
    expect(answer.status).toBe(status)
    expect(header(answer, 'To')).toMatch(/;tag=/)
  })

  it('an ACK is never answered', async () => {
    const phone = createStand().phone()
    await phone.send(phone.make('ACK'))
    expect(phone.heard).toEqual([])
  })

  it('the sender’s address is told where it asked for it', async () => {
    const phone = createStand().phone()
    const request = phone.make('OPTIONS')
    const via: [string, string] = ['Via', `${header(request, 'Via')};rport`]
    await phone.send({ ...request, headers: [via, ...request.headers.slice(1)] })
    expect(header(phone.heard[0] ?? request, 'Via')).toMatch(/;rport=40000;received=127\.0\.0\.1$/)
  })

  it('a socket that floods neither has the others refused nor is refused itself', async () => {
    const { phone } = createStand()
    const [flooding, other] = [phone(), phone()]
    for (let i = 0; i < 5000; i++) flooding.sendNow(flooding.make('OPTIONS'))
    expect(flooding.heard.every((answer) => answer.kind === 'response' && answer.status === 200)).toBe(true)
    expect((await other.ask(other.make('OPTIONS'))).status).toBe(200)
  })

  it('a socket whose calls all still ring is refused more of them, the others are not', async () => {
    const { registered } = createStand()
    const [flooding, other] = [await registered(), await registered()]
    const offer = { headers: [['Content-Type', 'application/sdp']] as [string, string][], body: sdp() }
    for (let i = 0; i < 200; i++) flooding.sendNow(flooding.make('INVITE', { ...offer, callId: `c${i}` }))
    const refused = flooding.heard.filter((answer) => answer.kind === 'response' && answer.status === 503)
    expect(refused.length).toBeGreaterThan(50)
    expect((await other.ask(other.make('INVITE', { ...offer, callId: 'one' }))).status).toBe(180)
  })
})

describe('what cannot be read', () => {
  it('is answered with 400 and a sentence when it says enough to be answered', async () => {
    const phone = createStand().phone()
    const request = phone.make('OPTIONS')
    const raw = formatMessage(request).replace('\r\nCSeq', '\r\nnonsense\r\nCSeq')
    await phone.send(raw)
    expect(phone.answerTo(request)).toMatchObject({ status: 400, reason: 'A header line has no name' })
    await phone.send(raw.replace('\r\nnonsense', '').replace(/CSeq: \d+/, 'CSeq: x'))
    expect(phone.heard).toHaveLength(1)
  })

  it('is passed over when it does not', async () => {
    const phone = createStand().phone()
    for (const noise of [
      '\0\0',
      'OPTIONS',
      'OPTIONS sip:x SIP/2.0\r\n\r\n',
      'SIP/2.0 200 OK\r\n\r\n',
      '🙂'.repeat(99),
    ]) {
      await phone.send(noise)
    }
    expect(phone.heard).toEqual([])
  })

  it('of a response that nobody asked for is passed over', async () => {
    const { phone } = createStand()
    const bob = phone()
    await bob.respond(bob.make('INVITE'), 200)
    expect(bob.heard).toEqual([])
  })
})
