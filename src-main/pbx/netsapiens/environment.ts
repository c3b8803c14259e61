// Secrets and sign-in from the environment, for managed stations: nothing of it is written anywhere.
import type { SignInPrompt } from '#main/pbx/connector.ts'
import type { SecretStore } from './io.ts'
import { isRefusal, secretNames } from './wire/session.ts'

type Env = Readonly<Record<string, string | undefined>>

const variables: Readonly<Record<string, string>> = {
  [secretNames.clientSecret]: 'EARSHOT_NETSAPIENS_CLIENT_SECRET',
  [secretNames.apiKey]: 'EARSHOT_NETSAPIENS_API_KEY',
  [secretNames.jwt]: 'EARSHOT_NETSAPIENS_JWT',
}
const passwordVariable = 'EARSHOT_NETSAPIENS_PASSWORD'

/** Whatever of it nobody may read. */
export const secretsGiven = (env: Env): readonly string[] =>
  [...Object.values(variables), passwordVariable].flatMap((name) => env[name] || [])

/** What the environment gives goes before what is stored. */
export function secretsOf(store: SecretStore, env: Env): SecretStore {
  return {
    get: (name) => {
      const variable = variables[name]
      return (variable ? env[variable] : undefined) || store.get(name)
    },
    set: store.set,
  }
}

/** The environment first; what the platform refuses, or a person signed out of, is asked of the person. */
export function promptOf(env: Env, person: SignInPrompt): SignInPrompt {
  const password = env[passwordVariable] || null
  let code = env.EARSHOT_NETSAPIENS_CODE || null // of a second factor: good for one sign-in only
  return {
    ...person,
    password: async (username, why) =>
      password !== null && !isRefusal(why) ? { username, password } : person.password(username, why),
    code: async (username, by) => {
      const once = code
      code = null
      return once ?? person.code(username, by)
    },
  }
}
