// An offer in which no browser finds a way of coding sound is known before it is answered.
import { describe, expect, it } from 'vitest'
import { foreignCodecs, offeredCodecs } from '#renderer/line/sound/offered-codecs.ts'

const browser = [
  'audio/opus',
  'audio/G722',
  'audio/PCMU',
  'audio/PCMA',
  'audio/CN',
  'audio/telephone-event',
  'audio/red',
]

const offer = (types: string, ...maps: readonly string[]): string =>
  [
    'v=0',
    'o=- 1 2 IN IP4 127.0.0.1',
    's=Asterisk',
    'c=IN IP4 127.0.0.1',
    't=0 0',
    `m=audio 10000 UDP/TLS/RTP/SAVPF ${types}`,
    ...maps.map((map) => `a=rtpmap:${map}`),
    '',
  ].join('\r\n')

describe('the codecs of an offer', () => {
  it.each([
    [
      'by its maps',
      offer('0 107 101', '0 PCMU/8000', '107 opus/48000/2', '101 telephone-event/8000'),
      ['PCMU', 'OPUS'],
    ],
    ['by the numbers alone', offer('18 8'), ['G729', 'PCMA']],
    ['by a number nobody knows', offer('99'), ['TYPE 99']],
    ['of a line of sound without any', offer(''), []],
    ['of no line of sound', 'v=0\r\nm=video 9 RTP/AVP 96\r\n', null],
    ['of no SDP at all', '', null],
  ])('%s', (_how, sdp, names) => {
    expect(offeredCodecs(sdp)).toEqual(names)
  })

  it.each([
    ['a picture alone', 'v=0\r\nm=video 9 RTP/AVP 96\r\n'],
    ['sound that is declined (RFC 3264 5.1)', offer('0').replace('m=audio 10000', 'm=audio 0')],
    ['nothing', 'v=0\r\n'],
  ])('%s is no sound: such a call would be answered and stay silent', (_which, sdp) => {
    expect(foreignCodecs(sdp, browser)).toEqual(['no sound'])
  })

  it('a second line of sound counts where the first is declined', () => {
    const sdp = `${offer('18').replace('m=audio 10000', 'm=audio 0')}m=audio 9 UDP/TLS/RTP/SAVPF 0\r\n`
    expect([offeredCodecs(sdp), foreignCodecs(sdp, browser)]).toEqual([['PCMU'], null])
  })

  it('are foreign only when the browser has none of them; tones and comfort noise are no speech', () => {
    expect(foreignCodecs(offer('18 101', '18 G729/8000', '101 telephone-event/8000'), browser)).toEqual(['G729'])
    expect(foreignCodecs(offer('18 0', '18 G729/8000'), browser)).toBeNull()
    expect(foreignCodecs(offer('13 101', '101 telephone-event/8000'), browser)).toBeNull()
    expect(foreignCodecs(offer('18'), [])).toBeNull()
    expect(foreignCodecs('', browser)).toBeNull()
  })
})
