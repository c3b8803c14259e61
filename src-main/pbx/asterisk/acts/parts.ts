// What the acts of this folder stand on.
import type { MonitorEvent } from '#contract/monitor.ts'
import type { AsteriskSite } from '#contract/site-asterisk.ts'
import type { Stop } from '#contract/time.ts'
import type { ConnectorParts } from '#main/pbx/connector.ts'
import type { Monitors } from '#main/pbx/kit/monitors.ts'
import type { Feed } from '../floor/feed.ts'
import type { Names } from '../picking/methods.ts'
import type { AmiMessage } from '../wire/ami-codec.ts'

export type AsteriskActsParts = {
  readonly site: AsteriskSite
  readonly names: Names
  readonly parts: ConnectorParts & { readonly supervisor?: string; readonly seat?: string }
  readonly feed: Pick<Feed, 'action' | 'picture' | 'ping'>
  readonly monitors: Monitors
  /** Every AMI event, after it was applied to the picture. */
  readonly onEvents: (listener: (events: readonly AmiMessage[]) => void) => Stop
  readonly onMonitor: (listener: (event: MonitorEvent) => void) => Stop
}
