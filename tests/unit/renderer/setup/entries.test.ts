// What comes of the fields of the set-up: a site that the desk can read, with as little typed as possible.
import { describe, expect, it } from 'vitest'
import { site as siteSchema } from '#contract/settings.ts'
import { isRight, suggestionsOf, troublesOf } from '#renderer/setup/checking.ts'
import {
  draftOf,
  type Entries,
  entriesOf,
  fieldAt,
  fieldValue,
  firstEmpty,
  keepsSecrets,
} from '#renderer/setup/entries.ts'
import { fieldsOf } from '#renderer/setup/fields.ts'

const nothing = { siteName: 'Demo floor', policy: 'crexendo', supervisor: null, site: { kind: 'demo' } } as const
const entered = (own: Entries['own'], before: Entries['before'] = {}): Entries => ({ kind: 'asterisk', own, before })
const typed = {
  host: 'pbx.example',
  amiSecret: 'a',
  ariPassword: 'b',
  name: 'Sam',
  extension: '5001',
  linePassword: 'c',
}

describe('the fields of an Asterisk site', () => {
  it('need a name, secrets and an extension; addresses, ports and users follow', () => {
    const draft = draftOf(entered(typed), 'open')
    expect(draft).toMatchObject({
      siteName: 'pbx.example',
      policy: 'open',
      supervisor: { name: 'Sam', extension: '5001' },
    })
    expect(siteSchema.parse(draft.site)).toMatchObject({
      kind: 'asterisk',
      host: 'pbx.example',
      ca: null,
      ami: { port: 5039, user: 'console', secret: 'a', tls: true },
      ari: { url: 'https://pbx.example:8089/ari', user: 'console', password: 'b' },
      line: {
        uri: 'sip:5001@pbx.example',
        wsUrl: 'wss://pbx.example:8089/ws',
        authUser: '5001',
        password: 'c',
      },
      trunks: { endpoints: [], contexts: [] },
    })
  })

  it('follow the TLS switch, and keep what was entered by hand', () => {
    const site = draftOf(entered({ ...typed, tls: '', wsUrl: 'ws://pbx.example:9999/ws' }), 'open').site
    expect(siteSchema.parse(site)).toMatchObject({
      ami: { port: 5038, tls: false },
      ari: { url: 'http://pbx.example:8088/ari' },
      line: { wsUrl: 'ws://pbx.example:9999/ws' },
    })
  })

  it('write an IPv6 address as an address needs it', () => {
    const { site } = draftOf(entered({ ...typed, host: '2001:db8::1' }), 'open')
    expect(siteSchema.parse(site)).toMatchObject({
      host: '2001:db8::1',
      line: { uri: 'sip:5001@[2001:db8::1]', wsUrl: 'wss://[2001:db8::1]:8089/ws' },
    })
  })

  it.each([
    'https://pbx.example/ari',
    'https://admin@pbx.example:8089/ari?x=1',
    ' pbx.example\u200b',
    '\ufeffpbx.example\u00a0',
  ])('take the host out of what was pasted: %j', (host) => {
    const { site, siteName } = draftOf(entered({ ...typed, host }), 'open')
    expect(siteName).toBe('pbx.example')
    expect(siteSchema.parse(site)).toMatchObject({
      host: 'pbx.example',
      ari: { url: 'https://pbx.example:8089/ari' },
      line: { uri: 'sip:5001@pbx.example' },
    })
    const freeswitch = draftOf(
      { kind: 'freeswitch', own: { host, extension: '1', linePassword: 'x' }, before: {} },
      'open',
    )
    expect(freeswitch.site).toMatchObject({
      host: 'pbx.example',
      domain: 'pbx.example',
      line: { wsUrl: 'wss://pbx.example:7443' },
    })
  })

  it('take the address out of one in brackets', () => {
    expect(draftOf(entered({ ...typed, host: 'https://[2001:db8::1]:8089/ari' }), 'open').site.host).toBe('2001:db8::1')
  })

  it('send nothing that nobody has seen, in any field', () => {
    const hidden = Object.fromEntries(Object.entries(typed).map(([id, value]) => [id, `\u200b${value}\u00a0 \u2060`]))
    expect(draftOf(entered(hidden), 'open').site).toEqual(draftOf(entered(typed), 'open').site)
  })

  it('leave the signs that a person’s name needs', () => {
    expect(draftOf(entered({ ...typed, name: 'می\u200cخواهم ' }), 'open').supervisor?.name).toBe('می\u200cخواهم')
  })

  it('may leave ARI out, and its user with it', () => {
    const own = { ...typed, ariUrl: '', ariPassword: '' }
    expect(firstEmpty(entered(own), fieldsOf('asterisk', 'signIn'))).toBeNull()
    expect(draftOf(entered(own), 'open').site).toMatchObject({ ari: null })
  })

  it('name the first that must be filled in', () => {
    expect(firstEmpty(entered({}), fieldsOf('asterisk', 'address'))).toBe('siteName')
    expect(firstEmpty(entered({ host: 'pbx' }), fieldsOf('asterisk', 'address'))).toBeNull()
    expect(firstEmpty(entered({ host: 'pbx' }), fieldsOf('asterisk', 'signIn'))).toBe('amiSecret')
  })

  it('show a site that is in force, want none of its secrets, and lose nothing that no field shows', () => {
    const site = { ...siteSchema.parse(draftOf(entered(typed), 'open').site), takeOn: 'all' as const }
    const told = JSON.parse(JSON.stringify(site, (name, value) => (/secret|password/.test(name) ? undefined : value)))
    const entries = entriesOf('asterisk', { ...nothing, siteName: 'North', supervisor: typedAs, site: told })
    for (const step of ['address', 'signIn', 'line', 'trunks'] as const)
      expect(firstEmpty(entries, fieldsOf('asterisk', step)), step).toBeNull()
    expect(draftOf(entries, 'open')).toMatchObject({ siteName: 'North', supervisor: typedAs, site: told })
    const moved = { ...entries, own: { ...entries.own, host: 'other.example' } }
    expect(firstEmpty(moved, fieldsOf('asterisk', 'signIn'))).toBe('amiSecret')
  })

  it('start empty where another kind is in force', () => {
    expect(fieldValue(entriesOf('asterisk', nothing), 'host')).toBe('')
  })
})

const typedAs = { name: 'Sam', extension: '5001' }

it('the fields of a NetSapiens site make one', () => {
  const own = { server: 'https://pbx.example', cores: 'https://a:8001, https://b:8001', clientId: 'me' }
  const { site } = draftOf({ kind: 'netsapiens', own, before: {} }, 'open')
  expect(siteSchema.parse(site)).toMatchObject({ cores: ['https://a:8001', 'https://b:8001'], softphone: null })
})

it('the secret of a NetSapiens client goes with its ID, and is kept at the same server alone', () => {
  const own = { server: 'https://pbx.example', cores: 'https://a:8001', clientId: 'me', clientSecret: 'one' }
  const { site } = draftOf({ kind: 'netsapiens', own, before: {} }, 'open')
  expect(siteSchema.parse(site)).toMatchObject({ signIn: { by: 'password', clientId: 'me', secret: 'one' } })
  const without = draftOf({ kind: 'netsapiens', own: { ...own, clientSecret: '' }, before: {} }, 'open')
  expect(without.site.signIn).toEqual({ by: 'password', clientId: 'me' })
  expect(keepsSecrets({ kind: 'netsapiens', own, before: site })).toBe(true)
  expect(keepsSecrets({ kind: 'netsapiens', own: { ...own, server: 'https://other.example' }, before: site })).toBe(
    false,
  )
})

it('the fields of a FreeSWITCH site make one, and it shows itself again', () => {
  const own = { host: 'pbx.example', eslPassword: 'one', name: 'Sam', extension: '5001', linePassword: 'two' }
  const draft = draftOf({ kind: 'freeswitch', own, before: {} }, 'open')
  const site = siteSchema.parse(draft.site)
  expect(site).toMatchObject({
    host: 'pbx.example',
    esl: { port: 8021, user: null, password: 'one' },
    domain: 'pbx.example',
    line: { user: '5001', wsUrl: 'wss://pbx.example:7443', password: 'two' },
    trunks: { contexts: ['public'] },
    extensions: [],
  })
  expect(draft).toMatchObject({ siteName: 'pbx.example', supervisor: typedAs })
  const told = JSON.parse(JSON.stringify(site, (name, value) => (name === 'password' ? undefined : value)))
  const entries = entriesOf('freeswitch', { ...nothing, siteName: 'North', supervisor: typedAs, site: told })
  for (const step of ['address', 'signIn', 'line', 'trunks'] as const)
    expect(firstEmpty(entries, fieldsOf('freeswitch', step)), step).toBeNull()
  expect(draftOf(entries, 'open')).toMatchObject({ siteName: 'North', site: told })
  const all = draftOf({ kind: 'freeswitch', own: { ...own, extensions: 'all' }, before: {} }, 'open')
  expect(siteSchema.parse(all.site)).toMatchObject({ extensions: 'all' })
})

it.each([
  ['ami.port: too big', 'port'],
  ['esl.port: too big', 'eslPort'],
  ['domain: missing', 'domain'],
  ['site.line.uri: this is no SIP address', 'extension'],
  ['trunks.endpoints.0: letters only', 'trunkEndpoints'],
  ['agents: x', null],
])('a complaint of the desk is shown at its field: %s', (complaint, field) => {
  expect(fieldAt(complaint)).toBe(field)
})

describe('what a check found', () => {
  const finding = (kind: 'ok' | 'advice' | 'unknown' | 'missing', about: 'rights' | 'module', what = 'x') => ({
    kind,
    about,
    what,
    remedy: '',
  })

  it('is told once a kind, what cannot work first', () => {
    const findings = [
      finding('unknown', 'module'),
      finding('missing', 'rights', 'a'),
      finding('missing', 'rights', 'b'),
    ]
    expect(troublesOf(findings).map(({ about, details }) => [about, details.length])).toEqual([
      ['rights', 2],
      ['module', 1],
    ])
    expect(isRight(findings)).toBe(false)
  })

  it('is right where there is nothing but advice', () => {
    const findings = [finding('ok', 'rights'), finding('advice', 'module')]
    expect(isRight(findings)).toBe(true)
    expect(suggestionsOf(findings)).toHaveLength(1)
  })
})
