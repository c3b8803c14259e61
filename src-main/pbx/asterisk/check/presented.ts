// The certificates that a server presents, read without trusting them: which one is missing, and when they are valid.
import { isIP } from 'node:net'
import { connect, type DetailedPeerCertificate } from 'node:tls'
import type { Clock } from '#contract/time.ts'
import { trusting } from '#main/pbx/kit/trust.ts'
import { waitFor } from '#main/pbx/kit/waits.ts'

export type Presented = {
  readonly from: string // as the certificate writes it: Nov 27 10:00:00 2026 GMT
  readonly to: string
  /** Who signed the last of them that is known; null: it signed itself. */
  readonly unknownIssuer: string | null
}

export type Server = { readonly host: string; readonly port: number; readonly ca: string | null }

const WITHIN_MS = 5000

/** null: no certificate could be read. */
export function presentedAt({ host, port, ca }: Server, clock: Clock): Promise<Presented | null> {
  return waitFor<Presented | null>(clock, { ms: WITHIN_MS, otherwise: null }, (settle) => {
    const socket = connect({
      host,
      port,
      servername: isIP(host) ? '' : host,
      rejectUnauthorized: false,
      ...trusting(ca),
    })
    socket.once('error', () => settle(null))
    socket.once('secureConnect', () => settle(read(socket.getPeerCertificate(true))))
    return () => socket.destroy()
  })
}

function read(certificate: DetailedPeerCertificate | undefined): Presented | null {
  if (!certificate?.issuer) return null
  const last = lastOf(certificate)
  const isOwn = JSON.stringify(last.issuer) === JSON.stringify(last.subject)
  return { from: certificate.valid_from, to: certificate.valid_to, unknownIssuer: isOwn ? null : nameOf(last.issuer) }
}

/** What Node knows of the chain: what was sent, and what is trusted here. The last one may name itself. */
function lastOf(certificate: DetailedPeerCertificate): DetailedPeerCertificate {
  let last = certificate
  for (let above = last.issuerCertificate; above && above.fingerprint256 !== last.fingerprint256; ) {
    last = above
    above = last.issuerCertificate
  }
  return last
}

const nameOf = ({ CN, O }: DetailedPeerCertificate['issuer']): string => [CN ?? O ?? '?'].flat().join(', ')
