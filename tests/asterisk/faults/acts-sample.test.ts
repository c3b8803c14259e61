// Twelve cells of the fault matrix of acts on the real Asterisk, others each time: `EARSHOT_SEED` brings a sample back.
import { afterAll, beforeAll, expect, it } from 'vitest'
import { type Matrix, matrixOf } from '../../faults/matrices.ts'
import { type Cell, mulberry32, sampleOf } from '../../faults/plan.ts'
import { cellsIn, dryRuns, runCells } from '../../faults/run-matrix.ts'
import { isJudged, isWrong, wrongText } from '../../faults/table.ts'
import { mendedWithinMs } from '../../faults/wire/fault.ts'

const cells = 12
const lanes = 4
const seed = Number(process.env.EARSHOT_SEED ?? Math.floor(Math.random() * 1e9))
/** What is mended only by the next comparison with the PBX's lists is for the whole matrix. */
const isSoonOver = ({ armed }: Cell): boolean => mendedWithinMs(armed.name, armed.fault) < 12_000

const matrix = matrixOf('asterisk', true)
let running: Awaited<ReturnType<Matrix['open']>>
beforeAll(async () => {
  running = await matrix.open(lanes)
}, 60_000)
afterAll(() => running.close())

it(`does each act once or not at all, and never says otherwise, while one message goes wrong (EARSHOT_SEED=${seed})`, async () => {
  console.log(`fault matrix of acts: a sample by EARSHOT_SEED=${seed}`)
  const random = mulberry32(seed)
  const some = matrix.journeys
    .map((name) => ({ name, dice: random() }))
    .toSorted((one, other) => one.dice - other.dice)
    .slice(0, 2 * lanes)
    .map(({ name }) => name)
  const quiet = () => undefined
  const dry = await dryRuns(running.runners, some, quiet)
  const rows = await runCells(running.runners, sampleOf(cellsIn(dry).filter(isSoonOver), cells, seed), quiet)
  const wrong = [...dry, ...rows].filter(isWrong).map((row) => wrongText(matrix.name, row))
  expect(wrong.join('; ')).toBe('')
  expect(rows.filter(isJudged).length).toBeGreaterThanOrEqual(cells - 2)
}, 240_000)
