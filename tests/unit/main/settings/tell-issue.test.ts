// Mistakes of a site file that is JSON, and still not what the program takes: what belongs there, and what was meant perhaps.
import { rootCertificates } from 'node:tls'
import { describe, expect, it } from 'vitest'
import { parseSiteFile } from '#main/settings/site-file.ts'
import { nearest } from '#main/settings/tell-issue.ts'

/** A real one, as OpenSSL writes it. */
const whole = `${rootCertificates[0]}\n`

const good = {
  site: {
    kind: 'asterisk',
    host: 'pbx.example',
    ami: { port: 5039, user: 'console', secret: 'never told', tls: true },
    ari: { url: 'https://pbx.example:8089/ari', user: 'console', password: 'never told' },
    line: { uri: 'sip:5001@pbx.example', wsUrl: 'wss://pbx.example:8089/ws', authUser: '5001', password: 'never told' },
  },
}
type Good = typeof good & Record<string, unknown>

const problem = (text: string): string => {
  const read = parseSiteFile('site.json', text)
  return read.ok ? '' : read.error.replace('site.json: ', '')
}
const withSite = (change: object) => problem(JSON.stringify({ site: { ...good.site, ...change } }))
const { ami, ari, line } = good.site

it('takes the site file they are made of', () => {
  expect(problem(JSON.stringify(good))).toBe('')
})

it.each([
  ['a number in quotes', { ami: { ...ami, port: '5039' } }, 'site.ami.port: must be a number, without quotes'],
  [
    'a switch in quotes',
    { ami: { ...ami, tls: 'true' } },
    'site.ami.tls: must be true or false, without quotes, or settings in { }',
  ],
  ['a secret without quotes', { ami: { ...ami, secret: 1234 } }, 'site.ami.secret: must be text in double quotes'],
  ['one where a list belongs', { extensions: '1001' }, 'site.extensions: must be "all", or a list in [ ]'],
  ['numbers in a list of names', { extensions: [1001] }, 'site.extensions.0: must be text in double quotes'],
  ['a list where settings belong', { trunks: ['provider-a'] }, 'site.trunks: must be settings in { }'],
  ['another kind', { kind: 'freepbx' }, 'site.kind: must be one of "demo", "asterisk", "netsapiens", "freeswitch"'],
  ['a word that is none of the list', { way: 'AMI' }, 'site.way: must be one of "auto", "ari", "dialplan"'],
  [
    'an empty list of addresses',
    { line: { ...line, wsUrl: [] } },
    'site.line.wsUrl: Too small: expected array to have >=1 items',
  ],
])('says what belongs in place of %s', (_, change, sentence) => {
  expect(withSite(change)).toBe(sentence)
  expect(withSite(change)).not.toContain('never told')
})

describe('a name that is not quite right', () => {
  it('is told with the one that was meant', () => {
    expect(withSite({ trunk: {} })).toBe('site.trunk: there is no such setting. Is “trunks” meant?')
    expect(problem('{"sitename": "Floor"}')).toBe('“sitename”: there is no such setting. Is “siteName” meant?')
    const { wsUrl, ...others } = line
    expect(withSite({ line: { ...others, wsURL: wsUrl } })).toBe(
      'site.line.wsUrl: is missing. There is "wsURL": check its spelling',
    )
  })

  it('is told alone where nothing comes close', () => {
    expect(withSite({ colour: 'red' })).toBe('site.colour: there is no such setting. Check the spelling.')
    expect(problem('{"colour": "red"}')).toBe('“colour”: there is no such setting. Check the spelling.')
    expect(problem('{"__proto__": {"kiosk": true}}')).toBe('“__proto__”: there is no such setting. Check the spelling.')
    const { uri: _, ...others } = line
    expect(withSite({ line: others })).toBe('site.line.uri: is missing')
  })

  it('belongs into the site, where it is one of the site’s', () => {
    expect(problem(JSON.stringify(good.site satisfies Good['site']))).toBe(
      '“kind” belongs into “site”: {"site": {"kind": …}}',
    )
  })

  it('is not taken for a name of another length or of two letters', () => {
    expect([nearest('ami', ['ari', 'ca']), nearest('ca', ['cb']), nearest('contxt', ['context', 'contexts'])]).toEqual([
      'ari',
      null,
      'context',
    ])
  })
})

it.each([
  ['the name of its file', '/etc/ssl/ca.crt', /name of a file, and not what is in it: write \{"from": "file"/],
  [
    'a private key',
    '-----BEGIN PRIVATE KEY-----\nMIIB\n-----END PRIVATE KEY-----\n',
    /private key, which stays on the PBX/,
  ],
  ['cut off', whole.split('\n').toSpliced(3, 4).join('\n'), /certificate 1 of 1 is broken: copy it again/],
  ['broken in its second half', whole + whole.replace(/\n.{4}/, '\n*.*.'), /certificate 2 of 2 is broken/],
  [
    'garbage between its lines',
    '-----BEGIN CERTIFICATE-----\nMIIBgarbage\n-----END CERTIFICATE-----\n',
    /1 of 1 is broken/,
  ],
  ['two backslashes', '-----BEGIN CERTIFICATE-----\\nMIIB\\n-----END CERTIFICATE-----', /in JSON that is \\n/],
  ['the text without its first line', 'MIIB+abc=', /no PEM text: it begins with the line -----BEGIN CERTIFICATE-----/],
])('refuses a certificate that is %s', (_, ca, sentence) => {
  expect(withSite({ ca })).toMatch(sentence)
  expect(withSite({ ca })).not.toContain('MIIB')
  expect(withSite({ ari: { ...ari, ca } })).toMatch(/^site\.ari\.ca: /)
})

it('takes every certificate this computer trusts', () => {
  for (const ca of rootCertificates) expect(withSite({ ca })).toBe('')
})

it('repeats no password of an address', () => {
  const url = 'https://console:hidden@pbx.example:8089/ari'
  expect(withSite({ ari: { ...ari, url } })).toMatch(/^site\.ari\.url: an address here has no user and no password/)
  expect(withSite({ ari: { ...ari, url } })).not.toContain('hidden')
  expect(withSite({ ari: { ...ari, url: `${ari.url}?api_key=console:hidden` } })).toMatch(
    /must end in \/ari, without \?/,
  )
})

it('takes an IPv6 address as it is, and not in brackets', () => {
  expect(withSite({ host: '2001:db8::1' })).toBe('')
  expect(withSite({ host: '[2001:db8::1]' })).toMatch(/IPv6 without its brackets/)
})

it('answers a file that is brackets without end', () => {
  for (const text of ['['.repeat(20_000), `${'{"a":'.repeat(20_000)}1${'}'.repeat(20_000)}`])
    expect(problem(text)).toMatch(/^line 1, column \d+: brackets stand in brackets/)
  expect(problem('{"siteName": "[[[[[", "polcy": 1}')).toMatch(/polcy.*policy/)
})
