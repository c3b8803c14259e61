// The matrix as it is printed: journeys × faults, and what came of each. Pure.
import { type Cell, cellName } from './plan.ts'
import type { CellResult } from './run-cell.ts'
import { type Fault, faults } from './wire/fault.ts'

/** `fault` null: the journey without any. */
export type Row = {
  readonly journey: string
  readonly fault: Fault | null
  readonly cell: Cell | null
  readonly result: CellResult
}

export const isWrong = ({ result }: Row): boolean => result.wrongs.length > 0
export const isUnjudged = (result: CellResult): boolean => result.outcome === 'unstaged'
/** Its message went wrong, and what came of it was looked at. */
export const isJudged = ({ result }: Row): boolean => result.outcome !== 'unmet' && !isUnjudged(result)

/** In each field how many cells were right of how many; the wrong ones are named below it. */
export function asTable(rows: readonly Row[]): string {
  const columns: readonly (Fault | null)[] = [null, ...faults].filter((fault) =>
    rows.some((row) => row.fault === fault),
  )
  const journeys = [...new Set(rows.map(({ journey }) => journey))]
  const head = ['journey', ...columns.map((fault) => fault ?? 'no fault')]
  const body = journeys.map((journey) => [
    journey,
    ...columns.map((fault) => field(rows.filter((row) => row.journey === journey && row.fault === fault))),
  ])
  const widths = head.map((_, column) => Math.max(...[head, ...body].map((line) => (line[column] ?? '').length)) + 2)
  return [head, ...body].map((line) => line.map((text, column) => text.padEnd(widths[column] ?? 0)).join('')).join('\n')
}

function field(rows: readonly Row[]): string {
  if (rows.length === 0) return '-'
  const met = rows.filter(isJudged)
  const wrong = rows.filter(isWrong).length
  if (wrong > 0) return `WRONG ${wrong}/${rows.length}`
  return met.length === 0 ? `(${rows.length})` : `${met.length}`
}

export function summary(rows: readonly Row[]): string {
  const count = (isOne: (row: Row) => boolean) => rows.filter(isOne).length
  const outcome = (name: CellResult['outcome']) => count(({ result }) => result.outcome === name)
  return [
    `${rows.length} cells, ${count(isWrong)} wrong`,
    `${outcome('done')} came to what was asked`,
    `${outcome('listen')} fell back to listen`,
    `${outcome('over')} ended and said so`,
    `${outcome('unmet')} did not meet their message`,
    ...(rows.some(({ result }) => isUnjudged(result)) ? [`${outcome('unstaged')} could not be judged`] : []),
  ].join(' · ')
}

/** How long a cell takes, by fault: what a whole matrix costs. */
export function pace(rows: readonly Row[]): string {
  const kinds = [null, ...faults].map((fault) => ({ fault, those: rows.filter((row) => row.fault === fault) }))
  const texts = kinds
    .filter(({ those }) => those.length > 0)
    .map(({ fault, those }) => {
      const seconds = those.reduce((sum, { result }) => sum + result.ms, 0) / those.length / 1000
      return `${fault ?? 'no fault'} ${those.length} × ${seconds.toFixed(1)}`
    })
  return `seconds a cell: ${texts.join(', ')}`
}

/** What is wrong with a cell, and how to have it again. */
export function wrongText(floor: string, { journey, cell, result }: Row): string {
  const whats = result.wrongs.map(({ kind, what }) => `    ${kind}: ${what}`)
  const replay = cell
    ? `npm run prove -- ${floor} --faults --cell ${cellName(cell)}`
    : `npm run prove -- ${floor} --faults --journey ${journey} --sample 0`
  return [`WRONG ${cell ? cellName(cell) : `${journey} without a fault`}`, ...whats, `    again: ${replay}`].join('\n')
}
