// The field above a list that is searched: Enter takes what is marked there, and what is typed into it is typed nowhere else.
import { type KeyboardEvent, useState } from 'react'
import { Input } from 'react-aria-components/Input'
import { TextField } from 'react-aria-components/TextField'
import { LONGEST_SEARCH } from '#renderer/ui/search-box.tsx'
import { useWords } from '#renderer/words/words.ts'
import { ONE_PRESS_MS, writes } from './combo.ts'
import './keys.css'

/** `also`: more text it is found by, such as a number. */
export type Found = { readonly id: string; readonly name: string; readonly also: string }

/** What one Enter has marked and the next one takes. `at` is an event's time stamp. */
type Meant = { readonly id: string; readonly at: number } | null

export type SearchChoice<One extends Found> = {
  readonly found: readonly One[]
  readonly typed: string
  readonly onChoose: (one: One) => void
  /** Nothing takes it back, or somebody hears: what was only found first takes a second Enter. */
  readonly asksAgain: (one: One) => boolean
}

export type Search<One extends Found> = SearchChoice<One> & {
  /** What the next Enter takes; null: the next one only marks. */
  readonly meantId: string | null
  readonly mean: (meant: Meant) => void
  readonly meant: Meant
}

/** The sign belongs to what was typed: another letter is another wish. */
export function useSearch<One extends Found>(choice: SearchChoice<One>): Search<One> {
  const [state, setState] = useState<{ readonly typed: string; readonly meant: Meant }>({ typed: '', meant: null })
  const meant = state.typed === choice.typed ? state.meant : null
  const mean = (next: Meant) => setState({ typed: choice.typed, meant: next })
  return { ...choice, meant, meantId: meant?.id ?? null, mean }
}

type SearchFieldProps<One extends Found> = { readonly label: string; readonly search: Search<One> }

export function SearchField<One extends Found>({ label, search }: SearchFieldProps<One>) {
  const { found } = search
  const { palette } = useWords().keys
  const [arrowed, setArrowed] = useState(false)

  const enter = ({ currentTarget, nativeEvent: { repeat, timeStamp } }: KeyboardEvent<Element>): void => {
    const marked = markedBeneath(currentTarget)
    const one = found.find(({ id }) => id === marked) ?? found[0]
    if (!one || repeat) return
    const { meant, typed } = search
    const isMeant = meant?.id === one.id && timeStamp - meant.at >= ONE_PRESS_MS
    if (isMeant || arrowed || !search.asksAgain(one) || isAsTyped(one, typed)) search.onChoose(one)
    else if (meant?.id !== one.id) search.mean({ id: one.id, at: timeStamp })
  }
  // Autocomplete sends each key on to the list as an event of its own: what is typed, and the console's own keys, go there once only.
  const onKeyDownCapture = (event: KeyboardEvent<Element>): void => {
    const { key, ctrlKey, metaKey, altKey, nativeEvent } = event
    if (nativeEvent.isComposing) return
    if (moves.includes(key)) setArrowed(true)
    if (writes(event)) setArrowed(false)
    if (key === 'Enter' || writes(event) || ctrlKey || metaKey || altKey) event.stopPropagation()
    if (key !== 'Enter') return
    event.preventDefault()
    enter(event)
  }
  return (
    <>
      <TextField
        className="palette-text"
        aria-label={label}
        // Who opens it wants to type into it; the dialog names it.
        autoFocus
      >
        <Input
          className="palette-field"
          role="combobox"
          aria-expanded={found.length > 0}
          placeholder={label}
          maxLength={LONGEST_SEARCH}
          onKeyDownCapture={onKeyDownCapture}
        />
      </TextField>
      <p role="status" className="sr-only">
        {found.flatMap(({ id, name }) => (id === search.meantId ? `${name}: ${palette.again}` : []))}
      </p>
    </>
  )
}

const moves = ['ArrowUp', 'ArrowDown', 'PageUp', 'PageDown']

/** The key of what is shown as marked. React Aria tells its id to a screen reader only half a second after the last letter. */
const markedBeneath = (field: Element): string | undefined =>
  field.closest('[role="dialog"]')?.querySelector<HTMLElement>('[role="option"][data-focused]')?.dataset.key

/** Whoever has written the whole name, or the number, has chosen. */
const isAsTyped = ({ name, also }: Found, typed: string): boolean =>
  typed.trim() !== '' && [name, also].some((one) => one.toLocaleLowerCase() === typed.trim().toLocaleLowerCase())
