// How a meter moves: up at once, down softly, and a word for it that does not flicker. Pure.

export type MeterShown = { readonly level: number; readonly sounding: boolean }

export const silentMeter: MeterShown = { level: 0, sounding: false }

const FALL_PER_S = 1.6
const SOUNDS_FROM = 0.25 // -45 dBFS
const SILENT_BELOW = 0.12

/** `level` 0 to 1 as measured now, `elapsedMs` since the meter was moved last. */
export function nextMeter(shown: MeterShown, level: number, elapsedMs: number): MeterShown {
  const fallen = Math.max(0, shown.level - (FALL_PER_S * elapsedMs) / 1000)
  const next = Math.max(level, fallen)
  const sounding = shown.sounding ? next > SILENT_BELOW : next >= SOUNDS_FROM
  return next === shown.level && sounding === shown.sounding ? shown : { level: next, sounding }
}
