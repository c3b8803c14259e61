// The monitor as the screen sees it; start.ts feeds it and gives it its actions.
import type { StoreApi } from 'zustand'
import type { MonitorWhy } from '#contract/history.ts'
import type { SiteInfo } from '#contract/ipc.ts'
import type { Mode, Target } from '#contract/monitor.ts'
import type { NoticeBoard } from '#contract/notice/notice.ts'
import { partContext, usePart, usePartStore } from '#renderer/ui/console-part.ts'
import { type Guard, noGuard } from './logic/guard.ts'
import type { Heard } from './logic/may-open.ts'
import { idle, type Monitor } from './logic/monitor.ts'
import type { Notebook, NotebookEvent } from './logic/notebook.ts'
import type { People } from './logic/people.ts'
import type { Quality } from './logic/quality.ts'
import { noReminder, type Reminder } from './logic/reminder.ts'
import type { SidesHeard } from './logic/side-levels.ts'

export type MonitorView = {
  readonly monitor: Monitor
  readonly people: People | null // of the call the monitor is on, or was on last
  readonly heardBy: Heard
  readonly otherPhone: boolean // of the supervisor has it: its microphone is not the console's to close
  readonly feedLive: boolean // the picture of the floor is fresh and the desk in reach
  readonly site: SiteInfo | null
  readonly guard: Guard
  readonly quality: Quality | null // of the sound on the line; null: not known, or no call
  readonly reminder: Reminder // that somebody hears the supervisor, for minutes
  readonly notebook: Notebook | null // of the call that is monitored now
  /** What agent and caller are told of the monitor; null: nothing. */
  readonly told: NoticeBoard | null
  readonly firstWord: 'none' | 'coming' // coming: somebody is to hear the supervisor as soon as the microphone has opened
  readonly sidesHeard: () => SidesHeard // asked by who paints it; a change of it tells nobody
} & MonitorActions

export type MonitorActions = {
  /** `why`: what was pressed, for the history; a row's own Listen when it is left out. */
  readonly listen: (target: Target, why?: MonitorWhy, isPrivate?: true) => void
  /** What a standing order leads to: nothing while there is any other monitor, and no going on to the agent's next call by itself. */
  readonly listenByOrder: (target: Target, reason: string | undefined) => void
  /** `held`: for as long as it is held, so also once the announcement that comes first has ended. */
  readonly choose: (mode: Mode, held?: 'held') => void
  readonly follow: (on: boolean) => void
  readonly end: () => void
  /** Closes the microphone at once, whatever is going on, and goes back to listening. */
  readonly mute: () => void
  /** In the mode that is in force, which stays: of a cough nobody need hear. */
  readonly setMuted: (on: boolean) => void
  /** The agent leaves, and the line stays with the other party as a phone call; the microphone is closed until that is known. */
  readonly takeOver: () => void
  readonly keep: () => void // although its call has ended
  readonly readReminder: () => void
  readonly write: (event: Exclude<NotebookEvent, { kind: 'call' }>) => void
  readonly dismiss: () => void
}

/** What there is to see before anything has happened. */
export type MonitorSight = Omit<MonitorView, keyof MonitorActions | 'sidesHeard'>

export const restingMonitor: MonitorSight = {
  monitor: idle,
  people: null,
  heardBy: 'nobody',
  otherPhone: false,
  feedLive: false,
  site: null,
  guard: noGuard,
  quality: null,
  reminder: noReminder,
  notebook: null,
  told: null,
  firstWord: 'none',
}

export type MonitorStore = StoreApi<MonitorView>

export const MonitorContext = partContext<MonitorView>('monitor')
export const useMonitorStore = (): MonitorStore => usePartStore(MonitorContext)
export const useMonitor = <T>(pick: (view: MonitorView) => T): T => usePart(MonitorContext, pick)
