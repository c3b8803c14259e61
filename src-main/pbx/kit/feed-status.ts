// A connector's status: one rule for what is told when the connection is lost, and behind for as long as the feed does not keep up.
import type { DeskError } from '#contract/errors.ts'
import type { ConnectorStatus } from '#contract/ipc.ts'
import { createObservable } from '#contract/observable.ts'
import { type Behind, type PulseWatch, watchPulse } from '#contract/pulse.ts'
import type { Clock, Stop } from '#contract/time.ts'

export type Standing = Exclude<ConnectorStatus, { phase: 'behind' }>

export type FeedStatus = {
  /** The status as it is told; `behind` only while the connection stands. */
  readonly get: () => ConnectorStatus
  /** How the connection stands, whether or not the feed keeps up. */
  readonly standing: () => Standing
  /** With `live`, the feed is watched until it is anything else. */
  readonly set: (next: Standing) => void
  /** The connection is lost, or could not be made. A retry that fails for the same cause is no news. */
  readonly lost: (cause: DeskError) => void
  /** See PulseWatch. */
  readonly stamp: (stamp: number) => void
  readonly on: (listener: (status: ConnectorStatus) => void) => Stop
}

export type FeedStatusParts = {
  readonly clock: Clock
  /** Asks the PBX on the feed's own connection; resolves when it has answered and what it told before is taken in. */
  readonly ask: () => Promise<unknown>
  readonly askEveryMs: number
  /** Causes no retry mends: the status is `refused`, not `stale`. */
  readonly refusals: readonly DeskError['code'][]
}

export function createFeedStatus({ clock, ask, askEveryMs, refusals }: FeedStatusParts): FeedStatus {
  let base: Standing = { phase: 'connecting', since: clock.now() }
  let behind: Behind | null = null
  let watch: PulseWatch | null = null
  const status = createObservable<ConnectorStatus>(base)

  const tell = (next: Behind | null) => {
    const caughtUp = behind !== null && next === null
    behind = next
    if (base.phase !== 'live') return
    if (caughtUp) base = { ...base, since: clock.now() }
    status.set(behind ? { ...base, phase: 'behind', ...behind } : base)
  }
  const set = (next: Standing) => {
    base = next
    if (next.phase !== 'live') {
      watch?.stop()
      watch = null
      behind = null
      return status.set(next)
    }
    tell(behind)
    watch ??= watchPulse({ clock, ask, askEveryMs, tell })
  }
  return {
    get: status.get,
    standing: () => base,
    set,
    lost: (cause) => {
      const next = afterLoss(status.get(), refusals.includes(cause.code) ? 'refused' : 'stale', cause, clock.now())
      if (next) set(next)
    },
    stamp: (stamp) => watch?.stamp(stamp),
    on: status.on,
  }
}

/** Null: no news. `since` stays that of the first failure, and of a feed that was behind: what is known is as old as it was then. */
function afterLoss(
  before: ConnectorStatus,
  phase: 'stale' | 'refused',
  cause: DeskError,
  now: number,
): Extract<Standing, { phase: 'stale' | 'refused' }> | null {
  if (before.phase !== phase) return { phase, since: before.phase === 'behind' ? before.since : now, cause }
  const isSame = before.cause.code === cause.code && before.cause.detail === cause.detail
  return isSame ? null : { phase, since: before.since, cause }
}
