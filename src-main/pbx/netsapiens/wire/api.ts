// Requests to the REST interface and to the portal's actions, each answered with a value or a reason a person can act on.
import { type DeskError, deskFailure } from '#contract/errors.ts'
import { err, ok, type Result } from '#contract/result.ts'
import type { NetsapiensSite } from '#contract/site-netsapiens.ts'
import type { HttpReply, NetsapiensParts } from '../io.ts'
import { isPage, json } from './grant.ts'
import type { Session } from './session.ts'

export type Api = {
  /** The rows of a list of API v2; path below /ns-api/v2. */
  readonly list: (path: string) => Promise<Result<readonly unknown[]>>
  readonly read: (path: string) => Promise<Result<unknown>>
  readonly post: (path: string) => Promise<Result<unknown>>
  /** Disconnects a call of the user who is signed in. Gone already is as good. */
  readonly disconnect: (callId: string) => Promise<Result<null>>
  /** Changes something; asked again only where the first was refused for its token, so that it was not done. */
  readonly change: (method: 'PATCH' | 'DELETE', path: string) => Promise<Result<null>>
  /** An action of the portal on a call or a tap leg. */
  readonly portal: (action: 'tap' | 'barge_in' | 'listen', callId: string) => Promise<Result<null>>
}

type Order = { readonly method: 'GET' | 'POST' | 'PATCH' | 'DELETE'; readonly path: string; readonly timeoutMs: number }

export function createApi(site: NetsapiensSite, parts: NetsapiensParts, session: Session): Api {
  async function once({ method, path, timeoutMs }: Order): Promise<Result<HttpReply>> {
    const bearer = session.granted()?.bearer
    const cookie = session.cookie()
    const headers: Record<string, string> = { accept: 'application/json' }
    if (bearer) headers.authorization = `Bearer ${bearer}`
    if (cookie && path.startsWith('/portal/')) headers.cookie = cookie
    try {
      return ok(await parts.request({ url: site.server + path, method, headers, timeoutMs }))
    } catch (cause) {
      const late = cause instanceof Error && cause.name === 'TimeoutError'
      return err(deskFailure(late ? 'timedOut' : 'pbxUnreachable', (cause as Error).message))
    }
  }

  // A token that expired meanwhile is renewed once: what was refused for it was not done.
  async function ask(order: Order): Promise<Result<HttpReply>> {
    const used = session.granted()?.bearer
    const first = await once(order)
    if (!first.ok || first.value.status !== 401) return first
    const now = session.granted()?.bearer
    // Another request has had it renewed meanwhile.
    if (now !== undefined && now !== used) return once(order)
    const renewed = await session.renew()
    return renewed.ok ? once(order) : renewed
  }

  async function asked(order: Order): Promise<Result<unknown>> {
    const reply = await ask(order)
    if (!reply.ok) return reply
    const failed = failureOf(reply.value, order.path)
    return failed ? err(failed) : ok(json(reply.value.text) ?? null)
  }

  const rest = (method: Order['method'], path: string) =>
    asked({ method, path: `/ns-api/v2${path}`, timeoutMs: 15_000 })
  return {
    list: async (path) => {
      const answer = await rest('GET', path)
      return answer.ok ? ok(rowsOf(answer.value)) : answer
    },
    read: (path) => rest('GET', path),
    post: (path) => rest('POST', path),
    disconnect: async (callId) => {
      const answer = await rest('DELETE', `/domains/~/users/~/calls/${encodeURIComponent(callId)}`)
      return answer.ok || answer.error.code === 'callGone' ? ok(null) : answer
    },
    change: async (method, path) => {
      const answer = await rest(method, path)
      // What says nothing in its body has said by its status that it is done.
      if (!answer.ok && answer.error.code !== 'pbxProtocol') return answer
      return ok(null)
    },
    portal: async (action, callId) => {
      const path = `/portal/calls/${action}/${encodeURIComponent(callId)}`
      // Building the conference takes the platform seconds; what closes an ear must not wait so long.
      const answer = await asked({ method: 'POST', path, timeoutMs: action === 'tap' ? 9_000 : 5_000 })
      return answer.ok ? ok(null) : answer
    },
  }
}

function failureOf(reply: HttpReply, path: string): DeskError | null {
  const ofPortal = path.startsWith('/portal/')
  // The portal answers the page of its login form, or a way to it, when it does not know us.
  if (ofPortal && (reply.status === 302 || (reply.status === 200 && isPage(reply.text))))
    return deskFailure('signInNeeded', 'the portal wants a session of its own')
  if (reply.status === 401) return deskFailure('signInNeeded')
  if (reply.status === 403) return deskFailure(ofPortal ? 'notEnabled' : 'pbxRefused', tell(reply))
  if (reply.status === 404) return deskFailure('callGone', tell(reply))
  if (reply.status < 200 || reply.status >= 300) return deskFailure('pbxRefused', tell(reply))
  const body = json(reply.text)
  // A proxy's own page, or a body that breaks off, is no list without rows.
  if (!ofPortal && body === undefined) return deskFailure('pbxProtocol', `not an answer: ${tell(reply)}`)
  return ofPortal && saysNo(body) ? deskFailure('pbxRefused', tell(reply)) : null
}

/** A 200 that says in its body that it failed, in the ways PHP applications do. */
function saysNo(body: unknown): boolean {
  if (body === false) return true
  if (typeof body !== 'object' || body === null) return false
  const { success, status, error, code } = body as Record<string, unknown>
  if (success === false || success === 'false' || status === 'error' || status === 'failed') return true
  return (error !== undefined && error !== null && error !== false && error !== '') || Number(code) >= 400
}

const tell = (reply: HttpReply): string => `${reply.status} ${isPage(reply.text) ? 'a page' : reply.text.slice(0, 200)}`

/** Lists come bare; an empty one sometimes as an empty object, a single row sometimes alone. */
function rowsOf(body: unknown): readonly unknown[] {
  if (Array.isArray(body)) return body
  return typeof body === 'object' && body !== null && Object.keys(body).length > 0 ? [body] : []
}
