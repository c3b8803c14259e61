// A site's secrets taken out of what others say: a server that refuses may say back what it was told.
import { isLayer } from './layers.ts'

const fields = new Set(['secret', 'password', 'credential', 'passphrase'])
/** A shorter one would take half of every sentence with it. */
const SHORTEST = 4

/** Of settings, or of a site. */
export function secretsIn(value: unknown): readonly string[] {
  if (Array.isArray(value)) return value.flatMap(secretsIn)
  if (!isLayer(value)) return []
  return Object.entries(value).flatMap(([name, one]) =>
    fields.has(name) && typeof one === 'string' ? (one.length < SHORTEST ? [] : [one]) : secretsIn(one),
  )
}

const hidden = (text: string, secrets: readonly string[]): string =>
  secrets.reduce((rest, secret) => rest.replaceAll(secret, '***'), text)

/** What holds the words of others, in a status or a finding; the rest is of the console's own words, and a secret may be one of them. */
const told = new Set(['detail', 'how', 'what', 'remedy'])

/** A status or findings, at any depth. */
export function withHidden<T>(value: T, secrets: readonly string[]): T {
  return (secrets.length === 0 ? value : mapped(value, secrets)) as T
}

function mapped(value: unknown, secrets: readonly string[]): unknown {
  if (Array.isArray(value)) return value.map((one) => mapped(one, secrets))
  if (!isLayer(value)) return value
  return Object.fromEntries(
    Object.entries(value).map(([name, one]) => [
      name,
      typeof one === 'string' && told.has(name) ? hidden(one, secrets) : mapped(one, secrets),
    ]),
  )
}

/** Those in force now; looked for again only where the settings have changed. */
export function secretsInForce(current: () => object, others: readonly string[]): () => readonly string[] {
  let of: object | null = null
  let found: readonly string[] = []
  return () => {
    const now = current()
    if (now !== of) {
      of = now
      found = [...others.filter((one) => one.length >= SHORTEST), ...secretsIn(now)]
    }
    return found
  }
}
