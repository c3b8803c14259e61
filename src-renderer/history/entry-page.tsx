// One call of the history, opened: its modes with their times, who listened and why, its notes, and its agent's day.
import { ArrowLeft } from 'lucide-react'
import { type FormEvent, type ReactNode, useId, useState } from 'react'
import { Button } from 'react-aria-components/Button'
import { type HistoryEntry, listenedFrom } from '#contract/history.ts'
import type { Desk } from '#contract/ipc.ts'
import type { ScoreAnswer } from '#contract/site/scorecard.ts'
import { useMonitor } from '#renderer/monitor/monitor-store.ts'
import { ScrollArea } from '#renderer/ui/scroll-area.tsx'
import { formatList, formatMoment, formatTime } from '#renderer/words/format.ts'
import { useWords } from '#renderer/words/words.ts'
import { AgentToday } from './agent-today.tsx'
import { Lines } from './columns.tsx'
import './entry-page.css'
import { EntryScores } from './entry-scores.tsx'
import { heardText, modeTexts, refusalTexts, unsureTexts, whomText } from './record-text.ts'
import { ToldFact } from './told-fact.tsx'

type EntryPageProps = {
  readonly entry: HistoryEntry
  readonly desk: Desk
  readonly now: () => number
  readonly open: (entry: HistoryEntry | null) => void
}

export function EntryPage({ entry: given, desk, now, open }: EntryPageProps) {
  const words = useWords()
  const [entry, setEntry] = useState(given)
  const by = useMonitor((view) => view.site?.supervisor.name ?? '')
  const { record } = entry
  const add = (text: string) => setEntry((before) => ({ ...before, later: [...before.later, { at: now(), text, by }] }))
  const scored = (answers: ScoreAnswer[]) =>
    setEntry((before) => ({ ...before, scores: [...before.scores, { at: now(), by, answers }] }))
  return (
    <div className="history-view">
      <div className="entry-head">
        <Button className="button" autoFocus onPress={() => open(null)}>
          <ArrowLeft aria-hidden /> {words.history.entry.back}
        </Button>
        <h3>{whomText(words, record)}</h3>
      </div>
      <ScrollArea label={whomText(words, record)}>
        <Facts entry={entry} />
        <Notes entry={entry} />
        <NoteForm desk={desk} id={record.id} onAdded={add} />
        <EntryScores entry={entry} desk={desk} onScored={scored} />
        <AgentToday agent={record.call.agent} desk={desk} now={now} open={open} />
      </ScrollArea>
    </div>
  )
}

function Facts({ entry: { record, tagsOf } }: { readonly entry: HistoryEntry }) {
  const words = useWords()
  const { columns, entry, whys, ends, tagsOfMonitor } = words.history
  const tags = formatList(record.tags)
  const facts: readonly (readonly [string, ReactNode])[] = [
    [columns.when, formatMoment(listenedFrom(record))],
    [entry.by, record.supervisor.name],
    [columns.duration, heardText(words, record)],
    [columns.why, whys[record.why]],
    [columns.modes, <Lines key="modes" lines={modeTexts(words, record)} />],
    ['', <Lines key="unsure" lines={[...unsureTexts(words, record), ...refusalTexts(words, record)]} />],
    [columns.end, ends[record.end]],
    [words.monitor.notes.tags, tagsOf === 'call' || tags === '' ? tags : tagsOfMonitor(tags)],
  ]
  return (
    <dl className="entry-facts">
      {facts.map(([name, value]) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd>{value}</dd>
        </div>
      ))}
      {record.notice && <ToldFact told={record.notice} />}
    </dl>
  )
}

function Notes({ entry: { record, later } }: { readonly entry: HistoryEntry }) {
  const say = useWords().history.entry
  if (record.notes.length + later.length === 0) return <p className="history-note-all">{say.noNotes}</p>
  return (
    <ul className="entry-notes" aria-label={say.notes}>
      {record.notes.map(({ at, text }) => (
        <li key={`${at} ${text}`}>
          <time>{formatTime(at)}</time> {text}
        </li>
      ))}
      {later.map(({ at, text, by }) => (
        <li key={`${at} ${text}`}>
          {text} <span className="setting-hint">{say.noteBy(by, formatMoment(at))}</span>
        </li>
      ))}
    </ul>
  )
}

type NoteFormProps = { readonly desk: Desk; readonly id: string; readonly onAdded: (text: string) => void }

/** What could not be kept stays in the field, and is said. */
function NoteForm({ desk, id, onAdded }: NoteFormProps) {
  const words = useWords()
  const say = words.history.entry
  const field = useId()
  const [text, setText] = useState('')
  const [failed, setFailed] = useState('')
  const add = (event: FormEvent) => {
    event.preventDefault()
    const note = text.trim()
    if (note === '') return
    desk.request('addNote', { id, text: note }).then(
      (kept) => {
        setFailed(kept.ok ? '' : words.errors[kept.error.code])
        if (!kept.ok) return
        setText('')
        onAdded(note)
      },
      () => setFailed(words.errors.serverGone),
    )
  }
  return (
    <form className="entry-form" onSubmit={add}>
      <label htmlFor={field}>{say.write}</label>
      <span>
        <input
          id={field}
          className="history-search"
          value={text}
          maxLength={2000}
          autoComplete="off"
          aria-describedby={`${field}-hint`}
          onChange={({ target }) => setText(target.value)}
        />
        <Button type="submit" className="button">
          {say.save}
        </Button>
      </span>
      <p id={`${field}-hint`} className="setting-hint">
        {say.keeps}
      </p>
      {failed && <p role="alert">{failed}</p>}
    </form>
  )
}
