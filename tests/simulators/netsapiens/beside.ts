// The simulated NetSapiens platform beside a running demo PBX: `npm run simulators -- --netsapiens`.
import { createHmac, randomBytes } from 'node:crypto'
import type { Clock } from '#main/demo-pbx/kit/time.ts'
import type { Ready } from '#main/demo-pbx/program.ts'
import type { Caller } from './bridge.ts'
import { openDemoBackend } from './demo-backend.ts'
import { startSimulator, usualSite } from './simulator.ts'
import { userOf } from './tap-board.ts'

export type BesideParts = Clock & {
  readonly demo: Ready
  readonly ports: readonly [number, ...number[]]
  readonly isRegistered: (line: string) => boolean
  /** Filled here, for whoever lets the lines be rung as the bridge. */
  readonly callers: Map<string, Caller>
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
  const { control, sip, domain, consoleSecret, operatorSecret, lines } = parts.demo
  // Made of the operator's secret, so that they stay the same over a restart with the same secrets.
  const made = (what: string) => createHmac('sha256', operatorSecret).update(what).digest('hex').slice(0, 32)
  const users = [...new Set(lines.map(({ extension }) => userOf(extension)))]
  const accounts = users.map((user) => ({
    user,
    domain,
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
      operatorSecret,
      signingSecret: made('tokens'),
      devices: Object.fromEntries(lines.map(({ extension, password }) => [extension, password])),
    },
    {
      backend: await openDemoBackend({ ...parts, control, consoleSecret }),
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
      sip,
      ...keys,
      users: accounts.map(({ user, password }) => ({ username: `${user}@${domain}`, password })),
    },
  }
}
