// Registering lines: passwords, nonces, contacts and their ends.
import { describe, expect, it } from 'vitest'
import { type Header, header, headersOf } from '#main/demo-pbx/sip/message.ts'
import { createStand, credentials, type Phone } from './stand.ts'

const challengeOf = async (phone: Phone) => header(await phone.ask(phone.make('REGISTER')), 'WWW-Authenticate') ?? ''
const withProof = (phone: Phone, proof: string, more: readonly Header[] = []) =>
  phone.ask(phone.make('REGISTER', { headers: [...more, ['Authorization', proof]] }))

describe('a line', () => {
  it('is challenged, registers with its password, and is announced once', async () => {
    const { server, phone } = createStand()
    const news: [string, boolean][] = []
    server.onRegistration((line, registered) => news.push([line, registered]))
    const bob = phone()
    const answer = await bob.register()
    expect(answer.status).toBe(200)
    expect(header(answer, 'Contact')).toBe(`${bob.contact};expires=600`)
    await bob.register()
    expect(news).toEqual([['5001', true]])
    expect(server.isRegistered('5001')).toBe(true)
  })

  it('with a wrong password is refused with 403, and is not registered', async () => {
    const { server, phone } = createStand()
    expect((await phone().register({ password: 'guess' })).status).toBe(403)
    expect(server.isRegistered('5001')).toBe(false)
  })

  it('that does not exist is refused like one with a wrong password', async () => {
    const { phone } = createStand()
    const answer = await phone('666').register()
    expect([answer.status, answer.reason]).toEqual([403, 'No such line, or a wrong password'])
  })

  it('cannot be registered with another line’s password', async () => {
    const { server, phone } = createStand()
    const thief = phone('5001')
    const proof = credentials(await challengeOf(thief), 'REGISTER', '5002', 'other')
    expect((await withProof(thief, proof)).status).toBe(403)
    expect(server.isRegistered('5001')).toBe(false)
  })

  it('gets stale=true for the right answer to an old nonce, and may try again', async () => {
    const { clock, phone } = createStand()
    const bob = phone()
    const challenge = await challengeOf(bob)
    await clock.advance(5 * 60_000 + 1)
    const answer = await withProof(bob, credentials(challenge, 'REGISTER', '5001', 'secret'))
    expect(answer.status).toBe(401)
    expect(header(answer, 'WWW-Authenticate')).toContain('stale=true')
    const fresh = credentials(header(answer, 'WWW-Authenticate') ?? '', 'REGISTER', '5001', 'secret')
    expect((await withProof(bob, fresh)).status).toBe(200)
  })

  it('gets no stale=true for a nonce that is not ours with a wrong password', async () => {
    const bob = createStand().phone()
    const proof = credentials('Digest realm="demo.earshot.invalid", nonce="mine"', 'REGISTER', '5001', 'guess')
    expect((await withProof(bob, proof)).status).toBe(403)
  })

  it('cannot be registered by a proof that was overheard', async () => {
    const { phone } = createStand()
    const [bob, thief] = [phone(), phone()]
    const proof = credentials(await challengeOf(bob), 'REGISTER', '5001', 'secret')
    expect((await withProof(bob, proof)).status).toBe(200)
    expect((await withProof(thief, proof)).status).toBe(401)
  })

  it('may use a nonce again with a higher count', async () => {
    const bob = createStand().phone()
    const challenge = await challengeOf(bob)
    expect((await withProof(bob, credentials(challenge, 'REGISTER', '5001', 'secret', '00000001'))).status).toBe(200)
    expect((await withProof(bob, credentials(challenge, 'REGISTER', '5001', 'secret', '00000002'))).status).toBe(200)
  })
})

describe('contacts', () => {
  it('of two consoles stand side by side; the line goes when the last one goes', async () => {
    const { server, registered, phone } = createStand()
    const news: boolean[] = []
    server.onRegistration((_, is) => news.push(is))
    const one = await registered()
    const two = phone()
    expect(headersOf(await two.register(), 'Contact')).toHaveLength(2)
    one.lose()
    expect(server.isRegistered('5001')).toBe(true)
    two.lose()
    expect(news).toEqual([true, false])
  })

  it('of the same instance replace each other', async () => {
    const { phone } = createStand()
    const bob = phone()
    const contact = (uri: string): Header => ['Contact', `<sip:${uri}@x.invalid>;+sip.instance="<urn:uuid:1>"`]
    const register = async (uri: string) => {
      const made = bob.make('REGISTER')
      const proof = credentials(await challengeOf(bob), 'REGISTER', '5001', 'secret')
      const others = made.headers.filter(([name]) => name !== 'Contact')
      return bob.ask({ ...made, headers: [...others, contact(uri), ['Authorization', proof]] })
    }
    await register('a')
    expect(headersOf(await register('b'), 'Contact')).toEqual(['<sip:b@x.invalid>;expires=600'])
  })

  it('end when they are not renewed', async () => {
    const { server, clock, phone } = createStand()
    await phone().register({ headers: [['Expires', '60']] })
    await clock.advance(59_000)
    expect(server.isRegistered('5001')).toBe(true)
    await clock.advance(1_001)
    expect(server.isRegistered('5001')).toBe(false)
  })

  it('renewed in time live on', async () => {
    const { server, clock, phone } = createStand()
    const bob = phone()
    await bob.register({ headers: [['Expires', '60']] })
    await clock.advance(50_000)
    await bob.register({ headers: [['Expires', '60']] })
    await clock.advance(50_000)
    expect(server.isRegistered('5001')).toBe(true)
  })

  it('are taken away by Expires 0, one or all', async () => {
    const { server, registered } = createStand()
    const [one, two] = [await registered(), await registered()]
    expect(headersOf(await one.register({ headers: [['Expires', '0']] }), 'Contact')).toHaveLength(1)
    const proof = credentials(await challengeOf(two), 'REGISTER', '5001', 'secret')
    const made = two.make('REGISTER', {
      headers: [
        ['Expires', '0'],
        ['Authorization', proof],
      ],
    })
    const star: Header = ['Contact', '*']
    await two.ask({ ...made, headers: [...made.headers.filter(([name]) => name !== 'Contact'), star] })
    expect(server.isRegistered('5001')).toBe(false)
  })

  it('are at most eight', async () => {
    const { registered, phone } = createStand()
    for (let i = 0; i < 8; i++) await registered()
    expect((await phone().register()).status).toBe(403)
  })

  it('for too short a time are refused with the least', async () => {
    const answer = await createStand()
      .phone()
      .register({ headers: [['Expires', '5']] })
    expect([answer.status, header(answer, 'Min-Expires')]).toEqual([423, '10'])
  })
})
