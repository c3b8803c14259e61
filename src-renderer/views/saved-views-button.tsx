// The saved views: opened with one press, kept under a name, deleted.
import { Check, Eye, Trash2 } from 'lucide-react'
import { type FormEvent, useId, useRef, useState } from 'react'
import { Button } from 'react-aria-components/Button'
import { Dialog, DialogTrigger } from 'react-aria-components/Dialog'
import { Heading } from 'react-aria-components/Heading'
import type { Views } from '#contract/views.ts'
import { OfferedButton } from '#renderer/ui/offers.tsx'
import { PagePopover } from '#renderer/ui/page-popover.tsx'
import { useWords, type Words } from '#renderer/words/words.ts'
import { MOST_SAVED, openView } from './next-views.ts'
import { useViews } from './view-store.ts'

export function SavedViewsButton() {
  const views = useViews((state) => state.views)
  const [last, setLast] = useState<string | null>(null)
  const open = openView(views)
  const say = useWords().floor.views.savedViews
  // A view that was opened and then changed is still the one the person works from.
  const from = open === undefined && views.saved.some(({ name }) => name === last) ? last : (open ?? null)
  const name = from ?? say.whole
  const label = open === undefined ? say.changed(name) : say.button(name)
  return (
    <DialogTrigger>
      <OfferedButton offer={label} className="button bar-button">
        <Eye aria-hidden />
        {label}
      </OfferedButton>
      <PagePopover className="bar-popover" placement="bottom start">
        <Dialog className="saved-views">
          {({ close }) => (
            <>
              <Heading slot="title" level={2}>
                {say.title}
              </Heading>
              <SavedList
                open={open}
                onOpened={(opened) => {
                  setLast(opened)
                  close()
                }}
              />
              <SaveForm first={from ?? ''} onSaved={setLast} />
            </>
          )}
        </Dialog>
      </PagePopover>
    </DialogTrigger>
  )
}

type SavedListProps = { readonly open: string | null | undefined; readonly onOpened: (name: string | null) => void }

function SavedList({ open, onOpened }: SavedListProps) {
  const saved = useViews(({ views }) => views.saved)
  const tell = useViews((state) => state.tell)
  const say = useWords().floor.views.savedViews
  const show = (name: string | null) => {
    tell({ kind: 'open', name })
    onOpened(name)
  }
  return (
    <ul className="saved-list">
      <li>
        <OpenButton name={say.whole} current={open === null} onPress={() => show(null)} />
      </li>
      {saved.map(({ name }) => (
        <li key={name}>
          <OpenButton name={name} current={open === name} onPress={() => show(name)} />
          <Button className="icon-button" aria-label={say.forget(name)} onPress={() => tell({ kind: 'forget', name })}>
            <Trash2 aria-hidden />
          </Button>
        </li>
      ))}
    </ul>
  )
}

function OpenButton({ name, current, onPress }: { name: string; current: boolean; onPress: () => void }) {
  const words = useWords()
  return (
    <Button
      className="saved-open"
      aria-label={words.floor.views.savedViews.open(name)}
      aria-current={current || undefined}
      onPress={onPress}
    >
      <Check aria-hidden className="saved-check" data-current={current || undefined} />
      {name}
    </Button>
  )
}

/** `first` is what the name field begins with. */
function SaveForm({ first, onSaved }: { first: string; onSaved: (name: string) => void }) {
  const words = useWords()
  const id = useId()
  const field = useRef<HTMLInputElement>(null)
  const [text, setText] = useState(first)
  const [said, setSaid] = useState('')
  const saved = useViews(({ views }) => views.saved)
  const tell = useViews((state) => state.tell)
  const say = words.floor.views.savedViews
  const name = text.trim()
  const submit = (event: FormEvent) => {
    event.preventDefault()
    const cannot = whyNotSaved(words, saved, name)
    setSaid(cannot ?? say.saved(name))
    if (cannot) return field.current?.focus()
    tell({ kind: 'save', name })
    onSaved(name)
  }
  return (
    <form className="save-form" onSubmit={submit}>
      <label htmlFor={id}>{say.name}</label>
      <input
        ref={field}
        id={id}
        value={text}
        maxLength={60}
        autoComplete="off"
        onChange={({ target }) => setText(target.value)}
      />
      <button type="submit" className="button">
        {saved.some((one) => one.name === name) ? say.replace : say.save}
      </button>
      <p role="status" className="save-said">
        {said || (saved.length === 0 ? say.none : '')}
      </p>
    </form>
  )
}

function whyNotSaved(words: Words, saved: Views['saved'], name: string): string | null {
  const { nameNeeded, full } = words.floor.views.savedViews
  if (name === '') return nameNeeded
  return saved.length >= MOST_SAVED && !saved.some((one) => one.name === name) ? full : null
}
