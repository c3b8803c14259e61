// The site as it is entered step by step: what is entered so far, its secrets apart from the rest, and what is wrong with it. Pure.
import { err, ok, type Result } from '#contract/result.ts'
import { type Site, site as siteSchema } from '#contract/settings.ts'
import type { SetupStep } from '#contract/site/setup.ts'
import { isLayer, type Layer } from '#main/settings/layers.ts'

const secretFields = new Set(['secret', 'password', 'credential'])

/** The same without its secrets: what a window may be told. */
export function withoutSecrets(entry: Layer): Layer {
  return mapSecrets(entry, () => undefined, 'site')
}

/** A secret left out is the one that is kept already, at the same phone system. */
export function withKept(entry: Layer, kept: Layer): Layer {
  const isSame = entry.kind === kept.kind && (entry.host ?? entry.server) === (kept.host ?? kept.server)
  return isSame ? filled(entry, kept) : entry
}

function filled(entry: Layer, kept: Layer): Layer {
  const all: Record<string, unknown> = { ...entry }
  for (const [name, value] of Object.entries(kept)) {
    const own = all[name]
    if (secretFields.has(name) && (own === undefined || own === '')) all[name] = value
    else if (isLayer(value) && isLayer(own)) all[name] = filled(own, value)
  }
  return all
}

/** The secrets by their paths in the settings, and the site that only names them. */
export function secretsApart(entry: Layer): {
  readonly named: Layer
  readonly secrets: Readonly<Record<string, string>>
} {
  const secrets: Record<string, string> = {}
  const put = (secret: string, path: string) => {
    secrets[path] = secret
    return { from: 'ask' }
  }
  return { named: mapSecrets(entry, put, 'site'), secrets }
}

/** Settings of any kind, their secrets only named. */
export const askingForSecrets = (layer: Layer): Layer => mapSecrets(layer, () => ({ from: 'ask' }), '')

function mapSecrets(entry: Layer, put: (secret: string, path: string) => unknown, path: string): Layer {
  const mapped: Record<string, unknown> = {}
  for (const [name, value] of Object.entries(entry)) {
    const here = path === '' ? name : `${path}.${name}`
    const next =
      secretFields.has(name) && typeof value === 'string' && value !== ''
        ? put(value, here)
        : mapDeeper(value, put, here)
    if (next !== undefined) mapped[name] = next
  }
  return mapped
}

function mapDeeper(value: unknown, put: (secret: string, path: string) => unknown, path: string): unknown {
  if (Array.isArray(value)) return value.map((one, at) => mapDeeper(one, put, `${path}.${at}`))
  return isLayer(value) ? mapSecrets(value, put, path) : value
}

/** What a step can be judged by: later parts are not entered yet. The failure is the field and what is wrong with it. */
export function siteAt(step: SetupStep | 'whole', entry: Layer): Result<Site, string> {
  const parsed = siteSchema.safeParse(step === 'whole' ? entry : reached(step, entry))
  if (parsed.success) return ok(parsed.data)
  const [issue] = parsed.error.issues
  return err(`${issue?.path.join('.') ?? ''}: ${issue?.message ?? ''}`)
}

function reached(step: SetupStep, entry: Layer): Layer {
  if (entry.kind === 'freeswitch') return reachedFreeswitch(step, entry)
  if (entry.kind === 'netsapiens') return reachedNetsapiens(step, entry)
  if (entry.kind !== 'asterisk') return entry
  switch (step) {
    case 'address': {
      const { port, tls } = isLayer(entry.ami) ? entry.ami : {}
      return { kind: entry.kind, host: entry.host, ca: entry.ca, ami: { user: 'console', secret: '', port, tls } }
    }
    case 'signIn':
      return { ...entry, line: null, trunks: undefined }
    case 'line':
      return { ...entry, trunks: undefined }
    case 'trunks':
      return entry
  }
}

/** The ID of the program is entered after the servers. */
const reachedNetsapiens = (step: SetupStep, entry: Layer): Layer =>
  step === 'address' ? { ...entry, signIn: { by: 'password', clientId: 'not-known' }, softphone: null } : entry

/** The password is entered after the address; a domain of its own stands for the one that is not known yet. */
function reachedFreeswitch(step: SetupStep, entry: Layer): Layer {
  const { port } = isLayer(entry.esl) ? entry.esl : {}
  const { kind, host } = entry
  switch (step) {
    case 'address':
      return { kind, host, esl: { port, password: '' }, domain: 'not-known.invalid' }
    case 'signIn':
      return { ...entry, line: null, trunks: undefined, extensions: undefined }
    case 'line':
      return { ...entry, trunks: undefined, extensions: undefined }
    case 'trunks':
      return entry
  }
}
