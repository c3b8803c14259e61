// Search as you type over the panes. Escape clears it; Enter, the arrow down and Escape once more go on to what was found.
import { Search, X } from 'lucide-react'
import type { KeyboardEvent, ReactNode, RefObject } from 'react'
import { useWords } from '#renderer/words/words.ts'
import { OfferedButton } from './offers.tsx'

/** Letters. Nobody looks for more; a page that was pasted by mistake must not keep the window busy. */
export const LONGEST_SEARCH = 200

type SearchBoxProps = {
  readonly field: RefObject<HTMLInputElement | null>
  readonly value: string
  readonly onChange: (value: string) => void
  readonly onEnter: () => void // the person is about to type
  readonly onLeave: () => void // to what was found
  readonly keys: string | undefined // for aria-keyshortcuts
  readonly keyHint: ReactNode
}

export function SearchBox({ field, value, onChange, onEnter, onLeave, keys, keyHint }: SearchBoxProps) {
  const words = useWords()
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.nativeEvent.isComposing) return
    const leaves = event.key === 'Enter' || event.key === 'ArrowDown' || (event.key === 'Escape' && value === '')
    if (event.key === 'Escape') onChange('')
    if (!leaves) return
    event.preventDefault()
    onLeave()
  }
  return (
    // Chromium 83 of the compat build does not know <search>.
    <div role="search" className="search">
      <Search aria-hidden />
      <input
        ref={field}
        type="search"
        aria-label={words.app.search}
        placeholder={words.app.searchHint}
        value={value}
        maxLength={LONGEST_SEARCH}
        spellCheck={false}
        autoComplete="off"
        onChange={(event) => onChange(event.target.value)}
        onFocus={onEnter}
        aria-keyshortcuts={keys}
        onKeyDown={onKeyDown}
      />
      {value === '' && keyHint}
      {value !== '' && (
        <OfferedButton
          offer={words.app.clearSearch}
          className="icon-button"
          aria-label={words.app.clearSearch}
          onPress={() => onChange('')}
        >
          <X aria-hidden />
        </OfferedButton>
      )}
    </div>
  )
}
