// Which way the audio goes, read from the statistics of a peer connection.
import { describe, expect, it } from 'vitest'
import { mediaPathOf } from '#renderer/line/media-path.ts'

const rows = {
  in: { type: 'inbound-rtp', kind: 'audio', codecId: 'c', packetsReceived: 120 },
  out: { type: 'outbound-rtp', kind: 'audio', codecId: 'c', packetsSent: 110 },
  c: { type: 'codec', mimeType: 'audio/opus', clockRate: 48_000 },
  old: { type: 'candidate-pair', nominated: true, state: 'failed', localCandidateId: 'l', remoteCandidateId: 'r' },
  pair: { type: 'candidate-pair', nominated: true, state: 'succeeded', localCandidateId: 't', remoteCandidateId: 'r' },
  l: { type: 'local-candidate', candidateType: 'host', protocol: 'udp' },
  t: { type: 'local-candidate', candidateType: 'relay', protocol: 'udp', relayProtocol: 'tcp' },
  r: { type: 'remote-candidate', candidateType: 'srflx', protocol: 'udp' },
}

describe('the way of the audio', () => {
  it('is that of the pair in use: codec, both ends, and what went each way', () => {
    expect(mediaPathOf(Object.entries(rows))).toEqual({
      codec: 'opus 48000',
      local: 'relay tcp',
      remote: 'srflx udp',
      packetsSent: 110,
      packetsReceived: 120,
    })
  })

  it('is not known before anything was agreed', () => {
    expect(mediaPathOf([])).toEqual({ codec: null, local: null, remote: null, packetsSent: 0, packetsReceived: 0 })
  })
})
