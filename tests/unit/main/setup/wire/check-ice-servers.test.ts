// A site's STUN and TURN servers, asked over real sockets: the mistake is named, with what mends it, and nothing lent is kept.
import { afterEach, describe, expect, it, vi } from 'vitest'
import type { SiteIceServer } from '#contract/line-account.ts'
import { machineClock } from '#contract/time.ts'
import { asGiven } from '#main/desk/line-network.ts'
import type { IceAnswer } from '#main/setup/ask-ice-server.ts'
import { checkIceServers } from '#main/setup/check-ice-servers.ts'
import { type FakeTurn, fakeTurn } from './fake-turn.ts'

const clock = machineClock(globalThis)
let server: FakeTurn | null = null
afterEach(() => {
  server?.close()
  server = null
})

const begin = async (...behaviour: Parameters<typeof fakeTurn>) => {
  const begun = await fakeTurn(...behaviour)
  server = begun
  const { port, asked } = begun
  return { udp: `turn:127.0.0.1:${port}`, tcp: `turn:127.0.0.1:${port}?transport=tcp`, port, asked }
}
const check = async (...servers: SiteIceServer[]) =>
  (await checkIceServers(servers, (one) => asGiven(one, null, clock.now()), clock)).map((finding) =>
    finding.kind === 'ok' ? `ok ${finding.what}` : `${finding.kind} ${finding.what} -> ${finding.remedy}`,
  )

describe('a TURN server that shares a secret with the site', () => {
  it.each(['udp', 'tcp'] as const)('lends an address by %s, and has it back at once', async (by) => {
    const { asked, ...begun } = await begin({ secret: 'north' })
    const urls = begun[by]
    expect(await check({ urls, secret: 'north' })).toEqual([`ok ${urls} lends an address: 203.0.113.9`])
    await vi.waitFor(() => expect(asked.at(-1)?.method).toBe('REFRESH'))
    expect(asked.map(({ username }) => username?.replace(/^\d{10}/, 'TIME'))).toEqual([
      undefined,
      'TIME:earshot',
      'TIME:earshot',
    ])
  })

  it('and does not take what another secret makes: both files and both clocks are named, no secret is', async () => {
    const { udp: urls } = await begin({ secret: 'north' })
    const [said = ''] = await check({ urls, secret: 'south' })
    expect(said).toContain(`missing ${urls}: 401 Unauthorized. It does not take what the secret makes`)
    expect(said).toMatch(/static-auth-secret .* use-auth-secret.*this computer’s says \d+ \w+ 20\d\d.* GMT/)
    expect(said).not.toMatch(/north|south/)
  })

  it('is asked again where the network loses what it was asked, and where it wants another nonce', async () => {
    const { udp: urls } = await begin({ secret: 'north', deafTo: 1, staleOnce: true })
    expect(await check({ urls, secret: 'north' })).toEqual([`ok ${urls} lends an address: 203.0.113.9`])
  })
})

it('a username and a credential that are not taken are named as such', async () => {
  const { udp: urls } = await begin({ secret: 'north' })
  const [said] = await check({ urls, username: 'u', credential: 'wrong' })
  expect(said).toMatch(/401 Unauthorized\. It does not take this username and credential.*as `secret`/)
})

it('one without a credential is not even asked', async () => {
  const { udp: urls, asked } = await begin({ secret: 'north' })
  expect((await check({ urls })).join()).toContain(`missing ${urls} has no username`)
  expect((await check({ urls, username: 'u' })).join()).toContain('a username and no credential')
  expect(asked).toEqual([])
})

it('one that lends to everybody is advised against', async () => {
  const { udp: urls } = await begin({ secret: null })
  const [works, open] = await check({ urls, username: 'u', credential: 'c' })
  expect(works).toMatch(/^ok/)
  expect(open).toContain('advice')
})

it('one that has nothing left to lend is neither right nor wrong', async () => {
  const { udp: urls } = await begin({ secret: 'north', refusal: [486, 'Allocation Quota Reached'] })
  expect((await check({ urls, secret: 'north' })).join()).toMatch(
    /^unknown .*486 Allocation Quota Reached.*total-quota/,
  )
})

it('a STUN server says as whom it sees this computer', async () => {
  const { port } = await begin({ secret: null })
  const urls = `stun:127.0.0.1:${port}`
  expect(await check({ urls })).toEqual([`ok ${urls} answers: this computer has the address 192.0.2.7 there`])
})

it('where nothing listens, it is told by TCP at once', async () => {
  const { tcp: urls } = await begin({ secret: 'north' })
  server?.close()
  server = null
  expect((await check({ urls, secret: 'north' })).join()).toMatch(/missing .*ECONNREFUSED.*listening-port/)
})

it('turns: at a port without TLS is named as that', async () => {
  const { port } = await begin({ secret: 'north' })
  const urls = `turns:127.0.0.1:${port}`
  expect((await check({ urls, secret: 'north' })).join()).toMatch(/missing .*does not answer.*speaks TLS at that port/)
})

describe('told by what it answers', () => {
  const told = async (urls: string, answer: IceAnswer) => {
    const given = { urls, username: 'u', credential: 'c' }
    const findings = await checkIceServers(
      [given],
      () => given,
      clock,
      async () => answer,
    )
    return findings.map((finding) => `${finding.kind} ${finding.what} ${'remedy' in finding ? finding.remedy : ''}`)
  }
  const works = (relay: string): IceAnswer => ({ kind: 'works', seenAs: '192.0.2.7', relay, isOpenToAll: false })

  it('a server behind NAT that lends an address of its own network', async () => {
    const [, wrong] = await told('turn:198.51.100.4:3478', works('10.0.3.7'))
    expect(wrong).toMatch(/^missing .*lends 10\.0\.3\.7.*external-ip=198\.51\.100\.4\/10\.0\.3\.7/)
    expect(await told('turn:10.0.3.7', works('10.0.3.7'))).toHaveLength(1)
    expect(await told('turn:198.51.100.4', works('198.51.100.4'))).toHaveLength(1)
  })

  it('silence by UDP and by TCP, a name that is not known, a certificate', async () => {
    expect((await told('turn:t.example', { kind: 'silent' })).join()).toMatch(/let UDP through.*\?transport=tcp/)
    expect((await told('turns:t.example', { kind: 'silent' })).join()).toMatch(/let TCP through/)
    const failed = (detail: string): IceAnswer => ({ kind: 'notConnected', detail })
    expect((await told('turn:t.example', failed('ENOTFOUND t.example'))).join()).toContain('check the spelling')
    expect((await told('turns:t.example', failed('SELF_SIGNED_CERT_IN_CHAIN'))).join()).toContain('do not ask it for')
  })
})
