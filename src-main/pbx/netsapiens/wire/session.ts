// Who we are at the servers: signs in, keeps the token fresh, and forgets the password at once.
import { type DeskError, deskFailure } from '#contract/errors.ts'
import { err, ok, type Result } from '#contract/result.ts'
import type { NetsapiensSite } from '#contract/site-netsapiens.ts'
import type { Entered } from '#main/pbx/connector.ts'
import type { NetsapiensParts } from '../io.ts'
import { type Grant, type GrantAnswer, type Granted, grantedOf, grantFields } from './grant.ts'
import { failureOf, formCookie, sendGrant } from './grant-requests.ts'
import { nextTokens, noTokens, type Tokens, type TokensInput } from './tokens.ts'

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
  /** Forgets what would sign in again; what is still being asked comes to nothing. */
  readonly forget: () => void
  readonly listen: (events: SessionEvents) => void
}

const personNeedsMs = 60 // the environment answers at once, a person does not

type Desk = {
  readonly site: NetsapiensSite
  readonly parts: NetsapiensParts
  readonly tokens: () => Tokens
  readonly put: (input: TokensInput) => void
  readonly events: () => SessionEvents
  /** One at a time, whoever asks: the second would be refused the token that the first has used. */
  readonly byRefresh: () => Promise<Result<Granted> | null>
}

export function createSession(site: NetsapiensSite, parts: NetsapiensParts): Session {
  const { secrets } = parts
  let tokens = noTokens(site.signIn.by === 'password' && site.signIn.tokens === 'jwt' ? 'jwt' : 'v2')
  let events: SessionEvents = { onWaiting: () => {}, onAnswered: () => {}, onLost: () => {} }
  const put = (input: TokensInput) => {
    const step = nextTokens(tokens, input, secrets.get(secretNames.refreshToken))
    tokens = step.state
    if (step.refresh !== undefined) secrets.set(secretNames.refreshToken, step.refresh)
  }
  const desk: Desk = {
    site,
    parts,
    tokens: () => tokens,
    put,
    events: () => events,
    byRefresh: oneAtATime(() => byRefresh(desk)),
  }
  return {
    signIn: (why) => signIn(desk, why),
    renew: oneAtATime(() => renew(desk)),
    granted: () => tokens.granted,
    cookie: () => tokens.cookie,
    forget: () => put({ kind: 'forgotten' }),
    listen: (listener) => {
      events = listener
    },
  }
}

function oneAtATime<T>(run: () => Promise<T>): () => Promise<T> {
  let running: Promise<T> | null = null
  return () => {
    running ??= run().finally(() => {
      running = null
    })
    return running
  }
}

/** Whoever asked has signed out meanwhile. */
const nobodys = err(deskFailure('signInNeeded', signedOut))

const kept = ({ tokens }: Desk, era: number): Result<Granted> => {
  const { granted, era: now } = tokens()
  return granted && now === era ? ok(granted) : nobodys
}

async function ask({ site, parts, tokens, put }: Desk, grant: Grant): Promise<GrantAnswer | DeskError> {
  const { clientId = '', secret = '' } = site.signIn.by === 'password' ? site.signIn : {}
  const fields = grantFields(grant, { id: clientId, secret: parts.secrets.get(secretNames.clientSecret) || secret })
  const { place } = tokens()
  const answer = await sendGrant(site, parts, place, fields)
  if ('code' in answer || answer.kind !== 'notHere' || place !== 'v2') return answer
  put({ kind: 'older' })
  return sendGrant(site, parts, tokens().place, fields)
}

async function byRefresh(desk: Desk): Promise<Result<Granted> | null> {
  const { granted, era } = desk.tokens()
  const token = granted?.refresh ?? desk.parts.secrets.get(secretNames.refreshToken)
  if (!token) return null
  const answer = await ask(desk, { kind: 'refresh', token })
  if (desk.tokens().era !== era) return nobodys
  if ('code' in answer) return err(answer)
  if (answer.kind === 'granted') {
    desk.put({ kind: 'granted', era, granted: answer.granted, by: 'refresh' })
    return kept(desk, era)
  }
  if (answer.kind !== 'refused') return err(failureOf(answer))
  desk.put({ kind: 'refused', era, refresh: token })
  // Somebody has signed in meanwhile.
  return desk.tokens().granted ? kept(desk, era) : null
}

async function signIn(desk: Desk, why: DeskError | null): Promise<Result<Granted>> {
  const { site, parts, tokens } = desk
  if (site.signIn.by !== 'password') return byKey(desk, site.signIn.by)
  const { era, cookie } = tokens()
  const username = parts.secrets.get(secretNames.username) ?? site.signIn.username
  const needsForm = site.portalSession.by === 'form' && cookie === null
  const refreshed = needsForm || isRefusal(why) ? null : await desk.byRefresh()
  return refreshed ?? byPerson(desk, era, username, why)
}

function byKey(desk: Desk, name: 'apiKey' | 'jwt'): Result<Granted> {
  const key = desk.parts.secrets.get(secretNames[name])
  if (!key) return err(deskFailure('signInNeeded', name))
  const { era } = desk.tokens()
  desk.put({ kind: 'granted', era, granted: grantedOf(key, {}, desk.parts.clock.now()), by: 'key' })
  return kept(desk, era)
}

/** Asks until the platform takes the answer, or nobody answers. What is no refusal is the caller's to try again. */
async function byPerson(desk: Desk, era: number, username: string, first: DeskError | null): Promise<Result<Granted>> {
  for (let why = first; ; ) {
    const entered = await answerOf(desk, desk.parts.prompt.password(username, why))
    if (desk.tokens().era !== era) return nobodys
    if (entered === null) return err(why ?? deskFailure('signInNeeded'))
    const tried = await withPassword(desk, era, entered)
    if (tried.ok || !isRefusal(tried.error)) return tried
    if (desk.tokens().era !== era) return nobodys
    why = tried.error
  }
}

async function withPassword(desk: Desk, era: number, entered: Entered): Promise<Result<Granted>> {
  const { site, parts } = desk
  const { username, password } = entered
  const first = await ask(desk, { kind: 'password', ...entered })
  const answer = 'kind' in first && first.kind === 'codeNeeded' ? await withCode(desk, entered, first) : first
  if ('code' in answer) return err(answer)
  if (answer.kind !== 'granted') return err(failureOf(answer))
  const cookie = await formCookie(site, parts, username, password)
  if (desk.tokens().era !== era) return nobodys
  parts.secrets.set(secretNames.username, username)
  desk.put({ kind: 'granted', era, granted: answer.granted, by: 'password', cookie })
  return kept(desk, era)
}

async function withCode(
  desk: Desk,
  entered: Entered,
  { challenge }: Extract<GrantAnswer, { kind: 'codeNeeded' }>,
): Promise<GrantAnswer | DeskError> {
  const by = `${challenge.type} ${challenge.vendor}`.trim()
  const code = await answerOf(desk, desk.parts.prompt.code(entered.username, by))
  if (code === null) return deskFailure('codeRefused', 'none given')
  const answer = await ask(desk, { kind: 'mfa', ...entered, code, challenge })
  return 'kind' in answer && answer.kind === 'refused' ? deskFailure('codeRefused', answer.why) : answer
}

async function answerOf<T>({ parts, tokens, events }: Desk, asked: Promise<T>): Promise<T> {
  const { era } = tokens()
  let waited = false
  const stop = parts.clock.after(personNeedsMs, () => {
    waited = true
    if (tokens().era === era) events().onWaiting()
  })
  const answer = await asked
  stop()
  if (waited && answer !== null && tokens().era === era) events().onAnswered()
  return answer
}

async function renew(desk: Desk): Promise<Result<Granted>> {
  const { site, tokens } = desk
  // A key does not expire by itself: refused, it was revoked.
  if (site.signIn.by !== 'password') return err(deskFailure('pbxWrongPassword', site.signIn.by))
  const before = tokens()
  const refreshed = await desk.byRefresh()
  if (refreshed) return refreshed
  const cause = deskFailure('signInNeeded', 'the sign-in has expired')
  // Told once: whoever is told asks the platform again for listen, is refused, and would be told without end.
  if (before.granted !== null && tokens().era === before.era && tokens().granted === null) desk.events().onLost(cause)
  return err(cause)
}
