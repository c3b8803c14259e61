// `npm run prove -- FLOOR --transfers N`: N attended and N blind transfers, by the agent and by the other party, half of them beside two busy loops.
import { besideLoops } from './busy-loops.ts'
import type { FaultFloor } from './floor.ts'
import { transfers } from './journeys.ts'
import type { WrongKind } from './judge.ts'
import { dryRuns, monitorRunners } from './run-matrix.ts'
import { isUnjudged, isWrong, type Row, wrongText } from './table.ts'

/** True: no monitor was lost, and nobody heard whom the card did not name. */
export async function proveTransfers(floor: FaultFloor, times: number, lanes: number): Promise<boolean> {
  const running = await floor.open(lanes)
  const runners = monitorRunners(running.lanes)
  const tell = (row: Row) => void (isWrong(row) && console.log(wrongText(floor.name, row)))
  const names = transfers.flatMap(({ name }) => Array.from({ length: Math.ceil(times / 4) }, () => name))
  try {
    const quiet = await dryRuns(runners, names, tell)
    const busy = await besideLoops(() => dryRuns(runners, names, tell))
    console.log(`\n${floor.name}: transfers of a monitored call\n\n${asTable(quiet, busy)}`)
    return [...quiet, ...busy].every((row) => !isWrong(row) && !isUnjudged(row.result))
  } finally {
    await running.close()
  }
}

function asTable(quiet: readonly Row[], busy: readonly Row[]): string {
  const head = ['transfer', 'machine', 'runs', 'lost', 'heard by somebody unnamed', 'otherwise wrong', 'not judged']
  const lines = transfers.flatMap(({ name }) => [
    line(
      name,
      'quiet',
      quiet.filter(({ journey }) => journey === name),
    ),
    line(
      name,
      'busy',
      busy.filter(({ journey }) => journey === name),
    ),
  ])
  const widths = head.map((_, column) => Math.max(...[head, ...lines].map((cells) => (cells[column] ?? '').length)) + 2)
  return [head, ...lines]
    .map((cells) => cells.map((text, column) => text.padEnd(widths[column] ?? 0)).join(''))
    .join('\n')
}

const lost: readonly WrongKind[] = ['lost', 'unsettled']

function line(name: string, machine: string, rows: readonly Row[]): string[] {
  const having = (isIt: (kind: WrongKind) => boolean) =>
    rows.filter(({ result }) => result.wrongs.some(({ kind }) => isIt(kind))).length
  const figures = [
    rows.length,
    having((kind) => lost.includes(kind)),
    having((kind) => kind === 'heard'),
    having((kind) => kind !== 'heard' && !lost.includes(kind)),
    rows.filter(({ result }) => isUnjudged(result)).length,
  ]
  return [name, machine, ...figures.map(String)]
}
