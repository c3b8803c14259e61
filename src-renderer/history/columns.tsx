// The columns of the history, in reading order.

import { Button } from 'react-aria-components/Button'
import { type HistoryEntry, listenedFrom } from '#contract/history.ts'
import type { DataColumn } from '#renderer/ui/data-table.tsx'
import { formatList, formatMoment, formatTime } from '#renderer/words/format.ts'
import type { Words } from '#renderer/words/words.ts'
import { heardText, modeTexts, refusalTexts, unsureTexts, whomText } from './record-text.ts'

/** `opened`: the one that was open last, to which the focus comes back. */
export type Opening = { readonly open: (entry: HistoryEntry) => void; readonly opened: string | null }

export function historyColumns(words: Words, opening: Opening): readonly DataColumn<HistoryEntry>[] {
  const { columns, whys, ends } = words.history
  return [
    {
      id: 'when',
      header: columns.when,
      className: 'history-when',
      head: 'own',
      cell: ({ record }) => formatMoment(listenedFrom(record)),
    },
    {
      id: 'whom',
      header: columns.whom,
      head: 'row',
      cell: (entry) => <Whom words={words} entry={entry} opening={opening} />,
    },
    {
      id: 'modes',
      header: columns.modes,
      className: 'history-modes',
      head: 'own',
      cell: ({ record }) => (
        <>
          <Lines lines={modeTexts(words, record)} />
          <Lines lines={unsureTexts(words, record)} className="history-unsure" />
          <Lines lines={refusalTexts(words, record)} className="history-refusal" />
        </>
      ),
    },
    {
      id: 'duration',
      header: columns.duration,
      className: 'history-heard',
      cell: ({ record }) => heardText(words, record),
    },
    { id: 'why', header: columns.why, cell: ({ record }) => whys[record.why] },
    { id: 'end', header: columns.end, cell: ({ record }) => ends[record.end] },
  ]
}

type WhomProps = { readonly words: Words; readonly entry: HistoryEntry; readonly opening: Opening }

function Whom({ words, entry, opening }: WhomProps) {
  const { record, later, tagsOf } = entry
  const tags = formatList(record.tags)
  return (
    <>
      <Button
        className="history-open"
        aria-label={words.history.entry.open(whomText(words, record))}
        autoFocus={opening.opened === record.id}
        onPress={() => opening.open(entry)}
      >
        {whomText(words, record)}
      </Button>
      {record.tags.length > 0 && (
        <p className="history-tags">{tagsOf === 'call' ? tags : words.history.tagsOfMonitor(tags)}</p>
      )}
      {[...record.notes, ...later].map((note) => (
        <p key={`${note.at} ${note.text}`} className="history-note">
          <time>{formatTime(note.at)}</time> {note.text}
        </p>
      ))}
    </>
  )
}

type LinesProps = { readonly lines: readonly string[]; readonly className?: string }

/** What happened twice within a second is said once. */
export function Lines({ lines, className }: LinesProps) {
  return [...new Set(lines)].map((line) => (
    <p key={line} className={className}>
      {line}
    </p>
  ))
}
