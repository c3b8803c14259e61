// `npm run prove -- FLOOR`: who hears whom in every mode and after every change of mode, measured by tone through the real console.
// `npm run prove -- FLOOR --transfers N`: that a monitor goes along with N attended and N blind transfers.
// `npm run prove -- asterisk --take-overs N [--way ari]`: N calls taken over by ARI and N by the dialplan: gaps, ears, and what is left.
// `npm run prove -- demo --take-overs N`: the same on the demo PBX; also `freeswitch`, the simulated one.
// `npm run prove -- asterisk --transfers N --screen`: the same in the real window.
// `npm run prove -- asterisk --long MINUTES`: one call monitored for so long, and what the history says of it.
// `npm run prove -- FLOOR --faults`: the same while one message after the other goes wrong between console and PBX.
// `npm run prove -- FLOOR --faults --acts`: the same of what a supervisor does to calls and agents: done once or not at all, and never told otherwise.
// `npm run prove -- asterisk --notice`: who hears the tone that tells of monitoring, to whom it is meant, in every mode; and what recordings hold.
// `npm run prove -- line …`: the line itself, see line/prove-line.ts.
// `npm run prove -- docs`: docs/asterisk.md followed to the letter, then the set-up on the screen, to the first heard call.
// `npm run prove -- --config FILE --agent 1001 --caller 1002`: the same on the customer's own PBX, between two extensions nobody uses.
import { spawnSync } from 'node:child_process'
import type { SwitchWay } from '#contract/monitor.ts'
import type { Cell } from '#main/proof/judge.ts'
import { faultFloors } from '../faults/fault-floors.ts'
import { proveLongCall } from '../faults/long/long-call.ts'
import { proveFaults } from '../faults/prove-faults.ts'
import { proveTransfers } from '../faults/prove-transfers.ts'
import { readOptions } from '../options.ts'
import type { ProofFloor } from '../stage/floor.ts'
import { isTakeOverFloor, proveDemoTakeOvers } from './acts/demo-take-overs.ts'
import { proveTakeOvers } from './acts/take-overs.ts'
import { proveDocs } from './docs/prove-docs.ts'
import { proofFloors } from './floors.ts'
import { proveLine } from './line/prove-line.ts'
import { asTable } from './matrix.ts'
import { proveOwnPbx } from './own/prove-own.ts'
import { proveWay } from './prove-way.ts'
import { proveTransfersOnScreen } from './screen/transfers.ts'

if (process.argv[2] === 'line') process.exit((await proveLine(process.argv.slice(3))) ? 0 : 1)

const { positionals, values } = readOptions({
  allowPositionals: true,
  options: {
    way: { type: 'string' },
    json: { type: 'boolean' },
    faults: { type: 'boolean' },
    acts: { type: 'boolean' },
    sample: { type: 'string' },
    seed: { type: 'string' },
    journey: { type: 'string' },
    fault: { type: 'string' },
    cell: { type: 'string', multiple: true },
    part: { type: 'string' },
    lanes: { type: 'string' },
    transfers: { type: 'string' },
    'take-overs': { type: 'string' },
    screen: { type: 'boolean' },
    long: { type: 'string' },
    notice: { type: 'boolean' },
    config: { type: 'string' },
    agent: { type: 'string' },
    caller: { type: 'string' },
    dial: { type: 'string' },
    sip: { type: 'string' },
  },
})
const name = positionals[0] ?? 'demo'
const seed = (): number => Number(values.seed ?? Math.floor(Math.random() * 1e9))
const { config, agent, caller, dial, sip } = values
if (config !== undefined) process.exit(await proveOwnPbx(config, { agent, caller, dial, sip }))
process.exit((await asWished()) ? 0 : 1)

async function asWished(): Promise<boolean> {
  if (name === 'docs') return proveDocs()
  if (values.notice && name === 'asterisk') return noticed()
  if (values.transfers !== undefined && values.screen && name === 'asterisk')
    return proveTransfersOnScreen(Number(values.transfers))
  if (values['take-overs'] !== undefined) return takenOver(Number(values['take-overs']))
  if (values.transfers !== undefined) return transferred(Number(values.transfers))
  if (values.long !== undefined) return monitoredFor(Number(values.long) * 60_000)
  return values.faults ? underFaults() : plainly()
}

async function takenOver(times: number): Promise<boolean> {
  if (name === 'asterisk') return proveTakeOvers(times, values.way ?? null)
  if (isTakeOverFloor(name)) return proveDemoTakeOvers(name, times)
  console.error(`Take overs are proved on asterisk, demo and freeswitch, not on "${name}".`)
  return false
}

async function transferred(times: number): Promise<boolean> {
  const floor = faultFloors.find((one) => one.name === name && one.name.startsWith('asterisk'))
  if (floor) return proveTransfers(floor, times, Number(values.lanes ?? 2))
  console.error(`Transfers are proved on asterisk, asterisk-dialplan and asterisk-desk-phone, not on "${name}".`)
  return false
}

async function monitoredFor(ms: number): Promise<boolean> {
  const floor = faultFloors.find((one) => one.name === name && one.name.startsWith('asterisk'))
  if (floor) return proveLongCall(floor, { ms, seed: seed(), faultEveryMs: 30_000, changeWithinMs: [2000, 10_000] })
  console.error(`A long call is proved on asterisk, asterisk-dialplan and asterisk-desk-phone, not on "${name}".`)
  return false
}

async function underFaults(): Promise<boolean> {
  return proveFaults(name, {
    acts: values.acts ?? false,
    sample: values.sample === undefined ? null : Number(values.sample),
    seed: seed(),
    journey: values.journey ?? null,
    fault: values.fault ?? null,
    cells: values.cell ?? [],
    part: values.part ?? null,
    lanes: Number(values.lanes ?? 12),
  }).catch((cause: unknown) => {
    console.error(cause instanceof Error ? cause.message : String(cause))
    return false
  })
}

async function plainly(): Promise<boolean> {
  const names = proofFloors.map((floor) => floor.name).join(', ')
  const floor = proofFloors.find((one) => one.name === name)
  if (floor) return prove(floor, values.way as SwitchWay | undefined)
  console.error(`There is no floor "${name}". Floors: ${names}.`)
  process.exit(2)
}

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

/** The tests of the suite, with every cell of the table. */
function noticed(): boolean {
  const tests = ['vitest', 'run', '--project', 'asterisk', 'tests/asterisk/notice']
  const env = { ...process.env, EARSHOT_NOTICE: 'all', EARSHOT_TEST_LOG: '1' }
  return spawnSync('npx', tests, { env, stdio: 'inherit' }).status === 0
}
