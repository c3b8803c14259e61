// Digest authentication of the lines (RFC 7616 and 2617; MD5, qop=auth): challenges, nonces and the check of an answer.
import { createHash, timingSafeEqual } from 'node:crypto'
import type { Clock } from '../kit/time.ts'
import { unquote } from './fields.ts'

export type DigestParts = Pick<Clock, 'now'> & {
  readonly realm: string
  readonly accounts: ReadonlyMap<string, string>
  readonly random: (bytes: number) => string // hex
}

/** `right` names the account; `again` wants a new challenge, `stale` when only the nonce was too old. */
type Verdict =
  | { readonly kind: 'right'; readonly account: string }
  | { readonly kind: 'again'; readonly stale: boolean }
  | { readonly kind: 'wrong' }

export type Digest = {
  challenge(stale: boolean): string
  check(method: string, authorization: string | null): Verdict
}

const NONCE_LIFE_MS = 5 * 60_000
const MAX_NONCES = 1_000

type Nonce = { readonly issued: number; lastCount: number }

export function createDigest(parts: DigestParts): Digest {
  const nonces = new Map<string, Nonce>()
  return {
    challenge(stale) {
      const nonce = parts.random(16)
      nonces.set(nonce, { issued: parts.now(), lastCount: 0 })
      const oldest = nonces.keys().next()
      if (nonces.size > MAX_NONCES && !oldest.done) nonces.delete(oldest.value)
      const end = stale ? ', stale=true' : ''
      return `Digest realm="${parts.realm}", nonce="${nonce}", algorithm=MD5, qop="auth"${end}`
    },
    check(method, authorization) {
      if (authorization === null) return { kind: 'again', stale: false }
      const given = parseDigest(authorization)
      const account = given.get('username') ?? ''
      const password = parts.accounts.get(account)
      if (given.get('realm') !== parts.realm || password === undefined) return { kind: 'wrong' }
      if (!sameText(given.get('response') ?? '', digestResponse(method, password, given))) return { kind: 'wrong' }
      return takeNonce(nonces, given, parts.now()) ? { kind: 'right', account } : { kind: 'again', stale: true }
    },
  }
}

function takeNonce(nonces: Map<string, Nonce>, given: ReadonlyMap<string, string>, now: number): boolean {
  const name = given.get('nonce') ?? ''
  const nonce = nonces.get(name)
  if (nonce === undefined) return false
  // Without qop there is no count, so such an answer is good for one use.
  const count = given.has('qop') ? Number.parseInt(given.get('nc') ?? '', 16) : nonce.lastCount + 1
  const good = now - nonce.issued <= NONCE_LIFE_MS && count > nonce.lastCount
  if (!good || !given.has('qop')) nonces.delete(name)
  nonce.lastCount = count
  return good
}

/** The `response` value of RFC 2617 section 3.2.2 for the fields of an Authorization header. */
export function digestResponse(method: string, password: string, given: ReadonlyMap<string, string>): string {
  const get = (name: string) => given.get(name) ?? ''
  const secret = md5(`${get('username')}:${get('realm')}:${password}`)
  const asked = md5(`${method}:${get('uri')}`)
  const middle = given.has('qop') ? `${get('nc')}:${get('cnonce')}:${get('qop')}:` : ''
  return md5(`${secret}:${get('nonce')}:${middle}${asked}`)
}

/** The fields of a `Digest …` header, names in lower case. */
export function parseDigest(text: string): ReadonlyMap<string, string> {
  const fields = new Map<string, string>()
  const rest = /^\s*Digest\s+(.*)$/is.exec(text)?.[1] ?? ''
  for (const match of rest.matchAll(/([a-z0-9-]+)\s*=\s*("(?:[^"\\]|\\.)*"|[^\s,"]+)/gi)) {
    fields.set((match[1] ?? '').toLowerCase(), unquote(match[2] ?? ''))
  }
  return fields
}

function md5(text: string): string {
  return createHash('md5').update(text).digest('hex')
}

function sameText(one: string, two: string): boolean {
  const [a, b] = [Buffer.from(one), Buffer.from(two)]
  return a.length === b.length && timingSafeEqual(a, b)
}
