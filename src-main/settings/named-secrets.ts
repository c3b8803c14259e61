// A site file may name a secret instead of holding it: {"from": "env", "name": "…"}, {"from": "file", "path": "…"},
// {"from": "keyring", "name": "…"}, or {"from": "ask"}: then the person at the console is asked once, and it is kept for them.
import { err, ok, type Result } from '#contract/result.ts'
import { isLayer, type Layer } from './layers.ts'

export type SecretSources = {
  readonly env: Readonly<Record<string, string | undefined>>
  /** The text of a file; throws when it cannot be read. */
  readonly readFile: (path: string) => string
  /** What this computer's keyring holds under that name; throws with a sentence when it holds nothing or cannot be asked. */
  readonly keyring: (name: string) => string
}

/**
 * The same with every secret in its place, but for those that are asked for: they stay named. The failure names the place and the
 * source, never a secret.
 */
export const withSecrets = (value: unknown, sources: SecretSources): Result<unknown, string> =>
  mapNamed(value, (place, path) => (place.from === 'ask' ? ok(place) : fromSource(place, path, sources)))

/** With what the person was asked for. What they have not given yet is empty: it is wanted. */
export function withAsked<T>(value: T, asked: (path: string) => string | null): T {
  const filled = mapNamed(value, (place, path) => ok(place.from === 'ask' ? (asked(path) ?? '') : place))
  return filled.ok ? (filled.value as T) : value
}

/** Paths of the secrets that are asked for, in their order. */
export function askedPaths(value: unknown): readonly string[] {
  const paths: string[] = []
  mapNamed(value, (place, path) => {
    if (place.from === 'ask') paths.push(path)
    return ok(place)
  })
  return paths
}

type Place = Layer & { readonly from: unknown }
type Put = (place: Place, path: string) => Result<unknown, string>

function mapNamed(value: unknown, put: Put, path = ''): Result<unknown, string> {
  if (Array.isArray(value)) return collect(value.entries(), put, path, (pairs) => pairs.map(([, one]) => one))
  if (!isLayer(value)) return ok(value)
  if ('from' in value) return put({ ...value, from: value.from }, path)
  return collect(Object.entries(value), put, path, Object.fromEntries)
}

function collect<K extends string | number>(
  entries: Iterable<readonly [K, unknown]>,
  put: Put,
  path: string,
  build: (pairs: readonly (readonly [K, unknown])[]) => unknown,
): Result<unknown, string> {
  const pairs: (readonly [K, unknown])[] = []
  for (const [key, one] of entries) {
    const found = mapNamed(one, put, path === '' ? String(key) : `${path}.${key}`)
    if (!found.ok) return found
    pairs.push([key, found.value])
  }
  return ok(build(pairs))
}

function fromSource({ from, name, path: file }: Place, path: string, sources: SecretSources): Result<string, string> {
  if (from === 'env' && typeof name === 'string') {
    const secret = sources.env[name]
    return secret
      ? ok(secret)
      : err(`${path}: the environment variable ${name} is ${secret === '' ? 'empty' : 'not set'}.`)
  }
  if (from === 'file' && typeof file === 'string') {
    try {
      const secret = sources.readFile(file).replace(/[\r\n]+$/, '')
      return secret === '' ? err(`${path}: the file ${file} is empty.`) : ok(secret)
    } catch (cause) {
      const { code, message } = cause as NodeJS.ErrnoException
      const home = file.startsWith('~') ? ' ~ is no folder here: write the whole path.' : ''
      return err(`${path}: the secret cannot be read from ${file} (${code ?? message}).${home}`)
    }
  }
  if (from === 'keyring' && typeof name === 'string') {
    try {
      return ok(sources.keyring(name))
    } catch (cause) {
      return err(`${path}: ${(cause as Error).message}`)
    }
  }
  return err(
    `${path}: a secret is named as {"from": "env", "name": "VARIABLE"}, {"from": "file", "path": "FILE"}, {"from": "keyring", "name": "NAME"} or {"from": "ask"}.`,
  )
}
