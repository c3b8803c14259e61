// The monitors that were found, newest first.
import type { HistoryEntry } from '#contract/history.ts'
import { formatList, formatMoment, formatTime } from '#renderer/words/format.ts'
import { useWords } from '#renderer/words/words.ts'
import { heardText, modeTexts, refusalTexts, whomText } from './record-text.ts'

export function HistoryTable({ entries }: { entries: readonly HistoryEntry[] }) {
  const words = useWords()
  const { columns } = words.history
  return (
    <table className="history-table">
      <caption className="sr-only">{words.history.tabs.history}</caption>
      <thead>
        <tr>
          {[columns.when, columns.whom, columns.modes, columns.duration, columns.why, columns.end].map((name) => (
            <th key={name} scope="col">
              {name}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {entries.map((entry) => (
          <Row key={entry.seq} entry={entry} />
        ))}
      </tbody>
    </table>
  )
}

function Row({ entry: { record } }: { entry: HistoryEntry }) {
  const words = useWords()
  const { columns } = words.history
  return (
    <tr>
      <td className="history-when">{formatMoment(record.askedAt)}</td>
      <th scope="row">
        <Lines lines={whomText(words, record)} />
        {record.tags.length > 0 && <p className="history-tags">{formatList(record.tags)}</p>}
        {record.notes.map((note) => (
          <p key={`${note.at} ${note.text}`} className="history-note">
            <time>{formatTime(note.at)}</time> {note.text}
          </p>
        ))}
      </th>
      <td className="history-modes">
        <Lines lines={modeTexts(words, record)} />
        <Lines lines={refusalTexts(words, record)} className="history-refusal" />
      </td>
      <td className="history-heard" data-column={columns.duration}>
        {heardText(words, record)}
      </td>
      <td data-column={columns.why}>{words.history.whys[record.why]}</td>
      <td data-column={columns.end}>{words.history.ends[record.end]}</td>
    </tr>
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
