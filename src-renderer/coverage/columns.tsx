// The columns of who has been heard, in reading order.
import type { AgentCoverage } from '#contract/history.ts'
import type { DataColumn } from '#renderer/ui/data-table.tsx'
import { formatDuration, formatList, formatMoment, formatNumber } from '#renderer/words/format.ts'
import type { Words } from '#renderer/words/words.ts'

export function coverageColumns(words: Words): readonly DataColumn<AgentCoverage>[] {
  const { columns, never } = words.coverage
  return [
    { id: 'agent', header: columns.agent, head: 'row', cell: ({ name }) => name },
    {
      id: 'last',
      header: columns.last,
      head: 'own',
      cell: ({ times, lastHeardAt }) =>
        times === 0 ? <span className="coverage-never">{never}</span> : formatMoment(lastHeardAt),
    },
    { id: 'by', header: columns.by, cell: ({ by }) => formatList(by) },
    { id: 'times', header: columns.times, className: 'history-heard', cell: ({ times }) => formatNumber(times) },
    { id: 'heard', header: columns.heard, className: 'history-heard', cell: ({ heardMs }) => formatDuration(heardMs) },
  ]
}
