// Who is signed in, with which scope, and which softphone is theirs.
import { type LineAccount, registersAt } from '#contract/line-account.ts'
import { ok, type Result } from '#contract/result.ts'
import type { NetsapiensSite } from '#contract/site-netsapiens.ts'
import type { Api } from '../wire/api.ts'
import { claimsOf, type Granted } from '../wire/grant.ts'
import type { DeviceRow } from '../wire/row.ts'

export type Who = {
  readonly user: string
  readonly domain: string
  readonly scope: string | null
  readonly name: string | null
}
export const nobody: Who = { user: '', domain: '', scope: null, name: null }

export const loginOf = ({ user, domain }: Who): string => `${user}@${domain}`
export const supervisorOf = (who: Who) => ({
  name: (who.name ?? loginOf(who)).slice(0, 100),
  extension: who.user.slice(0, 40),
})

/** The token answer says it, or the user's own record does, which has the name too. An API key of the machine kind may have neither. */
export async function whoAmI(api: Api, granted: Granted): Promise<Result<Who>> {
  const { user, domain, scope } = granted
  const record = await api.read('/domains/~/users/~')
  const needed = !user || !domain || !scope
  if (needed && !record.ok && record.error.code !== 'callGone' && record.error.code !== 'pbxRefused') return record
  const said = fieldsOf(record.ok ? record.value : null)
  const names = [said('name-first-name'), said('name-last-name')].filter((one) => one !== null)
  return ok({
    user: user ?? said('user') ?? '',
    domain: domain ?? said('domain') ?? '',
    scope: scope ?? said('user-scope') ?? said('scope'),
    name: said('name-full-name') ?? (names.join(' ') || null),
  })
}

function fieldsOf(body: unknown): (name: string) => string | null {
  const row = (Array.isArray(body) ? body[0] : body) as Record<string, unknown> | null | undefined
  return (name) => (typeof row?.[name] === 'string' && row[name] !== '' ? row[name] : null)
}

/** The feed wants a JWT: the bearer itself where it is one, otherwise one made for it, otherwise the bearer all the same. */
export async function feedTokenFor(api: Api, bearer: string): Promise<string> {
  if ('exp' in claimsOf(bearer)) return bearer
  const made = await api.post('/jwt')
  const token = made.ok && typeof made.value === 'object' && made.value !== null ? Object(made.value).token : null
  return typeof token === 'string' && token !== '' ? token : bearer
}

/** The line of the console: the device the site names, or the user's web softphone. */
export function lineOf(
  { softphone }: NetsapiensSite,
  devices: readonly DeviceRow[],
  { user, domain }: Who,
): LineAccount | null {
  if (!softphone) return null
  const wanted = softphone.device ?? `${user}wp`
  const row = devices.find(({ device }) => device === wanted)
  if (!row?.password || domain === '') return null
  const { wsUrl, displayName, iceServers } = softphone
  return {
    uri: `sip:${wanted}@${domain}`,
    ...registersAt(wsUrl),
    authUser: wanted,
    password: row.password,
    displayName,
    iceServers,
  }
}

// As published, from the narrowest; a Site Manager has the portal's monitoring too (CallHarbor's article for them).
const supervising = new Set(['call center supervisor', 'site manager', 'office manager', 'reseller', 'super user'])

const tidy = (scope: string): string => scope.trim().toLowerCase().replaceAll('centre', 'center').replace(/\s+/g, ' ')

/** Scopes with a suffix ("Call Center Supervisor w/ Reports") count as what they begin with. */
export function maySupervise(scope: string): boolean {
  const tidied = tidy(scope)
  return [...supervising].some((known) => tidied === known || tidied.startsWith(`${known} `))
}
