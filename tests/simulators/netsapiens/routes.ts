// The HTTP side of the simulated platform: token places, REST v2, the portal's actions, and the switch for its faults.
import type { IncomingMessage, ServerResponse } from 'node:http'
import type { Clock } from '#main/demo-pbx/kit/time.ts'
import { type Faults, noFaults } from './faults.ts'
import type { Platform } from './platform.ts'
import type { Account } from './seals.ts'
import type { Tokens } from './tokens.ts'

export type RouteParts = Pick<Clock, 'after' | 'now'> & {
  readonly platform: Platform
  readonly tokens: Tokens
  readonly devices: (user: string) => readonly {
    readonly device: string
    readonly registered: boolean
    readonly password: string
  }[]
  readonly faults: () => Faults
  readonly setFaults: (faults: Faults) => void
  readonly operatorSecret: string
  readonly dropSockets: () => void
  readonly legacyTokens: boolean // only the older token path exists
  readonly portalNeedsSession: boolean
  readonly agentsForbidden: boolean // the scope does not reach the domain's agents
  readonly seen: (line: string) => void
}

type Reply = {
  readonly status: number
  readonly body?: unknown
  readonly page?: boolean
  readonly cookie?: string
  readonly location?: string
}

const MOST_BODY = 64 * 1024

export function createRoutes(parts: RouteParts) {
  return async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const path = (request.url ?? '/').split('?')[0] ?? '/'
    parts.seen(`${request.method} ${decodeURIComponent(path)}`)
    const body = await bodyOf(request)
    const fault = path.startsWith('/simulator') ? null : faultFor(parts, path)
    const reply = fault ?? (body === null ? { status: 413 } : await answer(parts, request, path, body))
    const send = () => {
      const type = reply.page ? 'text/html' : 'application/json'
      response.writeHead(reply.status, {
        'content-type': type,
        ...(reply.cookie ? { 'set-cookie': reply.cookie } : {}),
        ...(reply.location ? { location: reply.location } : {}),
        date: new Date(parts.now() + parts.faults().aheadMs).toUTCString(),
      })
      response.end(reply.page ? '<!doctype html><title>Login</title>' : JSON.stringify(reply.body ?? {}))
    }
    const { slowMs } = parts.faults()
    if (slowMs > 0 && !path.startsWith('/simulator')) parts.after(slowMs, send)
    else send()
  }
}

function faultFor(parts: RouteParts, path: string): Reply | null {
  const faults = parts.faults()
  if (faults.movedTo !== null) return { status: 302, page: true, location: faults.movedTo }
  if (faults.pageWith !== null) return { status: faults.pageWith, page: true }
  if (faults.locked && /tokens|oauth2/.test(path)) return { status: 423, body: { code: 423, message: 'Locked' } }
  const found = faults.status.find((one) => path.includes(one.path))
  if (!found) return null
  if (found.times > 0) {
    const left = found.times === 1 ? [] : [{ ...found, times: found.times - 1 }]
    parts.setFaults({ ...faults, status: [...left, ...faults.status.filter((one) => one !== found)] })
  }
  return { status: found.status, body: { code: found.status, message: 'injected' } }
}

async function answer(parts: RouteParts, request: IncomingMessage, path: string, body: string): Promise<Reply> {
  if (path === '/simulator/faults') return setFaults(parts, request, body)
  if (request.method === 'POST') {
    if (path === '/ns-api/v2/tokens')
      return parts.legacyTokens ? { status: 404 } : parts.tokens.grant(fieldsOf(body), 'oauth')
    if (path === '/ns-api/oauth2/token/') return parts.tokens.grant(fieldsOf(body), 'oauth')
    if (path === '/portal/login/check') return login(parts, body)
    if (path.startsWith('/portal/calls/')) return portal(parts, request, path)
    if (path === '/ns-api/v2/jwt' && body !== '') return parts.tokens.grant(fieldsOf(body), 'jwt')
  }
  if (!path.startsWith('/ns-api/v2/')) return { status: 404, page: true }
  const account = parts.tokens.accountOf(bearerOf(request))
  if (!account) return { status: 401, body: { code: 401, message: 'Unauthorized' } }
  if (request.method === 'DELETE' && path === '/ns-api/v2/jwt')
    return { status: parts.tokens.revoke(bearerOf(request)) ? 202 : 400 }
  return rest(parts, account, request.method ?? 'GET', path.slice('/ns-api/v2'.length))
}

async function rest(parts: RouteParts, account: Account, method: string, path: string): Promise<Reply> {
  const { platform } = parts
  const [, , domain, what, which, sub, last] = path.split('/')
  if (method === 'POST' && path === '/jwt') return { status: 200, body: { token: parts.tokens.jwt(account) } }
  if (domain !== '~' && domain !== account.domain) return { status: 404, body: { code: 404 } }
  const [id, action = ''] = [decodeURIComponent(last ?? ''), path.split('/')[7]]
  if (what === 'users' && sub === 'calls' && method !== 'GET') {
    const user = which === '~' ? account.user : decodeURIComponent(which ?? '')
    if (method === 'DELETE') return { status: await platform.disconnect(id, user) }
    if (method === 'PATCH' && /^(un)?hold$/.test(action))
      return { status: await platform.hold(id, user, action === 'hold') }
  }
  if (method === 'PATCH' && what === 'callqueues' && sub === 'agents' && /^log(in|out)$/.test(action))
    return { status: await platform.serve(id, which ?? '', action === 'login') }
  if (method !== 'GET') return { status: 405 }
  switch (what) {
    case 'calls':
      return { status: 200, body: platform.calls() }
    case 'agents':
      return parts.agentsForbidden ? { status: 403 } : { status: 200, body: platform.agents(null) }
    case 'callqueues':
      return { status: 200, body: sub === 'agents' ? platform.agents(which ?? '') : platform.queues() }
    case 'queuedcall':
      return { status: 200, body: platform.queued(which ?? '') }
    case 'users':
      if (sub === 'calls') return { status: 200, body: platform.callsOf(decodeURIComponent(which ?? '')) }
      return { status: 200, body: sub === 'devices' ? deviceRows(parts, account) : userRow(account) }
    default:
      return { status: 404 }
  }
}

async function portal(parts: RouteParts, request: IncomingMessage, path: string): Promise<Reply> {
  const account = parts.portalNeedsSession
    ? parts.tokens.sessionOf(request.headers.cookie ?? '')
    : parts.tokens.accountOf(bearerOf(request))
  if (!account) return parts.portalNeedsSession ? { status: 200, page: true } : { status: 401 }
  const [, , , action, id = ''] = path.split('/')
  const status = await act(parts.platform, action, decodeURIComponent(id), account.user)
  return { status, body: { code: status } }
}

async function act(platform: Platform, action: string | undefined, id: string, user: string): Promise<number> {
  switch (action) {
    case 'tap':
      return platform.tap(id, user)
    case 'barge_in':
      return platform.leg(id, true)
    case 'listen':
      return platform.leg(id, false)
    default:
      return 404
  }
}

function setFaults(parts: RouteParts, request: IncomingMessage, body: string): Reply {
  if (bearerOf(request) !== parts.operatorSecret) return { status: 403 }
  const asked = (safeJson(body) ?? {}) as Partial<Faults> & { expireTokens?: boolean; dropSockets?: boolean }
  const { expireTokens, dropSockets, ...faults } = asked
  parts.setFaults({ ...noFaults, ...faults })
  if (expireTokens) parts.tokens.expireAll()
  if (dropSockets) parts.dropSockets()
  return { status: 200 }
}

function login(parts: RouteParts, body: string): Reply {
  const fields = fieldsOf(body)
  const session = parts.tokens.login(fields['data[Login][username]'] ?? '', fields['data[Login][password]'] ?? '')
  return session ? { status: 302, cookie: `sim_portal=${session}; Path=/; HttpOnly` } : { status: 200, page: true }
}

const userRow = ({ user, domain, scope }: Account) => ({
  user,
  domain,
  'user-scope': scope,
  'name-first-name': 'Sam',
  'name-last-name': 'Supervisor',
})

function deviceRows(parts: RouteParts, { user, domain }: Account) {
  const { devices } = parts.faults()
  if (devices === 'none') return []
  return parts.devices(user).map(({ device, registered, password }) => ({
    device,
    'device-sip-registration-uri': `sip:${device}@${domain}`,
    'device-sip-registration-state': registered ? 'registered' : 'unregistered',
    ...(devices === 'withoutPasswords' ? {} : { 'device-sip-registration-password': password }),
  }))
}

const bearerOf = (request: IncomingMessage): string => request.headers.authorization?.replace(/^Bearer /, '') ?? ''

function fieldsOf(body: string): Record<string, string> {
  const value = safeJson(body)
  if (typeof value === 'object' && value !== null) return value as Record<string, string>
  return Object.fromEntries(new URLSearchParams(body))
}

function safeJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}

async function bodyOf(request: IncomingMessage): Promise<string | null> {
  let body = ''
  for await (const piece of request) {
    body += String(piece)
    if (body.length > MOST_BODY) return null
  }
  return body
}
