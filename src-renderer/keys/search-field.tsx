// The field above a list that is searched: Enter takes what was found first, and what is typed into it is typed nowhere else.
import { type KeyboardEvent, useContext } from 'react'
import { AutocompleteStateContext } from 'react-aria-components/Autocomplete'
import { Input } from 'react-aria-components/Input'
import { TextField } from 'react-aria-components/TextField'
import { writes } from './combo.ts'
import './keys.css'

type SearchFieldProps<Found> = {
  readonly label: string
  readonly first: Found | undefined
  readonly onChoose: (found: Found) => void
}

export function SearchField<Found>({ label, first, onChoose }: SearchFieldProps<Found>) {
  const state = useContext(AutocompleteStateContext)
  // Autocomplete sends each key on to the list as an event of its own: what is typed, and the console's own keys, go there once only.
  const onKeyDownCapture = (event: KeyboardEvent): void => {
    const { key, ctrlKey, metaKey, altKey, nativeEvent } = event
    if (nativeEvent.isComposing) return
    const takesFirst = key === 'Enter' && first !== undefined && !state?.focusedNodeId
    if (takesFirst || writes(event) || ctrlKey || metaKey || altKey) event.stopPropagation()
    if (!takesFirst) return
    event.preventDefault()
    onChoose(first)
  }
  return (
    <TextField
      className="palette-text"
      aria-label={label}
      // Who opens it wants to type into it; the dialog names it.
      autoFocus
    >
      <Input
        className="palette-field"
        role="combobox"
        aria-expanded={first !== undefined}
        placeholder={label}
        onKeyDownCapture={onKeyDownCapture}
      />
    </TextField>
  )
}
