// The mistakes an administrator of a NetSapiens site can make: each is planted, found by check-site, and told with what to do.
import { afterEach, describe, expect, it } from 'vitest'
import { netsapiensSite } from '#contract/site-netsapiens.ts'
import { machineClock } from '#contract/time.ts'
import type { Registering } from '#main/pbx/kit/try-register.ts'
import { checkCores } from '#main/pbx/netsapiens/check/check-feed.ts'
import { type CheckParts, checkNetsapiensSite, checkNetsapiensStep } from '#main/pbx/netsapiens/check-site.ts'
import { type HttpRequest, realRequest, realSocket } from '#main/pbx/netsapiens/io.ts'
import { fakeClock } from '../../../../../fakes/fake-clock.ts'
import { aCall } from '../../../../../fakes/netsapiens/fake-backend.ts'
import { account, type Site, startSite } from '../../../../../fakes/netsapiens/site.ts'
import type { Faults } from '../../../../../simulators/netsapiens/faults.ts'

const clock = machineClock(globalThis)
const jwtOf = (claims: object) => `e.${Buffer.from(JSON.stringify(claims)).toString('base64url')}.s`

/** What is planted: at the platform, in the site file, or in what is given to sign in. */
type Plant = {
  readonly faults?: Partial<Faults>
  readonly platform?: Parameters<typeof startSite>[0]
  readonly site?: object
  readonly secrets?: Readonly<Record<string, string>>
  readonly person?: Partial<NonNullable<CheckParts['person']>> | null
  readonly line?: Registering
  readonly unreached?: string
  readonly floor?: (stage: Site) => void
}

let stage: Site | null = null
afterEach(async () => {
  await stage?.close()
  stage = null
})

const answered = (status: number, reason: string, isChallenged = true): Registering => ({
  kind: 'answered',
  status,
  reason,
  isChallenged,
})

async function findingsOf(plant: Plant, step?: 'address' | 'signIn') {
  stage = await startSite({ clientSecret: SECRET, ...plant.platform })
  const { simulator } = stage
  simulator.setFaults(plant.faults ?? {})
  plant.floor?.(stage)
  const site = netsapiensSite.parse({
    kind: 'netsapiens',
    server: simulator.server,
    cores: [...simulator.cores],
    signIn: { by: 'password', clientId: 'earshot', username: '5001@sim.example' },
    softphone: { wsUrl: 'wss://core1.sim.example:9002' },
    ...plant.site,
  })
  const secrets = plant.secrets ?? { 'netsapiens.clientSecret': SECRET }
  const whole = { username: '5001@sim.example', password: account.password, code: null }
  const unreached = plant.unreached
  const parts: CheckParts = {
    clock,
    isConsole: step !== undefined,
    openSocket: realSocket,
    request: unreached
      ? async () => Promise.reject(Object.assign(new Error('no'), { code: unreached }))
      : (order: HttpRequest) => realRequest(order),
    patienceMs: 0,
    secrets: { get: (name) => secrets[name] ?? null },
    person: plant.person === null ? null : { ...whole, ...plant.person },
    tryLine: async () => plant.line ?? answered(200, 'OK'),
  }
  const findings = await (step ? checkNetsapiensStep(step, site, parts) : checkNetsapiensSite(site, parts))
  return findings.map(({ kind, about, what, remedy }) => `${kind} ${about}: ${what} -> ${remedy}`)
}

const SECRET = 'SECRET-OF-CLIENT'
const nowhere = 'http://127.0.0.1:9'
const scopeOf = (scope: string): Plant => ({ faults: { scope } })
const refusing = (path: string, status: number): Plant => ({ faults: { status: [{ path, status, times: 0 }] } })
const byKey = { signIn: { by: 'apiKey' } }

const mistakes: readonly (readonly [string, Plant, RegExp])[] = [
  ['a server nobody listens at', { site: { server: nowhere } }, /missing port: .*ECONNREFUSED.*compare it with/],
  ['a name nobody knows', { unreached: 'ENOTFOUND' }, /missing name: .*the region in it/],
  [
    'a certificate for another region',
    { unreached: 'ERR_TLS_CERT_ALTNAME_INVALID' },
    /missing certificate: .*also the region/,
  ],
  [
    'a proxy of the house that opens TLS',
    { unreached: 'UNABLE_TO_GET_ISSUER_CERT_LOCALLY' },
    /missing certificate: .*its authority/,
  ],
  ['a certificate that has expired', { unreached: 'CERT_HAS_EXPIRED' }, /missing clock: .*only the provider can renew/],
  ['https to a port that speaks none', { unreached: 'EPROTO' }, /missing tls: .*compare https/],
  ['a firewall that drops', { unreached: 'ETIMEDOUT' }, /missing network: .*through the firewall/],
  [
    'the host of the portal, which leads to a login page',
    { faults: { movedTo: 'https://login.sim.example/sso?token=SECRET-OF-A-REDIRECT' } },
    /missing switchedOff: .*on to https:\/\/login\.sim\.example\/sso \(302\).*API for itself|missing switchedOff: .*https:\/\/login\.sim\.example\/sso \(302\)/,
  ],
  ['another program’s web server', { faults: { pageWith: 200 } }, /missing switchedOff: No API v2 .*\(200, a page\)/],
  ['a path in the address', refusing('/ns-api/v2', 404), /missing switchedOff: No API v2 .*without a path/],
  ['a firewall that answers with a page', { faults: { pageWith: 403 } }, /missing user: .*admitted/],
  ['a platform that is out of order', { faults: { pageWith: 503 } }, /missing network: .*503/],
  ['a clock five minutes ahead', { faults: { aheadMs: 300_000 } }, /missing clock: .* (299|300) s ahead of/],
  ['a clock ten minutes behind', { faults: { aheadMs: -600_000 } }, /missing clock: .* 60[01] s behind/],
  ['a core nobody listens at', { site: { cores: [nowhere] } }, /missing port: The live feed at .*8001/],
  [
    'the web server among the cores',
    { faults: { feedAnswers: 404 } },
    /missing switchedOff: A web server answers .*8001/,
  ],
  ['a feed of Socket.IO 4 alone', { faults: { feedAnswers: 400 } }, /missing switchedOff: .*no feed of Socket\.IO 2/],
  ['a core behind a login', { faults: { feedAnswers: 302 } }, /missing switchedOff: .*sent on elsewhere/],
  ['a proxy that refuses WebSocket', { faults: { feedAnswers: 403 } }, /missing user: .*WebSocket let through/],
  ['a proxy without a feed behind it', { faults: { feedAnswers: 502 } }, /missing network: .*name the core itself/],
  [
    'a feed that refuses the token',
    { faults: { feedRefuses: true } },
    /missing rights: .*no subscription .*"tokens": "jwt"/,
  ],
  ['no client secret', { secrets: {} }, /unknown user: There is no client secret here.*CLIENT_SECRET/],
  [
    'a client secret that was changed',
    { secrets: { 'netsapiens.clientSecret': 'of last year' } },
    /missing user: .*client ID earshot .*a new secret makes/,
  ],
  [
    'a wrong client ID',
    { site: { signIn: { by: 'password', clientId: 'ear-shot' } } },
    /missing user: .*client ID ear-shot/,
  ],
  ['a wrong password', { person: { password: 'wrong' } }, /missing user: .*refuses the sign-in of 5001@sim\.example/],
  ['a user name without its domain', { person: { username: '5001' } }, /missing user: .*with its domain/],
  ['nobody who signs in', { person: null }, /unknown user: .*EARSHOT_NETSAPIENS_PASSWORD/],
  ['an account that is locked', { faults: { locked: true } }, /missing user: .*unlocked/],
  ['a second factor without its code', { faults: { passcode: '123456' } }, /unknown user: .*second factor.*CODE/],
  ['a wrong code', { faults: { passcode: '123456' }, person: { code: '999999' } }, /missing user: The code .*refused/],
  [
    'an older server, and a wrong password',
    { platform: { legacyTokens: true }, person: { password: 'wrong' } },
    /missing user: /,
  ],
  [
    'an API key that was replaced',
    { site: byKey, secrets: { 'netsapiens.apiKey': 'old' } },
    /missing user: .*API key: revoked/,
  ],
  ['no API key', { site: byKey, secrets: {} }, /unknown user: There is no API key/],
  [
    'a JWT that has run out',
    { site: { signIn: { by: 'jwt' } }, secrets: { 'netsapiens.jwt': jwtOf({ exp: 1_700_000_000 }) } },
    /missing user: The JWT ran out \d+ day/,
  ],
  [
    'a JWT of another platform',
    { site: { signIn: { by: 'jwt' } }, secrets: { 'netsapiens.jwt': jwtOf({ exp: 9_999_999_999 }) } },
    /missing user: .*the JWT: revoked/,
  ],
  ['a Basic User', scopeOf('Basic User'), /missing rights: .*scope Basic User.*Call Center Supervisor/],
  ['a Call Center Agent', scopeOf('Call Center Agent'), /missing rights: .*which may not monitor/],
  [
    'another tenant’s domain',
    { site: { domain: 'other.example' } },
    /missing rights: .*may not see other\.example \(404\)/,
  ],
  [
    'a scope that may not see calls',
    refusing('/domains/sim.example/calls', 403),
    /missing rights: .*the calls of sim\.example \(403\)/,
  ],
  ['a scope that may not see queues', refusing('/callqueues', 403), /missing rights: .*call queues of/],
  [
    'a scope that may not see agents',
    { platform: { agentsForbidden: true }, ...refusing('/callqueues/', 403) },
    /missing rights: .*the agents of/,
  ],
  [
    'a portal that wants a session of its own',
    { platform: { portalNeedsSession: true } },
    /missing switchedOff: .*"portalSession"/,
  ],
  [
    'a login form at another path',
    { platform: { portalNeedsSession: true }, site: { portalSession: { by: 'form', path: '/portal/login/other' } } },
    /missing switchedOff: .*\/portal\/login\/other gave no session/,
  ],
  [
    'a device that is not there',
    { faults: { devices: 'none' } },
    /missing endpoint: .*no device 5001wp; there is none/,
  ],
  [
    'a device by another name',
    { site: { softphone: { wsUrl: 'wss://core1.sim.example:9002', device: '5001web' } } },
    /missing endpoint: .*no device 5001web; there is 5001, 5001wp/,
  ],
  [
    'a scope that sees no SIP password',
    { faults: { devices: 'withoutPasswords' } },
    /missing rights: .*SIP password of 5001wp/,
  ],
  [
    'a SIP password that was changed',
    { line: answered(403, 'Forbidden') },
    /missing password: .*5001wp@sim\.example: 403/,
  ],
  [
    'a device without WebRTC',
    { line: answered(403, 'Forbidden', false) },
    /missing endpoint: .*before it asks.*WebRTC/,
  ],
  ['a core of another region', { line: answered(404, 'Not Found', false) }, /missing endpoint: .*another region/],
  ['the port of video', { line: { kind: 'silent' } }, /missing endpoint: .*nothing there answers in SIP.*9002/],
  [
    'a web server in the place of the line',
    { line: { kind: 'notConnected', detail: 'Unexpected server response: 404' } },
    /missing endpoint: .*no SIP over WebSocket/,
  ],
  [
    'a core whose certificate has another name',
    { line: { kind: 'notConnected', detail: 'ERR_TLS_CERT_ALTNAME_INVALID Host' } },
    /missing certificate: The line at/,
  ],
  [
    'no softphone and no phone',
    { site: { softphone: null }, faults: { devices: 'none' } },
    /missing endpoint: .*nothing would ring/,
  ],
  [
    'times of another zone',
    {
      platform: { zone: 'Asia/Tokyo' },
      floor: ({ backend }) => backend.tell({ kind: 'call', call: aCall('c1', '1001', {}) }),
    },
    /missing clock: Calls begin in the future .*timeZone/,
  ],
]

describe('check-site finds', () => {
  it.each(mistakes)('%s', async (_what, plant, wanted) => {
    const found = (await findingsOf(plant)).join('\n')
    expect(found).toMatch(wanted)
    expect(found).not.toMatch(/right horse|SECRET-OF/)
  })

  it('none of them where all is as it should be, and leaves nothing of its sign-in', async () => {
    const found = (await findingsOf({})).filter((line) => !line.startsWith('ok '))
    expect(found).toEqual([])
    expect(stage?.simulator.requests().filter((line) => line.startsWith('DELETE'))).toEqual(['DELETE /ns-api/v2/jwt'])
  })
})

it('finds a core that takes the connection and says nothing', async () => {
  const still = fakeClock()
  const openSocket = () => ({ send: () => {}, close: () => {} })
  const checking = checkCores({ cores: ['https://core1.sim.example:9002'] }, { clock: still, openSocket })
  await still.advance(12_000)
  expect(await checking).toMatchObject([
    { kind: 'missing', about: 'network', what: expect.stringContaining('says nothing') },
  ])
})

it('asks with a wrong password once: a second time may lock the account', async () => {
  await findingsOf({ person: { password: 'wrong' } })
  expect(stage?.simulator.requests().filter((line) => line.includes('tokens'))).toHaveLength(1)
})

it('sends no password to an address that is not the API’s', async () => {
  await findingsOf({ faults: { movedTo: 'https://login.sim.example/' } })
  expect(stage?.simulator.requests().filter((line) => line.startsWith('POST'))).toEqual([])
})

describe('the guided set-up', () => {
  it('stops at the address for a server that leads elsewhere', async () => {
    const plant = { faults: { movedTo: 'https://login.sim.example/' } }
    expect((await findingsOf(plant, 'address')).join('\n')).toMatch(/missing switchedOff/)
  })

  it('names the field of the client secret', async () => {
    expect((await findingsOf({ secrets: {}, person: null }, 'signIn')).join('\n')).toMatch(
      /missing entry: signIn\.secret: /,
    )
  })

  it('is content with a sign-in that comes later, and with the secret that was entered', async () => {
    const site = { signIn: { by: 'password', clientId: 'earshot', secret: SECRET } }
    const found = await findingsOf({ secrets: {}, person: null, site }, 'signIn')
    expect(found.filter((line) => /^(missing|unknown)/.test(line))).toEqual([])
  })
})
