// `npm run prove -- line --faults`: the table of what a line lives through. Real parts on addresses of our own: a network namespace, nftables,
// tbf, relays of our own, coturn, Asterisk, Chromium.
import { whyNoNetwork } from './network.ts'
import { type Row, seconds, type Verdict } from './row.ts'
import { lineRows } from './rows/line-rows.ts'
import { networkRows } from './rows/network-rows.ts'
import { pbxRows } from './rows/pbx-rows.ts'
import { type LineStage, openLineStage } from './stage.ts'

const rows: readonly Row[] = [...networkRows, ...pbxRows, ...lineRows]

export type Wish = {
  /** The long ones too. */
  readonly long: boolean
  /** Only those whose name has one of these in it; none: all. */
  readonly names: readonly string[]
}

/** True where every row is right. */
export async function proveLineFaults({ long, names }: Wish): Promise<boolean> {
  const why = whyNoNetwork()
  if (why !== null) {
    console.error(`The faults of a line cannot be made here: ${why}.`)
    return false
  }
  const isWished = (row: Row) =>
    (names.length === 0 || names.some((name) => row.name.includes(name))) && (long || !row.long)
  // A run that is broken off leaves no network behind: what ends with the program goes with it.
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.once(signal, () => process.exit(1))
  const stage = await openLineStage()
  let right = true
  try {
    for (const row of rows.filter(isWished)) {
      const verdict = await seenIn(stage, row)
      right &&= verdict.wrong.length === 0
      print(row, verdict)
    }
  } finally {
    await stage.close()
  }
  const leftOut = rows.filter((row) => row.long && !long).length
  console.log(right ? '\nEvery row is right.' : '\nSome rows are wrong.')
  if (leftOut > 0 && names.length === 0) console.log(`${leftOut} rows take minutes and were left out: --long.`)
  return right
}

async function seenIn(stage: LineStage, row: Row): Promise<Verdict> {
  const failed = (cause: unknown): Verdict => ({
    hears: '',
    isHeard: '',
    sees: [],
    backMs: null,
    wrong: [cause instanceof Error ? cause.message : String(cause)],
  })
  const verdict = await row.run(stage).catch(failed)
  const left = await stage.still().then(
    () => null,
    (cause: unknown) => `afterwards: ${cause instanceof Error ? cause.message : cause}`,
  )
  return left === null ? verdict : { ...verdict, wrong: [...verdict.wrong, left] }
}

function print(row: Row, { hears, isHeard, sees, backMs, wrong }: Verdict): void {
  const back = backMs === null ? 'not back' : `back after ${seconds(backMs)}`
  console.log(
    `\n| ${row.name} | hears: ${hears} | is heard: ${isHeard} | ${back} | ${wrong.length === 0 ? 'right' : 'WRONG'} |`,
  )
  for (const text of sees) console.log(`    sees: ${text}`)
  for (const text of wrong) console.log(`    WRONG: ${text}`)
}
