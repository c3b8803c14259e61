// Where secrets of a site are kept. The browser shell keeps a file only its owner can read; Electron uses the system's own store.
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'
import { deskFailure } from '#contract/errors.ts'
import { err, ok, type Result } from '#contract/result.ts'
import { saveFile } from '#main/system/save-file.ts'

export type SecretStore = {
  /** null when there is none, or it cannot be read any more: then it must be asked for again. */
  readonly get: (name: string) => string | null
  /** null forgets it. */
  readonly set: (name: string, value: string | null) => Result<null>
}

const secrets = z.record(z.string(), z.string())

/** `secrets.json` in `dir`, mode 0600 (on Windows the folder's own rights protect it). */
export function fileSecrets(dir: string): SecretStore {
  const path = join(dir, 'secrets.json')
  return {
    get: (name) => {
      try {
        return read(path)[name] ?? null
      } catch {
        return null
      }
    },
    set: (name, value) => {
      try {
        const { [name]: _old, ...others } = read(path)
        const all = value === null ? others : { ...others, [name]: value }
        saveFile(path, JSON.stringify(all))
        return ok(null)
      } catch (cause) {
        return err(deskFailure('settingsNotSaved', (cause as Error).message))
      }
    },
  }
}

/** A broken file holds none. Throws where it is there and cannot be read now (a virus scanner, rights): the others would be lost. */
function read(path: string): Record<string, string> {
  const text = textAt(path)
  if (text === null) return {}
  try {
    return secrets.parse(JSON.parse(text))
  } catch {
    return {}
  }
}

/** null: there is no such file. Throws where it is there and cannot be read. */
export function textAt(path: string): string | null {
  try {
    return readFileSync(path, 'utf8')
  } catch (cause) {
    if ((cause as NodeJS.ErrnoException).code === 'ENOENT') return null
    throw cause
  }
}
