// What a command knows and can reach at the moment it is asked for.
import type { Floor } from '#contract/floor.ts'
import type { ActsView } from '#renderer/acts/acts-store.ts'
import type { CallsView } from '#renderer/calls/calls-store.ts'
import type { RowAbout } from '#renderer/grid/row-about.ts'
import type { KeysView } from '#renderer/keys/keymap-store.ts'
import type { LineView } from '#renderer/line/line-store.ts'
import type { MonitorView } from '#renderer/monitor/monitor-store.ts'
import type { RefusalView } from '#renderer/monitor/refusal-store.ts'
import type { Offers } from '#renderer/ui/offers.tsx'
import type { OpenedView } from '#renderer/ui/opened-store.ts'
import type { Places } from '#renderer/ui/places.ts'
import type { ViewsState } from '#renderer/views/view-store.ts'

export type CommandContext = {
  readonly monitor: MonitorView
  readonly line: LineView
  readonly phone: CallsView
  readonly keys: KeysView
  readonly floor: Floor | null
  readonly row: RowAbout | null // the keyboard is on it, or was last
  readonly calls: readonly string[] // ids in the order they are shown
  readonly acts: ActsView
  readonly refusals: RefusalView
  readonly open: OpenedView['open']
  readonly places: Places
  readonly offers: Offers
  readonly views: ViewsState
  /** apart: in a window of its own, or on another display. */
  readonly openWallboard: (where: 'here' | 'apart') => void
}
