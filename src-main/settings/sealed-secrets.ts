// Secrets of the browser shell, encrypted (AES-256-GCM) under a key that lies elsewhere: in the folder of this machine and account.
// Whoever has the settings' folder alone (a backup, a roaming profile, a share) reads nothing. Whoever may read all of this
// account's files reads them: for that, Electron's shell has the system's own key store.
import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto'
import { join } from 'node:path'
import { deskFailure } from '#contract/errors.ts'
import { err } from '#contract/result.ts'
import { saveFile } from '#main/system/save-file.ts'
import { type SecretStore, textAt } from './secrets.ts'

const MARK = 'sealed1:'
const [NONCE_BYTES, TAG_BYTES] = [12, 16] // NIST SP 800-38D

/** Encrypts what goes into `inner`. What was kept in the clear before is read as it is, and encrypted when it is next set. */
export function sealedSecrets(inner: SecretStore, keyDir: string): SecretStore {
  const path = join(keyDir, 'secrets.key')
  return {
    get: (name) => {
      const kept = inner.get(name)
      if (kept === null || !kept.startsWith(MARK)) return kept
      const key = keyNow(path)
      return key && opened(kept.slice(MARK.length), name, key)
    },
    set: (name, value) => {
      if (value === null) return inner.set(name, null)
      try {
        return inner.set(name, MARK + sealed(value, name, readKey(path) ?? makeKey(path)))
      } catch (cause) {
        return err(deskFailure('settingsNotSaved', (cause as Error).message))
      }
    },
  }
}

/** The name is sealed in: a secret moved to another name does not open there. */
function sealed(value: string, name: string, key: Buffer): string {
  const nonce = randomBytes(NONCE_BYTES)
  const cipher = createCipheriv('aes-256-gcm', key, nonce).setAAD(Buffer.from(name))
  const text = Buffer.concat([cipher.update(value, 'utf8'), cipher.final()])
  return Buffer.concat([nonce, cipher.getAuthTag(), text]).toString('base64')
}

/** null: another key, or not what was written. */
function opened(text: string, name: string, key: Buffer): string | null {
  const bytes = Buffer.from(text, 'base64')
  const tag = bytes.subarray(NONCE_BYTES, NONCE_BYTES + TAG_BYTES)
  try {
    const decipher = createDecipheriv('aes-256-gcm', key, bytes.subarray(0, NONCE_BYTES), { authTagLength: TAG_BYTES })
    decipher.setAAD(Buffer.from(name)).setAuthTag(tag)
    return Buffer.concat([decipher.update(bytes.subarray(NONCE_BYTES + TAG_BYTES)), decipher.final()]).toString('utf8')
  } catch {
    return null
  }
}

/** null: there is none, or what is there is none. Throws where it cannot be read now: with a new one all others would be lost. */
function readKey(path: string): Buffer | null {
  const text = textAt(path)
  const key = text === null ? null : Buffer.from(text.trim(), 'base64')
  return key?.length === 32 ? key : null
}

function keyNow(path: string): Buffer | null {
  try {
    return readKey(path)
  } catch {
    return null
  }
}

function makeKey(path: string): Buffer {
  const key = randomBytes(32)
  saveFile(path, `${key.toString('base64')}\n`)
  return key
}
