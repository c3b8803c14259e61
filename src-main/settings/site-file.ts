// The site file an administrator gives with --config: its values win and cannot be changed in the console.
import { readFileSync } from 'node:fs'
import { dirname, resolve } from 'node:path'
import { err, ok, type Result } from '#contract/result.ts'
import { settings, site } from '#contract/settings.ts'
import { formerFilters } from '#contract/views.ts'
import { textOf } from './file-text.ts'
import { firstTwice, parseJson } from './json.ts'
import { noKeyring, systemKeyring } from './keyring.ts'
import { isLayer, type Layer } from './layers.ts'
import { type SecretSources, withAsked, withSecrets } from './named-secrets.ts'
import { nearest, tellIssue } from './tell-issue.ts'

/** Reads the file; the failure is one sentence for the person who wrote it, e.g. `site.json: site.ami.port: must be a number, without quotes`. */
export function readSiteFile(path: string, env: SecretSources['env'] = process.env): Result<Layer, string> {
  let bytes: Uint8Array
  try {
    bytes = readFileSync(path)
  } catch (cause) {
    return err(`${resolve(path)}: ${whyUnread(cause as NodeJS.ErrnoException)} Check the path after --config.`)
  }
  const text = textOf(bytes)
  if (!text.ok) return err(`${path}: ${text.error}`)
  // A path in the file is meant from where the file is.
  return parseSiteFile(path, text.value, secretSources(dirname(path), env))
}

/** PowerShell's `>` writes UTF-16, Notepad a byte order mark: neither is part of a secret. */
export const secretSources = (folder: string, env: SecretSources['env'] = process.env): SecretSources => ({
  env,
  readFile: (file) => {
    const text = textOf(readFileSync(resolve(folder, file)))
    if (!text.ok) throw new Error(text.error)
    return text.value
  },
  keyring: (name) => systemKeyring(name),
})

/** Without sources, no secret that is only named can be had. What is asked of the person stays named, see `withAsked`. */
export function parseSiteFile(path: string, text: string, sources: SecretSources = none): Result<Layer, string> {
  const json = parseJson(text)
  if (!json.ok) return err(`${path}: ${json.error}`)
  // The last one would win in silence, be it a right or a password.
  const twice = firstTwice(text)
  if (twice) return err(`${path}: line ${twice.line}, column ${twice.column}: ${twice.what}`)
  const raw = withSecrets(withoutSchema(json.value), sources)
  if (!raw.ok) return err(`${path}: ${raw.error}`)
  // Strict, because a misspelt policy that is silently ignored would open what the site wanted shut.
  const asIfGiven = withAsked(raw.value, () => null)
  const parsed = settings.strict().safeParse(asIfGiven)
  const twisted = parsed.success ? null : misplaced(asIfGiven)
  if (twisted) return err(`${path}: ${twisted}`)
  if (!parsed.success) return err(`${path}: ${tellIssue(parsed.error.issues, asIfGiven)}`)
  const unknown = unknownField(asIfGiven, parsed.data)
  return unknown === null
    ? ok(raw.value as Layer)
    : err(
        `${path}: ${unknown.at}: there is no such setting. ${unknown.meant ? `Is “${unknown.meant}” meant?` : 'Check the spelling.'}`,
      )
}

const none: SecretSources = {
  env: {},
  readFile: () => {
    throw Object.assign(new Error('there is nothing to read'), { code: 'ENOENT' })
  },
  keyring: noKeyring,
}

/** An editor completes and checks by what this names (docs/site.schema.json). */
function withoutSchema(value: unknown): unknown {
  if (!isLayer(value)) return value
  const { $schema: _schema, ...rest } = value
  return rest
}

/** A name at the top that there is not: one that belongs into `site`, or one that is nearly right; null: all are known. */
function misplaced(given: unknown): string | null {
  const names = Object.keys(settings.shape)
  const unknown = isLayer(given) ? Object.keys(given).find((name) => !names.includes(name)) : undefined
  if (unknown === undefined) return null
  const meant = nearest(unknown, names)
  if (meant !== null) return `“${unknown}”: there is no such setting. Is “${meant}” meant?`
  const isOfSite = site.options.some(({ shape }) => Object.hasOwn(shape, unknown))
  return isOfSite
    ? `“${unknown}” belongs into “site”: {"site": {"${unknown}": …}}`
    : `“${unknown}”: there is no such setting. Check the spelling.`
}

/** The path of the first field that the schema has dropped in silence, or null. */
function unknownField(given: unknown, taken: unknown, path = ''): { at: string; meant: string | null } | null {
  if (typeof given !== 'object' || given === null || typeof taken !== 'object' || taken === null) return null
  for (const [name, value] of Object.entries(given)) {
    if (!(name in taken) && !isFormerFilter(path, name))
      return { at: `${path}${name}`, meant: nearest(name, Object.keys(taken)) }
    const deeper = unknownField(value, (taken as Layer)[name], `${path}${name}.`)
    if (deeper) return deeper
  }
  return null
}

const isFormerFilter = (path: string, name: string): boolean =>
  path.endsWith('filters.') && formerFilters.includes(name)

function whyUnread({ code }: NodeJS.ErrnoException): string {
  switch (code) {
    case 'ENOENT':
    case 'ENOTDIR':
      return 'file not found.'
    case 'EISDIR':
      return 'this is a folder, not a file.'
    case 'EACCES':
    case 'EPERM':
      return 'you are not allowed to read this file.'
    default:
      return `the file cannot be read (${code}).`
  }
}
