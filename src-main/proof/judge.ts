// Who must hear whom, and whether measured levels say so. Pure.
import type { Mode } from '#contract/monitor.ts'
import { AGENT_HZ, allTones, CALLER_HZ, type EarName, SUPERVISOR_HZ } from '#contract/site/proof.ts'

export type Levels = Readonly<Record<number, number>> // Hz -> dBFS

/** The tones each ear hears in each mode; `mouth` is what leaves the supervisor's line. */
export function wanted(mode: Mode, ear: EarName): readonly number[] {
  const speaks = mode !== 'listen'
  switch (ear) {
    case 'supervisor':
      return [AGENT_HZ, CALLER_HZ]
    case 'agent':
      return mode === 'whisperAgent' || mode === 'join' ? [CALLER_HZ, SUPERVISOR_HZ] : [CALLER_HZ]
    case 'caller':
      return mode === 'whisperCaller' || mode === 'join' ? [AGENT_HZ, SUPERVISOR_HZ] : [AGENT_HZ]
    case 'mouth':
      return speaks ? [SUPERVISOR_HZ] : []
  }
}

export type Cell = {
  readonly mode: Mode
  readonly after: string
  readonly ear: EarName
  readonly levels: Levels
  readonly right: boolean
  readonly missing: readonly number[] // tones in Hz that it should hear
  readonly why: string
  readonly marginDb: number // how far the loudest unwanted tone is below the weakest wanted one
}

const PRESENT_DB = -35
const BELOW_DB = 45
const SILENT_DB = -75

/** One ear in one mode against what it must hear: wanted tones present, unwanted at least 45 dB below; a silent mouth below -75 dBFS. */
export function judge(mode: Mode, after: string, ear: EarName, levels: Levels): Cell {
  const should = wanted(mode, ear)
  const missing = should.filter((hz) => (levels[hz] ?? -120) < PRESENT_DB)
  const weakest = should.length ? Math.min(...should.map((hz) => levels[hz] ?? -120)) : SILENT_DB + BELOW_DB
  const unwanted = allTones.filter((hz) => !should.includes(hz))
  const loudest = unwanted.length ? Math.max(...unwanted.map((hz) => levels[hz] ?? -120)) : -120
  const marginDb = weakest - loudest
  const why = missing.length
    ? `missing ${missing.join(', ')} Hz`
    : marginDb < BELOW_DB
      ? `unwanted tone only ${marginDb.toFixed(0)} dB below`
      : ''
  return { mode, after, ear, levels, right: why === '', missing, why, marginDb }
}
