// Everything of the lane as a list that scrolls: requests for help, alerts by how bad they are, what is snoozed. The arrows, Home and
// End go from row to row.
import { useEffect, useId, useRef } from 'react'
import { Dialog } from 'react-aria-components/Dialog'
import { useOpened } from '#renderer/ui/opened-store.ts'
import { useWords, type Words } from '#renderer/words/words.ts'
import { generalLimits } from '../limits.ts'
import { AlertItem } from './alert-item.tsx'
import { type Entry, keyOf } from './entries.ts'
import { HelpItem } from './help-item.tsx'
import type { Hold } from './use-hold.ts'

type WholeListProps = {
  readonly entries: readonly Entry[]
  readonly handlers: Hold['handlers']
  readonly close: () => void
}

const groups = ['help', 'critical', 'serious', 'mild', 'quiet', 'fresh'] as const

export function WholeList({ entries, handlers, close }: WholeListProps) {
  const words = useWords()
  const open = useOpened((view) => view.open)
  const list = useRef<HTMLDivElement>(null)
  // The keys only lead on among the buttons, which are reached without them as well.
  useEffect(() => {
    const groups = list.current
    const onKeyDown = (event: KeyboardEvent) => step(event, groups)
    groups?.addEventListener('keydown', onKeyDown)
    return () => groups?.removeEventListener('keydown', onKeyDown)
  }, [])
  return (
    <Dialog className="whole-list" aria-label={words.alerts.region}>
      <div ref={list} className="whole-list-groups" {...handlers}>
        {entries.length === 0 && <p className="alerts-none">{words.alerts.none}</p>}
        {groups.map((group) => (
          <Group
            key={group}
            name={groupName(words, group)}
            entries={entries.filter((entry) => entry.group === group)}
          />
        ))}
      </div>
      <footer className="whole-list-foot">
        <button
          type="button"
          className="alert-button"
          onClick={() => {
            close()
            open('settings', generalLimits)
          }}
        >
          {words.alerts.changeLimits}
        </button>
      </footer>
    </Dialog>
  )
}

function groupName(words: Words, group: (typeof groups)[number]): string {
  switch (group) {
    case 'help':
      return words.alerts.helpGroup
    case 'quiet':
      return words.alerts.quiet
    case 'fresh':
      return words.alerts.fresh
    case 'critical':
    case 'serious':
    case 'mild':
      return words.alerts.levels[group]
  }
}

function Group({ name, entries }: { readonly name: string; readonly entries: readonly Entry[] }) {
  const id = useId()
  if (entries.length === 0) return null
  return (
    <section aria-labelledby={id}>
      <h3 id={id} className="whole-list-group">
        {name} <span className="whole-list-count">{entries.length}</span>
      </h3>
      <ul>
        {entries.map((entry) =>
          entry.kind === 'help' ? (
            <HelpItem key={keyOf(entry)} entry={entry} place="list" />
          ) : (
            <AlertItem key={keyOf(entry)} entry={entry} place="list" />
          ),
        )}
      </ul>
    </section>
  )
}

/** To the same button of the row above or below, the first or the last, or as near to it as that row has. */
function step(event: KeyboardEvent, list: HTMLElement | null): void {
  const rows = [...(list?.querySelectorAll('li') ?? [])]
  const at = rows.findIndex((row) => row.contains(event.target as Node))
  const to = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: rows.length - 1 }[event.key]
  if (to === undefined || rows.length === 0) return
  event.preventDefault()
  const place = buttonsOf(rows[at]).indexOf(document.activeElement as HTMLButtonElement)
  const buttons = buttonsOf(rows[Math.min(rows.length - 1, Math.max(0, to))])
  buttons[Math.min(buttons.length - 1, Math.max(0, place))]?.focus()
}

const buttonsOf = (row: Element | undefined): readonly HTMLButtonElement[] => [
  ...(row?.querySelectorAll('button') ?? []),
]
