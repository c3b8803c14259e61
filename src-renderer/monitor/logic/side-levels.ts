// How loud agent and caller are, where the PBX tells it. Kept beside the store: a dozen a second must not render anything.
import type { SideLevels } from '#contract/monitor.ts'
import { barOfDb } from '#renderer/line/meters.ts'
import type { Monitor } from './monitor.ts'

/** 0 to 1 as a meter shows it; null: nothing is known of that side now, which is not the same as silence. */
export type SidesHeard = { readonly agent: number | null; readonly caller: number | null }

/** The last one told, and when it came (ms). */
export type LastLevels = { readonly levels: SideLevels; readonly at: number }

export const nothingHeard: SidesHeard = { agent: null, caller: null }

/** Told every 80 ms; one that is older says nothing about now. */
export const LEVELS_HOLD_MS = 400

/** `links` of the monitor are those its mode rests on: where they are broken the PBX cannot be believed either. Pure. */
export function sidesHeard(last: LastLevels | null, monitor: Monitor, at: number): SidesHeard {
  if (!last || monitor.phase !== 'live' || monitor.call === 'ended' || monitor.links === 'broken') return nothingHeard
  const fits = last.levels.ticketId === monitor.ticket.id && at - last.at < LEVELS_HOLD_MS
  return fits ? { agent: bar(last.levels.agent), caller: bar(last.levels.caller) } : nothingHeard
}

const bar = (db: number | null): number | null => (db === null ? null : barOfDb(db))
