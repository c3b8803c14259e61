// L8: a supervisor behind NAT; the site file names STUN and TURN for whatever PBX it is, the line's account brings them to the window.
import { describe, expect, it } from 'vitest'
import { settings } from '#contract/settings.ts'
import { overNetwork, renewCredentials, timeLimited } from '#main/desk/line-network.ts'
import { fakeClock } from '../../../fakes/fake-clock.ts'

const account = {
  uri: 'sip:5001@x',
  wsUrl: 'wss://x/ws',
  authUser: '5001',
  password: 'p',
  displayName: '',
  iceServers: [{ urls: 'stun:of-the-pbx' }],
}
const lineOf = (line: object) => settings.parse({ line }).line
const HOUR_MS = 3_600_000
const NOW = Date.UTC(2026, 10, 28, 7)
const turn = { urls: 'turns:turn.example:5349?transport=tcp', username: 'u' }

it('adds the site’s servers before those the PBX told, and asks for the relay alone where the site does', () => {
  const line = lineOf({ iceServers: [{ ...turn, credential: 'c' }], relayOnly: true })
  expect(overNetwork(account, { ...line, credential: null }, NOW)).toEqual({
    ...account,
    iceServers: [{ ...turn, credential: 'c' }, { urls: 'stun:of-the-pbx' }],
    relayOnly: true,
  })
  expect(overNetwork(account, { ...lineOf({}), credential: 'secret' }, NOW)).toEqual(account)
  expect(overNetwork(null, { ...line, credential: 'secret' }, NOW)).toBeNull()
})

it('gives a TURN server the secret that is not written in the file, and only where none is', () => {
  const given = overNetwork(
    account,
    { ...lineOf({ iceServers: [turn, { ...turn, credential: 'own' }] }), credential: 'secret' },
    NOW,
  )
  expect(given?.iceServers.map(({ credential }) => credential)).toEqual(['secret', 'own', undefined])
})

it('leaves out a TURN server without a credential, at which a browser throws whenever a call is answered', () => {
  const iceServers = [
    turn,
    { urls: 'turn:t.example' },
    { ...turn, credential: '' },
    { ...turn, username: '', secret: '' },
  ]
  expect(overNetwork(account, { ...lineOf({ iceServers }), credential: null }, NOW)?.iceServers).toEqual(
    account.iceServers,
  )
})

it.each([
  'turn://turn.example:3478',
  'turn:turn.example:99999',
  'turn:turn.example:0',
  'turn:turn.example?transport=tls',
  'turn:turn.example:3478/',
  'turn:user@turn.example',
  'turn:turn.example:',
  'turn:::1',
  'stun:stun.example?transport=udp',
])('refuses %s, at which Chromium throws whenever a call is answered', (urls) => {
  expect(settings.safeParse({ line: { iceServers: [{ urls }] } }).success).toBe(false)
})

it.each(['turn:[2001:db8::1]:3478', 'turns:turn.example?transport=udp', 'stun:192.0.2.1', 'turn:turn.example:65535'])(
  'takes %s, as Chromium does',
  (urls) => expect(settings.safeParse({ line: { iceServers: [{ urls }] } }).success).toBe(true),
)

it('refuses a relay alone without a relay, and what is no such address', () => {
  const why = (line: object) =>
    settings.safeParse({ line }).error?.issues.map(({ path, message }) => `${path.join('.')}: ${message}`)
  expect(why({ relayOnly: true, iceServers: [{ urls: 'stun:x' }] })).toEqual([
    'line.relayOnly: needs a turn: or turns: address in line.iceServers',
  ])
  expect(why({ iceServers: [{ urls: 'https://x' }] })?.[0]).toContain('line.iceServers.0.urls: must look like stun:')
})

describe('a secret that the site shares with its TURN server', () => {
  const shared = { urls: 'turn:turn.example', secret: 'north' }
  const given = (servers: object[], nowMs = NOW) =>
    overNetwork(account, { ...lineOf({ iceServers: servers }), credential: 'of the environment' }, nowMs)?.iceServers ??
    []

  it('makes a credential that runs out, of HMAC-SHA1 and the end of its time, and is not told itself', () => {
    // printf %s 1795910400:earshot | openssl dgst -sha1 -hmac north -binary | base64
    const made = { username: '1795910400:earshot', credential: 'rXEWH01XfPR4d1+P57bnf7+F3xc=' }
    expect(given([shared])[0]).toStrictEqual({ urls: 'turn:turn.example', ...made })
    expect(given([{ ...shared, username: 'north-7' }])[0]?.username).toBe('1795910400:north-7')
  })

  it('is not told either where the phone system’s own part of the file has it', () => {
    const softphone = overNetwork({ ...account, iceServers: [shared] }, { ...lineOf({}), credential: null }, NOW)
    expect(JSON.stringify(softphone)).not.toContain('north')
    expect(softphone?.iceServers[0]?.username).toBe('1795910400:earshot')
  })

  it('makes the same for hours, and never one that has less than twelve left', () => {
    for (let minute = 0; minute < 3 * 24 * 60; minute += 7) {
      const at = NOW + minute * 60_000
      const leftMs = Number(timeLimited('north', 'u', at).username.split(':')[0]) * 1_000 - at
      expect(leftMs).toBeGreaterThanOrEqual(12 * HOUR_MS)
      expect(leftMs).toBeLessThanOrEqual(18 * HOUR_MS)
    }
    expect(given([shared], NOW + 4 * HOUR_MS)).toEqual(given([shared]))
    expect(given([shared], NOW + 6 * HOUR_MS)).not.toEqual(given([shared]))
  })

  it('makes another one before it runs out, also after a night asleep and once a wrong clock is put right', () => {
    const clock = fakeClock(NOW)
    const told: number[] = []
    const stop = renewCredentials(
      clock,
      () => [shared],
      () => told.push(clock.now()),
    )
    clock.pass(24 * HOUR_MS)
    expect(told).toHaveLength(4)
    clock.jump(9 * HOUR_MS)
    clock.pass(10_000)
    expect(told).toHaveLength(5)
    stop()
    expect(clock.waiting()).toBe(0)
  })

  it('is no reason to tell anything where there is none', () => {
    const clock = fakeClock(NOW)
    renewCredentials(
      clock,
      () => [turn],
      () => expect.unreachable(),
    )
    clock.pass(24 * HOUR_MS)
  })

  it('is for TURN alone, and makes a credential of its own unnecessary', () => {
    const why = (server: object) => settings.safeParse({ line: { iceServers: [server] } }).error?.issues[0]?.message
    expect(why({ urls: 'stun:x', secret: 's' })).toBe('is for turn: and turns: only; a STUN server asks for nothing')
    expect(why({ ...turn, secret: 's', credential: 'c' })).toBe('makes the credential: leave `credential` out')
    expect(why({ ...turn, secret: 's' })).toBeUndefined()
  })
})
