// Accounts, tokens and sessions of the simulated platform.
import { type Account, createSeals, loginOf, type SealParts, type Seals } from './seals.ts'

export type TokenParts = SealParts & {
  readonly clientId: string
  readonly clientSecret: string
  readonly apiKey: string // of the first account
}

type TokenReply = { readonly status: number; readonly body: object }
type Fields = Readonly<Record<string, string>>
type Kind = 'oauth' | 'jwt'

export type Tokens = {
  readonly grant: (fields: Fields, kind: Kind) => TokenReply
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

export function createTokens(parts: TokenParts): Tokens {
  const { accounts } = parts
  const seals = createSeals(parts)
  return {
    grant: (fields, kind) => grant(fields, kind, parts, seals),
    accountOf: (bearer) =>
      bearer !== '' && bearer === parts.apiKey ? (accounts()[0] ?? null) : seals.read(unveiled(bearer), 'access'),
    jwt: (account) => seals.sign(account, 'access'),
    revoke: (bearer) => {
      const isGood = seals.read(bearer, 'access') !== null
      if (isGood) seals.spend(bearer)
      return isGood
    },
    expireAll: seals.expireAll,
    login: (username, password) => {
      const account = known(accounts(), username, password)
      return account ? seals.sign(account, 'portal') : null
    },
    sessionOf: (cookie) => seals.read(/sim_portal=([^;\s]+)/.exec(cookie)?.[1] ?? '', 'portal'),
  }
}

function grant(fields: Fields, kind: Kind, parts: TokenParts, seals: Seals): TokenReply {
  if (fields.client_id !== parts.clientId || fields.client_secret !== parts.clientSecret) return refusal('client')
  switch (fields.grant_type) {
    case 'password':
      return byPassword(fields, kind, parts, seals)
    case 'mfa':
      return bySecondFactor(fields, kind, parts, seals)
    case 'refresh_token':
      return byRefresh(fields.refresh_token ?? '', kind, parts, seals)
    default:
      return { status: 400, body: { code: 400, message: 'grant_type' } }
  }
}

function byPassword(fields: Fields, kind: Kind, parts: TokenParts, seals: Seals): TokenReply {
  const account = known(parts.accounts(), fields.username, fields.password)
  if (!account) return refusal('password')
  if (account.passcode === null) return newTokens(account, kind, parts, seals)
  const access_token = seals.sign(account, 'partial')
  return { status: 200, body: { access_token, mfa_type: 'authenticator', mfa_vendor: 'google' } }
}

function bySecondFactor(fields: Fields, kind: Kind, parts: TokenParts, seals: Seals): TokenReply {
  const account = seals.read(fields.access_token ?? '', 'partial')
  const named = known(parts.accounts(), fields.username, fields.password)
  const isRight = account && named && loginOf(named) === loginOf(account)
  if (!isRight || fields.passcode !== account.passcode) return refusal('passcode')
  return newTokens(account, kind, parts, seals)
}

function byRefresh(token: string, kind: Kind, parts: TokenParts, seals: Seals): TokenReply {
  const account = seals.read(token, 'refresh')
  if (!account) return refusal('refresh token')
  seals.spend(token)
  return newTokens(account, kind, parts, seals)
}

function newTokens(account: Account, kind: Kind, { lifeSeconds }: TokenParts, seals: Seals): TokenReply {
  const refresh = seals.sign(account, 'refresh')
  const access = seals.sign(account, 'access')
  if (kind === 'jwt') return { status: 200, body: { token: access, refresh } }
  const { scope, domain } = account
  const whose = { scope, uid: loginOf(account), domain }
  const body = { access_token: veiled(access), expires_in: lifeSeconds, refresh_token: refresh, ...whose }
  return { status: 200, body }
}

const refusal = (message: string): TokenReply => ({ status: 401, body: { code: 401, message } })

const known = (accounts: readonly Account[], username: string | undefined, password: string | undefined) =>
  accounts.find((account) => loginOf(account) === username && account.password === password)

// An OAuth access token is opaque to clients: only the JWT says what it is.
const veiled = (token: string): string => `0a${Buffer.from(token).toString('hex')}`
const unveiled = (token: string): string =>
  token.startsWith('0a') ? Buffer.from(token.slice(2), 'hex').toString() : token
