// Secrets under the operating system's own key (Keychain, DPAPI, libsecret): what is written to disk is cipher text.
import { safeStorage } from 'electron'
import { deskFailure } from '#contract/errors.ts'
import { err } from '#contract/result.ts'
import type { SecretStore } from '#main/settings/secrets.ts'

/** Encrypts what goes into `inner`. A value that cannot be decrypted (a roaming profile, a new key) is null: ask again. */
export function safeSecrets(inner: SecretStore): SecretStore {
  return {
    get: (name) => {
      const cipher = inner.get(name)
      return cipher === null ? null : decrypted(cipher)
    },
    set: (name, value) => {
      if (value === null) return inner.set(name, null)
      if (!safeStorage.isEncryptionAvailable()) {
        return err(deskFailure('settingsNotSaved', 'this system has no key store to encrypt a password with'))
      }
      return inner.set(name, safeStorage.encryptString(value).toString('base64'))
    },
  }
}

function decrypted(cipher: string): string | null {
  try {
    return safeStorage.decryptString(Buffer.from(cipher, 'base64'))
  } catch {
    return null
  }
}
