// The history as a person searches it, with its exports.
import { Download } from 'lucide-react'
import { useMemo, useState } from 'react'
import { Button } from 'react-aria-components/Button'
import { anyHistory, callWhy, type HistoryEntry, type HistoryFilter } from '#contract/history.ts'
import type { Desk } from '#contract/ipc.ts'
import { modes } from '#contract/monitor.ts'
import { DataTable } from '#renderer/ui/data-table.tsx'
import { download } from '#renderer/ui/download.ts'
import { LabelledChoice } from '#renderer/ui/labelled-choice.tsx'
import { ScrollArea } from '#renderer/ui/scroll-area.tsx'
import { formatNumber } from '#renderer/words/format.ts'
import { useWords } from '#renderer/words/words.ts'
import { historyColumns, type Opening } from './columns.tsx'
import { EntryPage } from './entry-page.tsx'
import { type ExportFormat, exportName, fileOf, readExport } from './export-history.ts'
import { type Found, useHistory } from './use-history.ts'

const periods = { day: 1, week: 7, month: 30, all: null } as const
type Period = keyof typeof periods
const periodNames = Object.keys(periods) as Period[]

type Choice = { readonly search: string; readonly why: string; readonly mode: string; readonly period: Period }

type HistoryViewProps = { readonly desk: Desk; readonly now: () => number }

export function HistoryView({ desk, now }: HistoryViewProps) {
  const words = useWords()
  const [choice, setChoice] = useState<Choice>({ search: '', why: '', mode: '', period: 'all' })
  const filter = useMemo(() => filterOf(choice, now()), [choice, now])
  // Acts have no row here yet: they are in the exports alone.
  const calls = useMemo(() => ({ ...filter, act: 'none' as const }), [filter])
  const found = useHistory(desk, calls)
  const [opened, setOpened] = useState<HistoryEntry | null>(null)
  const [last, setLast] = useState<string | null>(null)
  const open = (entry: HistoryEntry | null) => {
    setLast(opened?.record.id ?? null)
    setOpened(entry)
    if (!entry) found.again()
  }
  if (opened) return <EntryPage key={opened.record.id} entry={opened} desk={desk} now={now} open={open} />
  return (
    <div className="history-view">
      <HistoryTools choice={choice} onChange={(change) => setChoice((before) => ({ ...before, ...change }))} />
      <div className="history-count">
        <p role="status">{found.phase === 'read' && words.history.found(formatNumber(found.page.found))}</p>
        <Exports desk={desk} filter={filter} now={now} />
      </div>
      <FoundEntries
        found={found}
        isFiltered={filter !== anyHistory && isNarrow(choice)}
        opening={{ open, opened: last }}
      />
    </div>
  )
}

const isNarrow = ({ search, why, mode, period }: Choice): boolean =>
  search !== '' || why !== '' || mode !== '' || period !== 'all'

/** A period begins at midnight so many days back: "today" is since last midnight. */
function filterOf({ search, why, mode, period }: Choice, at: number): HistoryFilter {
  const days = periods[period]
  const midnight = new Date(at).setHours(0, 0, 0, 0)
  return {
    ...anyHistory,
    search,
    why: callWhy.options.find((one) => one === why) ?? null,
    mode: modes.find((one) => one === mode) ?? null,
    from: days === null ? null : midnight - (days - 1) * 86_400_000,
  }
}

type ToolsProps = { readonly choice: Choice; readonly onChange: (change: Partial<Choice>) => void }

function HistoryTools({ choice, onChange }: ToolsProps) {
  const say = useWords().history
  const whys = callWhy.options.map((why) => [why, say.whys[why]] as const)
  return (
    <div className="history-tools">
      <input
        type="search"
        className="history-search"
        aria-label={say.search}
        placeholder={say.searchHint}
        value={choice.search}
        maxLength={200}
        onChange={(event) => onChange({ search: event.target.value })}
      />
      <LabelledChoice
        label={say.why}
        value={choice.why}
        options={[['', say.any], ...whys]}
        onChange={(why) => onChange({ why })}
      />
      <LabelledChoice
        label={say.mode}
        value={choice.mode}
        options={[['', say.any], ...modes.map((mode) => [mode, say.modes[mode]] as const)]}
        onChange={(mode) => onChange({ mode })}
      />
      <LabelledChoice
        label={say.since}
        value={choice.period}
        options={periodNames.map((name) => [name, say.periods[name]] as const)}
        onChange={(name) => onChange({ period: periodNames.find((one) => one === name) ?? 'all' })}
      />
    </div>
  )
}

type FoundEntriesProps = { readonly found: Found; readonly isFiltered: boolean; readonly opening: Opening }

function FoundEntries({ found, isFiltered, opening }: FoundEntriesProps) {
  const words = useWords()
  const say = words.history
  if (found.phase !== 'read')
    return <p className="history-note-all">{found.phase === 'failed' ? say.failed : say.loading}</p>
  const { entries, before, unsaved } = found.page
  return (
    <ScrollArea label={say.tabs.history}>
      {unsaved > 0 && <p role="alert">{say.unsaved(formatNumber(unsaved))}</p>}
      {entries.length === 0 && <p className="history-note-all">{isFiltered ? say.noneFit : say.none}</p>}
      {entries.length > 0 && (
        <DataTable
          caption={say.tabs.history}
          columns={historyColumns(words, opening)}
          rows={entries}
          keyOf={({ record }) => record.id}
        />
      )}
      {before !== null && (
        <Button className="button" onPress={found.more}>
          {say.more}
        </Button>
      )}
    </ScrollArea>
  )
}

type ExportsProps = HistoryViewProps & { readonly filter: HistoryFilter }

function Exports({ desk, filter, now }: ExportsProps) {
  const words = useWords()
  const [failed, setFailed] = useState(false)
  const bring = (format: ExportFormat) => {
    readExport(desk, format, filter).then(
      (pieces) => {
        setFailed(false)
        download(exportName(format, now()), fileOf(pieces, format))
      },
      () => setFailed(true),
    )
  }
  return (
    <span className="history-exports">
      {failed && <span role="alert">{words.history.failed}</span>}
      <Button className="button" onPress={() => bring('csv')}>
        <Download aria-hidden /> {words.history.exportCsv}
      </Button>
      <Button className="button" onPress={() => bring('jsonl')}>
        <Download aria-hidden /> {words.history.exportLines}
      </Button>
    </span>
  )
}
