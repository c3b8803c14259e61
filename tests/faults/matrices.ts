// Which journeys go wrong on which floor: of monitors, or of what a supervisor does to calls and agents.
import { actFloors } from './acts/act-floors.ts'
import { faultFloors } from './fault-floors.ts'
import { journeys } from './journeys.ts'
import { monitorRunners, type Runner } from './run-matrix.ts'

export type Matrix = {
  readonly name: string // as it is asked for
  readonly journeys: readonly string[]
  open(lanes: number): Promise<{ readonly runners: readonly Runner[]; close(): Promise<void> }>
}

const monitorMatrices: readonly Matrix[] = faultFloors.map((floor) => ({
  name: floor.name,
  journeys: journeys.map(({ name }) => name).filter(floor.journeys),
  async open(count) {
    const { lanes, close } = await floor.open(count)
    return { runners: monitorRunners(lanes), close }
  },
}))

const actMatrices: readonly Matrix[] = actFloors.map((floor) => ({ ...floor, name: `${floor.name} --acts` }))

export function matrixOf(floor: string, acts: boolean): Matrix {
  const matrices = acts ? actMatrices : monitorMatrices
  const found = matrices.find(({ name }) => name === (acts ? `${floor} --acts` : floor))
  if (!found) throw new Error(`There are no faults for "${floor}": ${matrices.map(({ name }) => name).join(', ')}.`)
  return found
}
