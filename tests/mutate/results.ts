// What became of every mutant, and the sum of it. Pure.
import type { Accepted } from './accepted.ts'
import type { Entry } from './journal.ts'
import type { Mutant } from './mutant.ts'

export const LEAST_PERCENT = 75

export type Fate =
  | { readonly kind: 'caught' | 'endless'; readonly by: string }
  /** `tests`: files whose tests came by and saw nothing; none: nobody came by. `skipped`: files that cost too much to be asked. */
  | { readonly kind: 'survived'; readonly tests: readonly string[]; readonly skipped: readonly string[] }

export type Judged = Mutant & { readonly id: number; readonly lineText: string; readonly fate: Fate }

export function fateOf(id: number, entries: readonly (Entry & { readonly test: string })[]): Fate {
  const own = entries.filter((entry) => 'mutant' in entry && entry.mutant === id)
  for (const entry of own)
    if (entry.kind === 'caught' || entry.kind === 'endless') return { kind: entry.kind, by: entry.by }
  const testsOf = (kind: Entry['kind']) => own.filter((entry) => entry.kind === kind).map(({ test }) => test)
  return { kind: 'survived', tests: testsOf('survived'), skipped: testsOf('skipped') }
}

export type Sum = {
  readonly caught: number
  readonly endless: number
  readonly survived: readonly Judged[]
  readonly accepted: readonly (Judged & { readonly reason: string })[]
  /** Of all that are not accepted. */
  readonly percent: number
  /** Accepted, but there is no such survivor: caught by now, or the line has changed. Within the place that was looked at. */
  readonly stale: readonly Accepted[]
}

export function sumUp(judged: readonly Judged[], accepted: readonly Accepted[]): Sum {
  const lived = judged.filter(({ fate }) => fate.kind === 'survived')
  const reasonOf = (mutant: Judged): string | undefined => accepted.find((entry) => isFor(entry, mutant))?.reason
  const survived = lived.filter((mutant) => reasonOf(mutant) === undefined)
  const caught = judged.filter(({ fate }) => fate.kind === 'caught').length
  const endless = judged.filter(({ fate }) => fate.kind === 'endless').length
  const counted = caught + endless + survived.length
  return {
    caught,
    endless,
    survived,
    accepted: lived.flatMap((mutant) => {
      const reason = reasonOf(mutant)
      return reason === undefined ? [] : [{ ...mutant, reason }]
    }),
    percent: counted ? (100 * (caught + endless)) / counted : 100,
    stale: accepted.filter(
      (entry) => judged.some(({ file }) => file === entry.file) && !lived.some((mutant) => isFor(entry, mutant)),
    ),
  }
}

const isFor = (entry: Accepted, mutant: Judged): boolean =>
  entry.file === mutant.file && entry.line === mutant.lineText && entry.change === changeOf(mutant)

/** `operator: before → after`, on one line. */
export const changeOf = ({ operator, before, after }: Mutant): string =>
  `${operator}: ${onOneLine(before)} → ${onOneLine(after) || 'nothing'}`

function onOneLine(text: string): string {
  const line = text.replace(/\s+/g, ' ').trim()
  return line.length > 100 ? `${line.slice(0, 60)} … ${line.slice(-35)}` : line
}
