// Search as you type over both panes. Escape clears it.
import { Search, X } from 'lucide-react'
import { Button } from 'react-aria-components/Button'
import { words } from '../words/words.ts'

export function SearchBox({ value, onChange }: { value: string; onChange: (value: string) => void }) {
  return (
    // biome-ignore lint/a11y/useSemanticElements: Chromium 83 of the compat build does not know <search>.
    <div role="search" className="search">
      <Search aria-hidden />
      <input
        type="search"
        aria-label={words.app.search}
        placeholder={words.app.searchHint}
        value={value}
        spellCheck={false}
        autoComplete="off"
        onChange={(event) => onChange(event.target.value)}
        onKeyDown={(event) => event.key === 'Escape' && onChange('')}
      />
      {value !== '' && (
        <Button className="icon-button" aria-label={words.app.clearSearch} onPress={() => onChange('')}>
          <X aria-hidden />
        </Button>
      )}
    </div>
  )
}
