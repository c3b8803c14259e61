// Finding a setting by its words, and leaving alone what others have decided.
import { createContext, type ReactNode, useContext, useId, useLayoutEffect, useRef } from 'react'
import type { SettingRow } from '#contract/site/setup.ts'
import { LONGEST_SEARCH } from '#renderer/ui/search-box.tsx'
import type { LaterWords } from '#renderer/words/later.ts'

export type SettingsView = {
  readonly query: string
  readonly rows: readonly SettingRow[]
  readonly say: LaterWords | null // not loaded yet
}

export const SearchContext = createContext<SettingsView>({ query: '', rows: [], say: null })

type SearchProps = { readonly say: LaterWords; readonly query: string; readonly onChange: (query: string) => void }

export function SettingsSearch({ say, query, onChange }: SearchProps) {
  return (
    <input
      type="search"
      className="settings-search"
      aria-label={say.list.search}
      placeholder={say.list.search}
      spellCheck={false}
      autoComplete="off"
      value={query}
      maxLength={LONGEST_SEARCH}
      onChange={({ target }) => onChange(target.value)}
      onKeyDown={(event) => {
        // The first Escape clears it, the next one closes the dialog.
        if (event.key !== 'Escape' || query === '' || event.nativeEvent.isComposing) return
        event.stopPropagation()
        onChange('')
      }}
    />
  )
}

type PartProps = {
  /** The words it shows, parts of a catalogue among them. */
  readonly texts: readonly unknown[]
  readonly paths?: readonly string[]
  /** Its settings are locked one by one, by itself. */
  readonly locksItself?: boolean
  readonly children: ReactNode
}

/** A setting, or some that belong together: shown while its words fit what is looked for, locked where one of them is decided. */
export function Part({ texts, paths = [], locksItself = false, children }: PartProps) {
  const { query, say } = useContext(SearchContext)
  const meanings = say ? paths.map((path) => meaningOf(say, path)) : []
  if (!fits(query, [...texts, ...meanings, ...paths])) return null
  return <Locked paths={locksItself ? [] : paths}>{children}</Locked>
}

type LockedProps = { readonly paths: readonly string[]; readonly children: ReactNode }

/** What stands in it can be changed, unless others have decided one of its settings: then it says who. */
export function Locked({ paths, children }: LockedProps) {
  const { rows, say } = useContext(SearchContext)
  const id = useId()
  const by = say ? (rows.find((row) => paths.includes(row.path) && row.by !== null)?.by ?? null) : null
  const hasFocus = useRef(false)
  const why = useRef<HTMLParagraphElement>(null)
  // A field that is locked while it has the focus would leave the dialog without it, and so without its Escape. React hears of no blur
  // that it has caused itself.
  useLayoutEffect(() => {
    if (by !== null && hasFocus.current) why.current?.focus()
  }, [by])
  // The same element either way: who has decided is known a moment after the settings have opened.
  return (
    <fieldset
      onFocus={() => {
        hasFocus.current = true
      }}
      onBlur={() => {
        hasFocus.current = false
      }}
      className="settings-part"
      disabled={by !== null}
      {...(by === null ? { role: 'none' } : { 'aria-describedby': id })}
    >
      {children}
      {by !== null && say && (
        <p ref={why} id={id} tabIndex={-1} className="setting-hint settings-lock">
          {say.list.decidedBy(by)}
        </p>
      )}
    </fieldset>
  )
}

export const meaningOf = (say: LaterWords, path: string): readonly [name: string, means: string] =>
  Object.entries(say.meanings).find(([known]) => known === path)?.[1] ?? [path, '']

/** Every word of the query is somewhere in the texts; letters are compared as the language does. */
export function fits(query: string, texts: readonly unknown[]): boolean {
  const wanted = query.toLocaleLowerCase().split(/\s+/).filter(Boolean)
  const all = texts.flatMap(textsIn).join(' ').toLocaleLowerCase()
  return wanted.every((word) => all.includes(word))
}

function textsIn(part: unknown): readonly string[] {
  if (typeof part === 'string') return [part]
  return typeof part === 'object' && part !== null ? Object.values(part).flatMap(textsIn) : []
}
