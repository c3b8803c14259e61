// The tokens of the simulated platform. They are signed, so that they outlast a restart as real ones do.
import { createHmac } from 'node:crypto'
import type { Clock } from '#main/demo-pbx/kit/time.ts'

export type Account = {
  readonly user: string
  readonly domain: string
  readonly password: string
  readonly scope: string
  readonly passcode: string | null // second factor; null: none
}

export type SealParts = Pick<Clock, 'now'> & {
  readonly accounts: () => readonly Account[]
  readonly signingSecret: string
  readonly lifeSeconds: number
  readonly random: () => string // unguessable
}

type Use = 'access' | 'refresh' | 'partial' | 'portal'

export type Seals = {
  readonly sign: (account: Account, use: Use) => string
  /** Whose it is, when it is good for this use now. */
  readonly read: (token: string, use: Use) => Account | null
  /** It is good for nothing any more. */
  readonly spend: (token: string) => void
  /** No access token of before now is good any more. */
  readonly expireAll: () => void
}

export const loginOf = ({ user, domain }: Account): string => `${user}@${domain}`

export function createSeals({ accounts, signingSecret, lifeSeconds, now, random }: SealParts): Seals {
  const spent = new Set<string>()
  let notBefore = 0
  const seal = (text: string) => createHmac('sha256', signingSecret).update(text).digest('base64url')
  return {
    sign(account, use) {
      const issued = { iat: now(), jti: random(), use }
      const payload = { sub: loginOf(account), domain: account.domain, user_scope: account.scope, ...issued }
      const exp = Math.floor(now() / 1000) + (use === 'access' ? lifeSeconds : 86_400)
      const head = `${coded({ alg: 'HS256', typ: 'JWT' })}.${coded({ ...payload, exp })}`
      return `${head}.${seal(head)}`
    },
    read(token, use) {
      const [head, payload, mark] = token.split('.')
      if (!payload || seal(`${head}.${payload}`) !== mark || spent.has(token)) return null
      const claims = JSON.parse(Buffer.from(payload, 'base64url').toString()) as Record<string, number | string>
      const isOld = Number(claims.exp) * 1000 <= now() || (use === 'access' && Number(claims.iat) < notBefore)
      if (claims.use !== use || isOld) return null
      return accounts().find((account) => loginOf(account) === claims.sub) ?? null
    },
    spend: (token) => void spent.add(token),
    expireAll: () => {
      notBefore = now() + 1
    },
  }
}

const coded = (value: object): string => Buffer.from(JSON.stringify(value)).toString('base64url')
