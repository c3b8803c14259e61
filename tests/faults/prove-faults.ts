// `npm run prove -- FLOOR --faults`: every fault in every message of every journey, and who hears whom meanwhile.
import { type Matrix, matrixOf } from './matrices.ts'
import { type Cell, cellName, partOf, readCell, sampleOf } from './plan.ts'
import { cellsIn, dryRuns, type Runner, runCells } from './run-matrix.ts'
import { asTable, isUnjudged, isWrong, pace, type Row, summary, wrongText } from './table.ts'
import { type Fault, faults } from './wire/fault.ts'

export type FaultOptions = {
  readonly acts: boolean // what a supervisor does to calls and agents, instead of monitors
  readonly sample: number | null
  readonly seed: number
  readonly journey: string | null // a part of its name
  readonly fault: string | null
  readonly cells: readonly string[]
  readonly part: string | null // '2/3': the second third
  readonly lanes: number
}

/** True: every cell is right. */
export async function proveFaults(name: string, options: FaultOptions): Promise<boolean> {
  const matrix = matrixOf(name, options.acts)
  const began = performance.now()
  const wantedCells = options.cells.map(cellOf)
  const running = await matrix.open(
    wantedCells.length > 0 ? Math.min(options.lanes, wantedCells.length) : options.lanes,
  )
  const { runners } = running
  const tell = teller(matrix.name)
  try {
    const dry = wantedCells.length > 0 ? [] : await dryRuns(runners, journeysOf(matrix, options), tell)
    const all = cellsIn(dry)
    const cells = wantedCells.length > 0 ? wantedCells : chosen(all, options)
    const ofAll = cells.length < all.length ? ` of ${all.length}` : ''
    console.log(`${cells.length}${ofAll} cells on ${runners.length} lanes, seed ${options.seed}`)
    const rows = [...dry, ...(await judgedAlone(runners, await runCells(runners, cells, tell), tell))]
    report(matrix.name, rows)
    console.log(`in ${((performance.now() - began) / 60_000).toFixed(1)} min, seed ${options.seed}`)
    return !rows.some((row) => isWrong(row) || isUnjudged(row.result))
  } finally {
    await running.close()
  }
}

/** What nobody could judge, because this program had too much to do, is run once more with nothing beside it. */
async function judgedAlone(runners: readonly Runner[], rows: readonly Row[], tell: (row: Row) => void): Promise<Row[]> {
  const left = rows.filter(({ result }) => isUnjudged(result))
  const again = left.flatMap(({ cell }) => (cell ? [cell] : []))
  if (again.length === 0) return [...rows]
  console.log(`${again.length} cells could not be judged, and are run by themselves`)
  return [...rows.filter((row) => !left.includes(row)), ...(await runCells(runners.slice(0, 1), again, tell))]
}

const journeysOf = ({ journeys }: Matrix, { journey }: FaultOptions): string[] =>
  journeys.filter((one) => journey === null || one.includes(journey))

function chosen(cells: readonly Cell[], { fault, part, sample, seed }: FaultOptions): Cell[] {
  const ofFault = fault === null ? cells : cells.filter(({ armed }) => armed.fault === faultOf(fault))
  const fitting = part === null ? ofFault : partOf(ofFault, part)
  return sampleOf(fitting, sample ?? fitting.length, seed)
}

function faultOf(word: string): Fault {
  const fault = faults.find((one) => one === word)
  if (!fault) throw new Error(`There is no fault "${word}": ${faults.join(', ')}.`)
  return fault
}

function cellOf(text: string): Cell {
  const cell = readCell(text)
  if (!cell) throw new Error(`"${text}" is no cell: JOURNEY:MESSAGE.NUMBER:FAULT`)
  return cell
}

/** Wrong cells as they are found, and how far it is. */
function teller(floor: string): (row: Row) => void {
  let count = 0
  return (row) => {
    count += 1
    if (isWrong(row)) console.log(wrongText(floor, row))
    if (count % 50 === 0) console.log(`${count} cells so far`)
  }
}

function report(floor: string, rows: readonly Row[]): void {
  console.log(
    `\n${floor}: cells that are right, by journey and fault; in brackets: the message did not come, or nothing could be judged\n`,
  )
  console.log(asTable(rows))
  console.log(`\n${summary(rows)}`)
  console.log(pace(rows))
  for (const row of rows.filter(isWrong)) console.log(wrongText(floor, row))
  for (const { journey, cell, result } of rows.filter((row) => isUnjudged(row.result)))
    console.log(`NOT JUDGED ${cell ? cellName(cell) : journey}: ${result.why ?? 'could not be staged'}`)
}
