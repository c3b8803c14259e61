// What a peer connection's own statistics say of the audio received.
import type { LineStats } from './phone.ts'

/** Of a getStats() report (W3C webrtc-stats: inbound-rtp, candidate-pair). Null before any audio has come. */
export function lineStatsOf(report: Iterable<readonly [string, unknown]>): LineStats | null {
  const rows = [...report].map(([, row]) => row as Readonly<Record<string, unknown>>)
  const inbound = rows.find((row) => row.type === 'inbound-rtp' && row.kind === 'audio')
  if (!inbound) return null
  const pair = rows.find((row) => row.type === 'candidate-pair' && row.nominated === true)
  return {
    lost: number(inbound.packetsLost) ?? 0,
    received: number(inbound.packetsReceived) ?? 0,
    jitterMs: toMs(inbound.jitter),
    roundTripMs: toMs(pair?.currentRoundTripTime),
  }
}

const number = (value: unknown): number | null => (typeof value === 'number' ? value : null)
const toMs = (seconds: unknown): number | null => (typeof seconds === 'number' ? seconds * 1000 : null)
