// What the acts of this folder stand on.
import type { FreeswitchSite } from '#contract/settings.ts'
import type { Clock, Stop } from '#contract/time.ts'
import type { Monitors } from '#main/pbx/kit/monitors.ts'
import type { Feed } from '../floor/feed.ts'
import type { EslEvent } from '../wire/esl-codec.ts'

export type FreeswitchActsParts = {
  readonly site: FreeswitchSite
  readonly feed: Pick<Feed, 'api' | 'job' | 'picture' | 'ping'>
  readonly clock: Pick<Clock, 'after' | 'ticks' | 'now'>
  readonly log: (level: 'info' | 'warn', text: string) => void
  readonly monitors: Pick<Monitors, 'takeOver'>
  /** Every event, after it was applied to the picture. */
  readonly onEvents: (listener: (events: readonly EslEvent[]) => void) => Stop
}
