// The SDP that is read or changed by hand, on texts of Chromium's kind.
import { describe, expect, it } from 'vitest'
import { eventTypeOf, isHeld, keepOurCodecs, ourCandidates, phoneCandidates } from '#main/demo-pbx/media/sdp.ts'

const OFFER = [
  'v=0',
  'o=- 1 2 IN IP4 127.0.0.1',
  's=-',
  't=0 0',
  'a=group:BUNDLE 0',
  'm=audio 9 UDP/TLS/RTP/SAVPF 111 110 126 9 0',
  'c=IN IP4 0.0.0.0',
  'a=candidate:1 1 udp 2113937151 127.0.0.1 40000 typ host',
  'a=candidate:2 1 udp 2113937151 3f.local 40001 typ host',
  'a=candidate:3 1 tcp 1518280447 127.0.0.1 9 typ host tcptype active',
  'a=candidate:4 1 udp 2113937151 192.168.1.2 40002 typ host',
  'a=ice-ufrag:x',
  'a=sendrecv',
  'a=rtpmap:111 opus/48000/2',
  'a=rtcp-fb:111 transport-cc',
  'a=fmtp:111 minptime=10',
  'a=rtpmap:110 telephone-event/48000',
  'a=rtpmap:126 telephone-event/8000',
  'a=rtpmap:9 G722/8000',
  'a=rtpmap:0 PCMU/8000',
  '',
].join('\r\n')

describe('codecs', () => {
  it('are cut down to PCMU and the event of its clock, PCMU first', () => {
    const kept = keepOurCodecs(OFFER) ?? ''
    expect(kept).toContain('m=audio 9 UDP/TLS/RTP/SAVPF 0 126\r\n')
    expect(kept).not.toMatch(/opus|G722|48000|transport-cc/)
    expect(eventTypeOf(kept)).toBe(126)
  })

  it('need no rtpmap for PCMU', () => {
    const bare = OFFER.replace('a=rtpmap:0 PCMU/8000\r\n', '')
    expect(keepOurCodecs(bare)).toContain('SAVPF 0 126')
  })

  it('without PCMU, without audio, with a closed port or with video too are not usable', () => {
    expect(keepOurCodecs(OFFER.replace('126 9 0', '126 9').replace('a=rtpmap:0 PCMU/8000\r\n', ''))).toBeNull()
    expect(keepOurCodecs('v=0\r\n')).toBeNull()
    expect(keepOurCodecs(OFFER.replace('m=audio 9', 'm=audio 0'))).toBeNull()
    expect(keepOurCodecs(`${OFFER}m=video 9 UDP/TLS/RTP/SAVPF 96\r\n`)).toBeNull()
  })

  it('without events have no event type', () => {
    expect(eventTypeOf('m=audio 9 X 0\r\na=rtpmap:110 telephone-event/48000\r\n')).toBeNull()
  })
})

describe('candidates', () => {
  const candidates = (sdp: string) =>
    [...sdp.matchAll(/^a=candidate:(\d) \d \w+ \d+ (\S+)/gm)].map((match) => match.slice(1))

  it('of the phone are its UDP ones; a hidden address is one of this machine', () => {
    expect(candidates(phoneCandidates(OFFER, '127.0.0.1'))).toEqual([
      ['1', '127.0.0.1'],
      ['2', '127.0.0.1'],
      ['4', '192.168.1.2'],
    ])
  })

  it('of ours are those of the one address', () => {
    expect(candidates(ourCandidates(OFFER, '192.168.1.2'))).toEqual([['4', '192.168.1.2']])
  })
})

describe('hold', () => {
  it.each([
    ['sendrecv', false],
    ['recvonly', false],
    ['sendonly', true],
    ['inactive', true],
  ])('%s is %s', (direction, held) => {
    expect(isHeld(OFFER.replace('a=sendrecv', `a=${direction}`))).toBe(held)
  })

  it('may be said for the whole session', () => {
    expect(isHeld('v=0\r\na=inactive\r\nm=audio 9 X 0\r\na=rtpmap:0 PCMU/8000\r\n')).toBe(true)
  })

  it('is not read from the empty address that WebRTC writes, but from that of plain RTP', () => {
    expect(isHeld(OFFER)).toBe(false)
    expect(isHeld('v=0\r\nc=IN IP4 0.0.0.0\r\nm=audio 9 RTP/AVP 0\r\na=sendrecv\r\n')).toBe(true)
  })
})
