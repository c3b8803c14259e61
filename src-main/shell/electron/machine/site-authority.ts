// Lets the softphone in the page trust the authority that the site file names, as AMI and ARI do: for the line's hosts, and nothing else.
import { X509Certificate } from 'node:crypto'
import { isIP } from 'node:net'
import type { Certificate, Session } from 'electron'

/** `ca`: PEM text of one authority or several. */
export type SiteAuthority = { readonly hosts: readonly string[]; readonly ca: string }

/** What Chromium finds stands, but where it only does not know the authority. (Electron: -3 is Chromium's own result, 0 is success.) */
export function trustAuthority(session: Session, authorityNow: () => SiteAuthority | null, now: () => number): void {
  session.setCertificateVerifyProc(({ hostname, verificationResult, certificate }, answer) => {
    const authority = authorityNow()
    const isUnknown = verificationResult === 'net::ERR_CERT_AUTHORITY_INVALID'
    answer(isUnknown && authority && isVouchedFor(authority, hostname, chainOf(certificate), now()) ? 0 : -3)
  })
}

/** As it was sent, the server's own first. */
function chainOf(certificate: Certificate | undefined): string[] {
  const chain: string[] = []
  for (let one = certificate; one && chain.length < 10; one = one.issuerCert) chain.push(one.data)
  return chain
}

/** Name, dates and signatures are all looked at here: Chromium tells one thing that is wrong, and there may be more. */
export function isVouchedFor(
  { hosts, ca }: SiteAuthority,
  hostname: string,
  pems: readonly string[],
  at: number,
): boolean {
  const [leaf, ...sent] = certificates(pems.join('\n'))
  if (!leaf || !hosts.includes(hostname) || !isFor(leaf, hostname)) return false
  const authorities = certificates(ca)
  let last = leaf
  for (let steps = 0; steps < 10 && isInTime(last, at); steps++) {
    const signer = authorities.find((one) => hasSigned(one, last))
    if (signer) return isInTime(signer, at)
    const next = sent.find((one) => one.ca && one !== last && hasSigned(one, last))
    if (!next) return false
    last = next
  }
  return false
}

const isFor = (leaf: X509Certificate, hostname: string): boolean =>
  (isIP(hostname) ? leaf.checkIP(hostname) : leaf.checkHost(hostname, { subject: 'never' })) !== undefined

const isInTime = ({ validFrom, validTo }: X509Certificate, at: number): boolean =>
  Date.parse(validFrom) <= at && at <= Date.parse(validTo)

const hasSigned = (signer: X509Certificate, signed: X509Certificate): boolean =>
  signed.checkIssued(signer) && signed.verify(signer.publicKey)

function certificates(pem: string): X509Certificate[] {
  try {
    return (pem.match(/-----BEGIN CERTIFICATE-----[^-]+-----END CERTIFICATE-----/g) ?? []).map(
      (one) => new X509Certificate(one),
    )
  } catch {
    return []
  }
}
