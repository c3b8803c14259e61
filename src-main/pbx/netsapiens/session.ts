// Who we are at the servers: signs in, keeps the token fresh, and forgets the password at once.
import { type DeskError, deskFailure } from '../../../src-preload/contract/errors.ts'
import { err, ok, type Result } from '../../../src-preload/contract/result.ts'
import type { NetsapiensSite } from '../../../src-preload/contract/site-netsapiens.ts'
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
import type { NetsapiensParts } from './io.ts'
import { formCookie } from './portal-login.ts'

export const secretNames = {
  clientSecret: 'netsapiens.clientSecret',
  refreshToken: 'netsapiens.refreshToken',
  apiKey: 'netsapiens.apiKey',
  jwt: 'netsapiens.jwt',
  monitor: 'netsapiens.monitor', // orig_callid of what is tapped, so that a crash leaves a trace
} as const

export type Session = {
  /** The stored refresh token first; only when that does not do, the person is asked. */
  readonly signIn: () => Promise<Result<Granted>>
  /** A fresh token for one that expired or is about to; one at a time, whoever asks. */
  readonly renew: () => Promise<Result<Granted>>
  readonly granted: () => Granted | null
  readonly cookie: () => string | null
}

export function createSession(site: NetsapiensSite, parts: NetsapiensParts): Session {
  let granted: Granted | null = null
  let cookie: string | null = null
  let place: TokenPlace = site.signIn.by === 'password' && site.signIn.tokens === 'jwt' ? 'jwt' : 'v2'
  let renewing: Promise<Result<Granted>> | null = null

  const keep = (next: Granted): Result<Granted> => {
    granted = { ...next, user: next.user ?? granted?.user ?? null, domain: next.domain ?? granted?.domain ?? null }
    if (next.refresh !== null) parts.secrets.set(secretNames.refreshToken, next.refresh)
    return ok(granted)
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
    if (answer.kind === 'refused') parts.secrets.set(secretNames.refreshToken, null)
    return answer.kind === 'refused' ? null : err(failureOf(answer))
  }

  async function byPassword(username: string): Promise<Result<Granted>> {
    const password = await parts.prompt.password(username)
    if (password === null) return err(deskFailure('signInNeeded'))
    const first = await ask({ kind: 'password', username, password })
    const answer = 'kind' in first && first.kind === 'codeNeeded' ? await withCode(username, password, first) : first
    if ('code' in answer) return err(answer)
    if (answer.kind !== 'granted') return err(failureOf(answer))
    cookie = await formCookie(site, parts, username, password)
    return keep(answer.granted)
  }

  async function withCode(
    username: string,
    password: string,
    { challenge }: Extract<GrantAnswer, { kind: 'codeNeeded' }>,
  ): Promise<GrantAnswer | DeskError> {
    const code = await parts.prompt.code(`${challenge.type} ${challenge.vendor}`.trim())
    if (code === null) return deskFailure('signInNeeded')
    return ask({ kind: 'mfa', username, password, code, challenge })
  }

  function byKey(name: 'apiKey' | 'jwt'): Result<Granted> {
    const key = parts.secrets.get(secretNames[name])
    return key ? keep(grantedOf(key, {}, parts.now())) : err(deskFailure('signInNeeded', name))
  }

  async function signIn(): Promise<Result<Granted>> {
    if (site.signIn.by !== 'password') return byKey(site.signIn.by)
    const needsForm = site.portalSession.by === 'form' && cookie === null
    const refreshed = needsForm ? null : await byRefresh()
    return refreshed ?? byPassword(site.signIn.username)
  }

  async function renew(): Promise<Result<Granted>> {
    // A key does not expire by itself: refused, it was revoked.
    if (site.signIn.by !== 'password') return err(deskFailure('pbxWrongPassword', site.signIn.by))
    return (await byRefresh()) ?? err(deskFailure('signInNeeded'))
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
    return readGrant(reply, parts.now())
  } catch (cause) {
    return deskFailure('pbxUnreachable', (cause as Error).message)
  }
}

function failureOf(answer: Exclude<GrantAnswer, { kind: 'granted' }>): DeskError {
  switch (answer.kind) {
    case 'refused':
      return deskFailure('pbxWrongPassword', answer.why)
    case 'codeNeeded':
      return deskFailure('pbxWrongPassword', 'the code was not taken')
    case 'notHere':
      return deskFailure('pbxProtocol', 'no place to sign in')
    case 'broken':
      return deskFailure(/^5/.test(answer.why) ? 'pbxRefused' : 'pbxProtocol', answer.why)
  }
}
