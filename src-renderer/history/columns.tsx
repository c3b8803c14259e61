// The columns of the history, in reading order.

import { Button } from 'react-aria-components/Button'
import type { CallRecord, HistoryEntry } from '#contract/history.ts'
import type { DataColumn } from '#renderer/ui/data-table.tsx'
import { formatList, formatMoment, formatTime } from '#renderer/words/format.ts'
import type { Words } from '#renderer/words/words.ts'
import { type ActSay, actText, outcomeText } from './act-text.ts'
import { heardText, modeTexts, refusalTexts, unsureTexts, whomText } from './record-text.ts'
import { type HistoryRow, timeOf } from './rows.ts'

/** `opened`: the one that was open last, to which the focus comes back. */
export type Opening = { readonly open: (entry: HistoryEntry) => void; readonly opened: string | null }

export function historyColumns(say: ActSay, opening: Opening): readonly DataColumn<HistoryRow>[] {
  const { words } = say
  const { columns, whys, ends } = words.history
  return [
    {
      id: 'when',
      header: columns.when,
      className: 'history-when',
      head: 'own',
      cell: (row) => formatMoment(timeOf(row)),
    },
    {
      id: 'whom',
      header: columns.whom,
      head: 'row',
      // An act is one sentence.
      span: ({ kind }) => (kind === 'act' ? 4 : 1),
      cell: (row) =>
        row.kind === 'act' ? (
          <span className="history-act">{actText(say, row.entry.record)}</span>
        ) : (
          <Whom words={words} entry={row.entry} opening={opening} />
        ),
    },
    {
      id: 'modes',
      header: columns.modes,
      className: 'history-modes',
      head: 'own',
      ...ofCalls((record) => (
        <>
          <Lines lines={modeTexts(words, record)} />
          <Lines lines={unsureTexts(words, record)} className="history-unsure" />
          <Lines lines={refusalTexts(words, record)} className="history-refusal" />
        </>
      )),
    },
    {
      id: 'duration',
      header: columns.duration,
      className: 'history-heard',
      ...ofCalls((record) => heardText(words, record)),
    },
    { id: 'why', header: columns.why, ...ofCalls(({ why }) => whys[why]) },
    {
      id: 'end',
      header: columns.end,
      cell: (row) =>
        row.kind === 'act' ? (
          <span className={row.entry.record.outcome.kind === 'done' ? undefined : 'history-refusal'}>
            {outcomeText(say, row.entry.record)}
          </span>
        ) : (
          ends[row.entry.record.end]
        ),
    },
  ]
}

/** In the row of an act its sentence stands there. */
const ofCalls = (
  cell: (record: CallRecord) => ReturnType<DataColumn<HistoryRow>['cell']>,
): Pick<DataColumn<HistoryRow>, 'cell' | 'span'> => ({
  span: ({ kind }) => (kind === 'act' ? 0 : 1),
  cell: (row) => (row.kind === 'act' ? null : cell(row.entry.record)),
})

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
