// Which way the audio of the line goes, as the peer connection's own statistics tell it.

/** A candidate of ICE: where it is from (host, srflx, prflx, relay) and what carries it; `host udp`. */
type Candidate = string

export type MediaPath = {
  readonly codec: string | null // `opus 48000`
  readonly local: Candidate | null
  readonly remote: Candidate | null
  readonly packetsSent: number
  readonly packetsReceived: number
}

type Row = Readonly<Record<string, unknown>>

/** Of a getStats() report (W3C webrtc-stats: inbound-rtp, outbound-rtp, codec, candidate-pair). */
export function mediaPathOf(report: Iterable<readonly [string, unknown]>): MediaPath {
  const rows = new Map([...report].map(([id, row]) => [id, row as Row]))
  const find = (type: string, is: (row: Row) => boolean = () => true): Row | undefined =>
    [...rows.values()].find((row) => row.type === type && is(row))
  const isAudio = (row: Row) => row.kind === 'audio'
  const inbound = find('inbound-rtp', isAudio)
  const outbound = find('outbound-rtp', isAudio)
  const pair = find('candidate-pair', (row) => row.nominated === true && row.state === 'succeeded')
  const rowAt = (id: unknown): Row | undefined => (typeof id === 'string' ? rows.get(id) : undefined)
  return {
    codec: codecOf(rowAt(inbound?.codecId) ?? rowAt(outbound?.codecId)),
    local: candidateOf(rowAt(pair?.localCandidateId)),
    remote: candidateOf(rowAt(pair?.remoteCandidateId)),
    packetsSent: count(outbound?.packetsSent),
    packetsReceived: count(inbound?.packetsReceived),
  }
}

const codecOf = (row: Row | undefined): string | null =>
  typeof row?.mimeType === 'string' ? `${row.mimeType.replace(/^audio\//i, '')} ${count(row.clockRate)}` : null

const candidateOf = (row: Row | undefined): Candidate | null =>
  row
    ? [row.candidateType, row.relayProtocol ?? row.protocol].filter((part) => typeof part === 'string').join(' ')
    : null

const count = (value: unknown): number => (typeof value === 'number' ? value : 0)
