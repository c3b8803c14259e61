// Twenty cells of the fault matrix on the real Asterisk, another twenty each time: `EARSHOT_SEED` brings a sample back.
import { afterAll, beforeAll, expect, it } from 'vitest'
import { faultFloors } from '../../faults/fault-floors.ts'
import type { FaultFloor } from '../../faults/floor.ts'
import { journeys } from '../../faults/journeys.ts'
import { sampleOf } from '../../faults/plan.ts'
import { cellsIn, dryRuns, monitorRunners, type Runner, runCells } from '../../faults/run-matrix.ts'
import { isJudged, isWrong, wrongText } from '../../faults/table.ts'

const cells = 20
const lanes = 5
const seed = Number(process.env.EARSHOT_SEED ?? Math.floor(Math.random() * 1e9))
const floor = 'asterisk'
/** A cell may not meet its message, or the machine may be too busy for it: then the next of the sample is tried. */
const spare = 10

let running: Awaited<ReturnType<FaultFloor['open']>>
let runners: readonly Runner[]
beforeAll(async () => {
  const found = faultFloors.find(({ name }) => name === floor)
  if (!found) throw new Error(`no floor ${floor}`)
  running = await found.open(lanes)
  runners = monitorRunners(running.lanes)
})
afterAll(() => running.close())

it(`keeps both promises while one message goes wrong, in each cell of a sample (EARSHOT_SEED=${seed})`, async () => {
  console.log(`fault matrix: a sample by EARSHOT_SEED=${seed}`)
  const quiet = () => undefined
  const dry = await dryRuns(
    runners,
    journeys.map(({ name }) => name),
    quiet,
  )
  expect(dry.filter(isWrong).map((row) => wrongText(floor, row))).toEqual([])
  const sample = sampleOf(cellsIn(dry), cells + spare, seed)
  const rows = await runCells(runners, sample.slice(0, cells), quiet)
  const missing = cells - rows.filter(isJudged).length
  const more = await runCells(runners, sample.slice(cells, cells + 2 * missing), quiet)
  const all = [...rows, ...more]
  expect(all.filter(isWrong).map((row) => wrongText(floor, row))).toEqual([])
  expect(all.filter(isJudged).length).toBeGreaterThanOrEqual(cells)
}, 240_000)
