// Who may use the control socket: a challenge answered with an HMAC, so that no secret crosses the wire.
import { createHmac, timingSafeEqual } from 'node:crypto'

export type Role = 'console' | 'operator'
export type Secrets = Readonly<Record<Role, string>>

/** HMAC-SHA256 (RFC 2104) over the text of the nonce, in hex. */
export const proofOf = (secret: string, nonce: string): string =>
  createHmac('sha256', secret).update(nonce).digest('hex')

export function isProof(secret: string, nonce: string, proof: string): boolean {
  const wanted = Buffer.from(proofOf(secret, nonce))
  const given = Buffer.from(proof.toLowerCase())
  return wanted.length === given.length && timingSafeEqual(wanted, given)
}

const OWN_SCHEMES = ['file:', 'app:', 'earshot:'] // pages of a packaged console

/** Whether a page of this origin may open a socket here: none at all, our own, or one from this machine. */
export function isOwnOrigin(origin: string | undefined): boolean {
  if (origin === undefined) return true
  if (!URL.canParse(origin)) return false
  const { protocol, hostname } = new URL(origin)
  if (OWN_SCHEMES.includes(protocol)) return true
  const isLoopback = hostname === 'localhost' || hostname === '127.0.0.1' || hostname === '[::1]'
  return (protocol === 'http:' || protocol === 'https:') && isLoopback
}
