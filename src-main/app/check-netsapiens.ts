// What the check of a NetSapiens site works with on this machine.
import { ok } from '#contract/result.ts'
import type { NetsapiensSite } from '#contract/site-netsapiens.ts'
import type { Clock } from '#contract/time.ts'
import { tryRegister } from '#main/pbx/kit/try-register.ts'
import type { CheckParts } from '#main/pbx/netsapiens/check-site.ts'
import { secretsOf } from '#main/pbx/netsapiens/environment.ts'
import { realRequest, realSocket } from '#main/pbx/netsapiens/io.ts'
import type { SecretStore } from '#main/settings/secrets.ts'

type Env = Readonly<Record<string, string | undefined>>
export type Own = Pick<CheckParts, 'secrets' | 'isConsole' | 'person'>

export const netsapiensParts = (clock: Clock, own: Own): CheckParts => ({
  ...own,
  clock,
  request: realRequest,
  openSocket: realSocket,
  patienceMs: 1_500,
  tryLine: (line, ca) => tryRegister(line, ca, clock),
})

/** From the environment alone: the secret store is the console's. */
export const fromEnvironment = (env: Env, { signIn }: NetsapiensSite): Own => {
  const password = env.EARSHOT_NETSAPIENS_PASSWORD
  const username = signIn.by === 'password' ? signIn.username : ''
  return {
    secrets: secretsOf({ get: () => null, set: () => ok(null) }, env),
    isConsole: false,
    person: password ? { username, password, code: env.EARSHOT_NETSAPIENS_CODE || null } : null,
  }
}

/** The person at the console signs in when the floor opens, not for a check. */
export const inConsole = (store: SecretStore, env: Env): Own => ({
  secrets: secretsOf(store, env),
  isConsole: true,
  person: null,
})
