// Addresses, lists and parameters as phones really write them.
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  formatAddress,
  parseAddress,
  parseCseq,
  parseParams,
  parseUri,
  parseVia,
  splitList,
  tagOf,
} from '#main/demo-pbx/sip/fields.ts'

describe('an address', () => {
  it.each([
    ['<sip:a@b>;tag=1', '', 'sip:a@b', '1'],
    ['"Ann \\"A\\" <B>, C" <sip:a@b;transport=ws>;tag=2', 'Ann "A" <B>, C', 'sip:a@b;transport=ws', '2'],
    ['Ann B <sip:a@b>', 'Ann B', 'sip:a@b', ''],
    ['sip:a@b;tag=3', '', 'sip:a@b', '3'],
  ])('%s', (text, display, uri, tag) => {
    expect(parseAddress(text)).toMatchObject({ display, uri })
    expect(tagOf(text)).toBe(tag)
  })

  it('that is none is null', () => {
    expect([parseAddress(''), parseAddress('hello'), parseAddress('*')]).toEqual([null, null, null])
  })

  it('with any name is read back the same', () => {
    fc.assert(
      fc.property(fc.stringMatching(/^[^\r\n]{0,20}$/), (name) => {
        expect(parseAddress(formatAddress(name, 'sip:a@b', 't'))).toMatchObject({ display: name, uri: 'sip:a@b' })
      }),
    )
  })
})

describe('parts of headers', () => {
  it('split at commas outside quotes and brackets', () => {
    expect(splitList('"a,b" <sip:x@y;a=1,2>;q=1, <sip:z@y>,,')).toEqual(['"a,b" <sip:x@y;a=1,2>;q=1', '<sip:z@y>'])
  })

  it('are parameters with or without a value', () => {
    expect([...parseParams(';a=1;LR; c = "x;y" ;a=2')]).toEqual([
      ['a', '1'],
      ['lr', ''],
      ['c', 'x;y'],
    ])
  })

  it('are URIs with user and host', () => {
    expect(parseUri('sip:%35001:pw@Demo.Invalid:5060;transport=ws')).toEqual({
      scheme: 'sip',
      user: '5001',
      host: 'demo.invalid',
    })
    expect(parseUri('sip:%zz@x')).toBeNull()
    expect(parseUri('nonsense')).toBeNull()
  })

  it('are the topmost Via and the CSeq', () => {
    expect(parseVia('SIP/2.0/WSS h.invalid:1;rport;branch=z9, SIP/2.0/UDP g')).toMatchObject({
      sentBy: 'h.invalid:1',
      branch: 'z9',
    })
    expect(parseCseq('12 INVITE')).toEqual({ number: 12, method: 'INVITE' })
    expect(parseCseq('2147483648 INVITE')).toBeNull()
  })

  it('never throw, whatever they are', () => {
    const any = fc.oneof(fc.string({ unit: 'binary' }), fc.stringMatching(/^[<>";,= \\sip:@a]{0,40}$/))
    fc.assert(
      fc.property(any, (text) => {
        for (const parse of [parseAddress, parseParams, parseUri, parseVia, parseCseq, splitList, tagOf]) parse(text)
      }),
    )
  })
})
