// The requests of a sign-in: for a token, and for the session of a portal that takes none.
import { type DeskError, deskFailure } from '#contract/errors.ts'
import type { NetsapiensSite } from '#contract/site-netsapiens.ts'
import type { NetsapiensParts } from '../io.ts'
import { type GrantAnswer, readGrant, type TokenPlace, tokenPath } from './grant.ts'

export async function sendGrant(
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

export function failureOf(answer: Exclude<GrantAnswer, { kind: 'granted' }>): DeskError {
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
export async function formCookie(
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
