// The supervisor at the platform: signed in and kept so, with a scope that may monitor, and the softphone that is theirs.
import { createBackOff, patiently } from '#contract/back-off.ts'
import { type DeskError, deskFailure } from '#contract/errors.ts'
import { err, ok, type Result } from '#contract/result.ts'
import type { LineAccount } from '#contract/settings.ts'
import type { NetsapiensSite } from '#contract/site-netsapiens.ts'
import type { Stop } from '#contract/time.ts'
import { readDevices } from '../floor/reading.ts'
import type { NetsapiensParts } from '../io.ts'
import type { Api } from '../wire/api.ts'
import { claimsOf, type Granted } from '../wire/grant.ts'
import type { DeviceRow } from '../wire/row.ts'
import { type Session, signedOut } from '../wire/session.ts'
import { revokeTokens } from './revoke.ts'

export type AccountParts = {
  readonly site: NetsapiensSite
  readonly parts: NetsapiensParts
  readonly session: Session
  readonly api: Api
}

export type AccountEvents = {
  readonly onReady: () => void
  readonly onRenewed: () => void
  readonly onTrying: () => void
  readonly onFailed: (cause: DeskError) => void
}

export function createAccount({ site, parts, session, api }: AccountParts) {
  let devices: readonly DeviceRow[] = []
  let feedToken = ''
  let who: Who = nobody
  let events: AccountEvents | null = null
  let closed = false
  let stopRenewal: Stop = () => {}
  const retry = createBackOff(parts.clock, parts.random)
  let beginning = false

  const stopTimers = () => {
    stopRenewal()
    retry.stop()
  }

  /** One at a time. `why`: what the person is told when they are asked. */
  async function begin(why: DeskError | null) {
    if (beginning) return
    beginning = true
    stopTimers()
    const begun = await signInAndLook(why)
    beginning = false
    if (closed) return
    if (begun.ok) {
      retry.worked()
      renewInTime(begun.value)
      if (site.signIn.by === 'password') parts.prompt.signedIn(loginOf(who), supervisorOf(who))
      return events?.onReady()
    }
    events?.onFailed(begun.error)
    if (canTryAgain(begun.error)) retry.again(() => void begin(begun.error), patiently)
  }

  async function signInAndLook(first: DeskError | null): Promise<Result<Granted>> {
    for (let why = first; ; ) {
      const signed = await session.signIn(why)
      if (!signed.ok) return signed
      const said = await whoAmI(api, signed.value)
      if (!said.ok) return said
      const { scope } = said.value
      if (scope === null || maySupervise(scope)) return look(signed.value, said.value)
      why = deskFailure('scopeTooLow', scope)
      if (site.signIn.by !== 'password') return err(why)
      session.forget()
    }
  }

  async function look(signed: Granted, whoever: Who): Promise<Result<Granted>> {
    who = whoever
    if (who.scope === null) parts.log('warn', 'netsapiens: the scope of this account cannot be read')
    feedToken = await feedTokenFor(api, signed.bearer)
    const rows = await readDevices(api)
    if (rows.ok) devices = rows.value
    return ok(signed)
  }

  function signOut() {
    // A key that stands in the secret store is not this sign-in's to end.
    if (site.signIn.by === 'password')
      void revokeTokens(site.server, parts, [session.granted()?.bearer ?? '', feedToken])
    session.forget()
    stopTimers()
    devices = []
    who = nobody
    feedToken = ''
    const cause = deskFailure('signInNeeded', signedOut)
    events?.onFailed(cause)
    void begin(cause)
  }

  /** At four fifths of its life, so that a token never expires under a monitor. */
  function renewInTime({ expiresInMs }: Granted) {
    stopTimers()
    if (expiresInMs === null || site.signIn.by !== 'password') return
    stopRenewal = parts.clock.after(Math.max(1_000, Math.min(expiresInMs * 0.8, 2_000_000_000)), () => void renew())
  }

  async function renew() {
    const renewed = await session.renew()
    if (closed) return
    if (renewed.ok) {
      retry.worked()
      feedToken = await feedTokenFor(api, renewed.value.bearer)
      renewInTime(renewed.value)
      return events?.onRenewed()
    }
    if (!canTryAgain(renewed.error)) return events?.onFailed(renewed.error)
    retry.again(() => void renew(), patiently)
  }

  return {
    keepSignedIn: (listener: AccountEvents) => {
      events = listener
      session.listen({
        // Why the answer before did not do is said where the person is asked.
        onWaiting: () => listener.onFailed(deskFailure('signInNeeded')),
        onAnswered: listener.onTrying,
        onLost: (cause) => {
          listener.onFailed(cause)
          void begin(cause)
        },
      })
      void begin(null)
    },
    signOut,
    renew,
    close: () => {
      closed = true
      stopTimers()
    },
    readDevices: (rows: readonly DeviceRow[]) => {
      if (rows.length > 0) devices = rows
    },
    user: () => who.user,
    domain: () => (site.domain === '~' ? who.domain || '~' : site.domain),
    feedBearer: () => feedToken,
    line: () => lineOf(site, devices, who),
    /** Asked again when the last list shows none: a softphone may have registered since. */
    whyNoPhone: async (): Promise<'lineNotRegistered' | null> => {
      if (devices.length === 0 || devices.some((device) => device.registered)) return null
      const fresh = await readDevices(api)
      if (fresh.ok) devices = fresh.value
      return fresh.ok && devices.length > 0 && !devices.some((device) => device.registered) ? 'lineNotRegistered' : null
    },
  }
}

type Who = {
  readonly user: string
  readonly domain: string
  readonly scope: string | null
  readonly name: string | null
}
const nobody: Who = { user: '', domain: '', scope: null, name: null }

const loginOf = ({ user, domain }: Who): string => `${user}@${domain}`
const supervisorOf = (who: Who) => ({
  name: (who.name ?? loginOf(who)).slice(0, 100),
  extension: who.user.slice(0, 40),
})

const canTryAgain = ({ code }: DeskError): boolean =>
  code === 'pbxUnreachable' || code === 'timedOut' || code === 'pbxRefused' || code === 'pbxProtocol'

/** The token answer says it, or the user's own record does, which has the name too. An API key of the machine kind may have neither. */
async function whoAmI(api: Api, granted: Granted): Promise<Result<Who>> {
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
async function feedTokenFor(api: Api, bearer: string): Promise<string> {
  if ('exp' in claimsOf(bearer)) return bearer
  const made = await api.post('/jwt')
  const token = made.ok && typeof made.value === 'object' && made.value !== null ? Object(made.value).token : null
  return typeof token === 'string' && token !== '' ? token : bearer
}

/** The line of the console: the device the site names, or the user's web softphone. */
function lineOf(
  { softphone }: NetsapiensSite,
  devices: readonly DeviceRow[],
  { user, domain }: Who,
): LineAccount | null {
  if (!softphone) return null
  const wanted = softphone.device ?? `${user}wp`
  const row = devices.find(({ device }) => device === wanted)
  if (!row?.password || domain === '') return null
  const { wsUrl, displayName, iceServers } = softphone
  return { uri: `sip:${wanted}@${domain}`, wsUrl, authUser: wanted, password: row.password, displayName, iceServers }
}

// As published, from the narrowest; a Site Manager has the portal's monitoring too (CallHarbor's article for them).
const supervising = new Set(['call center supervisor', 'site manager', 'office manager', 'reseller', 'super user'])

const tidy = (scope: string): string => scope.trim().toLowerCase().replaceAll('centre', 'center').replace(/\s+/g, ' ')

/** Scopes with a suffix ("Call Center Supervisor w/ Reports") count as what they begin with. */
export function maySupervise(scope: string): boolean {
  const tidied = tidy(scope)
  return [...supervising].some((known) => tidied === known || tidied.startsWith(`${known} `))
}
