// A soak on any floor: looks each second, and fails for whatever differs too long; in the end nothing may differ.
import { createLedger, type Difference, type Failure } from './ledger.ts'

/** `most`: calls at once, where the soak makes them itself; `record`: a file for what the PBX told. */
export type SoakOptions = {
  readonly seed: number
  readonly most: number
  readonly record: string | null
  readonly cuts: boolean
}

export type Soak = {
  /** Both sides now, compared; null: nothing can be compared, since the connector is not live. */
  look(): Promise<readonly Difference[] | null>
  /** Lets the life end. */
  calm(): Promise<void>
  /** What there was, for the report. */
  tell(): readonly string[]
  close(): Promise<void>
}

export type SoakResult = {
  readonly looks: number
  readonly failures: readonly Failure[]
  readonly left: readonly Difference[]
}

const EVERY_MS = 1_000
/** A timer and a look that come late. */
const SLACK_MS = 250
const CALM_AT_MOST_MS = 60_000

export async function runSoak(soak: Soak, minutes: number, print: (line: string) => void): Promise<SoakResult> {
  const ledger = createLedger()
  const failures: Failure[] = []
  let looks = 0
  const look = async (): Promise<void> => {
    const seen = await soak.look()
    if (seen === null) return ledger.pause()
    looks++
    const widened = seen.map((one) => ({ ...one, within: one.within + SLACK_MS }))
    for (const failure of ledger.look(widened, Date.now())) {
      failures.push(failure)
      print(failureText(failure))
    }
  }
  const lookUntil = async (isDone: () => boolean): Promise<void> => {
    while (!isDone()) {
      const next = Date.now() + EVERY_MS
      await look()
      await new Promise((resolve) => setTimeout(resolve, Math.max(0, next - Date.now())))
    }
  }
  const end = Date.now() + minutes * 60_000
  await lookUntil(() => Date.now() >= end)
  await soak.calm()
  const latest = Date.now() + CALM_AT_MOST_MS
  let calmLooks = 0
  await lookUntil(() => (++calmLooks > 5 && ledger.open().length === 0) || Date.now() >= latest)
  return { looks, failures, left: ledger.open() }
}

export const failureText = ({ what, ours, theirs, lastedMs }: Failure): string =>
  `${new Date().toISOString().slice(11, 23)} DIFFERS for ${(lastedMs / 1000).toFixed(1)} s: ${what}\n    we:  ${ours}\n    PBX: ${theirs}`
