// What is kept of the messages of the line, and what never is.
import { describe, expect, it } from 'vitest'
import { createSipTrace, withoutSecrets } from '#renderer/line/sip-trace.ts'

const register = [
  'REGISTER sip:pbx.example SIP/2.0',
  'Via: SIP/2.0/WSS 6789abcdef.invalid;branch=z9hG4bK1',
  'From: "Sam Supervisor" <sip:5001@pbx.example>;tag=abc',
  'To: <sip:5001@pbx.example>',
  'Contact: <sip:earshot-0123456789ab-8d1f@456789ab.invalid;transport=ws>;expires=600',
  'Authorization: Digest username="5001", realm="pbx", nonce="n0nce", response="deadbeef"',
  'Content-Length: 0',
  '',
  '',
].join('\r\n')

describe('a message as it is kept', () => {
  it('has no proof of a password in it, neither ours nor what the PBX asks', () => {
    const kept = withoutSecrets(register)
    expect(kept).toContain('Authorization: Digest ***')
    expect(kept).not.toMatch(/deadbeef|n0nce/)
    expect(withoutSecrets('WWW-Authenticate: Digest realm="x",nonce="n0nce"')).toBe('WWW-Authenticate: Digest ***')
    expect(withoutSecrets('Proxy-Authorization:Digest response="x"')).toBe('Proxy-Authorization:Digest ***')
  })

  it('keeps extensions, which name desks, and neither people nor phone numbers', () => {
    const kept = withoutSecrets(register)
    expect(kept).toContain('From: "…" <sip:5001@pbx.example>;tag=abc')
    expect(withoutSecrets('From: Grace Okafor <sip:+15551234567@pbx.example>;tag=1')).toBe(
      'From: …<sip:…67@pbx.example>;tag=1',
    )
    expect(withoutSecrets('f: "O\\"Brien" <tel:+1(555)123-45>')).toBe('f: "…" <tel:…45>')
    expect(withoutSecrets('INVITE sip:0301234567@pbx.example SIP/2.0')).toBe('INVITE sip:…67@pbx.example SIP/2.0')
  })

  it('tells nobody which INVITE this console answers by itself', () => {
    expect(withoutSecrets(register)).toContain('sip:ears…@456789ab.invalid')
    expect(withoutSecrets('X-Earshot-Token: 4f1c9d')).toBe('X-Earshot-Token: ***')
  })

  it('has neither the keys of the media nor the digits that were pressed', () => {
    expect(withoutSecrets('a=ice-ufrag:ab\r\na=ice-pwd:geheim\r\na=crypto:1 AES inline:x\r\n')).toBe(
      'a=ice-ufrag:ab\r\na=ice-pwd:***\r\na=crypto:***\r\n',
    )
    expect(withoutSecrets('Signal=7\r\nDuration=160')).toBe('Signal=***\r\nDuration=160')
  })
})

describe('the messages of a line', () => {
  it('are the last ones, with their time and direction, and no keep-alives', () => {
    let at = 0
    const { add, messages } = createSipTrace(() => (at += 1), 2)
    add('sent', 'one')
    add('sent', '\r\n\r\n')
    add('received', new ArrayBuffer(2))
    add('received', 'two')
    add('sent', 'three')
    expect(messages()).toEqual([
      { id: 2, at: 2, direction: 'received', text: 'two' },
      { id: 3, at: 3, direction: 'sent', text: 'three' },
    ])
  })

  it('keep of the questions whether the line is alive only the last, so that they push nothing else out', () => {
    const { add, messages } = createSipTrace(() => 0, 4)
    add('sent', 'REGISTER sip:pbx SIP/2.0')
    for (let n = 1; n <= 9; n++) {
      add('sent', `OPTIONS sip:pbx SIP/2.0\r\nCSeq: ${n} OPTIONS`)
      add('received', `SIP/2.0 200 OK\r\nCSeq: ${n} OPTIONS`)
    }
    expect(messages().map(({ text }) => text.replace(/\r\nCSeq: /, ' '))).toEqual([
      'REGISTER sip:pbx SIP/2.0',
      'OPTIONS sip:pbx SIP/2.0 9 OPTIONS',
      'SIP/2.0 200 OK 9 OPTIONS',
    ])
  })

  it('are cut where one is of no length a phone system sends', () => {
    const { add, messages } = createSipTrace(() => 0)
    add('received', 'x'.repeat(100_000))
    expect(messages()[0]?.text).toHaveLength(20_000)
  })
})
