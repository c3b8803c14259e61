// Runs cells on all lanes at once; what could not be staged is tried again once, and never counted as right.
import type { Lane } from './floor.ts'
import { type Journey, journeys } from './journeys.ts'
import { type Cell, cellsOf } from './plan.ts'
import { type CellResult, runCell, StageFailed } from './run-cell.ts'
import type { Row } from './table.ts'
import type { Spot } from './wire/injector.ts'

export type Told = (row: Row) => void

/** Each journey without a fault: what passes is what can go wrong. */
export async function dryRuns(lanes: readonly Lane[], names: readonly string[], told: Told): Promise<Row[]> {
  return onLanes(lanes, names, async (lane, journey) => {
    const result = await tried(lane, journeyOf(journey), null)
    const row: Row = { journey, fault: null, cell: null, result }
    told(row)
    return row
  })
}

export const cellsIn = (dry: readonly Row[]): Cell[] =>
  dry.flatMap(({ journey, result }) => cellsOf(journey, distinct(result.seen)))

export async function runCells(lanes: readonly Lane[], cells: readonly Cell[], told: Told): Promise<Row[]> {
  return onLanes(lanes, cells, async (lane, cell) => {
    const { journey, armed } = cell
    const result = await tried(lane, journeyOf(journey), armed)
    const row: Row = { journey, fault: armed.fault, cell, result }
    told(row)
    return row
  })
}

function journeyOf(name: string): Journey {
  const journey = journeys.find((one) => one.name === name)
  if (!journey) throw new Error(`there is no journey ${name}: ${journeys.map((one) => one.name).join(', ')}`)
  return journey
}

async function tried(lane: Lane, journey: Journey, armed: Cell['armed'] | null): Promise<CellResult> {
  for (let left = 1; ; left--) {
    try {
      const result = await runCell(lane, journey, armed)
      if (result.outcome !== 'unmet' || left === 0) return result
    } catch (cause) {
      if (!(cause instanceof StageFailed)) throw cause
      const wrongs = [{ kind: 'stage', what: `could not be staged: ${cause.message}` }] as const
      if (left === 0) return { outcome: 'unsettled', wrongs, seen: [], ms: 0 }
    }
  }
}

async function onLanes<Job, Done>(
  lanes: readonly Lane[],
  jobs: readonly Job[],
  run: (lane: Lane, job: Job) => Promise<Done>,
): Promise<Done[]> {
  const waiting = [...jobs]
  const done: Done[] = []
  const work = async (lane: Lane): Promise<void> => {
    for (let job = waiting.shift(); job !== undefined; job = waiting.shift()) done.push(await run(lane, job))
  }
  await Promise.all(lanes.map(work))
  return done
}

const distinct = (seen: readonly Spot[]): Spot[] => [
  ...new Map(seen.map((spot) => [`${spot.name}.${spot.nth}`, spot])).values(),
]
