// How well people would rate the sound of the line, from what the line measures. Pure.

/** Of one measurement: packets lost in per cent, jitter and round trip in ms; null where the far end has not reported yet. */
export type SoundFigures = {
  readonly lossPercent: number
  readonly jitterMs: number | null
  readonly roundTripMs: number | null
}

const CODEC_MS = 10 // what packing and unpacking take
const LATE_MS = 160 // from here on delay is felt (ITU-T G.107)

/** The mean opinion score, 1 to 4.5: the E-model of ITU-T G.107, simplified after Cole and Rosenbluth (2001) for loss and delay. */
export function mosOf({ lossPercent, jitterMs, roundTripMs }: SoundFigures): number {
  const delayMs = (roundTripMs ?? 0) / 2 + 2 * (jitterMs ?? 0) + CODEC_MS
  const byDelay = delayMs < LATE_MS ? delayMs / 40 : (delayMs - 120) / 10
  const rating = Math.min(100, Math.max(0, 93.2 - byDelay - 2.5 * lossPercent))
  const mos = 1 + 0.035 * rating + 7e-6 * rating * (rating - 60) * (100 - rating)
  return Math.min(4.5, Math.max(1, mos))
}
