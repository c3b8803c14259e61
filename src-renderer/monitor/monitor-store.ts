// The monitor as the screen sees it; start.ts feeds it and gives it its actions.
import { useStore } from 'zustand'
import { createStore } from 'zustand/vanilla'
import type { MonitorWhy } from '#contract/history.ts'
import type { SiteInfo } from '#contract/ipc.ts'
import type { Mode, Target } from '#contract/monitor.ts'
import { type Guard, noGuard } from './logic/guard.ts'
import type { HeardBy } from './logic/may-open.ts'
import { idle, type Monitor } from './logic/monitor.ts'
import type { Notebook, NotebookEvent } from './logic/notebook.ts'
import type { People } from './logic/people.ts'
import { nothingHeard, type SidesHeard } from './logic/side-levels.ts'

export type MonitorView = {
  readonly monitor: Monitor
  readonly people: People | null // of the call the monitor is on, or was on last
  readonly heardBy: HeardBy
  readonly deskPhone: boolean // live, but on another phone of the supervisor than the console's
  readonly feedLive: boolean // the picture of the floor is fresh and the desk in reach
  readonly site: SiteInfo | null
  readonly guard: Guard
  readonly notebook: Notebook | null // of the monitor that is on now
  readonly sidesHeard: () => SidesHeard // asked by who paints it; a change of it tells nobody
  /** `why`: what was pressed, for the history; a row's own Listen when it is left out. */
  readonly listen: (target: Target, why?: MonitorWhy) => void
  readonly choose: (mode: Mode) => void
  readonly follow: (on: boolean) => void
  readonly end: () => void
  /** Closes the microphone at once, whatever is going on, and goes back to listening. */
  readonly mute: () => void
  readonly keep: () => void // although its call has ended
  readonly write: (event: Exclude<NotebookEvent, { kind: 'monitor' }>) => void
  readonly dismiss: () => void
}

const nothing = () => {}

export const restingMonitor: MonitorView = {
  monitor: idle,
  people: null,
  heardBy: 'nobody',
  deskPhone: false,
  feedLive: false,
  site: null,
  guard: noGuard,
  notebook: null,
  sidesHeard: () => nothingHeard,
  listen: nothing,
  choose: nothing,
  follow: nothing,
  end: nothing,
  mute: nothing,
  keep: nothing,
  write: nothing,
  dismiss: nothing,
}

export const monitorStore = createStore<MonitorView>(() => restingMonitor)

export function useMonitor(): MonitorView
export function useMonitor<T>(pick: (view: MonitorView) => T): T
export function useMonitor<T>(pick: (view: MonitorView) => T | MonitorView = (view) => view): T | MonitorView {
  return useStore(monitorStore, pick)
}
