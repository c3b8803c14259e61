// L8: a supervisor behind NAT; the site file names STUN and TURN for whatever PBX it is, the line's account brings them to the window.
import { expect, it } from 'vitest'
import { settings } from '#contract/settings.ts'
import { overNetwork } from '#main/desk/line-network.ts'

const account = {
  uri: 'sip:5001@x',
  wsUrl: 'wss://x/ws',
  authUser: '5001',
  password: 'p',
  displayName: '',
  iceServers: [{ urls: 'stun:of-the-pbx' }],
}
const lineOf = (line: object) => settings.parse({ line }).line
const turn = { urls: 'turns:turn.example:5349?transport=tcp', username: 'u' }

it('adds the site’s servers before those the PBX told, and asks for the relay alone where the site does', () => {
  const line = lineOf({ iceServers: [{ ...turn, credential: 'c' }], relayOnly: true })
  expect(overNetwork(account, line, null)).toEqual({
    ...account,
    iceServers: [{ ...turn, credential: 'c' }, { urls: 'stun:of-the-pbx' }],
    relayOnly: true,
  })
  expect(overNetwork(account, lineOf({}), 'secret')).toEqual(account)
  expect(overNetwork(null, line, 'secret')).toBeNull()
})

it('gives a TURN server the secret that is not written in the file, and only where none is', () => {
  const given = overNetwork(account, lineOf({ iceServers: [turn, { ...turn, credential: 'own' }] }), 'secret')
  expect(given?.iceServers.map(({ credential }) => credential)).toEqual(['secret', 'own', undefined])
})

it('refuses a relay alone without a relay, and what is no such address', () => {
  const why = (line: object) =>
    settings.safeParse({ line }).error?.issues.map(({ path, message }) => `${path.join('.')}: ${message}`)
  expect(why({ relayOnly: true, iceServers: [{ urls: 'stun:x' }] })).toEqual([
    'line.relayOnly: needs a turn: or turns: address in line.iceServers',
  ])
  expect(why({ iceServers: [{ urls: 'https://x' }] })?.[0]).toContain('line.iceServers.0.urls: must look like stun:')
})
