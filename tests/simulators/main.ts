// The simulators as a program: the demo PBX with faults on demand, and a NetSapiens platform or a FreeSWITCH before it where it is wanted.
import { randomBytes } from 'node:crypto'
import { machineClock } from '#main/demo-pbx/kit/time.ts'
import { runProgram } from '#main/demo-pbx/program.ts'
import { faultyDoor } from './demo-pbx/door.ts'
import { createFaultSwitch } from './demo-pbx/faults.ts'
import { createFaultyFlows } from './demo-pbx/flows.ts'
import { faultyTelephony } from './demo-pbx/telephony.ts'
import { startFreeswitchBeside } from './freeswitch/beside.ts'
import { type FreeswitchRing, ringingAsFreeswitch } from './freeswitch/ringing.ts'
import { startBeside } from './netsapiens/beside.ts'
import { type Caller, ringingAsBridge } from './netsapiens/bridge.ts'
import { readSimulatorOptions, type SimulatorOptions } from './options.ts'

const hex = (bytes: number) => randomBytes(bytes).toString('hex')

const faults = createFaultSwitch()
const flows = createFaultyFlows(faults, () => hex(8))
const callers = new Map<string, Caller>()
const rings = new Map<string, FreeswitchRing>()

runProgram<SimulatorOptions>(
  readSimulatorOptions(process.argv.slice(2), process.env, () => hex(16)),
  {
    flows: flows.around,
    telephony: (inner) => ringingAsFreeswitch(ringingAsBridge(faultyTelephony(inner, faults), callers), rings),
    door: (inner) => faultyDoor(inner, { faults, after: machineClock.after, cutPhones: flows.cut }),
    startBeside: async (chosen, ready, pbx) => {
      const { isRegistered } = pbx
      if (chosen.freeswitch !== null) {
        const parts = { demo: ready, port: chosen.freeswitch, isRegistered, rings, ...machineClock }
        const beside = await startFreeswitchBeside(parts)
        return { ready: { freeswitch: beside.ready }, close: beside.close }
      }
      if (!chosen.netsapiens) return null
      const parts = { demo: ready, ports: chosen.netsapiens, isRegistered, callers, ...machineClock }
      const beside = await startBeside(parts)
      return { ready: { netsapiens: beside.ready }, close: beside.close }
    },
  },
)
