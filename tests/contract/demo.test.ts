// The demo PBX's connector against the real demo PBX, a process of its own.

import { machineClock } from '#contract/time.ts'
import type { Connector } from '#main/pbx/connector.ts'
import { createDemoConnector } from '#main/pbx/demo/connector.ts'
import { addressOf, readReadyLine } from '#main/pbx/demo/ready.ts'
import { openCuttable } from '../asterisk/cuttable.ts'
import { fakeDemoPbx } from '../fakes/fake-demo-pbx.ts'
import { sipPhone } from '../fakes/sip-phone.ts'
import { type DemoPbx, startDemoPbx } from '../stage/demo-floor.ts'
import type { Tones } from '../stage/operator.ts'
import { connectorContract } from './connector-contract.ts'
import type { ConnectorOrder, ContractHarness } from './harness.ts'

const agents = { first: '1001', second: '1002' }
const lines = { first: '5001', second: '5002' }

async function demoHarness(): Promise<ContractHarness> {
  let pbx: DemoPbx = await startDemoPbx({ program: 'with faults' })
  const cable = await openCuttable(Number(new URL(pbx.ready.control).port))
  const noise = await fakeDemoPbx()
  noise.greeting.text = 'HTTP/1.1 200 OK'
  const closing: (() => Promise<unknown>)[] = []
  const ask = <T = unknown>(method: string, params: object) => pbx.operator.request<T>(method, params)
  const lineOf = (line: 'first' | 'second') => {
    const ready = readReadyLine(JSON.stringify(pbx.ready))
    const address = ready && addressOf(ready, { name: 'Sam', extension: lines[line] })
    if (!address || 'code' in address) throw new Error('the demo PBX has no such line')
    return address
  }
  const consoles = new Map<Connector, { readonly owner: string; crashed: boolean }>()

  const connector = ({ owner = 'console-contract', way = 'api', line = 'first', trouble }: ConnectorOrder = {}) => {
    const process = { owner, crashed: false }
    const made = createDemoConnector({
      clock: machineClock(globalThis),
      random: Math.random,
      log: () => {},
      switchBy: () => way,
      owner,
      supervisor: 'Sam',
      source: {
        address: async () => {
          // A process that has died does not come back by itself.
          if (process.crashed) return new Promise(() => {})
          const address = lineOf(line)
          if (trouble === 'wrongSecret') return { ...address, secret: 'wrong' }
          if (trouble === 'unreachable') return { ...address, controlUrl: 'ws://127.0.0.1:1/control' }
          if (trouble === 'garbage') return { ...address, controlUrl: noise.address.controlUrl }
          return { ...address, controlUrl: `ws://127.0.0.1:${cable.port}/control` }
        },
        close: async () => {},
      },
    })
    consoles.set(made, process)
    closing.push(() => made.close())
    return made
  }
  return {
    connector,
    keepsOverCut: true,
    phone: async (line) => {
      const phone = await sipPhone(lineOf(line).line)
      closing.push(phone.close)
      return phone
    },
    call: async (agent) => {
      const { call } = await ask<{ call: string }>('scenario.call', { agent: agents[agent], onNet: false })
      return { callId: call, agentId: agents[agent] }
    },
    endCall: async ({ callId }) => void (await ask('scenario.end', { call: callId })),
    hold: async ({ callId }, on) => void (await ask('scenario.hold', { call: callId, on })),
    transfer: async ({ callId }) =>
      void (await ask('scenario.transfer', { call: callId, to: agents.second, attended: false })),
    hearsPhone: async (side, { callId, agentId }) => {
      const ear = side === 'agent' ? `agent:${agentId}` : `caller:${callId}`
      const { db } = await ask<Tones>('ear.tones', { ear, frequencies: [1000], windowMs: 200 })
      return (db['1000'] ?? -120) > -45
    },
    cutFeed: async () => void (await ask('fault.cut', { what: 'control', owner: 'console-contract' })),
    stallFeed: (on) => (on ? cable.hold() : cable.release()),
    restart: async () => {
      pbx = await pbx.restart()
    },
    monitorsLeft: async () => (await ask<{ monitors: number }>('stats', {})).monitors,
    crash: async (of) => {
      const process = consoles.get(of)
      if (!process) throw new Error('not a connector of this harness')
      process.crashed = true
      await ask('fault.cut', { what: 'control', owner: process.owner })
    },
    close: async () => {
      await Promise.all(closing.map((close) => close()))
      await noise.close()
      await cable.close()
      await pbx.close()
    },
  }
}

connectorContract('demo PBX', demoHarness, ['api', 'info', 'rfc4733'])
