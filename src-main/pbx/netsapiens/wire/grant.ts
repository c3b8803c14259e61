// Sign-in as the servers speak it: what is sent for each grant, and what an answer means. Pure.
import { z } from 'zod'
import type { HttpReply } from '../io.ts'

export type Client = { readonly id: string; readonly secret: string }

type Challenge = { readonly partial: string; readonly type: string; readonly vendor: string }

export type Grant =
  | { readonly kind: 'password'; readonly username: string; readonly password: string }
  | {
      readonly kind: 'mfa'
      readonly username: string
      readonly password: string
      readonly code: string
      readonly challenge: Challenge
    }
  | { readonly kind: 'refresh'; readonly token: string }

/** Where tokens are had: API v2, its JWT sister, or the older path that API v1 left behind. */
export type TokenPlace = 'v2' | 'jwt' | 'old'

export const tokenPath: Readonly<Record<TokenPlace, string>> = {
  v2: '/ns-api/v2/tokens',
  jwt: '/ns-api/v2/jwt',
  old: '/ns-api/oauth2/token/',
}

export type Granted = {
  readonly bearer: string
  readonly refresh: string | null
  readonly expiresInMs: number | null
  readonly scope: string | null
  readonly user: string | null
  readonly domain: string | null
}

export type GrantAnswer =
  | { readonly kind: 'granted'; readonly granted: Granted }
  | { readonly kind: 'codeNeeded'; readonly challenge: Challenge }
  | { readonly kind: 'refused'; readonly why: string }
  | { readonly kind: 'locked'; readonly why: string } // too many attempts, or the account is switched off
  | { readonly kind: 'notHere' } // no such path on this server: try the older one
  | { readonly kind: 'broken'; readonly why: string }

/** The fields of a token request. Names as in the published API v2 examples. */
export function grantFields(grant: Grant, client: Client): Readonly<Record<string, string>> {
  const base = { client_id: client.id, client_secret: client.secret }
  switch (grant.kind) {
    case 'password':
      return { grant_type: 'password', ...base, username: grant.username, password: grant.password }
    case 'refresh':
      return { grant_type: 'refresh_token', ...base, refresh_token: grant.token }
    case 'mfa':
      return {
        grant_type: 'mfa',
        ...base,
        username: grant.username,
        password: grant.password,
        passcode: grant.code,
        mfa_type: grant.challenge.type,
        mfa_vendor: grant.challenge.vendor,
        ns_id_type: 'subscriber',
        access_token: grant.challenge.partial,
      }
  }
}

const answer = z.object({
  access_token: z.string().optional(),
  token: z.string().optional(),
  refresh_token: z.string().optional(),
  refresh: z.string().optional(),
  expires_in: z.coerce.number().optional(),
  scope: z.string().optional(),
  uid: z.string().optional(),
  domain: z.string().optional(),
  mfa_type: z.string().optional(),
  mfa_vendor: z.string().optional(),
})

export function readGrant(reply: HttpReply, now: number): GrantAnswer {
  if (reply.status === 404 || reply.status === 405 || isPage(reply.text)) return { kind: 'notHere' }
  if (reply.status >= 400 && reply.status < 500)
    return { kind: isLocked(reply) ? 'locked' : 'refused', why: `${reply.status}` }
  if (reply.status >= 300) return { kind: 'broken', why: `${reply.status}` }
  const read = answer.safeParse(json(reply.text))
  if (!read.success) return { kind: 'broken', why: 'not a token answer' }
  const { mfa_type, mfa_vendor, access_token, token } = read.data
  const bearer = access_token ?? token
  if (mfa_type)
    return { kind: 'codeNeeded', challenge: { partial: bearer ?? '', type: mfa_type, vendor: mfa_vendor ?? '' } }
  if (!bearer) return { kind: 'broken', why: 'no token in the answer' }
  return { kind: 'granted', granted: grantedOf(bearer, read.data, now) }
}

// 423 Locked (RFC 4918 11.3), 429 Too Many Requests (RFC 6585 4), or a refusal that says so in words.
const isLocked = ({ status, text }: HttpReply): boolean =>
  status === 423 || status === 429 || /\block(ed)?\b|too many|disabled|suspended/i.test(text)

/** What a bearer says of itself, where it is a JWT; empty where it is not. */
export function claimsOf(bearer: string): Readonly<Record<string, unknown>> {
  const payload = bearer.split('.')[1]
  const value = payload ? json(Buffer.from(payload, 'base64url').toString('utf8')) : null
  return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {}
}

export function grantedOf(bearer: string, said: Partial<z.infer<typeof answer>>, now: number): Granted {
  const claims = claimsOf(bearer)
  const claim = (name: string) => (typeof claims[name] === 'string' && claims[name] !== '' ? claims[name] : null)
  const [user = null, domain = null] = (said.uid ?? claim('sub') ?? '').split('@').filter(Boolean)
  const untilMs = typeof claims.exp === 'number' ? claims.exp * 1_000 - now : null
  return {
    bearer,
    refresh: said.refresh_token ?? said.refresh ?? null,
    expiresInMs: said.expires_in === undefined ? untilMs : said.expires_in * 1_000,
    scope: said.scope ?? claim('user_scope') ?? claim('scope'),
    user,
    domain: said.domain ?? claim('domain') ?? domain,
  }
}

/** An HTML page where JSON was asked for: a login form or an error page, never an answer. */
export const isPage = (text: string): boolean => /^\s*</.test(text)

/** null: nothing was said; undefined: it is no JSON. */
export function json(text: string): unknown {
  try {
    return text.trim() === '' ? null : JSON.parse(text)
  } catch {
    return undefined
  }
}
