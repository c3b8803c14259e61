// The keyring of this computer: Windows' Credential Manager, the Keychain of macOS, the Secret Service of a Linux desktop.
import { createRequire } from 'node:module'
import type * as Keyring from '@napi-rs/keyring'

/** The account of a secret is its name in the site file; all are kept under this service. */
const SERVICE = 'earshot'

type Load = () => Pick<typeof Keyring, 'Entry'>

/** Loaded only where a site file names it: it is native code, of each system its own. */
const native: Load = () => createRequire(import.meta.url)('@napi-rs/keyring')

/** Throws one sentence: there is no such secret, or no keyring. */
export function systemKeyring(name: string, load: Load = native): string {
  const secret = read(name, load)
  if (secret) return secret
  throw new Error(`this computer's keyring has nothing for the service "${SERVICE}" under the name "${name}".`)
}

export const noKeyring = (): string => {
  throw new Error('there is no keyring to ask.')
}

function read(name: string, load: Load): string | null {
  try {
    const { Entry } = load()
    return new Entry(SERVICE, name).getPassword()
  } catch (cause) {
    throw new Error(`this computer's keyring cannot be asked (${(cause as Error).message.split('\n')[0]}).`)
  }
}
