// A NetSapiens platform as far as public material shows it: API v2 (its OpenAPI description, v44 and v45), the older token path,
// the feed as open-source clients use it, and the portal's monitoring actions. Written from those, never compared with a live
// server: docs/netsapiens.md lists every assumption. Its floor and its sound come from a PBX behind it.
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { Clock } from '#main/demo-pbx/kit/time.ts'
import { type Faults, noFaults } from './faults.ts'
import { createFeedServer } from './feed-server.ts'
import type { Backend } from './floor.ts'
import { createPlatform } from './platform.ts'
import { createRoutes } from './routes.ts'
import type { Account } from './seals.ts'
import { userOf } from './tap-board.ts'
import type { Tap } from './taps.ts'
import { createTokens } from './tokens.ts'

export type SimulatorOptions = {
  readonly accounts: readonly Account[] // of one domain
  readonly signingSecret: string
  readonly clientId: string
  readonly clientSecret: string
  readonly apiKey: string
  readonly operatorSecret: string
  /** SIP passwords of the supervisors' devices, e.g. 5001wp. */
  readonly devices: Readonly<Record<string, string>>
  readonly zone: string
  readonly lifeSeconds: number
  /** Ports of the web server and of each core; 0 is any free one. */
  readonly ports: readonly [number, ...number[]]
  readonly spelling: 'v2' | 'old'
  readonly legacyTokens: boolean
  readonly portalNeedsSession: boolean
  readonly agentsForbidden: boolean
  readonly pingIntervalMs: number
  readonly pingTimeoutMs: number
}

export const usualSite = {
  zone: 'UTC',
  lifeSeconds: 3600,
  ports: [0, 0, 0],
  spelling: 'v2',
  legacyTokens: false,
  portalNeedsSession: false,
  agentsForbidden: false,
  pingIntervalMs: 25_000,
  pingTimeoutMs: 5_000,
} as const satisfies Partial<SimulatorOptions>

export type SimulatorParts = Clock & {
  readonly backend: Backend
  readonly random: () => string // unguessable, at least 24 characters
}

export type Simulator = {
  readonly server: string // REST and portal
  readonly cores: readonly string[] // live feed
  readonly setFaults: (faults: Partial<Faults>) => void
  readonly expireTokens: () => void
  readonly dropSockets: () => void
  readonly subscriptions: () => readonly (readonly string[])[]
  /** Every request so far, as "METHOD path". */
  readonly requests: () => readonly string[]
  readonly taps: () => readonly Tap[]
  /** Another supervisor taps a call by the portal. */
  readonly tapBy: (origCallId: string, supervisor: string) => Promise<number>
  readonly close: () => Promise<void>
}

const MOST_REQUESTS_KEPT = 5_000

export async function startSimulator(options: SimulatorOptions, parts: SimulatorParts): Promise<Simulator> {
  const { now, after, random, backend } = parts
  let faults = noFaults
  const requests: string[] = []
  const tokens = createTokens({ ...options, accounts: () => accountsUnder(faults, options.accounts), now, random })
  const feed = createFeedServer({
    ...options,
    isGood: (bearer) => !faults.feedRefuses && tokens.accountOf(bearer) !== null,
    faults: () => faults,
    after,
    sid: random,
  })
  const platform = createPlatform({
    backend,
    random,
    after,
    faults: () => faults,
    spelling: options.spelling,
    tell: feed.tell,
    writing: { domain: options.accounts[0]?.domain ?? '', zone: options.zone, now },
    devices: Object.keys(options.devices),
  })
  const routes = createRoutes({
    ...options,
    platform,
    tokens,
    faults: () => faults,
    after,
    now,
    dropSockets: feed.drop,
    setFaults: (next) => {
      faults = next
    },
    devices: (user) => devicesOf(user, options.devices, backend),
    seen: (line) => {
      if (requests.length < MOST_REQUESTS_KEPT) requests.push(line)
    },
  })
  const [webPort, ...corePorts] = options.ports
  const web = await listen(
    createServer((request, response) => void routes(request, response)),
    webPort,
  )
  const cores = await Promise.all(corePorts.map((port) => listen(createServer(), port)))
  for (const [core, { http }] of cores.entries()) feed.attach(http, core)

  return {
    server: web.url,
    cores: cores.map(({ url }) => url),
    setFaults: (next) => {
      faults = { ...noFaults, ...next }
    },
    expireTokens: tokens.expireAll,
    dropSockets: feed.drop,
    subscriptions: feed.subscriptions,
    requests: () => requests,
    taps: platform.taps,
    tapBy: platform.tap,
    close: async () => {
      platform.close()
      feed.drop()
      for (const { http } of [web, ...cores]) http.closeAllConnections()
      await Promise.all([web, ...cores].map(({ http }) => new Promise((resolve) => http.close(resolve))))
    },
  }
}

const accountsUnder = ({ scope, passcode }: Faults, accounts: readonly Account[]): readonly Account[] =>
  accounts.map((account) => ({ ...account, scope: scope ?? account.scope, passcode: passcode ?? account.passcode }))

const devicesOf = (user: string, devices: SimulatorOptions['devices'], backend: Backend) =>
  Object.entries(devices)
    .filter(([device]) => userOf(device) === user)
    .map(([device, password]) => ({ device, password, registered: backend.isRegistered(device) }))

async function listen(http: Server, port: number): Promise<{ readonly http: Server; readonly url: string }> {
  await new Promise<void>((resolve, reject) => http.once('error', reject).listen(port, '127.0.0.1', resolve))
  return { http, url: `http://127.0.0.1:${(http.address() as AddressInfo).port}` }
}
