// The simulators as a program: the demo PBX with faults on demand, and a NetSapiens platform before it where it is wanted.
import { randomBytes } from 'node:crypto'
import { machineClock } from '#main/demo-pbx/kit/time.ts'
import { runProgram } from '#main/demo-pbx/program.ts'
import { faultyDoor } from './demo-pbx/door.ts'
import { createFaultSwitch } from './demo-pbx/faults.ts'
import { createFaultyFlows } from './demo-pbx/flows.ts'
import { faultyTelephony } from './demo-pbx/telephony.ts'
import { startBeside } from './netsapiens/beside.ts'
import { type Caller, ringingAsBridge } from './netsapiens/bridge.ts'
import { readSimulatorOptions, type SimulatorOptions } from './options.ts'

const hex = (bytes: number) => randomBytes(bytes).toString('hex')

const faults = createFaultSwitch()
const flows = createFaultyFlows(faults, () => hex(8))
const callers = new Map<string, Caller>()

runProgram<SimulatorOptions>(
  readSimulatorOptions(process.argv.slice(2), process.env, () => hex(16)),
  {
    flows: flows.around,
    telephony: (inner) => ringingAsBridge(faultyTelephony(inner, faults), callers),
    door: (inner) => faultyDoor(inner, { faults, after: machineClock.after, cutPhones: flows.cut }),
    startBeside: async (chosen, ready, pbx) => {
      if (!chosen.netsapiens) return null
      const { isRegistered } = pbx
      const parts = { demo: ready, ports: chosen.netsapiens, isRegistered, callers, ...machineClock }
      const beside = await startBeside(parts)
      return { ready: { netsapiens: beside.ready }, close: beside.close }
    },
  },
)
