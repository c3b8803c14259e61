// Notes with their time on the call, and tags: folded away until they are wanted.
import { NotebookPen, X } from 'lucide-react'
import { type FormEvent, type KeyboardEvent, type MouseEvent, type RefObject, useEffect, useId, useRef } from 'react'
import { flushSync } from 'react-dom'
import { KeyHint, useAriaKeys } from '#renderer/keys/key-hint.tsx'
import type { Live } from '#renderer/monitor/logic/monitor.ts'
import { MOST_NOTES, type Notebook } from '#renderer/monitor/logic/notebook.ts'
import { useMonitor } from '#renderer/monitor/monitor-store.ts'
import { usePlace } from '#renderer/ui/places.ts'
import { formatDuration, formatNumber } from '#renderer/words/format.ts'
import { useWords } from '#renderer/words/words.ts'
import './notes.css'
import { PlainOfferedButton } from '#renderer/ui/offers.tsx'

/** Opens and folds away what is written; the panel stands elsewhere, so that the row of buttons keeps its place. */
export function NotesButton({ panelId, open, onToggle }: Fold & { readonly onToggle: () => void }) {
  const book = useMonitor((view) => view.notebook)
  const keys = useAriaKeys('note')
  const { notes: say } = useWords().monitor
  if (!book) return null
  return (
    <button
      type="button"
      className="button notes-button"
      aria-expanded={open}
      aria-controls={panelId}
      aria-keyshortcuts={keys}
      onClick={onToggle}
    >
      <NotebookPen aria-hidden />
      <span className="card-action-name">{say.label}</span>
      {book.notes.length > 0 && (
        <>
          <span className="card-hint">{say.count(formatNumber(book.notes.length))}</span>
          <span className="notes-count" aria-hidden>
            {formatNumber(book.notes.length)}
          </span>
        </>
      )}
      <KeyHint command="note" />
    </button>
  )
}

type Fold = { readonly panelId: string; readonly open: boolean }

/**
 * There also while it is folded away: the key for a note opens it by its field. However it is opened the field takes the
 * cursor: what is written must not fall on the keys of the console.
 */
export function NotesPanel({
  panelId,
  open,
  live,
  onOpen,
}: Fold & { readonly live: Live; readonly onOpen: () => void }) {
  const book = useMonitor((view) => view.notebook)
  const field = useRef<HTMLInputElement>(null)
  usePlace('note', () => {
    // At once: the next letter must find the field.
    flushSync(onOpen)
    field.current?.focus()
  })
  useEffect(() => {
    if (open) field.current?.focus()
  }, [open])
  if (!book) return null
  return (
    <div id={panelId} className="notes" data-notes={book.notes.length} hidden={!open}>
      <Written book={book} since={live.heard.since} field={field} />
      <Field book={book} field={field} />
      <Tags book={book} field={field} />
    </div>
  )
}

type Part = { readonly book: Notebook; readonly field: RefObject<HTMLInputElement | null> }

/** By mouse the cursor goes back to the field, so that writing goes on; by keyboard the focus stays on the button. */
const keepCursor = (field: Part['field']) => (event: MouseEvent<HTMLButtonElement>) => {
  event.preventDefault()
  field.current?.focus()
}

function Written({ book: { notes, removed }, since, field }: Part & { readonly since: number }) {
  const write = useMonitor((view) => view.write)
  const { notes: say } = useWords().monitor
  const each = notes.map(({ at, text }, index) => (
    <li key={`${at} ${text}`}>
      <span className="ticking">{formatDuration(at - since)}</span>
      <span className="note-text">{text}</span>
      <PlainOfferedButton
        offer={say.remove(formatDuration(at - since))}
        className="icon-button"
        aria-label={say.remove(formatDuration(at - since))}
        onClick={() => {
          write({ kind: 'remove', index })
          field.current?.focus() // the button that has the focus is gone
        }}
      >
        <X aria-hidden />
      </PlainOfferedButton>
    </li>
  ))
  // In its place, so that no other note comes under the hand that deletes.
  const all = removed
    ? each.toSpliced(removed.index, 0, <Removed key="removed" {...removed} {...{ since, field }} />)
    : each
  return (
    <>
      {all.length > 0 && (
        <ol className="notes-list" aria-label={say.list}>
          {all}
        </ol>
      )}
      <p className="sr-only" role="status">
        {removed && say.removed}
      </p>
    </>
  )
}

type RemovedProps = NonNullable<Notebook['removed']> & Pick<Part, 'field'> & { readonly since: number }

function Removed({ note: { at }, since, field }: RemovedProps) {
  const write = useMonitor((view) => view.write)
  const { notes: say } = useWords().monitor
  const offer = say.putBack(formatDuration(at - since))
  return (
    <li className="note-removed">
      <span className="ticking">{formatDuration(at - since)}</span>
      <span>
        {say.removed}{' '}
        <PlainOfferedButton
          offer={offer}
          aria-label={offer}
          onClick={() => {
            write({ kind: 'putBack' })
            field.current?.focus()
          }}
        >
          {say.undo}
        </PlainOfferedButton>
      </span>
    </li>
  )
}

function Field({ book, field }: Part) {
  const id = useId()
  const write = useMonitor((view) => view.write)
  const { notes: say } = useWords().monitor
  const full = book.notes.length >= MOST_NOTES
  const add = (event: FormEvent) => {
    event.preventDefault()
    write({ kind: 'add' })
  }
  return (
    <form className="notes-field" onSubmit={add}>
      <label htmlFor={id} className="sr-only">
        {say.write}
      </label>
      <input
        ref={field}
        id={id}
        data-note-field
        value={book.draft}
        placeholder={`${say.write}. ${say.hint}`}
        aria-describedby={`${id}-hint`}
        autoComplete="off"
        readOnly={full}
        onKeyDown={leaveByEscape}
        onChange={({ target }) => write({ kind: 'write', draft: target.value })}
      />
      <PlainOfferedButton
        offer={say.add}
        type="submit"
        className="button"
        disabled={full}
        onMouseDown={keepCursor(field)}
      >
        {say.add}
      </PlainOfferedButton>
      <p id={`${id}-hint`} className={full ? 'card-hint' : 'sr-only'}>
        {full ? say.full : say.hint}
      </p>
    </form>
  )
}

// Back to where the keys work, with the note as it stands. While letters are being composed, the key takes those back.
function leaveByEscape(event: KeyboardEvent<HTMLElement>): void {
  if (event.key !== 'Escape' || event.nativeEvent.isComposing) return
  event.stopPropagation()
  event.currentTarget.closest<HTMLElement>('[data-rests]')?.focus()
}

function Tags({ book, field }: Part) {
  const write = useMonitor((view) => view.write)
  const { notes: say } = useWords().monitor
  return (
    <fieldset className="tags">
      <legend className="card-hint">{say.tags}</legend>
      {Object.values(say.tag).map((tag) => {
        const on = book.tags.includes(tag)
        return (
          <PlainOfferedButton
            key={tag}
            offer={tag}
            className="button tag"
            aria-pressed={on}
            onMouseDown={keepCursor(field)}
            onClick={() => write({ kind: 'tag', tag, on: !on })}
          >
            {tag}
          </PlainOfferedButton>
        )
      })}
    </fieldset>
  )
}
