// Reminds whoever is heard that they are, again and again: what has been so for minutes is forgotten. Pure.
import type { Monitor } from './monitor.ts'

/** `since` is when the mode came into force, `dueAt` when it is shown next; both epoch ms. */
export type Reminder =
  | { readonly kind: 'off' }
  | (Reminding & { readonly kind: 'waiting' })
  | (Reminding & { readonly kind: 'shown'; readonly minutes: number })

type Reminding = { readonly mode: string; readonly since: number; readonly dueAt: number }

export type ReminderEvent =
  | { readonly kind: 'monitor'; readonly monitor: Monitor }
  | { readonly kind: 'time' }
  | { readonly kind: 'read' }
  /** Another length counts from when the mode came into force. */
  | { readonly kind: 'length' }

export const noReminder: Reminder = { kind: 'off' }

const MINUTE_MS = 60_000

/** `at` is epoch ms; `everyMin` null: never. Answers the same object when nothing changed. */
export function nextReminder(reminder: Reminder, event: ReminderEvent, at: number, everyMin: number | null): Reminder {
  switch (event.kind) {
    case 'monitor':
      return watched(reminder, event.monitor, at, everyMin)
    case 'time':
      return reminder.kind === 'off' || everyMin === null || at < reminder.dueAt
        ? reminder
        : shown(reminder, at, everyMin)
    case 'read': {
      if (reminder.kind !== 'shown') return reminder
      const { mode, since, dueAt } = reminder
      return { kind: 'waiting', mode, since, dueAt }
    }
    case 'length': {
      if (reminder.kind === 'off' || everyMin === null) return noReminder
      const { mode, since } = reminder
      return { kind: 'waiting', mode, since, dueAt: nextDue(since, at, everyMin) }
    }
  }
}

function watched(reminder: Reminder, monitor: Monitor, at: number, everyMin: number | null): Reminder {
  const mode = speakingMode(monitor)
  if (mode === null || everyMin === null) return reminder.kind === 'off' ? reminder : noReminder
  if (reminder.kind !== 'off' && reminder.mode === mode) return reminder
  return { kind: 'waiting', mode, since: at, dueAt: at + everyMin * MINUTE_MS }
}

/** Another for each mode that comes into force; null while nobody hears. A change under way is not in force yet. */
function speakingMode(monitor: Monitor): string | null {
  if (monitor.phase !== 'live' || monitor.call === 'ended' || monitor.modeState.kind !== 'confirmed') return null
  const { mode, changeId } = monitor.modeState
  return mode === 'listen' ? null : JSON.stringify([monitor.ticket.id, mode, changeId])
}

function shown(reminder: Exclude<Reminder, { kind: 'off' }>, at: number, everyMin: number): Reminder {
  const { mode, since } = reminder
  const minutes = Math.floor((at - since) / MINUTE_MS)
  return { kind: 'shown', mode, since, dueAt: nextDue(since, at, everyMin), minutes }
}

function nextDue(since: number, at: number, everyMin: number): number {
  const everyMs = everyMin * MINUTE_MS
  return since + (Math.floor((at - since) / everyMs) + 1) * everyMs
}
