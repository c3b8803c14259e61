// The simulated platform over a PBX without sound, and connectors to it with everything they say written down.

import { randomBytes } from 'node:crypto'
import { expect, vi } from 'vitest'
import { applyPatch, emptyFloor, type Floor, type FloorMessage } from '#contract/floor.ts'
import type { ConnectorStatus } from '#contract/ipc.ts'
import type { Mode, MonitorEvent, MonitorTicket, Target } from '#contract/monitor.ts'
import { ok } from '#contract/result.ts'
import { netsapiensSite } from '#contract/site-netsapiens.ts'
import { machineClock } from '#contract/time.ts'
import type { SignInPrompt } from '#main/pbx/connector.ts'
import { createNetsapiensConnector } from '#main/pbx/netsapiens/connector.ts'
import { type NetsapiensParts, realRequest, realSocket, type SecretStore } from '#main/pbx/netsapiens/io.ts'
import { isRefusal } from '#main/pbx/netsapiens/wire/session.ts'
import {
  type Simulator,
  type SimulatorOptions,
  startSimulator,
  usualSite,
} from '../../simulators/netsapiens/simulator.ts'
import { aCall, anAgent, callIdFor, type FakeBackend, fakeBackend } from './fake-backend.ts'

const clock = machineClock(globalThis)

export const account = {
  user: '5001',
  domain: 'sim.example',
  password: 'right horse',
  scope: 'Call Center Supervisor',
  passcode: null,
}

export function memorySecrets(first: Record<string, string> = {}): SecretStore & { readonly all: Map<string, string> } {
  const all = new Map(Object.entries({ 'netsapiens.clientSecret': 'client-secret', ...first }))
  return {
    all,
    get: (name) => all.get(name) ?? null,
    set: (name, value) => {
      if (value === null) all.delete(name)
      else all.set(name, value)
      return ok(null)
    },
  }
}

/** A person, or an environment, that knows this password and code, and answers no refusal with the same again. */
export const knowing = (password: string, code = '123456'): SignInPrompt => ({
  password: async (username, why) => (isRefusal(why) ? null : { username, password }),
  code: async () => code,
  signedIn: () => {},
  onSignOut: () => () => {},
})

export const nobodyThere: SignInPrompt = { ...knowing(''), password: async () => null, code: async () => null }

export type ConsoleOrder = {
  readonly site?: object
  readonly parts?: Partial<NetsapiensParts>
  readonly secrets?: SecretStore
}

export type Site = Awaited<ReturnType<typeof startSite>>

export async function startSite(over: Partial<SimulatorOptions> = {}) {
  const backend = fakeBackend()
  backend.tell({ kind: 'queue', queue: { ext: '8001', name: 'Sales', waiting: 0, oldest: null } })
  backend.tell({ kind: 'agent', agent: anAgent('1001') })
  backend.tell({ kind: 'agent', agent: anAgent('1002') })
  const simulator = await startSimulator(
    {
      ...usualSite,
      accounts: [account],
      clientId: 'earshot',
      clientSecret: 'client-secret',
      apiKey: 'api-key-of-the-site',
      operatorSecret: 'operator',
      signingSecret: 'signing',
      devices: { '5001': 'pw', '5001wp': 'pw-wp', '5002wp': 'pw-2' },
      ...over,
    },
    {
      backend,
      ...clock,
      random: () => randomBytes(16).toString('hex'),
    },
  )
  const consoles: { close: () => Promise<void> }[] = []
  return {
    backend,
    simulator,
    connect: (order: ConsoleOrder = {}) => {
      const made = watchedConsole(simulator, order)
      consoles.push(made.connector)
      return made
    },
    close: async () => {
      await Promise.all(consoles.map((one) => one.close()))
      await simulator.close()
    },
  }
}

const WAIT = { timeout: 8_000, interval: 10 }

function watchedConsole(simulator: Simulator, { site: siteOver = {}, parts, secrets = memorySecrets() }: ConsoleOrder) {
  const site = netsapiensSite.parse({
    kind: 'netsapiens',
    server: simulator.server,
    cores: [...simulator.cores],
    signIn: { by: 'password', clientId: 'earshot', username: '5001@sim.example' },
    ...siteOver,
  })
  const log: string[] = []
  const connector = createNetsapiensConnector(site, {
    clock,
    random: () => 0,
    switchBy: () => 'api',
    secrets,
    log: (level, text) => log.push(`${level} ${text}`),
    request: realRequest,
    openSocket: realSocket,
    prompt: knowing(account.password),
    ...parts,
  })
  const seen = { status: [] as ConnectorStatus[], messages: [] as FloorMessage[], events: [] as MonitorEvent[] }
  connector.onStatus((status) => seen.status.push(status))
  connector.onFloor((message) => seen.messages.push(message))
  connector.onMonitor((event) => seen.events.push(event))
  connector.connect()
  const eventually = <T>(check: () => T) => vi.waitFor(check, WAIT)
  const floor = (): Floor =>
    seen.messages.reduce<Floor>(
      (before, message) => (message.kind === 'whole' ? message.floor : applyPatch(before, message.patch)),
      emptyFloor,
    )
  return {
    connector,
    log,
    secrets,
    eventually,
    floor,
    ...seen,
    becomes: (phase: ConnectorStatus['phase']) => eventually(() => expect(seen.status.at(-1)?.phase).toBe(phase)),
    says: (event: object, from = 0) =>
      eventually(() => expect(seen.events.slice(from)).toContainEqual(expect.objectContaining(event))),
    sees: (callId: string) => eventually(() => expect(floor().calls[callId]).toBeDefined()),
  }
}
export type WatchedConsole = ReturnType<typeof watchedConsole>

let lastTicket = 0
export const orderFor = (target: Target) => ({
  ticketId: `ticket-of-the-test-${++lastTicket}`,
  token: 'token-of-sixteen-and-more',
  target,
  follow: false,
})

/** A console with a monitor that is live, in listen, on a call from outside to 1001. */
export async function liveMonitor(
  site: Site,
  order: ConsoleOrder = {},
  call: Partial<Parameters<typeof aCall>[2]> = {},
) {
  const console = site.connect(order)
  await console.becomes('live')
  const target = await callOn(site.backend, console, 'c1', '1001', call)
  const ticket = await listenTo(console, target)
  const mode = (wanted: Mode, changeId: number) => console.connector.setMode(ticket.id, wanted, changeId)
  return { ...console, target, ticket, mode, inForce: () => [...site.backend.up.values()] }
}

export async function callOn(
  backend: FakeBackend,
  console: WatchedConsole,
  id: string,
  agent: string,
  over: Partial<Parameters<typeof aCall>[2]> = {},
): Promise<Target> {
  backend.tell({ kind: 'call', call: aCall(id, agent, over) })
  const callId = callIdFor(id, agent)
  await console.sees(callId)
  return { callId, agentId: agent }
}

export async function listenTo(console: WatchedConsole, target: Target): Promise<MonitorTicket> {
  const order = orderFor(target)
  const started = await console.connector.startMonitor(order)
  if (!started.ok) throw new Error(`not started: ${started.error.code} ${started.error.detail}`)
  await console.says({ kind: 'attached', ticketId: order.ticketId })
  return started.value
}

/** Requests by which the platform was asked for a token. */
export const tokenPosts = ({ simulator }: Site): readonly string[] =>
  simulator.requests().filter((line) => /tokens|oauth2|jwt/.test(line))

export const lastStatus = ({ status }: { readonly status: readonly object[] }): object | undefined => status.at(-1)
