// What a command knows and can reach at the moment it is asked for.
import type { Floor } from '#contract/floor.ts'
import type { Target } from '#contract/monitor.ts'
import type { KeysView } from '#renderer/keys/keymap-store.ts'
import type { LineView } from '#renderer/line/line-store.ts'
import type { MonitorView } from '#renderer/monitor/monitor-store.ts'
import type { RefusalView } from '#renderer/monitor/refusal-store.ts'
import type { OpenedView } from '#renderer/ui/opened-store.ts'

/** A row the keyboard is on, or was on last: of an agent or of a call. `target` null: there is nothing to hear on it; `waits`: not yet. */
export type RowNow = { readonly target: Target | null; readonly waits: boolean }

export type CommandContext = {
  readonly monitor: MonitorView
  readonly line: LineView
  readonly keys: KeysView
  readonly floor: Floor | null
  readonly row: RowNow | null
  readonly calls: readonly string[] // ids in the order they are shown
  readonly refusals: RefusalView
  readonly open: OpenedView['open']
}
