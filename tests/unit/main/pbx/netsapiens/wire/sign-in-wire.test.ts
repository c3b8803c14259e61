// Signing in at the simulated platform: every way in, every refusal, and what is kept of it.
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { netsapiensSite } from '#contract/site-netsapiens.ts'
import type { SignInPrompt } from '#main/pbx/connector.ts'
import { maySupervise } from '#main/pbx/netsapiens/sign-in/who.ts'
import {
  account,
  knowing,
  lastStatus,
  memorySecrets,
  nobodyThere,
  type Site,
  startSite,
  tokenPosts,
} from '../../../../../fakes/netsapiens/site.ts'

let site: Site
beforeEach(async () => {
  site = await startSite()
})
afterEach(() => site.close())

const again = async (over: Parameters<typeof startSite>[0]) => {
  await site.close()
  site = await startSite(over)
}

describe('signing in', () => {
  it('keeps the refresh token in the secret store, and of the password nothing anywhere', async () => {
    const console = site.connect()
    await console.becomes('live')
    const kept = console.secrets as ReturnType<typeof memorySecrets>
    expect([...kept.all.keys()].sort()).toEqual([
      'netsapiens.clientSecret',
      'netsapiens.refreshToken',
      'netsapiens.username',
    ])
    expect(JSON.stringify([...kept.all.values(), console.log, console.status])).not.toContain(account.password)
  })

  it('asks nobody while the refresh token does', async () => {
    const first = site.connect()
    await first.becomes('live')
    const second = site.connect({ secrets: first.secrets, parts: { prompt: nobodyThere } })
    await second.becomes('live')
  })

  it('asks again when the refresh token is not taken any more', async () => {
    const secrets = memorySecrets({ 'netsapiens.refreshToken': 'of another year' })
    const console = site.connect({ secrets })
    await console.becomes('live')
    expect(secrets.get('netsapiens.refreshToken')).not.toBe('of another year')
  })

  it('says that a sign-in is needed when nobody answers, and waits for it', async () => {
    const console = site.connect({ parts: { prompt: nobodyThere } })
    await console.becomes('refused')
    expect(lastStatus(console)).toMatchObject({ cause: { code: 'signInNeeded' } })
    expect(tokenPosts(site)).toEqual([])
  })

  it('says that the password is wrong, and does not try it again', async () => {
    const console = site.connect({ parts: { prompt: knowing('wrong') } })
    await console.becomes('refused')
    expect(lastStatus(console)).toMatchObject({ cause: { code: 'pbxWrongPassword' } })
    expect(tokenPosts(site)).toHaveLength(1)
  })

  it('takes the code of a second factor', async () => {
    await again({ accounts: [{ ...account, passcode: '123456' }] })
    const asked: string[] = []
    const prompt: SignInPrompt = {
      ...knowing(account.password),
      code: async (username, by) => {
        asked.push(`${username} ${by}`)
        return '123456'
      },
    }
    const console = site.connect({ parts: { prompt } })
    await console.becomes('live')
    expect(asked).toEqual(['5001@sim.example authenticator google'])
    const wrong = site.connect({ parts: { prompt: { ...prompt, code: async () => '000000' } } })
    await wrong.becomes('refused')
    expect(lastStatus(wrong)).toMatchObject({ cause: { code: 'codeRefused' } })
  })

  it('finds the older token place on servers that have no other', async () => {
    await again({ legacyTokens: true })
    const console = site.connect()
    await console.becomes('live')
    expect(tokenPosts(site).slice(0, 2)).toEqual(['POST /ns-api/v2/tokens', 'POST /ns-api/oauth2/token/'])
  })

  it.each([
    [
      'a JWT from the password',
      { by: 'password', clientId: 'earshot', username: '5001@sim.example', tokens: 'jwt' },
      {},
    ],
    ['an API key', { by: 'apiKey' }, { 'netsapiens.apiKey': 'api-key-of-the-site' }],
  ])('works with %s', async (_what, signIn, secrets) => {
    const console = site.connect({ site: { signIn }, secrets: memorySecrets(secrets as Record<string, string>) })
    await console.becomes('live')
    expect(Object.keys(console.floor().agents)).toEqual(['1001', '1002'])
  })

  it('says that a key is missing, or was revoked', async () => {
    const none = site.connect({ site: { signIn: { by: 'apiKey' } } })
    await none.becomes('refused')
    expect(lastStatus(none)).toMatchObject({ cause: { code: 'signInNeeded' } })
    const revoked = site.connect({
      site: { signIn: { by: 'apiKey' } },
      secrets: memorySecrets({ 'netsapiens.apiKey': 'an older key' }),
    })
    await revoked.becomes('refused')
    expect(lastStatus(revoked)).toMatchObject({ cause: { code: 'pbxWrongPassword' } })
  })

  it('goes on trying while the platform is out of reach or errs', async () => {
    site.simulator.setFaults({ status: [{ path: '/tokens', status: 503, times: 2 }] })
    const console = site.connect()
    await console.becomes('stale')
    await console.becomes('live')
  })
})

describe('the scope of the supervisor', () => {
  it.each(['Basic User', 'Call Center Agent', 'Advanced User', 'No Portal'])(
    'is too low as %s, and that is said',
    async (scope) => {
      await again({ accounts: [{ ...account, scope }] })
      const console = site.connect()
      await console.becomes('refused')
      expect(lastStatus(console)).toMatchObject({ cause: { code: 'scopeTooLow', detail: scope } })
      expect(site.simulator.requests().some((line) => line.includes('/calls'))).toBe(false)
    },
  )

  it.each([
    ['Call Center Supervisor', true],
    ['call centre supervisor', true],
    ['Call Center Supervisor w/ Reports', true],
    ['Site Manager', true],
    ['Office Manager', true],
    ['Reseller', true],
    ['Super User', true],
    ['Call Center Supervised', false],
    ['Call Center Agent', false],
    ['Simple User', false],
    ['', false],
  ])('%s may supervise: %s', (scope, may) => expect(maySupervise(scope)).toBe(may))
})

describe('the line of the console', () => {
  const softphone = { wsUrl: 'wss://core1.sim.example:9002' }

  it('is the web softphone of the one who signs in, with the password the platform gives', async () => {
    const console = site.connect({ site: { softphone } })
    await console.becomes('live')
    expect(console.connector.lineAccount()).toMatchObject({
      uri: 'sip:5001wp@sim.example',
      authUser: '5001wp',
      password: 'pw-wp',
      wsUrl: softphone.wsUrl,
    })
  })

  it('is the device the site names, or none at all', async () => {
    const named = site.connect({ site: { softphone: { ...softphone, device: '5001' } } })
    const none = site.connect()
    const unknown = site.connect({ site: { softphone: { ...softphone, device: '7777' } } })
    for (const console of [named, none, unknown]) await console.becomes('live')
    expect(named.connector.lineAccount()?.authUser).toBe('5001')
    expect(none.connector.lineAccount()).toBeNull()
    expect(unknown.connector.lineAccount()).toBeNull()
  })
})

describe('the site file', () => {
  const least = {
    kind: 'netsapiens',
    server: 'https://pbx.example/',
    cores: ['https://core1.pbx.example:8001'],
    signIn: { by: 'apiKey' },
  }

  it('needs no more than a server, a core and a way in', () => {
    expect(netsapiensSite.parse(least)).toMatchObject({
      server: 'https://pbx.example',
      domain: '~',
      timeZone: 'UTC',
      extensionDigits: 6,
      whisperTo: 'extensions',
    })
  })

  it.each([
    ['a server without encryption', { server: 'http://pbx.example' }],
    ['no server of the feed', { cores: [] }],
    ['a time zone that is none', { timeZone: 'Mars/Olympus' }],
    ['an unknown way in', { signIn: { by: 'handshake' } }],
  ])('refuses %s', (_what, over) => expect(netsapiensSite.safeParse({ ...least, ...over }).success).toBe(false))
})
