// Runs cells on all lanes at once; what could not be staged or judged is tried again, and never counted as right.
import type { Lane } from './floor.ts'
import { type Journey, journeys, transfers } from './journeys.ts'
import { type Cell, cellsOf } from './plan.ts'
import { type Pulse, startPulse } from './pulse.ts'
import { type CellResult, runCell, StageFailed } from './run-cell.ts'
import type { Row } from './table.ts'
import type { Armed, Spot } from './wire/injector.ts'

export type Told = (row: Row) => void

/** Runs a journey on a lane of its own; `armed` null: without a fault. */
export type Runner = (journey: string, armed: Armed | null) => Promise<CellResult>

/** Of monitors: what a supervisor hears and says. */
export const monitorRunners = (lanes: readonly Lane[]): readonly Runner[] =>
  lanes.map((lane) => (journey, armed) => runCell(lane, journeyOf(journey), armed))

/** Each journey without a fault: what passes is what can go wrong. */
export async function dryRuns(runners: readonly Runner[], names: readonly string[], told: Told): Promise<Row[]> {
  return onLanes(runners, names, async (run, journey, pulse) => {
    const result = await tried(run, journey, null, pulse)
    const row: Row = { journey, fault: null, cell: null, result }
    told(row)
    return row
  })
}

export const cellsIn = (dry: readonly Row[]): Cell[] =>
  dry.flatMap(({ journey, result }) => cellsOf(journey, distinct(result.seen)))

export async function runCells(runners: readonly Runner[], cells: readonly Cell[], told: Told): Promise<Row[]> {
  return onLanes(runners, cells, async (run, cell, pulse) => {
    const { journey, armed } = cell
    const result = await tried(run, journey, armed, pulse)
    const row: Row = { journey, fault: armed.fault, cell, result }
    told(row)
    return row
  })
}

function journeyOf(name: string): Journey {
  const journey = [...journeys, ...transfers].find((one) => one.name === name)
  if (!journey) throw new Error(`there is no journey ${name}: ${journeys.map((one) => one.name).join(', ')}`)
  return journey
}

const tries = 3
/** A timer that is later than this makes claims and ears of a moment belong to different moments. */
const tooLateMs = 250
/** Where Asterisk numbers its frames anew, a gap is known by when they arrive: a timer later than this makes one out of nothing. */
const tooLateForGapsMs = 40

/** Again where the message did not come, or nothing could be judged: the stage failed, or the machine was too busy for it. */
async function tried(run: Runner, journey: string, armed: Armed | null, pulse: Pulse): Promise<CellResult> {
  for (let left = tries - 1; ; left--) {
    await pulse.steady()
    const began = performance.now()
    const result = await run(journey, armed).catch(notStaged)
    const lateMs = pulse.worstSince(began)
    const isWrong = result.wrongs.length > 0
    if (isWrong && (lateMs > limitOf(result) || result.outcome === 'unstaged')) {
      if (left > 0) continue
      return { ...result, outcome: 'unstaged', wrongs: [], why: why(result, lateMs) }
    }
    if (result.outcome !== 'unmet' || left === 0) return result
  }
}

const limitOf = ({ wrongs }: CellResult): number =>
  wrongs.every(({ kind }) => kind === 'gap') ? tooLateForGapsMs : tooLateMs

const why = ({ wrongs }: CellResult, lateMs: number): string =>
  `this program was up to ${Math.round(lateMs)} ms late; ${wrongs.map(({ what }) => what).join('; ')}`

function notStaged(cause: unknown): CellResult {
  if (!(cause instanceof StageFailed)) throw cause
  return { outcome: 'unstaged', wrongs: [{ kind: 'stage', what: cause.message }], seen: [], ms: 0 }
}

async function onLanes<Job, Done>(
  runners: readonly Runner[],
  jobs: readonly Job[],
  run: (runner: Runner, job: Job, pulse: Pulse) => Promise<Done>,
): Promise<Done[]> {
  const waiting = [...jobs]
  const pulse = startPulse()
  const done: Done[] = []
  const work = async (runner: Runner): Promise<void> => {
    for (let job = waiting.shift(); job !== undefined; job = waiting.shift()) done.push(await run(runner, job, pulse))
  }
  await Promise.all(runners.map(work)).finally(pulse.stop)
  return done
}

const distinct = (seen: readonly Spot[]): Spot[] => [
  ...new Map(seen.map((spot) => [`${spot.name}.${spot.nth}`, spot])).values(),
]
