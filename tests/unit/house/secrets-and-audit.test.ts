// What check looks for beside the code: secrets that were committed, and packages of which something grave is known.
import { describe, expect, it } from 'vitest'
import { readAudit } from '../../house/audit-report.ts'
import { secretsIn } from '../../house/secret-scan.ts'

/** Put together here, so that this file holds none. */
const planted: readonly (readonly [string, string])[] = [
  ['a private key', `-----BEGIN ${'RSA '}PRIVATE KEY-----\n${'A'.repeat(64)}`],
  ['an access key of AWS', `AKIA${'Q'.repeat(16)}`],
  ['a token of GitHub', `ghp_${'a'.repeat(36)}`],
  ['a token of npm', `npm_${'a'.repeat(36)}`],
  ['a token of Slack', `xoxb-${'1'.repeat(24)}`],
  ['a key of Google', `AIza${'x'.repeat(35)}`],
  ['a key of Stripe', `sk_live_${'x'.repeat(24)}`],
  ['a signed token', `eyJ${'a'.repeat(24)}.eyJ${'b'.repeat(24)}.${'c'.repeat(24)}`],
  ['a password in an address', `https://anna:${'hunter22'}@pbx.acme.com`],
]

describe('the scan for secrets', () => {
  it.each(planted)('finds %s, and says where', (what, text) => {
    expect(secretsIn(`one\ntwo\n${text}\n`)).toEqual([{ what, line: 3 }])
  })

  it.each([
    'const password = given.password',
    'https://user:password@pbx.example/ws',
    'sip:5001@pbx.example.com',
    'scrypt:00:00',
  ])('leaves %s alone', (text) => {
    expect(secretsIn(text)).toEqual([])
  })
})

describe('the audit', () => {
  const of = (severity: string) =>
    JSON.stringify({ vulnerabilities: { left: { severity, range: '<2', isDirect: true } } })
  it.each([
    ['refuses what is grave', of('critical'), 'refused'],
    ['tells what is not', of('low'), 'clean'],
    ['is content with nothing', JSON.stringify({ vulnerabilities: {} }), 'clean'],
    ['knows nothing without a registry', JSON.stringify({ error: { code: 'ENOTFOUND' } }), 'notKnown'],
    ['knows nothing of a page of a proxy', '<html>', 'notKnown'],
    ['knows nothing of silence', '', 'notKnown'],
  ])('%s', (_what, text, kind) => {
    expect(readAudit(text).kind).toBe(kind)
  })
})
