// What goes along with a monitor on the screen: the guard that ends a forgotten one, and the supervisor's notes.
import type { Clock, Stop } from '#contract/time.ts'
import { type Guard, type GuardEvent, isOver, nextGuard, noGuard } from './logic/guard.ts'
import type { Monitor } from './logic/monitor.ts'
import { isSameCall, type Kept, kept, type Notebook, type NotebookEvent, nextNotebook } from './logic/notebook.ts'
import type { MonitorActions, MonitorSight } from './monitor-store.ts'
import { startReminding } from './remind.ts'

/** Told of everything written so far for that call, each time it changes. */
export type KeepNotes = (notes: Kept) => void

export type SessionParts = {
  readonly clock: Pick<Clock, 'now' | 'after'>
  readonly limitMs: () => number // how long a monitor may outlive its call
  readonly forgotten: () => void
  readonly keepNotes: KeepNotes
  readonly remindMin: () => number | null // how often it is shown that somebody hears the supervisor
  readonly show: (sight: Partial<Pick<MonitorSight, 'guard' | 'notebook' | 'reminder'>>) => void
}

export type Session = {
  readonly moved: (monitor: Monitor) => void
  readonly limitChanged: () => void
  readonly actions: Pick<MonitorActions, 'keep' | 'write' | 'readReminder'>
  readonly stop: Stop
}

export function startSession({ clock, limitMs, forgotten, keepNotes, remindMin, show }: SessionParts): Session {
  const { now, after } = clock
  const reminding = startReminding({ clock, everyMin: remindMin, show })
  let guard = noGuard
  let book: Notebook | null = null
  let stopTimer: Stop = () => {}

  const guardBy = (event: GuardEvent): void => {
    const before = guard
    guard = nextGuard(guard, event, now(), limitMs())
    if (guard === before) return
    stopTimer()
    if (guard.kind === 'counting') stopTimer = after(guard.until - now(), endForgotten(guard))
    show({ guard })
  }

  const endForgotten = (counted: Guard) => (): void => {
    if (guard === counted && isOver(guard, now())) forgotten()
    // A timer may be early by a little: it counts from another clock.
    else if (guard === counted) stopTimer = after(50, endForgotten(counted))
  }

  const writeBy = (event: NotebookEvent): void => {
    const before = book
    book = nextNotebook(book, event, now())
    if (book === before) return
    if (before && !isSameCall(before, book)) tellLast(before)
    else if (book && before && (book.notes !== before.notes || book.tags !== before.tags))
      keepNotes(kept({ ...book, draft: '' }))
    show({ notebook: book })
  }

  // A note half written when the monitor leaves the call is kept as well.
  const tellLast = (last: Notebook): void => {
    const all = kept(last)
    if (all.notes.length > last.notes.length) keepNotes(all)
  }

  return {
    moved: (monitor) => {
      guardBy({ kind: 'monitor', monitor })
      reminding.moved(monitor)
      if (monitor.phase === 'live')
        writeBy({ kind: 'call', on: { ticketId: monitor.ticket.id, target: monitor.target } })
      else if (monitor.phase !== 'connecting') writeBy({ kind: 'call', on: null })
    },
    limitChanged: () => {
      guardBy({ kind: 'limit' })
      reminding.lengthChanged()
    },
    actions: { keep: () => guardBy({ kind: 'keep' }), write: writeBy, readReminder: reminding.read },
    stop: () => {
      reminding.stop()
      stopTimer()
      writeBy({ kind: 'call', on: null })
    },
  }
}
