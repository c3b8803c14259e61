// The FreeSWITCH connector against the simulated one over the real demo PBX, a process of its own.

import { createServer } from 'node:net'
import { afterAll, expect } from 'vitest'
import type { LineAccount } from '#contract/line-account.ts'
import { machineClock } from '#contract/time.ts'
import type { Connector } from '#main/pbx/connector.ts'
import { createFreeswitchConnector } from '#main/pbx/freeswitch/connector.ts'
import { type EslSocket, realEslSocket } from '#main/pbx/freeswitch/wire/esl-socket.ts'
import { type Cuttable, openCuttable } from '../asterisk/cuttable.ts'
import { sipPhone } from '../fakes/sip-phone.ts'
import { callerLeg } from '../simulators/freeswitch/mirror.ts'
import { type DemoPbx, startDemoPbx } from '../stage/demo-floor.ts'
import { freeswitchOf, freeswitchOrder, freeswitchSiteOf, withFreeswitch } from '../stage/freeswitch-floor.ts'
import type { Tones } from '../stage/operator.ts'
import { connectorContract } from './connector-contract.ts'
import type { ConnectorOrder, ContractHarness } from './harness.ts'

const clock = machineClock(globalThis)
const agents = { first: '1001', second: '1002' }
const lines = { first: '5001', second: '5002' }

// One PBX for the whole file: every test leaves it with an empty floor, no faults and nothing monitored.
let standing: DemoPbx | null = null
afterAll(() => standing?.close())

async function still(pbx: DemoPbx): Promise<void> {
  const { calls } = await pbx.operator.request<{ calls: { id: string }[] }>('feed.subscribe')
  for (const { id } of calls) await pbx.operator.request('scenario.end', { call: id }).catch(() => undefined)
  await expect.poll(async () => (await pbx.operator.request<{ monitors: number }>('stats')).monitors).toBe(0)
}

async function freeswitchHarness(): Promise<ContractHarness> {
  standing ??= await startDemoPbx({ program: 'with faults', more: withFreeswitch })
  let pbx: DemoPbx = standing
  const noise = createServer((socket) => socket.end('HTTP/1.1 400 Bad Request\r\n\r\n'))
  await new Promise<void>((ready) => noise.listen(0, '127.0.0.1', ready))
  const noiseAt = noise.address()
  const cable: Cuttable = await openCuttable(freeswitchOf(pbx.ready).port)
  const closing: (() => Promise<unknown>)[] = []
  const killers = new Map<Connector, () => void>()
  const demoIds = new Map<string, string>()
  const ask = <T = unknown>(method: string, params: object) => pbx.operator.request<T>(method, params)
  const demoIdOf = (callId: string) => demoIds.get(callId) ?? callId
  const lineOf = (line: 'first' | 'second'): LineAccount => {
    const user = lines[line]
    const password = pbx.ready.lines.find(({ extension }) => extension === user)?.password ?? ''
    return {
      uri: `sip:${user}@${pbx.ready.domain}`,
      wsUrl: pbx.ready.sip,
      authUser: user,
      password,
      displayName: '',
      iceServers: [],
    }
  }

  const connector = ({ owner = 'console-contract', way = 'api', line = 'first', trouble }: ConnectorOrder = {}) => {
    const ports = {
      wrongSecret: cable.port,
      unreachable: 1,
      garbage: typeof noiseAt === 'object' ? (noiseAt?.port ?? 1) : 1,
    }
    const site = freeswitchSiteOf(pbx, { line: lines[line], port: trouble ? ports[trouble] : cable.port, way })
    let isDead = false
    const sockets = new Set<EslSocket>()
    const made = createFreeswitchConnector(
      trouble === 'wrongSecret' ? { ...site, esl: { ...site.esl, password: 'wrong' } } : site,
      owner,
      {
        random: Math.random,
        log: () => {},
        switchBy: () => way,
        // A process that has died does nothing more, and does not come back by itself.
        clock: { ...clock, after: (ms, run) => clock.after(ms, () => isDead || run()) },
        openSocket: (to, events) => {
          const socket = realEslSocket(to, events)
          sockets.add(socket)
          return { write: (text) => isDead || socket.write(text), close: socket.close }
        },
      },
    )
    killers.set(made, () => {
      isDead = true
      for (const socket of sockets) socket.close()
    })
    closing.push(async () => isDead || made.close())
    return made
  }
  return {
    connector,
    keepsOverCut: true,
    phone: async (line) => {
      const phone = await sipPhone(lineOf(line))
      closing.push(phone.close)
      return phone
    },
    call: async (agent) => {
      const { call } = await ask<{ call: string }>('scenario.call', { agent: agents[agent], onNet: false })
      demoIds.set(callerLeg(call), call)
      return { callId: callerLeg(call), agentId: agents[agent] }
    },
    endCall: async ({ callId }) => void (await ask('scenario.end', { call: demoIdOf(callId) })),
    hold: async ({ callId }, on) => void (await ask('scenario.hold', { call: demoIdOf(callId), on })),
    transfer: async ({ callId }) =>
      void (await ask('scenario.transfer', { call: demoIdOf(callId), to: agents.second, attended: false })),
    hearsPhone: async (side, { callId, agentId }) => {
      const ear = side === 'agent' ? `agent:${agentId}` : `caller:${demoIdOf(callId)}`
      const { db } = await ask<Tones>('ear.tones', { ear, frequencies: [1000], windowMs: 200 })
      return (db['1000'] ?? -120) > -45
    },
    cutFeed: () => freeswitchOrder(pbx, { cut: true }),
    stallFeed: (on) => (on ? cable.hold() : cable.release()),
    restart: async () => {
      standing = null
      pbx = await pbx.restart()
      standing = pbx
    },
    monitorsLeft: async () => (await ask<{ monitors: number }>('stats', {})).monitors,
    crash: async (of) => killers.get(of)?.(),
    close: async () => {
      await Promise.all(closing.map((close) => close()))
      await cable.close()
      await new Promise((done) => noise.close(done))
      await still(pbx)
    },
  }
}

// By RFC 4733 the connector does the same (tests/unit/main/pbx/freeswitch), and the demo PBX hears it in its own contract.
connectorContract('FreeSWITCH', freeswitchHarness, ['api', 'info'])
