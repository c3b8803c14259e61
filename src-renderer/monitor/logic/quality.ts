// How good the sound of the line is: a word for the eye, figures for who wants them. Pure.
import type { LineStats } from '#renderer/line/phone.ts'

/** nothing: packets came before and come no more. */
export type QualityWord = 'good' | 'fair' | 'poor' | 'nothing'

/** `lossPercent` is of the time since the measurement before. */
export type Quality = {
  readonly word: QualityWord
  readonly lossPercent: number
  readonly jitterMs: number | null
  readonly roundTripMs: number | null
}

// Up to the first figure good, up to the second fair. After ITU-T G.107 and G.114 for speech without echo trouble.
const limits = { lossPercent: [1, 4], jitterMs: [30, 60], roundTripMs: [250, 500] } as const

/** Null before the first packet. */
export function qualityOf(stats: LineStats, before: LineStats | null): Quality | null {
  const received = stats.received - (before?.received ?? 0)
  const lost = Math.max(0, stats.lost - (before?.lost ?? 0)) // late packets are taken back from the count
  const { jitterMs, roundTripMs } = stats
  if (received <= 0 && stats.received > 0) return { word: 'nothing', lossPercent: 100, jitterMs, roundTripMs }
  if (received <= 0 && lost === 0) return null
  const lossPercent = (100 * lost) / (lost + Math.max(0, received))
  const grades = [
    grade(lossPercent, limits.lossPercent),
    grade(jitterMs ?? 0, limits.jitterMs),
    grade(roundTripMs ?? 0, limits.roundTripMs),
  ]
  const word = grades.includes('poor') ? 'poor' : grades.includes('fair') ? 'fair' : 'good'
  return { word, lossPercent, jitterMs, roundTripMs }
}

const grade = (value: number, [good, fair]: readonly [number, number]): QualityWord =>
  value <= good ? 'good' : value <= fair ? 'fair' : 'poor'
