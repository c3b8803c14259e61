// The headset's buttons as the screen sees them.
import type { StoreApi } from 'zustand'
import type { Clock } from '#contract/time.ts'
import type { LineStore } from '#renderer/line/line-store.ts'
import type { MonitorStore } from '#renderer/monitor/monitor-store.ts'
import { partContext, usePart } from '#renderer/ui/console-part.ts'
import type { Hid } from './hid.ts'

/** none: no headset that was allowed. ignored: it told presses nobody made. */
export type HeadsetView = {
  readonly state:
    | { readonly kind: 'impossible' | 'none' }
    | { readonly kind: 'connected' | 'ignored' | 'failed'; readonly name: string }
  /** Lets the person choose a headset; only in the act of a press. */
  readonly choose: () => Promise<void>
}
export type HeadsetStore = StoreApi<HeadsetView>

export const HeadsetContext = partContext<HeadsetView>('headset')
export const useHeadset = <T>(pick: (view: HeadsetView) => T): T => usePart(HeadsetContext, pick)

export type HeadsetParts = {
  readonly hid: Hid | null
  readonly line: LineStore
  readonly monitor: MonitorStore
  readonly clock: Pick<Clock, 'now'>
  readonly log: (text: string) => void
}
