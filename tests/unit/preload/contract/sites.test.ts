// What the site's file may say of its PBX, what it need not say, and what is refused with a word about it.
import { rootCertificates } from 'node:tls'
import { describe, expect, it } from 'vitest'
import { lineAccount } from '#contract/line-account.ts'
import { site } from '#contract/settings.ts'

const PEM = rootCertificates[0] ?? ''

const why = (value: unknown) => {
  const read = site.safeParse(value)
  return read.success ? null : read.error.issues.map(({ path, message }) => `${path.join('.')}: ${message}`).join('; ')
}

describe('an Asterisk site', () => {
  const least = { kind: 'asterisk', host: 'pbx.example', ami: { user: 'earshot', secret: 's' } }
  const whole = {
    kind: 'asterisk',
    host: 'pbx.example',
    ami: { port: 5039, user: 'earshot', secret: 's', tls: { ca: PEM } },
    ari: { url: 'https://pbx.example:8089/ari', user: 'earshot', password: 'p', ca: PEM },
    line: { uri: 'sip:5001@pbx.example', wsUrl: 'wss://pbx.example/ws', authUser: '5001', password: 'p' },
    trunks: { endpoints: ['trunk-1'], contexts: ['from-trunk'] },
    extensions: ['5001'],
    help: null,
    way: 'dialplan',
    context: 'monitor',
    takeOn: { phone: '5002' },
    agents: { include: [], leaveOut: [], named: [] },
    ca: null,
  }

  it('is read whole', () => {
    expect(site.parse(whole)).toStrictEqual(whole)
  })

  it('needs a host and an AMI user, the rest is as usual', () => {
    expect(site.parse(least)).toStrictEqual({
      ...least,
      ami: { ...least.ami, port: 5038, tls: false },
      ari: null,
      line: null,
      trunks: { endpoints: [], contexts: [] },
      extensions: [],
      help: null,
      way: 'auto',
      context: 'earshot-monitor',
      takeOn: 'console',
      agents: { include: [], leaveOut: [], named: [] },
      ca: null,
    })
    const halves = { ...least, ami: { ...least.ami, tls: {} }, trunks: {}, ari: { ...whole.ari, ca: undefined } }
    expect(site.parse(halves)).toMatchObject({
      ami: { tls: { ca: null } },
      trunks: { endpoints: [], contexts: [] },
      ari: { ca: null },
    })
  })

  it.each([
    { extensions: 'all' },
    { way: 'ari' },
    { way: 'auto' },
    { takeOn: 'all' },
    { takeOn: 'console' },
    { ari: null },
    { line: null },
    { help: { code: '*44', reasons: { 1: 'Angry caller' } } },
  ])('may say %j', (said) => {
    expect(site.parse({ ...whole, ...said })).toMatchObject(said)
  })

  it.each([
    [
      { host: 'https://pbx.example:8089/ari' },
      'host: must be a host name or an address, without a port: "pbx.example" alone, not "https://pbx.example:8089/ari"',
    ],
    [{ host: 'pbx.example\u200b' }, 'host: must be a host name or an address: it has an invisible character (U+200B)'],
    [{ host: 'pbx.example:5038 or so' }, 'host: must be a host name or an address, without a port'],
    [{ context: 'a,b' }, 'context: letters, digits, _ . + - only'],
    [
      { line: { ...whole.line, uri: '5001' } },
      'line.uri: this is no SIP address: it must look like sip:5001@pbx.example',
    ],
    [
      { line: { ...whole.line, wsUrl: 'pbx.example' } },
      'line.wsUrl: this is no address: it must look like wss://pbx.example:8089/ws',
    ],
  ])('that says %j is told what is wrong', (said, sentence) => {
    expect(why({ ...whole, ...said })).toBe(sentence)
  })
})

describe('a NetSapiens site', () => {
  const least = {
    kind: 'netsapiens',
    server: 'https://pbx.example',
    cores: ['https://core1.pbx.example:8001'],
    signIn: { by: 'password', clientId: 'earshot' },
  }
  const whole = {
    ...least,
    domain: 'north',
    signIn: { by: 'password', clientId: 'earshot', secret: 's', username: '5001@north', tokens: 'jwt' },
    portalSession: { by: 'form', path: '/login', userField: 'user', passwordField: 'pass' },
    timeZone: 'America/New_York',
    softphone: {
      wsUrl: 'wss://core1.pbx.example:9002',
      device: '5001wp',
      displayName: 'Sue',
      iceServers: [{ urls: 'turn:x', username: 'u', credential: 'c' }],
    },
    invite: { fromName: 'Bridge', uriIncludes: 'mon', withinSeconds: 5 },
    extensionDigits: 4,
    whisperTo: 'anyone',
    legIs: 'term_callid',
    ringSeconds: 20,
    resyncSeconds: 30,
  }

  it('is read whole', () => {
    expect(site.parse(whole)).toStrictEqual(whole)
  })

  it('needs its servers and a way to sign in, the rest is as usual', () => {
    expect(site.parse(least)).toStrictEqual({
      ...least,
      domain: '~',
      signIn: { by: 'password', clientId: 'earshot', secret: '', username: '', tokens: 'oauth' },
      portalSession: { by: 'bearer' },
      timeZone: 'UTC',
      softphone: null,
      invite: { fromName: 'Bridge for Audio Monitoring', uriIncludes: 'adhoc.monitor', withinSeconds: 15 },
      extensionDigits: 6,
      whisperTo: 'extensions',
      legIs: 'orig_callid',
      ringSeconds: 40,
      resyncSeconds: 60,
    })
    const halves = { ...least, portalSession: { by: 'form' }, softphone: { wsUrl: 'ws://x' } }
    expect(site.parse(halves)).toMatchObject({
      portalSession: {
        path: '/portal/login/check',
        userField: 'data[Login][username]',
        passwordField: 'data[Login][password]',
      },
      softphone: { device: null, displayName: '', iceServers: [] },
    })
  })

  it.each([
    { signIn: { by: 'apiKey' } },
    { signIn: { by: 'jwt' } },
    { signIn: { by: 'password', clientId: 'a', username: '', tokens: 'oauth' } },
    { portalSession: { by: 'bearer' } },
    { whisperTo: 'extensions' },
    { legIs: 'orig_callid' },
    { invite: { fromName: null, uriIncludes: null, withinSeconds: 15 } },
  ])('may say %j', (said) => {
    expect(site.parse({ ...whole, ...said })).toMatchObject(said)
  })

  it('has its addresses without a slash at their end', () => {
    expect(site.parse({ ...least, server: 'https://pbx.example//' })).toMatchObject({ server: 'https://pbx.example' })
  })

  it.each(['http://127.0.0.1:8000', 'http://localhost', 'http://[::1]:8000', 'https://pbx.example'])(
    'may be at %s',
    (server) => expect(site.parse({ ...least, server })).toMatchObject({ server }),
  )

  it.each(['http://pbx.example', 'http://127.0.0.1.example', 'http://localhost.example', 'pbx.example'])(
    'may not be at %s, where tokens would travel in the open',
    (server) => expect(why({ ...least, server })).toMatch(/^server: [^;]*must look like https:\/\/pbx\.example$/),
  )

  it.each([
    [{ timeZone: 'Mars/Olympus' }, 'timeZone: must be an IANA time zone such as America/New_York'],
    [
      { softphone: { wsUrl: 'https://x' } },
      'softphone.wsUrl: an address here begins with ws or wss: it must look like wss://core1.pbx.example:9002',
    ],
  ])('that says %j is told what is wrong', (said, sentence) => {
    expect(why({ ...whole, ...said })).toBe(sentence)
  })

  it('says where a portal is by a path', () => {
    expect(why({ ...whole, portalSession: { by: 'form', path: 'portal' } })).toMatch(/^portalSession.path: /)
  })
})

it('a line is told what is wrong with it', () => {
  const line = { uri: '5001', wsUrl: 'pbx', authUser: '5001', password: 'p' }
  const read = lineAccount.safeParse(line)
  expect(read.error?.issues.map(({ message }) => message)).toEqual([
    'this is no SIP address: it must look like sip:5001@pbx.example',
    'this is no address: it must look like wss://pbx.example:8089/ws',
  ])
  expect(lineAccount.parse({ ...line, uri: 'sip:5001@x', wsUrl: 'ws://x' })).toMatchObject({
    displayName: '',
    iceServers: [],
  })
})
