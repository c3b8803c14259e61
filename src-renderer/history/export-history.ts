// Brings the history out of the console: piece by piece from the desk, then one file.
import type { HistoryFilter } from '#contract/history.ts'
import type { Desk } from '#contract/ipc.ts'
import { fieldSeparator } from '#renderer/words/format.ts'

export type ExportFormat = 'csv' | 'jsonl'

/** The whole text, in pieces. Rejects when the desk is out of reach. */
export async function readExport(desk: Desk, format: ExportFormat, filter: HistoryFilter): Promise<readonly string[]> {
  const pieces: string[] = []
  let after: number | null = null
  do {
    const { text, next }: { text: string; next: number | null } = await desk.request('exportHistory', {
      format,
      separator: fieldSeparator(),
      filter,
      after,
    })
    pieces.push(text)
    after = next
  } while (after !== null)
  return pieces
}

/** `earshot-history-2026-03-02.csv`, by the day (epoch ms, local). */
export function exportName(format: ExportFormat, at: number): string {
  const day = new Date(at - new Date(at).getTimezoneOffset() * 60_000).toISOString().slice(0, 10)
  return `earshot-history-${day}.${format}`
}

/** The file of an export. */
export function fileOf(pieces: readonly string[], format: ExportFormat): Blob {
  // The mark tells spreadsheets that it is UTF-8; the chain must stay byte for byte what was written.
  const mark = format === 'csv' ? ['\uFEFF'] : []
  const type = format === 'csv' ? 'text/csv' : 'application/x-ndjson'
  return new Blob([...mark, ...pieces], { type })
}
