// What the supervisor writes down of a call: notes with their moment, and tags. Each call of a monitor has its own. Pure.
import type { Target } from '#contract/monitor.ts'
import { sameTarget } from './monitor.ts'

export type Note = { readonly at: number; readonly text: string } // epoch ms, when its writing began

/** The call a monitor is on. */
export type CallOfMonitor = { readonly ticketId: string; readonly target: Target }

/** `draft` is what stands in the field; `begunAt` when its first letter was written; `removed` was the note `index` and can be put back. */
export type Notebook = CallOfMonitor & {
  readonly notes: readonly Note[]
  readonly tags: readonly string[]
  readonly draft: string
  readonly begunAt: number | null
  readonly removed: { readonly index: number; readonly note: Note } | null // the last one, until the next is kept
}

export type NotebookEvent =
  /** The call that is monitored now; null: none. What was being written belongs to the one before. */
  | { readonly kind: 'call'; readonly on: CallOfMonitor | null }
  | { readonly kind: 'write'; readonly draft: string }
  | { readonly kind: 'add' }
  | { readonly kind: 'remove'; readonly index: number }
  | { readonly kind: 'putBack' }
  | { readonly kind: 'tag'; readonly tag: string; readonly on: boolean }

export const MOST_NOTES = 20
export const MOST_TAGS = 20
export const LONGEST_NOTE = 2000
export const LONGEST_TAG = 40

/** `at` is epoch ms. Answers the same object when nothing changed. */
export function nextNotebook(book: Notebook | null, event: NotebookEvent, at: number): Notebook | null {
  if (event.kind === 'call') return opened(book, event.on)
  if (!book) return book
  switch (event.kind) {
    case 'write': {
      const draft = event.draft.slice(0, LONGEST_NOTE)
      return { ...book, draft, begunAt: draft === '' ? null : (book.begunAt ?? at) }
    }
    case 'add':
      return added(book, at)
    case 'remove':
      return withoutNote(book, event.index)
    case 'putBack':
      return withNoteAgain(book)
    case 'tag':
      return tagged(book, event.tag.trim().slice(0, LONGEST_TAG), event.on)
  }
}

function opened(book: Notebook | null, on: CallOfMonitor | null): Notebook | null {
  if (isSameCall(book, on)) return book
  return (
    on && { ticketId: on.ticketId, target: on.target, notes: [], tags: [], draft: '', begunAt: null, removed: null }
  )
}

export const isSameCall = (one: CallOfMonitor | null, other: CallOfMonitor | null): boolean =>
  one?.ticketId === other?.ticketId && sameTarget(one?.target ?? null, other?.target ?? null)

function added(book: Notebook, at: number): Notebook {
  const text = book.draft.trim()
  if (text === '' || book.notes.length >= MOST_NOTES) return book
  return { ...book, notes: [...book.notes, { at: book.begunAt ?? at, text }], draft: '', begunAt: null, removed: null }
}

function withoutNote(book: Notebook, index: number): Notebook {
  const note = book.notes[index]
  return note ? { ...book, notes: book.notes.filter((one) => one !== note), removed: { index, note } } : book
}

function withNoteAgain(book: Notebook): Notebook {
  const { notes, removed } = book
  if (!removed) return book
  return { ...book, notes: notes.toSpliced(removed.index, 0, removed.note), removed: null }
}

function tagged(book: Notebook, tag: string, on: boolean): Notebook {
  const has = book.tags.includes(tag)
  if (tag === '' || has === on || (on && book.tags.length >= MOST_TAGS)) return book
  return { ...book, tags: on ? [...book.tags, tag] : book.tags.filter((one) => one !== tag) }
}

export type Kept = CallOfMonitor & Pick<Notebook, 'notes' | 'tags'>

/** What is worth keeping when the monitor leaves the call: a note half written is a note. */
export function kept(book: Notebook): Kept {
  const { ticketId, target, notes, tags } = added(book, book.begunAt ?? 0)
  return { ticketId, target, notes, tags }
}
