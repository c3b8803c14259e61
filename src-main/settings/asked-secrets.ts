// The secrets that a person was asked for: kept for them in the secret store, each for its phone system and its place in the site.
import { ok, type Result } from '#contract/result.ts'
import type { SecretStore } from './secrets.ts'

export type AskedSecrets = {
  readonly get: (host: string, path: string) => string | null
  readonly keep: (host: string, secrets: Readonly<Record<string, string>>) => Result<null>
}

export const askedSecrets = (store: SecretStore): AskedSecrets => ({
  get: (host, path) => store.get(nameOf(host, path)),
  keep: (host, secrets) => {
    for (const [path, secret] of Object.entries(secrets)) {
      const kept = store.set(nameOf(host, path), secret)
      if (!kept.ok) return kept
    }
    return ok(null)
  },
})

/** Another phone system never gets the password of this one. */
const nameOf = (host: string, path: string): string => `asked ${host} ${path}`
