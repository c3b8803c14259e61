// Accounts, tokens and sessions of the simulated platform. Tokens are signed, so that they outlast a restart as real ones do.
import { createHmac } from 'node:crypto'
import type { Clock } from '#main/demo-pbx/kit/time.ts'

export type Account = {
  readonly user: string
  readonly domain: string
  readonly password: string
  readonly scope: string
  readonly passcode: string | null // second factor; null: none
}

export type TokenParts = Pick<Clock, 'now'> & {
  readonly accounts: () => readonly Account[]
  readonly clientId: string
  readonly clientSecret: string
  readonly apiKey: string // of the first account
  readonly signingSecret: string
  readonly lifeSeconds: number
  readonly random: () => string // unguessable
}

type TokenReply = { readonly status: number; readonly body: object }
type Fields = Readonly<Record<string, string>>
type Use = 'access' | 'refresh' | 'partial' | 'portal'

export type Tokens = {
  readonly grant: (fields: Fields, as: 'oauth' | 'jwt') => TokenReply
  /** Whose it is, when it is good now. */
  readonly accountOf: (bearer: string) => Account | null
  readonly jwt: (account: Account) => string
  /** False when it is no JWT that is good now: an OAuth token cannot be revoked. */
  readonly revoke: (bearer: string) => boolean
  readonly expireAll: () => void
  /** The cookie of a portal session, or null for a wrong password. */
  readonly login: (username: string, password: string) => string | null
  readonly sessionOf: (cookie: string) => Account | null
}

const loginOf = ({ user, domain }: Account): string => `${user}@${domain}`

export function createTokens(parts: TokenParts): Tokens {
  const { accounts, now } = parts
  const spent = new Set<string>()
  let notBefore = 0

  const seal = (text: string) => createHmac('sha256', parts.signingSecret).update(text).digest('base64url')
  const sign = (account: Account, use: Use): string => {
    const issued = { iat: now(), jti: parts.random(), use }
    const payload = { sub: loginOf(account), domain: account.domain, user_scope: account.scope, ...issued }
    const exp = Math.floor(now() / 1000) + (use === 'access' ? parts.lifeSeconds : 86_400)
    const coded = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url')
    const head = `${coded({ alg: 'HS256', typ: 'JWT' })}.${coded({ ...payload, exp })}`
    return `${head}.${seal(head)}`
  }
  const read = (token: string, use: Use): Account | null => {
    const [head, payload, mark] = token.split('.')
    if (!payload || seal(`${head}.${payload}`) !== mark || spent.has(token)) return null
    const said = JSON.parse(Buffer.from(payload, 'base64url').toString()) as Record<string, number | string>
    const isOld = Number(said.exp) * 1000 <= now() || (use === 'access' && Number(said.iat) < notBefore)
    if (said.use !== use || isOld) return null
    return accounts().find((account) => loginOf(account) === said.sub) ?? null
  }
  // An OAuth access token is opaque to clients: only the JWT says what it is.
  const veiled = (token: string) => `0a${Buffer.from(token).toString('hex')}`
  const unveiled = (token: string) => (token.startsWith('0a') ? Buffer.from(token.slice(2), 'hex').toString() : token)

  const give = (account: Account, as: 'oauth' | 'jwt'): TokenReply => {
    const refresh = sign(account, 'refresh')
    const access = sign(account, 'access')
    if (as === 'jwt') return { status: 200, body: { token: access, refresh } }
    const { scope, domain } = account
    const whose = { scope, uid: loginOf(account), domain }
    const body = { access_token: veiled(access), expires_in: parts.lifeSeconds, refresh_token: refresh, ...whose }
    return { status: 200, body }
  }
  const no = (message: string): TokenReply => ({ status: 401, body: { code: 401, message } })
  const known = (username: string | undefined, password: string | undefined) =>
    accounts().find((account) => loginOf(account) === username && account.password === password)

  function bySecondFactor(fields: Fields, as: 'oauth' | 'jwt'): TokenReply {
    const account = read(fields.access_token ?? '', 'partial')
    const named = known(fields.username, fields.password)
    const isRight = account && named && loginOf(named) === loginOf(account)
    return isRight && fields.passcode === account.passcode ? give(account, as) : no('passcode')
  }
  function byRefresh(token: string, as: 'oauth' | 'jwt'): TokenReply {
    const account = read(token, 'refresh')
    if (!account) return no('refresh token')
    spent.add(token)
    return give(account, as)
  }
  function byPassword(fields: Fields, as: 'oauth' | 'jwt'): TokenReply {
    const account = known(fields.username, fields.password)
    if (!account) return no('password')
    if (account.passcode === null) return give(account, as)
    const access_token = sign(account, 'partial')
    return { status: 200, body: { access_token, mfa_type: 'authenticator', mfa_vendor: 'google' } }
  }

  return {
    grant: (fields, as) => {
      if (fields.client_id !== parts.clientId || fields.client_secret !== parts.clientSecret) return no('client')
      switch (fields.grant_type) {
        case 'password':
          return byPassword(fields, as)
        case 'mfa':
          return bySecondFactor(fields, as)
        case 'refresh_token':
          return byRefresh(fields.refresh_token ?? '', as)
        default:
          return { status: 400, body: { code: 400, message: 'grant_type' } }
      }
    },
    accountOf: (bearer) =>
      bearer !== '' && bearer === parts.apiKey ? (accounts()[0] ?? null) : read(unveiled(bearer), 'access'),
    jwt: (account) => sign(account, 'access'),
    revoke: (bearer) => {
      const good = read(bearer, 'access') !== null
      if (good) spent.add(bearer)
      return good
    },
    expireAll: () => {
      notBefore = now() + 1
    },
    login: (username, password) => {
      const account = known(username, password)
      return account ? sign(account, 'portal') : null
    },
    sessionOf: (cookie) => read(/sim_portal=([^;\s]+)/.exec(cookie)?.[1] ?? '', 'portal'),
  }
}
