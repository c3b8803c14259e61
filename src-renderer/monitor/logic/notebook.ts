// What the supervisor writes down while monitoring: notes with their moment, and tags. Kept by monitor. Pure.

export type Note = { readonly at: number; readonly text: string } // epoch ms, when its writing began

/** `draft` is what stands in the field; `begunAt` when its first letter was written. */
export type Notebook = {
  readonly ticketId: string
  readonly notes: readonly Note[]
  readonly tags: readonly string[]
  readonly draft: string
  readonly begunAt: number | null
}

export type NotebookEvent =
  /** The monitor that is on now; null: none. What was being written belongs to the one before. */
  | { readonly kind: 'monitor'; readonly ticketId: string | null }
  | { readonly kind: 'write'; readonly draft: string }
  | { readonly kind: 'add' }
  | { readonly kind: 'remove'; readonly index: number }
  | { readonly kind: 'tag'; readonly tag: string; readonly on: boolean }

export const MOST_NOTES = 20
export const MOST_TAGS = 20
export const LONGEST_NOTE = 2000
export const LONGEST_TAG = 40

/** `at` is epoch ms. Answers the same object when nothing changed. */
export function nextNotebook(book: Notebook | null, event: NotebookEvent, at: number): Notebook | null {
  if (event.kind === 'monitor') return opened(book, event.ticketId)
  if (!book) return book
  switch (event.kind) {
    case 'write': {
      const draft = event.draft.slice(0, LONGEST_NOTE)
      return { ...book, draft, begunAt: draft === '' ? null : (book.begunAt ?? at) }
    }
    case 'add':
      return added(book, at)
    case 'remove':
      return { ...book, notes: book.notes.filter((_, index) => index !== event.index) }
    case 'tag':
      return tagged(book, event.tag.trim().slice(0, LONGEST_TAG), event.on)
  }
}

function opened(book: Notebook | null, ticketId: string | null): Notebook | null {
  if (ticketId === (book?.ticketId ?? null)) return book
  return ticketId === null ? null : { ticketId, notes: [], tags: [], draft: '', begunAt: null }
}

function added(book: Notebook, at: number): Notebook {
  const text = book.draft.trim()
  if (text === '' || book.notes.length >= MOST_NOTES) return book
  return { ...book, notes: [...book.notes, { at: book.begunAt ?? at, text }], draft: '', begunAt: null }
}

function tagged(book: Notebook, tag: string, on: boolean): Notebook {
  const has = book.tags.includes(tag)
  if (tag === '' || has === on || (on && book.tags.length >= MOST_TAGS)) return book
  return { ...book, tags: on ? [...book.tags, tag] : book.tags.filter((one) => one !== tag) }
}

/** What is worth keeping when the monitor goes: a note half written is a note. */
export function kept(book: Notebook): Pick<Notebook, 'ticketId' | 'notes' | 'tags'> {
  const { ticketId, notes, tags } = added(book, book.begunAt ?? 0)
  return { ticketId, notes, tags }
}
