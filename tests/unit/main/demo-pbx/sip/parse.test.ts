// Reading SIP: what is right, what is odd but allowed, and what is nonsense.
import fc from 'fast-check'
import { parseMessage as parseByJsSip } from 'jssip/lib/Parser.js'
import { describe, expect, it } from 'vitest'
import { formatMessage, header, headersOf, type SipMessage } from '#main/demo-pbx/sip/message.ts'
import { MAX_MESSAGE_BYTES, parseMessage } from '#main/demo-pbx/sip/parse.ts'

const BASE = [
  'INFO sip:a@x.invalid SIP/2.0',
  'Via: SIP/2.0/WS x.invalid;branch=z9hG4bK1',
  'From: "B" <sip:b@y>;tag=1',
  'To: <sip:a@x>;tag=2',
  'Call-ID: c1',
  'CSeq: 7 INFO',
]
const text = (lines: readonly string[], body = '') => `${lines.join('\r\n')}\r\n\r\n${body}`
const without = (name: string) => BASE.filter((line) => !line.startsWith(name))
const read = (raw: string): SipMessage => {
  const parsed = parseMessage(raw)
  if (!parsed.ok) throw new Error(parsed.reason)
  return parsed.message
}
const refusal = (raw: string) => {
  const parsed = parseMessage(raw)
  return parsed.ok ? null : [parsed.status, parsed.reason]
}

describe('a message', () => {
  it('is read with its method, headers and body', () => {
    const message = read(text([...BASE, 'Content-Length: 8'], 'Signal=5'))
    expect(message).toMatchObject({ kind: 'request', method: 'INFO', uri: 'sip:a@x.invalid', body: 'Signal=5' })
    expect(header(message, 'call-id')).toBe('c1')
  })

  it('may use compact names, folded lines and bare line feeds', () => {
    const raw = [
      'INFO sip:a@x SIP/2.0',
      'v: SIP/2.0/WS x;branch=1',
      'f: <sip:b@y>',
      ' ;tag=1',
      't: <sip:a@x>',
      'i: c',
      'CSeq: 1 INFO',
    ]
    const message = read(`${raw.join('\n')}\n\nx`)
    expect(header(message, 'From')).toBe('<sip:b@y> ;tag=1')
    expect([header(message, 'Call-ID'), message.body]).toEqual(['c', 'x'])
  })

  it('may lack Content-Length, as over WebSocket; what is beyond it is cut', () => {
    expect(read(text(BASE, 'abc')).body).toBe('abc')
    expect(read(text([...BASE, 'l: 2'], 'äb')).body).toBe('ä')
  })

  it('keeps several headers of one name in order', () => {
    expect(headersOf(read(text([...BASE, 'Via: SIP/2.0/UDP z'])), 'via')).toHaveLength(2)
  })

  it('that is a response is read with status and reason', () => {
    const raw = text(['SIP/2.0 180 Ringing here', ...BASE.slice(1)])
    expect(read(raw)).toMatchObject({ kind: 'response', status: 180, reason: 'Ringing here' })
  })
})

describe('nonsense is refused with a reason:', () => {
  it.each([
    ['GET / HTTP/1.1\r\n\r\n', 'The first line is not SIP'],
    ['', 'The first line is not SIP'],
    ['INFO sip:a SIP/3.0\r\n\r\n', 'The first line is not SIP'],
    [text([...BASE, 'no colon here']), 'A header line has no name'],
    [text([...BASE, ': value']), 'A header line has no name'],
    [text([...BASE, `X: ${'y'.repeat(9_000)}`]), 'A header is longer than 8192 characters'],
    [text([...BASE, ...Array<string>(200).fill('X: y')]), 'More than 128 headers'],
    [text([...BASE, 'Content-Length: 99'], 'x'), 'The body is shorter than Content-Length says'],
    [text([...BASE, 'Content-Length: -1'], 'x'), 'The body is shorter than Content-Length says'],
    [text([...without('CSeq'), 'CSeq: 1 BYE']), 'CSeq names another method'],
    [text([...without('CSeq'), 'CSeq: 99999999999 INFO']), 'The header CSeq cannot be read'],
    [text([...without('Via'), 'Via: nonsense']), 'The header Via cannot be read'],
    ...['Via', 'From', 'To', 'Call-ID', 'CSeq'].map((name) => [text(without(name)), `The header ${name} is missing`]),
  ])('%#', (raw = '', reason = '') => {
    expect(refusal(raw)).toEqual([400, reason])
  })

  it('more than 64 KiB is 513, whatever its characters', () => {
    expect(refusal(text(BASE, 'x'.repeat(MAX_MESSAGE_BYTES)))?.[0]).toBe(513)
    expect(refusal(text(BASE, 'ä'.repeat(MAX_MESSAGE_BYTES / 2)))?.[0]).toBe(513)
  })
})

const token = fc.stringMatching(/^[A-Za-z][A-Za-z0-9-]{0,12}$/)
const value = fc.stringMatching(/^[!-~]([ -~]{0,30}[!-~])?$/)
// JsSIP refuses quotes and the like in a reason.
const sentence = fc.stringMatching(/^[A-Za-z][A-Za-z ,.?]{0,30}[a-z]$/)
const core = fc.record({
  callId: fc.stringMatching(/^[A-Za-z0-9.-]{1,20}(@[a-z]{1,5})?$/),
  number: fc.nat(2 ** 31 - 1),
  branch: token,
})
const method = fc.constantFrom('INVITE', 'BYE', 'INFO', 'REGISTER', 'OPTIONS', 'X-MINE')
const message: fc.Arbitrary<SipMessage> = fc
  .record({ core, method, isRequest: fc.boolean(), status: fc.integer({ min: 100, max: 699 }), reason: sentence })
  .chain(({ core: { callId, number, branch }, method: named, isRequest, status, reason }) =>
    fc
      .record({
        extra: fc.array(
          fc.tuple(
            token.map((name) => `X-${name}`),
            value,
          ),
          { maxLength: 5 },
        ),
        body: fc.string(),
      })
      .map(({ extra, body }): SipMessage => {
        const headers: [string, string][] = [
          ['Via', `SIP/2.0/WS x.invalid;branch=z9hG4bK${branch}`],
          ['From', '"B" <sip:b@y.invalid>;tag=1'],
          ['To', '<sip:a@x.invalid>;tag=2'],
          ['Call-ID', callId],
          ['CSeq', `${number} ${named}`],
          ...extra,
          ['Content-Length', String(Buffer.byteLength(body))],
        ]
        return isRequest
          ? { kind: 'request', method: named, uri: 'sip:a@x.invalid', headers, body }
          : { kind: 'response', status, reason, headers, body }
      }),
  )

describe('for any input', () => {
  it('reading never throws', () => {
    const mangled = fc
      .tuple(message, fc.nat(), fc.string({ unit: 'binary', maxLength: 8 }))
      .map(([made, at, noise]) => {
        const whole = formatMessage(made)
        const cut = at % (whole.length + 1)
        return whole.slice(0, cut) + noise + whole.slice(cut + (at % 3))
      })
    fc.assert(fc.property(fc.oneof(fc.string({ unit: 'binary' }), mangled), (raw) => void parseMessage(raw)))
  })

  it('what is written is read back the same', () => {
    fc.assert(
      fc.property(message, (made) => {
        expect(read(formatMessage(made))).toEqual(made)
      }),
    )
  })

  it('JsSIP reads what we write as we do', () => {
    const ua = { configuration: {}, transport: {} }
    fc.assert(
      fc.property(message, (made) => {
        const theirs = parseByJsSip(formatMessage(made), ua)
        const ours = read(formatMessage(made))
        expect(theirs).toMatchObject({ body: ours.body, call_id: header(ours, 'Call-ID'), from_tag: '1', to_tag: '2' })
        expect(`${theirs?.cseq} ${theirs?.method}`).toBe(header(ours, 'CSeq'))
        if (ours.kind === 'response') expect(theirs).toMatchObject({ status_code: ours.status })
      }),
      { numRuns: 50 },
    )
  })
})
