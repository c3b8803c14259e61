// The NetSapiens connector against the simulated platform over the real demo PBX, a process of its own.

import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, expect } from 'vitest'
import type { LineAccount } from '#contract/line-account.ts'
import { netsapiensSite } from '#contract/site-netsapiens.ts'
import { machineClock } from '#contract/time.ts'
import type { Connector } from '#main/pbx/connector.ts'
import { createNetsapiensConnector } from '#main/pbx/netsapiens/connector.ts'
import { realRequest, realSocket } from '#main/pbx/netsapiens/io.ts'
import { openCuttable } from '../asterisk/cuttable.ts'
import { callIdFor } from '../fakes/netsapiens/fake-backend.ts'
import { knowing, memorySecrets } from '../fakes/netsapiens/site.ts'
import { sipPhone } from '../fakes/sip-phone.ts'
import type { BesideReady } from '../simulators/netsapiens/beside.ts'
import { type DemoPbx, startDemoPbx } from '../stage/demo-floor.ts'
import type { DemoReady, Tones } from '../stage/operator.ts'
import { connectorContract } from './connector-contract.ts'
import type { ConnectorOrder, ContractHarness } from './harness.ts'

const clock = machineClock(globalThis)

const agents = { first: '1001', second: '1002' }
const devices = { first: '5001wp', second: '5002wp' }

const besideOf = (ready: DemoReady) => (ready as DemoReady & { readonly netsapiens: BesideReady }).netsapiens
const portsOf = ({ server, cores }: BesideReady) => [server, ...cores].map((url) => new URL(url).port).join(',')
const withPlatform = (again: DemoReady | undefined) => [
  '--netsapiens',
  ...(again ? ['--netsapiens-ports', portsOf(besideOf(again))] : []),
]

// One platform for the whole file: every test leaves it with an empty floor, no faults and nothing monitored.
let standing: DemoPbx | null = null
afterAll(() => standing?.close())

async function stillPlatform(pbx: DemoPbx): Promise<void> {
  const { calls } = await pbx.operator.request<{ calls: { id: string }[] }>('feed.subscribe')
  for (const { id } of calls) await pbx.operator.request('scenario.end', { call: id }).catch(() => undefined)
  await expect.poll(async () => (await pbx.operator.request<{ monitors: number }>('stats')).monitors).toBe(0)
}

async function platformHarness(): Promise<ContractHarness> {
  const lines = Object.values(devices)
  standing ??= await startDemoPbx({ program: 'with faults', lines, more: withPlatform })
  let pbx: DemoPbx = standing
  const noise = createServer((_request, response) => response.end('Hello, this is a coffee machine.'))
  await new Promise<void>((ready) => noise.listen(0, '127.0.0.1', ready))
  const noiseUrl = `http://127.0.0.1:${(noise.address() as AddressInfo).port}`
  const cables = await Promise.all(besideOf(pbx.ready).cores.map((url) => openCuttable(Number(new URL(url).port))))
  const closing: (() => Promise<unknown>)[] = []
  const secretsOf = new Map<string, ReturnType<typeof memorySecrets>>()
  const killers = new Map<Connector, () => void>()
  const ask = <T = unknown>(method: string, params: object) => pbx.operator.request<T>(method, params)
  const beside = () => besideOf(pbx.ready)
  const misbehave = (faults: object) =>
    realRequest({
      url: `${beside().server}/simulator/faults`,
      method: 'POST',
      timeoutMs: 5000,
      headers: { authorization: `Bearer ${pbx.ready.operatorSecret}` },
      body: JSON.stringify(faults),
    })
  const lineOf = (line: 'first' | 'second'): LineAccount => {
    const device = devices[line]
    const password = pbx.ready.lines.find(({ extension }) => extension === device)?.password ?? ''
    const uri = `sip:${device}@${pbx.ready.domain}`
    return { uri, wsUrl: pbx.ready.sip, authUser: device, password, displayName: '', iceServers: [] }
  }
  const demoIdOf = (callId: string) => callId.split('.o@')[0] ?? ''

  const connector = ({ owner = 'console-contract', line = 'first', trouble }: ConnectorOrder = {}) => {
    const { server, clientId, clientSecret, users, sip } = beside()
    const cores = cables.map(({ port }) => `http://127.0.0.1:${port}`)
    const user = users.find(({ username }) => devices[line].startsWith(username.split('@')[0] ?? '-'))
    const secrets = secretsOf.get(owner) ?? memorySecrets({ 'netsapiens.clientSecret': clientSecret })
    secretsOf.set(owner, secrets)
    const servers = { wrongSecret: server, unreachable: 'http://127.0.0.1:1', garbage: noiseUrl }
    let isDead = false
    const sockets = new Set<{ close: () => void }>()
    const made = createNetsapiensConnector(
      netsapiensSite.parse({
        kind: 'netsapiens',
        server: trouble ? servers[trouble] : server,
        cores,
        signIn: { by: 'password', clientId, username: user?.username },
        softphone: { wsUrl: sip },
        whisperTo: 'anyone',
      }),
      {
        random: Math.random,
        log: () => {},
        switchBy: () => 'api',
        secrets,
        request: (order) => (isDead ? new Promise(() => {}) : realRequest(order)),
        openSocket: (url, events) => {
          const socket = realSocket(url, events)
          sockets.add(socket)
          return socket
        },
        clock: { ...clock, after: (ms, run) => clock.after(ms, () => isDead || run()) },
        prompt: knowing(trouble === 'wrongSecret' ? 'wrong' : (user?.password ?? '')),
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
    phone: async (line) => {
      const phone = await sipPhone(lineOf(line))
      closing.push(phone.close)
      return phone
    },
    call: async (agent) => {
      const { call } = await ask<{ call: string }>('scenario.call', { agent: agents[agent], onNet: false })
      return { callId: callIdFor(call, agents[agent], pbx.ready.domain), agentId: agents[agent] }
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
    cutFeed: async () => void (await misbehave({ dropSockets: true })),
    stallFeed: (on) => {
      for (const cable of cables) {
        if (on) cable.hold()
        else cable.release()
      }
    },
    restart: async () => {
      standing = null
      pbx = await pbx.restart()
      standing = pbx
    },
    monitorsLeft: async () => (await ask<{ monitors: number }>('stats', {})).monitors,
    crash: async (of) => killers.get(of)?.(),
    close: async () => {
      await Promise.all(closing.map((close) => close()))
      await Promise.all(cables.map((cable) => cable.close()))
      await new Promise((done) => noise.close(done))
      await misbehave({})
      await stillPlatform(pbx)
    },
  }
}

connectorContract('NetSapiens', platformHarness, ['api'])
