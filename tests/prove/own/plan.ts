// What `npm run prove -- --config FILE` is told: the site file, the two test extensions and where they register.
// Flags and the environment rather than the site file: that one lies on every supervisor's computer, where no test phone's password belongs.
import { err, ok, type Result } from '#contract/result.ts'
import { settings } from '#contract/settings.ts'
import type { AsteriskSite } from '#contract/site-asterisk.ts'
import type { Layer } from '#main/settings/layers.ts'
import { askedPaths } from '#main/settings/named-secrets.ts'

export type Extension = { readonly user: string; readonly password: string }

export type OwnPlan = {
  /** The site as configured, but for what `asProved` says. */
  readonly layer: Layer
  readonly site: AsteriskSite
  readonly sip: { readonly host: string; readonly port: number }
  readonly agent: Extension
  readonly caller: Extension
  /** What the caller dials to reach the agent. */
  readonly dial: string
}

export type OwnFlags = {
  readonly agent?: string | undefined
  readonly caller?: string | undefined
  readonly dial?: string | undefined
  readonly sip?: string | undefined
}

type Env = Readonly<Record<string, string | undefined>>

export function planned(layer: Layer, flags: OwnFlags, env: Env): Result<OwnPlan, string> {
  const [asked] = askedPaths(layer)
  if (asked !== undefined)
    return err(`${asked} is asked for in the console, and nobody can be asked here. Name it by {"from": "env", …}.`)
  const { site } = settings.parse(layer)
  if (site.kind !== 'asterisk')
    return err(`Only an Asterisk site is proved on its own PBX, and this one is "${site.kind}".`)
  if (!site.line) return err('The site file has no `line`: the console has no softphone to listen with.')
  if (!flags.agent || !flags.caller)
    return err(`Name two extensions nobody uses: --agent 1001 --caller 1002. ${passwordsBy}`)
  if (flags.agent === flags.caller) return err('--agent and --caller have to be two extensions.')
  const [agent, caller] = [env.EARSHOT_PROOF_AGENT_PASSWORD, env.EARSHOT_PROOF_CALLER_PASSWORD]
  if (!agent || !caller) return err(passwordsBy)
  const sip = addressOf(flags.sip ?? site.host)
  if (sip === null) return err(`--sip ${flags.sip}: write it as HOST or HOST:PORT.`)
  return ok({
    layer: asProved(layer),
    site,
    sip,
    agent: { user: flags.agent, password: agent },
    caller: { user: flags.caller, password: caller },
    dial: flags.dial ?? flags.agent,
  })
}

const passwordsBy =
  'EARSHOT_PROOF_AGENT_PASSWORD and EARSHOT_PROOF_CALLER_PASSWORD in the environment hold the SIP passwords of the two extensions; on the command line others could read them.'

/** A tone is no speech, the buttons are found by their English names, and a policy would only hide what the PBX can do. */
const asProved = (layer: Layer): Layer => ({
  ...layer,
  language: 'en',
  policy: 'open',
  line: { ...(layer.line as Layer | undefined), processing: false },
})

function addressOf(text: string): OwnPlan['sip'] | null {
  const [, host, port = '5060'] = /^([^:\s]+)(?::(\d+))?$/.exec(text) ?? []
  return host === undefined ? null : { host, port: Number(port) }
}
