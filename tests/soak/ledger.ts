// How long a difference between two sides has been seen, and whether that is too long. Pure.

/** `within`: how long it may last, in ms; `what` says where they differ, and is the same as long as it is the same difference. */
export type Difference = {
  readonly what: string
  readonly ours: string
  readonly theirs: string
  readonly within: number
}

export type Failure = Difference & { readonly lastedMs: number }

export type Ledger = {
  /** What is seen at this look; answers with what has just lasted too long. */
  look(seen: readonly Difference[], at: number): readonly Failure[]
  /** Nothing can be compared now (the connection was cut): ages begin anew. */
  pause(): void
  readonly open: () => readonly Difference[]
}

export function createLedger(): Ledger {
  let open = new Map<string, { readonly since: number; readonly last: Difference; failed: boolean }>()
  return {
    look(seen, at) {
      const next: typeof open = new Map()
      const failures: Failure[] = []
      for (const difference of seen) {
        const before = open.get(difference.what)
        const entry = { since: before?.since ?? at, last: difference, failed: before?.failed ?? false }
        const lastedMs = at - entry.since
        if (!entry.failed && lastedMs > difference.within) {
          entry.failed = true
          failures.push({ ...difference, lastedMs })
        }
        next.set(difference.what, entry)
      }
      open = next
      return failures
    },
    pause: () => open.clear(),
    open: () => [...open.values()].map(({ last }) => last),
  }
}
