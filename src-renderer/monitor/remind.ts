// Runs the reminder that somebody hears the supervisor.
import type { Clock, Stop } from '#contract/time.ts'
import type { Monitor } from './logic/monitor.ts'
import { nextReminder, noReminder, type Reminder, type ReminderEvent } from './logic/reminder.ts'

export type ReminderParts = {
  readonly clock: Pick<Clock, 'now' | 'after'>
  readonly everyMin: () => number | null
  readonly show: (sight: { readonly reminder: Reminder }) => void
}

export type Reminding = {
  readonly moved: (monitor: Monitor) => void
  readonly lengthChanged: () => void
  readonly read: () => void
  readonly stop: Stop
}

/** A timer may be early by a little: it counts from another clock. */
const LEAST_MS = 50

export function startReminding({ clock: { now, after }, everyMin, show }: ReminderParts): Reminding {
  let reminder = noReminder
  let stopTimer: Stop = () => {}

  const by = (event: ReminderEvent): void => {
    const before = reminder
    reminder = nextReminder(reminder, event, now(), everyMin())
    if (reminder === before && event.kind !== 'time') return
    stopTimer()
    if (reminder.kind !== 'off')
      stopTimer = after(Math.max(LEAST_MS, reminder.dueAt - now()), () => by({ kind: 'time' }))
    if (reminder !== before) show({ reminder })
  }

  return {
    moved: (monitor) => by({ kind: 'monitor', monitor }),
    lengthChanged: () => by({ kind: 'length' }),
    read: () => by({ kind: 'read' }),
    stop: () => stopTimer(),
  }
}
