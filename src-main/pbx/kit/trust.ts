// Whose certificates are trusted: the site's own authority, or those that this computer trusts.
import { readFileSync } from 'node:fs'
import tls, { createSecureContext, type SecureContext } from 'node:tls'

/** Made once: it holds every authority of a system, and each connection would read them all again. */
const contexts = new Map<string | null, SecureContext>()

/** For node:tls, node:https and ws. `ca`: PEM text of the site's authority, then nobody else; null: this computer's store. */
export function trusting(ca: string | null): { readonly secureContext: SecureContext } {
  const made = contexts.get(ca)
  if (made) return { secureContext: made }
  const authorities = ca === null ? systemAuthorities() : [ca]
  const context = createSecureContext(authorities === null ? {} : { ca: authorities })
  contexts.set(ca, context)
  return { secureContext: context }
}

/** Where Linux keeps them: Debian and Arch, Fedora and RHEL, openSUSE, Alpine (as Go's crypto/x509 looks for them). */
const bundles = [
  '/etc/ssl/certs/ca-certificates.crt',
  '/etc/pki/tls/certs/ca-bundle.crt',
  '/etc/ssl/ca-bundle.pem',
  '/etc/ssl/cert.pem',
]

/**
 * What this computer trusts, beside Node's own list: Node asks the store of Windows, macOS and Linux from 22.15 on. Before, Linux's file
 * is read; null where there is nothing but Node's list.
 */
function systemAuthorities(): string[] | null {
  const ask: unknown = Reflect.get(tls, 'getCACertificates')
  if (typeof ask === 'function') return [...new Set<string>([...ask('default'), ...ask('system')])]
  const given = process.env.SSL_CERT_FILE
  for (const file of given ? [given] : bundles) {
    try {
      return [...tls.rootCertificates, readFileSync(file, 'utf8')]
    } catch {
      // Another system keeps it elsewhere.
    }
  }
  return null
}
