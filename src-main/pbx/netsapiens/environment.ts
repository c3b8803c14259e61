// Secrets and sign-in from the environment, for managed stations: nothing of it is written anywhere.
import type { SecretStore, SignInPrompt } from './io.ts'
import { secretNames } from './session.ts'

type Env = Readonly<Record<string, string | undefined>>

const variables: Readonly<Record<string, string>> = {
  [secretNames.clientSecret]: 'EARSHOT_NETSAPIENS_CLIENT_SECRET',
  [secretNames.apiKey]: 'EARSHOT_NETSAPIENS_API_KEY',
  [secretNames.jwt]: 'EARSHOT_NETSAPIENS_JWT',
}

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

/** A code of the second factor is good for one sign-in only. */
export function promptOf(env: Env): SignInPrompt {
  let code = env.EARSHOT_NETSAPIENS_CODE || null
  return {
    password: async () => env.EARSHOT_NETSAPIENS_PASSWORD || null,
    code: async () => {
      const once = code
      code = null
      return once
    },
  }
}
