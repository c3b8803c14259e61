// Every setting there is, with its meaning, its value and who decided it; and all of a person's own as a file.
import { useContext, useEffect, useRef, useState } from 'react'
import { deskFailure } from '#contract/errors.ts'
import type { Desk } from '#contract/ipc.ts'
import { err } from '#contract/result.ts'
import type { Settings } from '#contract/settings.ts'
import { MOST_SETTINGS_TEXT, type SettingList, type SettingRow } from '#contract/site/setup.ts'
import { download } from '#renderer/ui/download.ts'
import type { LaterWords } from '#renderer/words/later.ts'
import { useWords } from '#renderer/words/words.ts'
import { fits, meaningOf, Part, SearchContext } from './search.tsx'

/** Read again whenever a setting changes; null until the desk has answered. */
export function useSettingList(desk: Desk, settings: Settings): SettingList | null {
  const [{ list }, tell] = useState<{ list: SettingList | null }>({ list: null })
  const asked = useRef<Settings | null>(null)
  useEffect(() => {
    if (asked.current === settings) return
    asked.current = settings
    desk.request('listSettings', null).then(
      (found) => asked.current === settings && tell({ list: found }),
      () => {}, // the signal `link` tells of a desk out of reach
    )
  }, [desk, settings])
  return list
}

type AllProps = { readonly say: LaterWords; readonly list: SettingList; readonly desk: Desk }

export function AllSettings({ say, list, desk }: AllProps) {
  const { query } = useContext(SearchContext)
  const [isOpen, setOpen] = useState(false)
  const found = list.rows.filter(({ path, value }) => fits(query, [...meaningOf(say, path), path, shown(say, value)]))
  const isSearching = query.trim() !== ''
  return (
    <section className="settings-all">
      <h3>{say.list.title}</h3>
      {list.troubles.length > 0 && (
        <div className="settings-troubles">
          <p>{say.list.troubles}</p>
          <ul lang="en">
            {list.troubles.map((trouble) => (
              <li key={trouble}>{trouble}</li>
            ))}
          </ul>
        </div>
      )}
      {isSearching && found.length === 0 && <p role="status">{say.list.none}</p>}
      <details
        hidden={found.length === 0}
        open={isOpen || isSearching}
        onToggle={({ currentTarget }) => isSearching || setOpen(currentTarget.open)}
      >
        <summary>{say.list.hint}</summary>
        {(isOpen || isSearching) && (
          <dl className="settings-rows">
            {found.map((row) => (
              <Row key={row.path} say={say} row={row} />
            ))}
          </dl>
        )}
      </details>
      <Part texts={[say.list.export, say.list.exportHint, say.list.import]}>
        <Transfer say={say} desk={desk} />
      </Part>
    </section>
  )
}

/** What is on, off or not there is said in words. */
const shown = ({ list }: LaterWords, value: string): string =>
  Object.entries(list.values).find(([known]) => known === value)?.[1] ?? value

function Row({ say, row: { path, value, by, isOwn } }: { readonly say: LaterWords; readonly row: SettingRow }) {
  const [name, means] = meaningOf(say, path)
  return (
    <div className="settings-row">
      <dt>
        {name} <code>{path}</code>
      </dt>
      <dd>
        <p className="settings-value">{shown(say, value)}</p>
        <p className="setting-hint">{means}</p>
        <p className={by === null ? 'setting-hint' : 'setting-hint settings-lock'}>
          {by === null ? (isOwn ? say.list.own : say.list.standard) : say.list.decidedBy(by)}
        </p>
      </dd>
    </div>
  )
}

type Imported = { readonly kind: 'none' | 'read' } | { readonly kind: 'refused'; readonly why: string }

function Transfer({ say, desk }: Pick<AllProps, 'say' | 'desk'>) {
  const words = useWords()
  const file = useRef<HTMLInputElement>(null)
  const [imported, setImported] = useState<Imported>({ kind: 'none' })
  const give = async () => {
    const text = await desk.request('exportSettings', null).catch(() => null)
    if (text !== null) download('earshot-settings.json', new Blob([text], { type: 'application/json' }))
  }
  const read = async (chosen: File | undefined) => {
    if (!chosen) return
    const text = chosen.size > MOST_SETTINGS_TEXT ? '' : await chosen.text()
    const done = await desk.request('importSettings', { text }).catch(() => err(deskFailure('serverGone')))
    if (done.ok) return setImported({ kind: 'read' })
    const { code, detail } = done.error
    setImported({ kind: 'refused', why: code === 'badRequest' && detail ? detail : words.errors[code] })
  }
  return (
    <div className="settings-transfer">
      <button type="button" className="button" onClick={() => void give()}>
        {say.list.export}
      </button>
      <button type="button" className="button" onClick={() => file.current?.click()}>
        {say.list.import}
      </button>
      <input
        ref={file}
        type="file"
        accept="application/json,.json"
        hidden
        aria-label={say.list.import}
        onChange={({ target }) => {
          void read(target.files?.[0])
          target.value = ''
        }}
      />
      <p className="setting-hint">{say.list.exportHint}</p>
      {imported.kind === 'read' && <p role="status">{say.list.imported}</p>}
      {imported.kind === 'refused' && <p role="alert">{say.list.notImported(imported.why)}</p>}
    </div>
  )
}
