// The demo PBX with several lanes beside each other; its one wire is the control socket.
import { machineClock } from '#contract/time.ts'
import { createDemoConnector } from '#main/pbx/demo/connector.ts'
import type { AddressSource, DemoAddress } from '#main/pbx/demo/link.ts'
import { addressOf, readReadyLine } from '#main/pbx/demo/ready.ts'
import { type DemoPbx, startDemoPbx } from '../stage/demo-floor.ts'
import { demoLine } from './demo-line.ts'
import {
  agentsOfLane,
  type DemoBasedLane,
  type DemoLaneParts,
  demoLaneOf,
  demoLevel,
  isOfLane,
  mostDemoLanes,
} from './demo-stage.ts'
import type { FaultFloor } from './floor.ts'
import { demoNames } from './wire/demo-names.ts'
import { openHttpProxy } from './wire/http-proxy.ts'
import { createInjector } from './wire/injector.ts'

export const demoFaultFloor: FaultFloor = {
  name: 'demo',
  // On this floor the other party of a call is outside and hands nothing over.
  journeys: (name) => name !== 'transfer-by-caller',
  open: openDemoLanes,
}

export async function openDemoLanes(wanted: number) {
  const count = Math.min(wanted, mostDemoLanes)
  const lines = Array.from({ length: count }, (_, index) => `500${index + 1}`)
  const pbx = await startDemoPbx({ lines })
  const lanes = await Promise.all(lines.map((line, index) => openLane(pbx, line, index)))
  return { lanes, pbx, close: () => pbx.close() }
}

async function openLane(pbx: DemoPbx, line: string, index: number): Promise<DemoBasedLane> {
  const { operator } = pbx
  const injector = createInjector(() => performance.now())
  const ready = readReadyLine(JSON.stringify(pbx.ready))
  const address = ready && addressOf(ready, { name: 'Sam', extension: line })
  if (!address || 'code' in address) throw new Error(`the demo PBX has no line ${line}`)
  const phone = await demoLine(address.line, (hz, windowMs) => demoLevel(operator, `line:${line}`, hz, windowMs))
  const calls: DemoLaneParts['own'] = []
  const stage = { operator, agents: agentsOfLane(index), callIdOf: (id: string) => id }
  const names = demoNames(isOfLane(stage.agents, line, calls))
  const openProxy = () => openHttpProxy(Number(new URL(address.controlUrl).port), injector, names)
  const { port, ...lane } = await demoLaneOf(stage, calls, openProxy)
  return {
    name: line,
    injector,
    connector: () =>
      createDemoConnector({
        clock: machineClock(globalThis),
        random: Math.random,
        log: () => undefined,
        switchBy: () => 'api',
        owner: `lane-${index}`,
        supervisor: 'Sam',
        source: addressBehind(port(), address),
      }),
    phone: phone.next,
    stage,
    line,
    own: calls,
    hangUpLine: phone.hangUp,
    ...lane,
  }
}

/** Where a console finds the PBX: behind the proxy of its time. */
const addressBehind = (port: number, address: DemoAddress): AddressSource => ({
  address: async () => ({ ...address, controlUrl: `ws://127.0.0.1:${port}/control` }),
  close: async () => undefined,
})
