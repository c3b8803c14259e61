// What the check of a NetSapiens site needs of the world, and of the one who signs in.

import type { Entered } from '#main/pbx/connector.ts'
import type { LineToTry, Registering } from '#main/pbx/kit/try-register.ts'
import type { NetsapiensParts, SecretStore } from '../io.ts'

export type TryLine = (line: LineToTry, ca: null) => Promise<Registering>

export type CheckParts = Pick<NetsapiensParts, 'clock' | 'request' | 'openSocket'> & {
  /** A look only: what is kept there stays as it is, and the refresh token is not spent. */
  readonly secrets: Pick<SecretStore, 'get'>
  /** Whether `secrets` holds all the console itself would have; without, what is not there may be elsewhere. */
  readonly isConsole: boolean
  /** Who signs in for the check; null: nobody does, and what can be seen without is looked at. */
  readonly person: (Entered & { readonly code: string | null }) | null
  readonly tryLine: TryLine
  /** How long after the answer to a ping the feed may still refuse a token: it may have to ask for it elsewhere. */
  readonly patienceMs: number
}
