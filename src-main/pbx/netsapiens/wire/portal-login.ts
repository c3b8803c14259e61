// The portal's own session, for sites whose portal does not take the bearer token: the cookie of its login form.
import type { NetsapiensSite } from '#contract/site-netsapiens.ts'
import type { NetsapiensParts } from '../io.ts'

/** The cookies to send, or null when the site needs none or the form was not taken. */
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
