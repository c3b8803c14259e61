// Rows of the history in one table, once the words of acts are there.
import type { HistoryPage } from '#contract/history.ts'
import { DataTable } from '#renderer/ui/data-table.tsx'
import { useActWords } from '#renderer/words/later-acts.ts'
import { useWords } from '#renderer/words/words.ts'
import { historyColumns, type Opening } from './columns.tsx'
import { keyOf, rowsOf } from './rows.ts'

type HistoryRowsProps = {
  readonly caption: string
  readonly page: Pick<HistoryPage, 'entries' | 'acts'>
  readonly opening: Opening
}

export function HistoryRows({ caption, page, opening }: HistoryRowsProps) {
  const words = useWords()
  const acts = useActWords()
  if (!acts) return <p className="history-note-all">{words.history.loading}</p>
  return (
    <DataTable caption={caption} columns={historyColumns({ words, acts }, opening)} rows={rowsOf(page)} keyOf={keyOf} />
  )
}
