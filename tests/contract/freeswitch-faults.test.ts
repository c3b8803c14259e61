// A few cells of the fault matrix on the simulated FreeSWITCH, others each time: `EARSHOT_SEED` brings a sample back. The whole: `npm run prove -- freeswitch --faults`.
import { afterAll, beforeAll, expect, it } from 'vitest'
import type { FaultFloor } from '../faults/floor.ts'
import { freeswitchFaultFloor } from '../faults/freeswitch-lanes.ts'
import { journeys } from '../faults/journeys.ts'
import { type Cell, mulberry32, sampleOf } from '../faults/plan.ts'
import { cellsIn, dryRuns, monitorRunners, type Runner, runCells } from '../faults/run-matrix.ts'
import { isJudged, isWrong, wrongText } from '../faults/table.ts'
import { lastsMs } from '../faults/wire/fault.ts'

const lanes = 6
const seed = Number(process.env.EARSHOT_SEED ?? Math.floor(Math.random() * 1e9))
/** What takes 10 s to be noticed is for the whole matrix. */
const isSoonOver = ({ armed }: Cell): boolean => lastsMs(armed.name, armed.fault) < 2000

let running: Awaited<ReturnType<FaultFloor['open']>>
let runners: readonly Runner[]
beforeAll(async () => {
  running = await freeswitchFaultFloor.open(lanes)
  runners = monitorRunners(running.lanes)
})
afterAll(() => running.close())

it(`keeps both promises while one message goes wrong, in each cell of a sample (EARSHOT_SEED=${seed})`, async () => {
  console.log(`fault matrix of FreeSWITCH: a sample by EARSHOT_SEED=${seed}`)
  const random = mulberry32(seed)
  const names = journeys
    .filter(({ name }) => freeswitchFaultFloor.journeys(name))
    .map(({ name }) => ({ name, dice: random() }))
    .toSorted((a, b) => a.dice - b.dice)
    .slice(0, lanes)
    .map(({ name }) => name)
  const quiet = () => undefined
  const dry = await dryRuns(runners, names, quiet)
  const rows = await runCells(runners, sampleOf(cellsIn(dry).filter(isSoonOver), lanes, seed), quiet)
  expect([...dry, ...rows].filter(isWrong).map((row) => wrongText('freeswitch', row))).toEqual([])
  expect(rows.filter(isJudged).length).toBeGreaterThanOrEqual(lanes - 2)
}, 60_000)
