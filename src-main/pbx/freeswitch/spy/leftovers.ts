// What an earlier run of this console left on the PBX: legs that bear its mark and belong to no monitor of now.
import type { Result } from '#contract/result.ts'
import type { Clock } from '#contract/time.ts'

export type SweepParts = {
  readonly clock: Pick<Clock, 'after'>
  readonly api: (command: string) => Promise<Result<string>>
  readonly log: (level: 'info' | 'warn', text: string) => void
  /** Legs of this console that no monitor of this run has. */
  readonly left: () => readonly string[]
}

const AGAIN_MS = 1000
const TRIES = 10

/** Hangs them up, and looks again until none is left. */
export async function sweep(parts: SweepParts, attempt = 1): Promise<void> {
  const left = parts.left()
  if (left.length === 0) return
  parts.log('info', `${left.length} leg(s) of an earlier run of this console are hung up`)
  await Promise.all(left.map((leg) => parts.api(`uuid_kill ${leg}`)))
  if (attempt < TRIES) parts.clock.after(AGAIN_MS, () => void sweep(parts, attempt + 1))
}
