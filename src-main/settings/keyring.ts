// The keyring of this computer: Windows' Credential Manager, the Keychain of macOS, the Secret Service of a Linux desktop.
import { createRequire } from 'node:module'

/** The account of a secret is its name in the site file; all are kept under this service. */
const SERVICE = 'earshot'

type Entry = { readonly getPassword: () => string | null }
type Keyring = { readonly Entry: new (service: string, account: string) => Entry }

/** Throws one sentence: there is no such secret, or no keyring. */
export function systemKeyring(name: string): string {
  const secret = read(name)
  if (secret) return secret
  throw new Error(`this computer's keyring has nothing for the service "${SERVICE}" under the name "${name}".`)
}

export const noKeyring = (): string => {
  throw new Error('there is no keyring to ask.')
}

function read(name: string): string | null {
  try {
    // Loaded only where a site file names it: it is native code, of each system its own.
    const { Entry }: Keyring = createRequire(import.meta.url)('@napi-rs/keyring')
    return new Entry(SERVICE, name).getPassword()
  } catch (cause) {
    throw new Error(`this computer's keyring cannot be asked (${(cause as Error).message.split('\n')[0]}).`)
  }
}
