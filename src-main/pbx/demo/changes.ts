// Changes of mode that were asked for and not reported yet: which report answers which change. Pure.
import type { Mode } from '#contract/monitor.ts'

export type Change = { readonly changeId: number; readonly mode: Mode; readonly askedAt: number }

/** A digit that was lost is never reported. Past this age a change gives way to a younger one of the same mode. */
export const FRESH_MS = 4000

/**
 * The PBX reports changes in the order it was asked for them: the first waiting change of that mode is the one reported, and
 * those before it were lost. `changeId` is null when nobody here asked.
 */
export function matchReport(
  waiting: readonly Change[],
  mode: Mode,
  now: number,
): { readonly changeId: number | null; readonly waiting: readonly Change[] } {
  const fresh = waiting.findIndex((change) => change.mode === mode && now - change.askedAt <= FRESH_MS)
  const first = fresh >= 0 ? fresh : waiting.findIndex((change) => change.mode === mode)
  // Asked again and again for one mode, with no other between: whichever of them is seen, that mode is in force for the last.
  let index = first
  while (waiting[index + 1]?.mode === mode) index++
  const change = waiting[index]
  if (!change) return { changeId: null, waiting }
  return { changeId: change.changeId, waiting: waiting.slice(index + 1) }
}
