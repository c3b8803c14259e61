// The history as a person searches it, with its exports.
import { Download } from 'lucide-react'
import { useMemo, useState } from 'react'
import { Button } from 'react-aria-components/Button'
import type { HistoryEntry, HistoryFilter } from '#contract/history.ts'
import type { Desk } from '#contract/ipc.ts'
import { download } from '#renderer/ui/download.ts'
import { ScrollArea } from '#renderer/ui/scroll-area.tsx'
import { formatNumber } from '#renderer/words/format.ts'
import { useWords } from '#renderer/words/words.ts'
import type { Opening } from './columns.tsx'
import { EntryPage } from './entry-page.tsx'
import { type ExportFormat, exportName, fileOf, readExport } from './export-history.ts'
import { HistoryRows } from './history-rows.tsx'
import { changed, everything, filterOf, HistoryTools, isNarrow } from './history-tools.tsx'
import { type Found, useHistory } from './use-history.ts'

type HistoryViewProps = { readonly desk: Desk; readonly now: () => number }

export function HistoryView({ desk, now }: HistoryViewProps) {
  const words = useWords()
  const [choice, setChoice] = useState(everything)
  // A night shift passes midnight with the history open.
  const today = new Date(now()).setHours(0, 0, 0, 0)
  const filter = useMemo(() => filterOf(choice, today), [choice, today])
  const found = useHistory(desk, filter)
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
      <HistoryTools choice={choice} onChange={(change) => setChoice((before) => changed(before, change))} />
      <div className="history-count">
        <p role="status">{found.phase === 'read' && words.history.found(formatNumber(found.page.found))}</p>
        <Exports desk={desk} filter={filter} now={now} />
      </div>
      <FoundEntries found={found} isFiltered={isNarrow(choice)} opening={{ open, opened: last }} />
    </div>
  )
}

type FoundEntriesProps = { readonly found: Found; readonly isFiltered: boolean; readonly opening: Opening }

function FoundEntries({ found, isFiltered, opening }: FoundEntriesProps) {
  const words = useWords()
  const say = words.history
  if (found.phase !== 'read')
    return <p className="history-note-all">{found.phase === 'failed' ? say.failed : say.loading}</p>
  const { entries, acts, before, unsaved } = found.page
  const isEmpty = entries.length + acts.length === 0
  return (
    <ScrollArea label={say.tabs.history}>
      {unsaved > 0 && <p role="alert">{say.unsaved(formatNumber(unsaved))}</p>}
      {isEmpty && <p className="history-note-all">{isFiltered ? say.noneFit : say.none}</p>}
      {!isEmpty && <HistoryRows caption={say.tabs.history} page={found.page} opening={opening} />}
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
