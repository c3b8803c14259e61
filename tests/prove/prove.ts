// `npm run prove -- FLOOR`: who hears whom in every mode and after every change of mode, measured by tone through the real console.
import { parseArgs } from 'node:util'
import type { SwitchWay } from '#contract/monitor.ts'
import type { ProofFloor } from '../stage/floor.ts'
import { proofFloors } from './floors.ts'
import { asTable, type Cell } from './matrix.ts'
import { proveWay } from './prove-way.ts'

const { positionals, values } = parseArgs({
  allowPositionals: true,
  options: { way: { type: 'string' }, json: { type: 'boolean' } },
})
const names = proofFloors.map((floor) => floor.name).join(', ')
const floor = proofFloors.find(({ name }) => name === (positionals[0] ?? 'demo'))
if (!floor) {
  console.error(`There is no floor "${positionals[0]}". Floors: ${names}.`)
  process.exit(2)
}
process.exit((await prove(floor, values.way as SwitchWay | undefined)) ? 0 : 1)

async function prove(of: ProofFloor, only: SwitchWay | undefined): Promise<boolean> {
  let right = true
  for (const way of of.ways.filter((one) => !only || one === only)) {
    const proof = await proveWay(of, way)
    right &&= proof.right
    console.log(
      `\n${of.name}, modes switched by ${way}: levels in dBFS, unwanted tones relative to the weakest wanted one of the ear`,
    )
    console.log(values.json ? JSON.stringify(proof.cells) : asTable(proof.cells))
    console.log(`changes of mode seen: ${proof.changes.join(', ')}`)
    if (proof.troubles.length > 0)
      console.log(`what went wrong under a whisper, measured as listen: ${proof.troubles.join(', ')}`)
    console.log(`longest gap of the call itself: agent ${proof.gaps.agent} frames, caller ${proof.gaps.caller} frames`)
    for (const cell of proof.cells.filter((one: Cell) => !one.right))
      console.log(`WRONG: ${cell.mode} after ${cell.after} ${cell.ear}: ${cell.why}`)
  }
  console.log(right ? '\nEvery cell is right.' : '\nSome cells are wrong.')
  return right
}
