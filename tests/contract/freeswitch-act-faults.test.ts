// A few cells of the fault matrix of acts on the simulated FreeSWITCH, others each time: `EARSHOT_SEED` brings a sample back. The whole: `npm run prove -- freeswitch --faults --acts`.
import { afterAll, beforeAll, expect, it } from 'vitest'
import { type Matrix, matrixOf } from '../faults/matrices.ts'
import { type Cell, mulberry32, sampleOf } from '../faults/plan.ts'
import { cellsIn, dryRuns, runCells } from '../faults/run-matrix.ts'
import { isJudged, isWrong, wrongText } from '../faults/table.ts'
import { mendedWithinMs } from '../faults/wire/fault.ts'

const lanes = 4
const seed = Number(process.env.EARSHOT_SEED ?? Math.floor(Math.random() * 1e9))
/** What takes 10 s to be noticed, or is mended by the next comparison with the PBX's lists, is for the whole matrix. */
const isSoonOver = ({ armed }: Cell): boolean => mendedWithinMs(armed.name, armed.fault) < 2000

const matrix = matrixOf('freeswitch', true)
let running: Awaited<ReturnType<Matrix['open']>>
beforeAll(async () => {
  running = await matrix.open(lanes)
})
afterAll(() => running.close())

it(`does each act once or not at all, and never says otherwise, while one message goes wrong (EARSHOT_SEED=${seed})`, async () => {
  console.log(`fault matrix of acts on FreeSWITCH: a sample by EARSHOT_SEED=${seed}`)
  const random = mulberry32(seed)
  const names = matrix.journeys
    .map((name) => ({ name, dice: random() }))
    .toSorted((one, other) => one.dice - other.dice)
    .slice(0, lanes)
    .map(({ name }) => name)
  const quiet = () => undefined
  const dry = await dryRuns(running.runners, names, quiet)
  const rows = await runCells(running.runners, sampleOf(cellsIn(dry).filter(isSoonOver), lanes, seed), quiet)
  expect([...dry, ...rows].filter(isWrong).map((row) => wrongText(matrix.name, row))).toEqual([])
  expect(rows.filter(isJudged).length).toBeGreaterThanOrEqual(lanes - 1)
}, 60_000)
