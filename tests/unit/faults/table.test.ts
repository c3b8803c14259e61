// The printed matrix: what is wrong stands out, and nothing that was not tried looks right.
import { expect, it } from 'vitest'
import type { CellResult } from '../../faults/run-cell.ts'
import { asTable, isWrong, type Row, summary } from '../../faults/table.ts'

const row = (journey: string, fault: Row['fault'], outcome: CellResult['outcome'], wrong = false): Row => ({
  journey,
  fault,
  cell: null,
  result: { outcome, wrongs: wrong ? [{ kind: 'echo', what: 'an echo' }] : [], seen: [], ms: 1 },
})

const rows = [
  row('listen', null, 'done'),
  row('listen', 'lost', 'done'),
  row('listen', 'lost', 'listen', true),
  row('hop', 'lost', 'unmet'),
  row('hop', 'reset', 'over'),
]

it('counts what is right by journey and fault, and names what is wrong', () => {
  const lines = asTable(rows)
    .split('\n')
    .map((line) => line.trim().split(/ {2,}/))
  expect(lines).toEqual([
    ['journey', 'no fault', 'reset', 'lost'],
    ['listen', '1', '-', 'WRONG 1/2'],
    ['hop', '-', '1', '(1)'],
  ])
})

it('says how it ended, and what was not met is not said to be right', () => {
  expect(rows.filter(isWrong)).toHaveLength(1)
  expect(summary(rows)).toBe(
    '5 cells, 1 wrong · 2 came to what was asked · 1 fell back to listen · 1 ended and said so · 1 did not meet their message',
  )
})
