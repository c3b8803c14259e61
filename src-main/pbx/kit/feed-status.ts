// A connector's status as it is told: live, but behind for as long as the feed does not keep up.
import type { ConnectorStatus } from '#contract/ipc.ts'
import { type Behind, type PulseWatch, watchPulse } from '#contract/pulse-watch.ts'
import type { Stop } from '#main/pbx/connector.ts'
import { createTold } from './told.ts'

export type Standing = Exclude<ConnectorStatus, { phase: 'behind' }>

export type FeedStatus = {
  /** The status as told; `behind` only while the connection stands. */
  readonly get: () => ConnectorStatus
  /** How the connection stands, whether or not the feed keeps up. */
  readonly standing: () => Standing
  /** With `live`, the feed is watched until it is anything else. */
  readonly set: (next: Standing) => void
  /** See PulseWatch. */
  readonly stamp: (stamp: number) => void
  readonly on: (listener: (status: ConnectorStatus) => void) => Stop
}

export type FeedStatusParts = {
  readonly now: () => number // epoch ms
  /** Asks the PBX on the feed's own connection; resolves when it has answered and what it told before is taken in. */
  readonly ask: () => Promise<unknown>
  readonly askEveryMs: number
  readonly every?: (ms: number, task: () => void) => Stop
}

export function createFeedStatus({ now, ask, askEveryMs, every = everyMs }: FeedStatusParts): FeedStatus {
  let base: Standing = { phase: 'connecting', since: now() }
  let behind: Behind | null = null
  let watch: PulseWatch | null = null
  const told = createTold<ConnectorStatus>(base)

  const tell = (next: Behind | null) => {
    const caughtUp = behind !== null && next === null
    behind = next
    if (base.phase !== 'live') return
    if (caughtUp) base = { ...base, since: now() }
    told.set(behind ? { ...base, phase: 'behind', ...behind } : base)
  }
  return {
    get: told.get,
    standing: () => base,
    set: (next) => {
      base = next
      if (next.phase !== 'live') {
        watch?.stop()
        watch = null
        behind = null
        return told.set(next)
      }
      tell(behind)
      watch ??= watchPulse({ now, every, ask, askEveryMs, tell })
    },
    stamp: (stamp) => watch?.stamp(stamp),
    on: told.on,
  }
}

const everyMs = (ms: number, task: () => void): Stop => {
  const timer = setInterval(task, ms)
  return () => clearInterval(timer)
}
