// The columns of who has been heard, in reading order.
import type { ReactNode } from 'react'
import type { AgentCoverage } from '#contract/history.ts'
import type { DataColumn } from '#renderer/ui/data-table.tsx'
import { formatDuration, formatList, formatMoment, formatNumber, formatPercent } from '#renderer/words/format.ts'
import type { ReviewWords } from '#renderer/words/review.ts'
import type { Words } from '#renderer/words/words.ts'

/** `review` null: nothing was scored, and the site has no form. */
export function coverageColumns(words: Words, review: ReviewWords | null): readonly DataColumn<AgentCoverage>[] {
  const { columns } = words.coverage
  return [
    { id: 'agent', header: columns.agent, head: 'row', cell: ({ name }) => name },
    {
      id: 'last',
      header: columns.last,
      head: 'own',
      cell: (row) => lastHeard(words, row),
    },
    { id: 'by', header: columns.by, cell: ({ by }) => formatList(by) },
    { id: 'times', header: columns.times, className: 'history-heard', cell: ({ times }) => formatNumber(times) },
    { id: 'heard', header: columns.heard, className: 'history-heard', cell: ({ heardMs }) => formatDuration(heardMs) },
    ...(review ? [scoreColumn(review.scorecard)] : []),
  ]
}

const scoreColumn = (say: ReviewWords['scorecard']): DataColumn<AgentCoverage> => ({
  id: 'score',
  header: say.column,
  className: 'history-heard',
  cell: ({ score, scored }) => (score === null ? '' : say.cell(scored, formatPercent(score), formatNumber(scored))),
})

/** Only who was heard long enough is covered; a glance is said to be one. */
function lastHeard({ coverage }: Words, { times, heardMs, lastHeardAt, isHeardNow }: AgentCoverage): ReactNode {
  if (isHeardNow) return coverage.now
  if (times > 0) return formatMoment(lastHeardAt)
  return <span className="coverage-never">{heardMs > 0 ? coverage.briefly : coverage.never}</span>
}
