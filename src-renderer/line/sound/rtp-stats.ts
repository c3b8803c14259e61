// What a peer connection's own statistics say of the audio, in both directions.
import type { LineStats } from '../phone.ts'

type Row = Readonly<Record<string, unknown>>

/** Of a getStats() report (W3C webrtc-stats). Null before any audio has come. `isMuted`: the microphone's track says so. */
export function lineStatsOf(report: Iterable<readonly [string, unknown]>, isMuted = false): LineStats | null {
  const rows = [...report].map(([, row]) => row as Row)
  const isAudio = (row: Row) => row.kind === 'audio'
  const inbound = rows.find((row) => row.type === 'inbound-rtp' && isAudio(row))
  if (!inbound) return null
  const pair = rows.find((row) => row.type === 'candidate-pair' && row.nominated === true)
  const outbound = rows.find((row) => row.type === 'outbound-rtp' && isAudio(row))
  const source = rows.find((row) => row.type === 'media-source' && isAudio(row))
  const far = rows.find((row) => row.type === 'remote-inbound-rtp' && isAudio(row))
  return {
    lost: number(inbound.packetsLost) ?? 0,
    received: number(inbound.packetsReceived) ?? 0,
    jitterMs: toMs(inbound.jitter),
    roundTripMs: toMs(pair?.currentRoundTripTime),
    flow: {
      heardEnergy: number(inbound.totalAudioEnergy),
      answers: number(pair?.responsesReceived),
      sent: number(outbound?.packetsSent) ?? 0,
      spokenEnergy: number(source?.totalAudioEnergy),
      isMuted,
      lostThere: number(far?.fractionLost),
    },
  }
}

const number = (value: unknown): number | null => (typeof value === 'number' ? value : null)
const toMs = (seconds: unknown): number | null => (typeof seconds === 'number' ? seconds * 1000 : null)
