// A site file may name a secret instead of holding it: {"from": "env", "name": "…"} or {"from": "file", "path": "…"}.
import { err, ok, type Result } from '#contract/result.ts'
import { isLayer } from './layers.ts'

export type SecretSources = {
  readonly env: Readonly<Record<string, string | undefined>>
  /** The text of a file; throws when it cannot be read. */
  readonly readFile: (path: string) => string
}

/** The same with every secret in its place. The failure names the place and the source, never a secret. */
export function withSecrets(value: unknown, sources: SecretSources, path = ''): Result<unknown, string> {
  if (Array.isArray(value)) return collect(value.entries(), sources, path, (pairs) => pairs.map(([, one]) => one))
  if (!isLayer(value)) return ok(value)
  if ('from' in value) return named(value, sources, path)
  return collect(Object.entries(value), sources, path, Object.fromEntries)
}

function collect<K extends string | number>(
  entries: Iterable<readonly [K, unknown]>,
  sources: SecretSources,
  path: string,
  build: (pairs: readonly (readonly [K, unknown])[]) => unknown,
): Result<unknown, string> {
  const pairs: (readonly [K, unknown])[] = []
  for (const [key, one] of entries) {
    const found = withSecrets(one, sources, path === '' ? String(key) : `${path}.${key}`)
    if (!found.ok) return found
    pairs.push([key, found.value])
  }
  return ok(build(pairs))
}

function named(value: Readonly<Record<string, unknown>>, { env, readFile }: SecretSources, path: string) {
  const { from, name, path: file } = value
  if (from === 'env' && typeof name === 'string') {
    const secret = env[name]
    return secret ? ok(secret) : err(`${path}: the environment variable ${name} is not set.`)
  }
  if (from === 'file' && typeof file === 'string') {
    try {
      return ok(readFile(file).replace(/\r?\n$/, ''))
    } catch (cause) {
      return err(`${path}: the secret cannot be read from ${file} (${(cause as NodeJS.ErrnoException).code}).`)
    }
  }
  return err(`${path}: a secret is named as {"from": "env", "name": "VARIABLE"} or {"from": "file", "path": "FILE"}.`)
}
