// Takes tokens out of use at the platform when somebody signs out.

import type { NetsapiensParts } from '../io.ts'
import { claimsOf } from '../wire/grant.ts'

/** Signing out waits for nobody; a server that is slow to answer has the request all the same. */
const TIMEOUT_MS = 5_000

/**
 * Of these tokens the JWTs: `DELETE /ns-api/v2/jwt` revokes the one it is sent with, by its jti (API v2 reference, revokemyjwt).
 * For OAuth access and refresh tokens no such route is public; they run out. A failure is only logged.
 */
export async function revokeTokens(
  server: string,
  { request, log }: Pick<NetsapiensParts, 'request' | 'log'>,
  tokens: readonly string[],
): Promise<void> {
  const revocable = [...new Set(tokens)].filter((token) => 'exp' in claimsOf(token))
  await Promise.all(
    revocable.map(async (token) => {
      try {
        const headers = { accept: 'application/json', authorization: `Bearer ${token}` }
        const { status } = await request({
          url: `${server}/ns-api/v2/jwt`,
          method: 'DELETE',
          headers,
          timeoutMs: TIMEOUT_MS,
        })
        if (status >= 300) log('warn', `netsapiens: a token was not revoked: ${status}`)
      } catch (cause) {
        log('warn', `netsapiens: a token was not revoked: ${(cause as Error).message}`)
      }
    }),
  )
}
