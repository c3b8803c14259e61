// The result of a run as people and as programs read it.
import { changeOf, type Judged, LEAST_PERCENT, type Sum } from './results.ts'

export function printSum(judged: readonly Judged[], sum: Sum, seconds: number): void {
  for (const mutant of sum.survived) console.log(`SURVIVED ${asLine(mutant)}`)
  for (const mutant of sum.accepted) console.log(`accepted ${asLine(mutant)}: ${mutant.reason}`)
  for (const { file, line, change } of sum.stale) console.log(`STALE in accepted.ts: ${file}: ${line} (${change})`)
  const files = [...new Set(judged.map(({ file }) => file))]
  const widest = Math.max(...files.map((file) => file.length))
  for (const file of files) {
    const own = judged.filter((mutant) => mutant.file === file)
    const lived = sum.survived.filter((mutant) => mutant.file === file).length
    const counted = own.length - sum.accepted.filter((mutant) => mutant.file === file).length
    const percent = counted ? (100 * (counted - lived)) / counted : 100
    console.log(
      `${file.padEnd(widest)} ${String(own.length).padStart(5)} mutants ${percent.toFixed(0).padStart(4)} % caught`,
    )
  }
  console.log(
    `${sum.percent.toFixed(1)} % caught (at least ${LEAST_PERCENT} %): ${sum.caught} by a failing test, ${sum.endless} by its time limit; ` +
      `${sum.survived.length} survived, ${sum.accepted.length} accepted; ${seconds} s`,
  )
}

function asLine(mutant: Judged): string {
  return `${mutant.file}:${mutant.line} ${changeOf(mutant)} (${seenBy(mutant)})`
}

function seenBy({ fate }: Judged): string {
  if (fate.kind !== 'survived') return fate.by
  const seen = fate.tests.length ? `${fate.tests.length} test files came by` : 'no test comes by'
  return fate.skipped.length ? `${seen}, ${fate.skipped.length} too slow to ask` : seen
}

type Run = { readonly places: readonly string[]; readonly seed: number; readonly seconds: number }

export const jsonOf = ({ places, seed, seconds }: Run, judged: readonly Judged[], sum: Sum) => ({
  places,
  seed,
  seconds,
  mutants: judged.length,
  caught: sum.caught,
  endless: sum.endless,
  percent: Number(sum.percent.toFixed(1)),
  survived: sum.survived.map(asEntry),
  accepted: sum.accepted.map((mutant) => ({ ...asEntry(mutant), reason: mutant.reason })),
  stale: sum.stale,
})

const asEntry = (mutant: Judged) => ({
  file: mutant.file,
  number: mutant.line,
  line: mutant.lineText,
  change: changeOf(mutant),
  tests: mutant.fate.kind === 'survived' ? mutant.fate.tests : [],
  skipped: mutant.fate.kind === 'survived' ? mutant.fate.skipped : [],
})
