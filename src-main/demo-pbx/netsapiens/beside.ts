// The simulated NetSapiens platform beside a running demo PBX: `npm run demo-pbx -- --netsapiens`.
import { createHmac, randomBytes } from 'node:crypto'
import type { Stop } from '../kit/telephony.ts'
import { openDemoBackend } from './demo-backend.ts'
import { userOf } from './platform.ts'
import { startSimulator, usualSite } from './simulator.ts'

export type BesideParts = {
  readonly control: string
  readonly sip: string
  readonly domain: string
  readonly consoleSecret: string
  readonly operatorSecret: string
  readonly lines: ReadonlyMap<string, string>
  readonly ports: readonly [number, ...number[]]
  readonly isRegistered: (line: string) => boolean
  readonly now: () => number
  readonly after: (ms: number, run: () => void) => Stop
}

/** What the ready line says of it. Faults: POST {server}/simulator/faults with the operator's secret as bearer. */
export type BesideReady = {
  readonly server: string
  readonly cores: readonly string[]
  readonly sip: string
  readonly clientId: string
  readonly clientSecret: string
  readonly apiKey: string
  readonly users: readonly { readonly username: string; readonly password: string }[]
}

export async function startBeside(
  parts: BesideParts,
): Promise<{ readonly ready: BesideReady; close(): Promise<void> }> {
  // Made of the operator's secret, so that they stay the same over a restart with the same secrets.
  const made = (of: string) => createHmac('sha256', parts.operatorSecret).update(of).digest('hex').slice(0, 32)
  const users = [...new Set([...parts.lines.keys()].map(userOf))]
  const accounts = users.map((user) => ({
    user,
    domain: parts.domain,
    password: made(`password of ${user}`),
    scope: 'Call Center Supervisor',
    passcode: null,
  }))
  const keys = { clientId: 'earshot', clientSecret: made('client'), apiKey: made('api key') }
  const simulator = await startSimulator(
    {
      ...usualSite,
      ...keys,
      accounts,
      ports: parts.ports,
      operatorSecret: parts.operatorSecret,
      signingSecret: made('tokens'),
      devices: Object.fromEntries(parts.lines),
    },
    {
      backend: await openDemoBackend(parts),
      now: parts.now,
      after: parts.after,
      random: () => randomBytes(16).toString('hex'),
    },
  )
  return {
    close: simulator.close,
    ready: {
      server: simulator.server,
      cores: simulator.cores,
      sip: parts.sip,
      ...keys,
      users: accounts.map(({ user, domain, password }) => ({ username: `${user}@${domain}`, password })),
    },
  }
}
