// Signing in as the servers speak it: what is sent for each way in, and what each answer means.
import { describe, expect, it } from 'vitest'
import {
  claimsOf,
  grantedOf,
  grantFields,
  isPage,
  json,
  readGrant,
  tokenPath,
} from '#main/pbx/netsapiens/wire/grant.ts'

const now = 1_800_000_000_000
const client = { id: 'earshot', secret: 'client-secret' }
const replied = (status: number, body: unknown) =>
  readGrant({ status, text: typeof body === 'string' ? body : JSON.stringify(body), cookies: [] }, now)
const bearer = (claims: object) => `head.${Buffer.from(JSON.stringify(claims)).toString('base64url')}.sign`

describe('what is sent', () => {
  it('for a password', () => {
    expect(grantFields({ kind: 'password', username: 'u', password: 'p' }, client)).toEqual({
      grant_type: 'password',
      client_id: 'earshot',
      client_secret: 'client-secret',
      username: 'u',
      password: 'p',
    })
  })

  it('for a token that is renewed', () => {
    expect(grantFields({ kind: 'refresh', token: 't' }, client)).toEqual({
      grant_type: 'refresh_token',
      client_id: 'earshot',
      client_secret: 'client-secret',
      refresh_token: 't',
    })
  })

  it('for the code of a second factor', () => {
    const challenge = { partial: 'half', type: 'totp', vendor: 'google' }
    expect(grantFields({ kind: 'mfa', username: 'u', password: 'p', code: '123', challenge }, client)).toEqual({
      grant_type: 'mfa',
      client_id: 'earshot',
      client_secret: 'client-secret',
      username: 'u',
      password: 'p',
      passcode: '123',
      mfa_type: 'totp',
      mfa_vendor: 'google',
      ns_id_type: 'subscriber',
      access_token: 'half',
    })
  })

  it('goes to one of three places', () => {
    expect(tokenPath).toEqual({ v2: '/ns-api/v2/tokens', jwt: '/ns-api/v2/jwt', old: '/ns-api/oauth2/token/' })
  })
})

describe('an answer', () => {
  it('grants a token, with all that it says of itself', () => {
    const said = {
      access_token: 'a',
      refresh_token: 'r',
      expires_in: '3600',
      scope: 'Call Center Supervisor',
      uid: '5001@north',
      domain: 'south',
    }
    expect(replied(200, said)).toEqual({
      kind: 'granted',
      granted: {
        bearer: 'a',
        refresh: 'r',
        expiresInMs: 3_600_000,
        scope: 'Call Center Supervisor',
        user: '5001',
        domain: 'south',
      },
    })
  })

  it('grants one by its other names', () => {
    expect(replied(200, { token: 't', refresh: 'r' })).toMatchObject({ granted: { bearer: 't', refresh: 'r' } })
    expect(replied(200, { access_token: 'a', token: 't' })).toMatchObject({ granted: { bearer: 'a' } })
  })

  it('says nothing of itself where it does not', () => {
    expect(replied(200, { token: 'opaque' })).toMatchObject({
      granted: { refresh: null, expiresInMs: null, scope: null, user: null, domain: null },
    })
  })

  it('wants a code', () => {
    expect(replied(200, { mfa_type: 'totp', mfa_vendor: 'google', access_token: 'half' })).toEqual({
      kind: 'codeNeeded',
      challenge: { partial: 'half', type: 'totp', vendor: 'google' },
    })
    expect(replied(200, { mfa_type: 'sms' })).toEqual({
      kind: 'codeNeeded',
      challenge: { partial: '', type: 'sms', vendor: '' },
    })
  })

  it.each([
    [404, '{}', 'notHere'],
    [405, '{}', 'notHere'],
    [200, ' <html>', 'notHere'],
    [400, '{}', 'refused'],
    [401, '{"message":"wrong"}', 'refused'],
    [499, '', 'refused'],
    [423, '{}', 'locked'],
    [429, '{}', 'locked'],
    [403, 'Account locked', 'locked'],
    [403, 'please lock', 'locked'],
    [400, 'Too many attempts', 'locked'],
    [401, 'user disabled', 'locked'],
    [401, 'user suspended', 'locked'],
    [401, 'a clockwork', 'refused'],
    [300, '{}', 'broken'],
    [500, '{}', 'broken'],
    [200, 'no json', 'broken'],
    [200, '{}', 'broken'],
  ])('%i %j is %s', (status, text, kind) => {
    expect(replied(status, text).kind).toBe(kind)
  })

  it('is told with its reason', () => {
    expect(replied(403, '{}')).toEqual({ kind: 'refused', why: '403' })
    expect(replied(429, '{}')).toEqual({ kind: 'locked', why: '429' })
    expect(replied(502, '{}')).toEqual({ kind: 'broken', why: '502' })
    expect(replied(200, '{}')).toEqual({ kind: 'broken', why: 'no token in the answer' })
    expect(replied(200, '[]')).toMatchObject({ kind: 'broken', why: expect.stringMatching(/token/) })
    expect(replied(200, 'no json')).toEqual({ kind: 'broken', why: 'not a token answer' })
  })
})

describe('a token that says something of itself', () => {
  it('says whose it is, of which domain, what for and until when', () => {
    const token = bearer({ sub: '5001@north', domain: 'south', user_scope: 'Supervisor', exp: now / 1_000 + 60 })
    expect(grantedOf(token, {}, now)).toEqual({
      bearer: token,
      refresh: null,
      expiresInMs: 60_000,
      scope: 'Supervisor',
      user: '5001',
      domain: 'south',
    })
  })

  it('is believed less than the answer it came with', () => {
    const token = bearer({ sub: '5001@north', domain: 'south', scope: 'Basic', exp: 1 })
    expect(grantedOf(token, { uid: '5002@east', scope: 'Office', expires_in: 5, domain: 'west' }, now)).toMatchObject({
      user: '5002',
      domain: 'west',
      scope: 'Office',
      expiresInMs: 5_000,
    })
    expect(grantedOf(token, {}, now)).toMatchObject({ scope: 'Basic' })
  })

  it('has a domain by its user where it names none', () => {
    expect(grantedOf(bearer({ sub: '5001@north' }), {}, now)).toMatchObject({ user: '5001', domain: 'north' })
    expect(grantedOf(bearer({ sub: '', scope: '' }), {}, now)).toMatchObject({ user: null, domain: null, scope: null })
    expect(grantedOf(bearer({ sub: 5001 }), {}, now)).toMatchObject({ user: null })
  })

  it.each([
    '',
    'opaque',
    'a.b.c',
    `a.${Buffer.from('null').toString('base64url')}.c`,
    `a.${Buffer.from('7').toString('base64url')}`,
  ])('and %j says nothing', (token) => expect(claimsOf(token)).toEqual({}))
})

it('a page is no answer, and what is no JSON is not nothing', () => {
  expect([isPage('<html>'), isPage(' \n<p>'), isPage('{"a":"<"}'), isPage('')]).toEqual([true, true, false, false])
  expect([json('{"a":1}'), json('{'), json('')]).toEqual([{ a: 1 }, undefined, null])
})
