// Which connector speaks to which kind of site: the only place that knows every kind.
import { type Settings, unnamedSupervisor } from '#contract/settings.ts'
import { createAsteriskConnector } from '#main/pbx/asterisk/connector.ts'
import type { Connector, ConnectorParts, SignInPrompt } from '#main/pbx/connector.ts'
import { createDemoConnector } from '#main/pbx/demo/connector.ts'
import { demoProcess, runningDemo } from '#main/pbx/demo/process.ts'
import { readReadyLine } from '#main/pbx/demo/ready.ts'
import { createFreeswitchConnector } from '#main/pbx/freeswitch/connector.ts'
import { createNetsapiensConnector } from '#main/pbx/netsapiens/connector.ts'
import { promptOf, secretsOf } from '#main/pbx/netsapiens/environment.ts'
import { realRequest, realSocket } from '#main/pbx/netsapiens/io.ts'
import type { SecretStore } from '#main/settings/secrets.ts'

export type SiteParts = ConnectorParts & {
  readonly owner: string // names this console at the PBX, the same after a crash
  readonly seat: string // of this console at its machine, as its line's contact names it
  readonly secrets: SecretStore
  readonly person: SignInPrompt // who is asked where a PBX wants a sign-in
  readonly randomId: (bytes: number) => string
  readonly env: NodeJS.ProcessEnv
  /** The command that runs the demo PBX. */
  readonly demoCommand: readonly [string, ...string[]]
}

/** The connector of the configured site, not connected yet. */
export function openSite({ site, ...settings }: Settings, parts: SiteParts): Connector {
  const supervisor = settings.supervisor ?? unnamedSupervisor
  switch (site.kind) {
    case 'demo': {
      // With EARSHOT_DEMO_CONTROL (a ready line) the console uses a demo PBX that runs already.
      const given = parts.env.EARSHOT_DEMO_CONTROL
      const running = given ? readReadyLine(given) : null
      if (given && !running) parts.log('warn', 'EARSHOT_DEMO_CONTROL is no ready line: starting a demo PBX')
      const source = running
        ? runningDemo(running, supervisor)
        : demoProcess({ ...parts, site, supervisor, command: parts.demoCommand })
      return createDemoConnector({ ...parts, source, supervisor: supervisor.name })
    }
    case 'asterisk':
      return createAsteriskConnector(site, parts.owner, { ...parts, supervisor: supervisor.name })
    case 'freeswitch':
      return createFreeswitchConnector(site, parts.owner, parts)
    case 'netsapiens':
      return createNetsapiensConnector(site, {
        ...parts,
        request: realRequest,
        openSocket: realSocket,
        secrets: secretsOf(parts.secrets, parts.env),
        prompt: promptOf(parts.env, parts.person),
      })
  }
}
