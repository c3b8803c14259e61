// The policies of this system: Windows' registry, the managed preferences of macOS. Others have none, but the machine's site file.
import { execFileSync } from 'node:child_process'
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { isLayer, type Layer } from './layers.ts'
import { settingLeaves } from './leaves.ts'
import type { PolicySource, PolicyValues } from './policy/policy-layer.ts'
import { registryValues } from './policy/registry-file.ts'

export type PolicyParts = {
  readonly platform: NodeJS.Platform
  readonly user: string
  readonly run: (program: string, args: readonly string[]) => string
  /** What `reg export` has written of a key; throws where there is no such key. */
  readonly exportKey: (key: string) => string
  readonly isThere: (file: string) => boolean
}

const run: PolicyParts['run'] = (program, args) =>
  execFileSync(program, [...args], { encoding: 'utf8', timeout: 5_000, stdio: ['ignore', 'pipe', 'ignore'] })

export const thisSystem = (platform: NodeJS.Platform, user: string): PolicyParts => ({
  platform,
  user,
  run,
  exportKey,
  isThere: existsSync,
})

export const POLICY_KEY = 'Software\\Policies\\Earshot'
export const PREFERENCES = 'org.earshot.console'

/** The weakest first: what the computer's administrators say wins on Windows, and what they say of a user on macOS. */
export function systemPolicies(parts: PolicyParts): readonly PolicySource[] {
  switch (parts.platform) {
    case 'win32':
      return ['HKCU', 'HKLM'].flatMap((hive) => {
        const key = `${hive}\\${POLICY_KEY}`
        const exported = tried(() => parts.exportKey(key))
        return exported === null ? [] : [{ where: `${key}\\`, values: registryValues(exported, POLICY_KEY) }]
      })
    case 'darwin':
      return [
        `/Library/Managed Preferences/${PREFERENCES}.plist`,
        `/Library/Managed Preferences/${parts.user}/${PREFERENCES}.plist`,
      ].flatMap((file) => preferencesIn(file, parts))
    default:
      return []
  }
}

/** plutil makes no JSON of a list that holds a date or data; what cannot be read is said, and not taken for nothing. */
function preferencesIn(file: string, { run, isThere }: PolicyParts): readonly PolicySource[] {
  const where = `${file}: `
  const text = tried(() => run('plutil', ['-convert', 'json', '-o', '-', file]))
  const values = text === null ? null : tried(() => flattened(asLayer(JSON.parse(text))))
  if (values !== null) return [{ where, values }]
  return isThere(file) ? [{ where, values: {}, unread: 'cannot be read as settings (a date or data in it?).' }] : []
}

const asLayer = (value: unknown): Layer => (isLayer(value) ? value : {})

/** Settings may be written with dots, as in the registry, or one in another, as in the site file. */
function flattened(layer: Layer): PolicyValues {
  const known = new Set(settingLeaves().map(({ path }) => path))
  const flat: Record<string, unknown> = {}
  const add = (part: Layer, before: string) => {
    for (const [name, value] of Object.entries(part)) {
      const path = `${before}${name}`
      if (isLayer(value) && !known.has(path)) add(value, `${path}.`)
      else flat[path] = value
    }
  }
  add(layer, '')
  return flat
}

function tried<T>(ask: () => T): T | null {
  try {
    return ask()
  } catch {
    return null // there are none
  }
}

function exportKey(key: string): string {
  const folder = mkdtempSync(join(tmpdir(), 'earshot-policy-'))
  const file = join(folder, 'policy.reg')
  try {
    run('reg', ['export', key, file, '/y', '/reg:64'])
    return readFileSync(file, 'utf16le')
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}
