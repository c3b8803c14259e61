// The columns of the history, in reading order.
import { type HistoryEntry, listenedFrom } from '#contract/history.ts'
import type { DataColumn } from '#renderer/ui/data-table.tsx'
import { formatList, formatMoment, formatTime } from '#renderer/words/format.ts'
import type { Words } from '#renderer/words/words.ts'
import { heardText, modeTexts, refusalTexts, unsureTexts, whomText } from './record-text.ts'

export function historyColumns(words: Words): readonly DataColumn<HistoryEntry>[] {
  const { columns, whys, ends } = words.history
  return [
    {
      id: 'when',
      header: columns.when,
      className: 'history-when',
      head: 'own',
      cell: ({ record }) => formatMoment(listenedFrom(record)),
    },
    { id: 'whom', header: columns.whom, head: 'row', cell: (entry) => <Whom words={words} entry={entry} /> },
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

function Whom({ words, entry }: { words: Words; entry: HistoryEntry }) {
  const { record, later, tagsOf } = entry
  const tags = formatList(record.tags)
  return (
    <>
      <Lines lines={[whomText(words, record)]} />
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
function Lines({ lines, className }: LinesProps) {
  return [...new Set(lines)].map((line) => (
    <p key={line} className={className}>
      {line}
    </p>
  ))
}
