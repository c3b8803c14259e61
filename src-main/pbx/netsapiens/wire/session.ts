// Who we are at the servers: signs in, keeps the token fresh, and forgets the password at once.
import { type DeskError, deskFailure } from '#contract/errors.ts'
import { err, ok, type Result } from '#contract/result.ts'
import type { NetsapiensSite } from '#contract/site-netsapiens.ts'
import type { Entered } from '#main/pbx/connector.ts'
import type { NetsapiensParts } from '../io.ts'
import {
  type Grant,
  type GrantAnswer,
  type Granted,
  grantedOf,
  grantFields,
  readGrant,
  type TokenPlace,
  tokenPath,
} from './grant.ts'

export const secretNames = {
  clientSecret: 'netsapiens.clientSecret',
  refreshToken: 'netsapiens.refreshToken',
  username: 'netsapiens.username', // who signed in last: offered again, never a password
  apiKey: 'netsapiens.apiKey',
  jwt: 'netsapiens.jwt',
  monitor: 'netsapiens.monitor', // orig_callid of what is tapped, so that a crash leaves a trace
} as const

/** The detail of a `signInNeeded` that the person wanted. */
export const signedOut = 'signed out'

/** Whether it was the answer that did not do: the same one would not do again. */
export function isRefusal(why: DeskError | null): boolean {
  switch (why?.code) {
    case 'pbxWrongPassword':
    case 'codeRefused':
    case 'accountLocked':
    case 'scopeTooLow':
      return true
    case 'signInNeeded':
      return why.detail === signedOut
    default:
      return false
  }
}

export type SessionEvents = {
  /** A person is being asked, and has not answered at once. */
  readonly onWaiting: () => void
  readonly onAnswered: () => void
  /** The token is worth nothing any more, and nothing at hand renews it. */
  readonly onLost: (cause: DeskError) => void
}

export type Session = {
  /** The stored refresh token first, unless it is what was refused; then the person, who is told `why`, until it is taken. */
  readonly signIn: (why: DeskError | null) => Promise<Result<Granted>>
  /** A fresh token for one that expired or is about to; one at a time, whoever asks. */
  readonly renew: () => Promise<Result<Granted>>
  readonly granted: () => Granted | null
  readonly cookie: () => string | null
  /** Forgets what would sign in again. */
  readonly forget: () => void
  readonly listen: (events: SessionEvents) => void
}

const personNeedsMs = 60 // the environment answers at once, a person does not

export function createSession(site: NetsapiensSite, parts: NetsapiensParts): Session {
  let granted: Granted | null = null
  let cookie: string | null = null
  let place: TokenPlace = site.signIn.by === 'password' && site.signIn.tokens === 'jwt' ? 'jwt' : 'v2'
  let renewing: Promise<Result<Granted>> | null = null
  let events: SessionEvents = { onWaiting: () => {}, onAnswered: () => {}, onLost: () => {} }

  const keep = (next: Granted): Result<Granted> => {
    granted = { ...next, user: next.user ?? granted?.user ?? null, domain: next.domain ?? granted?.domain ?? null }
    if (next.refresh !== null) parts.secrets.set(secretNames.refreshToken, next.refresh)
    return ok(granted)
  }
  const forget = () => {
    granted = null
    cookie = null
    parts.secrets.set(secretNames.refreshToken, null)
  }
  async function ask(grant: Grant): Promise<GrantAnswer | DeskError> {
    const { signIn } = site
    const id = signIn.by === 'password' ? signIn.clientId : ''
    const secret = parts.secrets.get(secretNames.clientSecret) ?? ''
    const answer = await sendGrant(site, parts, place, grantFields(grant, { id, secret }))
    if ('code' in answer || answer.kind !== 'notHere' || place !== 'v2') return answer
    place = 'old'
    return sendGrant(site, parts, place, grantFields(grant, { id, secret }))
  }

  async function byRefresh(): Promise<Result<Granted> | null> {
    const token = granted?.refresh ?? parts.secrets.get(secretNames.refreshToken)
    if (!token) return null
    const answer = await ask({ kind: 'refresh', token })
    if ('code' in answer) return err(answer)
    if (answer.kind === 'granted') return keep(answer.granted)
    if (answer.kind !== 'refused') return err(failureOf(answer))
    forget()
    return null
  }

  /** Asks until the platform takes the answer, or nobody answers. What is no refusal is the caller's to try again. */
  async function byPerson(username: string, first: DeskError | null): Promise<Result<Granted>> {
    for (let why = first; ; ) {
      const entered = await answerOf(parts.prompt.password(username, why))
      if (entered === null) return err(why ?? deskFailure('signInNeeded'))
      const tried = await withPassword(entered)
      if (tried.ok || !isRefusal(tried.error)) return tried
      why = tried.error
    }
  }

  async function withPassword(entered: Entered): Promise<Result<Granted>> {
    const { username, password } = entered
    const first = await ask({ kind: 'password', ...entered })
    const answer = 'kind' in first && first.kind === 'codeNeeded' ? await withCode(entered, first) : first
    if ('code' in answer) return err(answer)
    if (answer.kind !== 'granted') return err(failureOf(answer))
    cookie = await formCookie(site, parts, username, password)
    parts.secrets.set(secretNames.username, username)
    granted = null // of another user, it may be
    return keep(answer.granted)
  }

  async function withCode(
    entered: Entered,
    { challenge }: Extract<GrantAnswer, { kind: 'codeNeeded' }>,
  ): Promise<GrantAnswer | DeskError> {
    const by = `${challenge.type} ${challenge.vendor}`.trim()
    const code = await answerOf(parts.prompt.code(entered.username, by))
    if (code === null) return deskFailure('codeRefused', 'none given')
    const answer = await ask({ kind: 'mfa', ...entered, code, challenge })
    return 'kind' in answer && answer.kind === 'refused' ? deskFailure('codeRefused', answer.why) : answer
  }

  async function answerOf<T>(asked: Promise<T>): Promise<T> {
    let waited = false
    const stop = parts.clock.after(personNeedsMs, () => {
      waited = true
      events.onWaiting()
    })
    const answer = await asked
    stop()
    if (waited && answer !== null) events.onAnswered()
    return answer
  }

  function byKey(name: 'apiKey' | 'jwt'): Result<Granted> {
    const key = parts.secrets.get(secretNames[name])
    return key ? keep(grantedOf(key, {}, parts.clock.now())) : err(deskFailure('signInNeeded', name))
  }

  async function signIn(why: DeskError | null): Promise<Result<Granted>> {
    if (site.signIn.by !== 'password') return byKey(site.signIn.by)
    const username = parts.secrets.get(secretNames.username) ?? site.signIn.username
    const needsForm = site.portalSession.by === 'form' && cookie === null
    const refreshed = needsForm || isRefusal(why) ? null : await byRefresh()
    return refreshed ?? byPerson(username, why)
  }

  async function renew(): Promise<Result<Granted>> {
    // A key does not expire by itself: refused, it was revoked.
    if (site.signIn.by !== 'password') return err(deskFailure('pbxWrongPassword', site.signIn.by))
    const held = granted !== null
    const refreshed = await byRefresh()
    if (refreshed) return refreshed
    const cause = deskFailure('signInNeeded', 'the sign-in has expired')
    // Told once: whoever is told asks the platform again for listen, is refused, and would be told without end.
    if (held) events.onLost(cause)
    return err(cause)
  }

  return {
    signIn,
    renew: () => {
      renewing ??= renew().finally(() => {
        renewing = null
      })
      return renewing
    },
    granted: () => granted,
    cookie: () => cookie,
    forget,
    listen: (listener) => {
      events = listener
    },
  }
}

async function sendGrant(
  site: NetsapiensSite,
  parts: NetsapiensParts,
  place: TokenPlace,
  fields: Readonly<Record<string, string>>,
): Promise<GrantAnswer | DeskError> {
  const isForm = place === 'old'
  const body = isForm ? String(new URLSearchParams(fields)) : JSON.stringify(fields)
  const type = isForm ? 'application/x-www-form-urlencoded' : 'application/json'
  try {
    const reply = await parts.request({
      url: site.server + tokenPath[place],
      method: 'POST',
      headers: { 'content-type': type, accept: 'application/json' },
      body,
      timeoutMs: 10_000,
    })
    return readGrant(reply, parts.clock.now())
  } catch (cause) {
    return deskFailure('pbxUnreachable', (cause as Error).message)
  }
}

function failureOf(answer: Exclude<GrantAnswer, { kind: 'granted' }>): DeskError {
  switch (answer.kind) {
    case 'refused':
      return deskFailure('pbxWrongPassword', answer.why)
    case 'locked':
      return deskFailure('accountLocked', answer.why)
    case 'codeNeeded':
      return deskFailure('codeRefused', 'asked for again')
    case 'notHere':
      return deskFailure('pbxProtocol', 'no place to sign in')
    case 'broken':
      return deskFailure(/^5/.test(answer.why) ? 'pbxRefused' : 'pbxProtocol', answer.why)
  }
}

/** The session of a portal that does not take the bearer token: the cookies of its login form, or null when the site needs none or the form was not taken. */
async function formCookie(
  site: NetsapiensSite,
  parts: NetsapiensParts,
  username: string,
  password: string,
): Promise<string | null> {
  const { portalSession } = site
  if (portalSession.by !== 'form') return null
  const fields = { [portalSession.userField]: username, [portalSession.passwordField]: password }
  try {
    const reply = await parts.request({
      url: site.server + portalSession.path,
      method: 'POST',
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
      body: String(new URLSearchParams(fields)),
      timeoutMs: 10_000,
    })
    return reply.cookies.map((cookie) => cookie.split(';')[0]).join('; ') || null
  } catch (cause) {
    parts.log('warn', `portal login: ${(cause as Error).message}`)
    return null
  }
}
