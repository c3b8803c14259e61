// What nobody has filled in: a variable that stands in a site file as it is, a placeholder, an example's secret. Pure.
import { isLayer } from './layers.ts'

export type LeftOver = {
  readonly path: string
  /** variable: the name of one, which nothing puts its value for; placeholder: dots, stars or <…>; known: a secret that everybody knows. */
  readonly kind: 'variable' | 'placeholder' | 'known'
}

const secrets = new Set(['secret', 'password', 'credential'])
const places = new Set([
  ...secrets,
  ...['host', 'url', 'urls', 'wsUrl', 'uri', 'user', 'authUser', 'username', 'domain', 'server', 'cores'],
])

/** Only in secrets, users and addresses: a text for people may hold anything. */
export function leftOverIn(value: unknown, path = '', field = ''): readonly LeftOver[] {
  if (Array.isArray(value)) return value.flatMap((one, at) => leftOverIn(one, joined(path, String(at)), field))
  if (isLayer(value)) return Object.entries(value).flatMap(([name, one]) => leftOverIn(one, joined(path, name), name))
  if (typeof value !== 'string' || !places.has(field)) return []
  const kind = kindOf(value, secrets.has(field))
  return kind === null ? [] : [{ path, kind }]
}

const joined = (path: string, name: string): string => (path === '' ? name : `${path}.${name}`)

/** Inside an address as well; a secret may have such signs in it, and is one only as a whole. */
const variable = /\$\{\w+\}|\$[A-Z][A-Z0-9_]{2,}|%[A-Z][A-Z0-9_]{2,}%|\{\{\s*[\w.]+\s*\}\}/
const whole = new RegExp(`^(${variable.source})$`)
const placeholder = /^(…|\.{3,}|\*{3,}|x{3,}|<[^<>]*>|\[[a-z _-]+\]|todo|tbd)$/i
const known =
  /^(change[ _-]?(me|this)|password|passwort|contrase(n|ñ)a|secret|geheim|123456?|admin|(a|another) long random (word|text)|the line[’']s password)$/i

function kindOf(text: string, isSecret: boolean): LeftOver['kind'] | null {
  if ((isSecret ? whole : variable).test(text)) return 'variable'
  if (placeholder.test(text) || /<[a-z][^<>]*>/i.test(isSecret ? '' : text)) return 'placeholder'
  return isSecret && known.test(text) ? 'known' : null
}
