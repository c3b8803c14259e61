// Digest answers against the published example.
import { describe, expect, it } from 'vitest'
import { createDigest, digestResponse, parseDigest } from '#main/demo-pbx/sip/digest.ts'

const EXAMPLE =
  'Digest username="Mufasa", realm="testrealm@host.com", nonce="dcd98b7102dd2f0e8b11d0f600bfb0c093", ' +
  'uri="/dir/index.html", qop=auth, nc=00000001, cnonce="0a4f113b", opaque="5ccc069c403ebaf9f0171e9517f40e41"'

describe('a digest', () => {
  it('of RFC 2617 section 3.5 comes out as printed there', () => {
    expect(digestResponse('GET', 'Circle Of Life', parseDigest(EXAMPLE))).toBe('6629fae49393a05397450978507c4ef1')
  })

  it('without qop comes out as RFC 2069 (with its erratum) has it', () => {
    const given = parseDigest(EXAMPLE.replace('qop=auth, nc=00000001, cnonce="0a4f113b", ', ''))
    expect(digestResponse('GET', 'Circle Of Life', given)).toBe('670fd8c2df070c60b045671b8b24ff02')
  })

  it('reads quoted commas and escapes', () => {
    const given = parseDigest('Digest username="a,\\"b\\"", nc=00000001')
    expect([...given]).toEqual([
      ['username', 'a,"b"'],
      ['nc', '00000001'],
    ])
  })

  it('keeps no more than a thousand nonces', () => {
    let count = 0
    const digest = createDigest({
      realm: 'r',
      accounts: new Map([['u', 'p']]),
      now: () => 0,
      random: () => String(++count),
    })
    const first = digest.challenge(false)
    for (let i = 0; i < 1_000; i++) digest.challenge(false)
    const nonce = parseDigest(first).get('nonce') ?? ''
    const fields = new Map([
      ['username', 'u'],
      ['realm', 'r'],
      ['nonce', nonce],
      ['uri', 'x'],
    ])
    const response = digestResponse('REGISTER', 'p', fields)
    const authorization = `Digest username="u", realm="r", nonce="${nonce}", uri="x", response="${response}"`
    expect(digest.check('REGISTER', authorization)).toEqual({ kind: 'again', stale: true })
  })
})
