// What others have decided for this console: the machine's site file, --config over it, policies over both; who decided what is kept.
import { existsSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { err, ok, type Result } from '#contract/result.ts'
import { settings } from '#contract/settings.ts'
import { isLayer, type Layer, mergeLayers } from './layers.ts'
import { withAsked, withSecrets } from './named-secrets.ts'
import { type PolicySource, policyLayer } from './policy/policy-layer.ts'
import { readSiteFile, secretSources } from './site-file.ts'
import { tellIssue } from './tell-issue.ts'

/** One source; `by` is how it is named to a person. */
export type Origin = { readonly by: string; readonly layer: Layer }

export type Managed = {
  readonly layer: Layer
  readonly origins: readonly Origin[] // the weakest first
  readonly troubles: readonly string[] // what of it is not in force, a sentence each
}

export type ManagedParts = {
  readonly machineFile: string // may not be there
  readonly configFile: string | null
  readonly demoFloor: boolean
  readonly policies: () => readonly PolicySource[]
}

/** The failure is one sentence about a site file; a wrong policy is a trouble, and the rest of them holds. */
export function readManaged({ machineFile, configFile, demoFloor, policies }: ManagedParts): Result<Managed, string> {
  const origins: Origin[] = []
  for (const path of [existsSync(machineFile) ? machineFile : null, configFile]) {
    const read = path === null ? ok<Layer>({}) : readSiteFile(path)
    if (!read.ok) return read
    if (path !== null) origins.push({ by: path, layer: read.value })
  }
  const why = whyNotTogether(origins)
  if (why !== null) return err(why)
  const troubles: string[] = []
  const secrets = secretSources(dirname(configFile ?? machineFile))
  for (const { where, values, unread } of policies()) {
    const under = merged(origins)
    const found = policyLayer(values, where, under, (value) => withSecrets(value, secrets))
    troubles.push(...(unread === undefined ? [] : [`${where}${unread}`]), ...found.troubles)
    origins.push({ by: where.replace(/[\\: ]+$/, ''), layer: found.layer })
  }
  const all = demoFloor ? onDemoFloor(origins) : origins
  return ok({ layer: merged(all), origins: all, troubles })
}

/** Each of the files is right by itself: one may take away what the other needs. */
function whyNotTogether(origins: readonly Origin[]): string | null {
  const parsed = settings.safeParse(withAsked(merged(origins), () => null))
  return parsed.success
    ? null
    : `${origins.map(({ by }) => by).join(' and ')} contradict each other: ${tellIssue(parsed.error.issues)}`
}

const merged = (origins: readonly Origin[]): Layer =>
  origins.reduce((under, { layer }) => mergeLayers(under, layer), {})

/** `--floor demo` leaves out whatever site there is, and keeps the rest. */
const onDemoFloor = (origins: readonly Origin[]): readonly Origin[] => [
  ...origins.map(({ by, layer: { siteName: _name, site: _site, ...layer } }) => ({ by, layer })),
  { by: '--floor demo', layer: { site: { kind: 'demo' }, siteName: 'Demo floor' } },
]

/** Who decided the setting at this path, or a part of it; null: nobody has. */
export function decidedBy(origins: readonly Origin[], path: string): string | null {
  const names = path.split('.')
  const holds = ({ layer }: Origin) =>
    names.reduce<unknown>((part, name) => (isLayer(part) ? part[name] : undefined), layer) !== undefined
  return origins.findLast(holds)?.by ?? null
}

type Surroundings = { readonly env: NodeJS.ProcessEnv; readonly platform: NodeJS.Platform }

/** The machine's site file: for whoever sits at this computer. */
export function machineSiteFile({ env, platform }: Surroundings): string {
  if (env.EARSHOT_SITE_FILE) return env.EARSHOT_SITE_FILE
  if (platform === 'win32') return join(env.ProgramData ?? 'C:\\ProgramData', 'Earshot', 'site.json')
  return platform === 'darwin' ? '/Library/Application Support/Earshot/site.json' : '/etc/earshot/site.json'
}
