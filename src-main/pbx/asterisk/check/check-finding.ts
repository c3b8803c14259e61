// One thing check-site looked at, and what to do about it when it is not as it should be.
import type { DeskError } from '#contract/errors.ts'

export type Finding =
  | { readonly kind: 'ok'; readonly what: string }
  /** It works, but not as well as it could. */
  | { readonly kind: 'advice'; readonly what: string; readonly remedy: string }
  /** It cannot work like this. */
  | { readonly kind: 'missing'; readonly what: string; readonly remedy: string }

export const fine = (what: string): Finding => ({ kind: 'ok', what })
export const advice = (what: string, remedy: string): Finding => ({ kind: 'advice', what, remedy })
export const missing = (what: string, remedy: string): Finding => ({ kind: 'missing', what, remedy })

/** Why a connection failed, in words of the one who can mend it. `detail` holds Node's code, e.g. ECONNREFUSED. */
export function whyNoConnection(
  name: 'AMI' | 'ARI' | 'the line',
  where: string,
  error: DeskError,
  remedy: string,
): Finding {
  const detail = error.detail ?? error.code
  const what = `${name} at ${where}: ${detail}`
  if (/SELF_SIGNED|UNABLE_TO_VERIFY|UNABLE_TO_GET_ISSUER|CERT_UNTRUSTED/.test(detail))
    return missing(
      `${name} at ${where}: its certificate is not trusted (${detail})`,
      'put the PEM text of the authority that signed it into `ca` of the site file, or into the system’s own store',
    )
  if (/CERT_HAS_EXPIRED/.test(detail))
    return missing(`${name} at ${where}: its certificate has expired`, 'renew it on the PBX')
  if (/ALTNAME_INVALID/.test(detail))
    return missing(
      `${name} at ${where}: its certificate is for another name (${detail})`,
      'use the name that stands in the certificate',
    )
  if (/ENOTFOUND|EAI_AGAIN/.test(detail))
    return missing(what, 'the name is unknown here: check it, or the DNS of this computer')
  if (/EHOSTUNREACH|ENETUNREACH|ETIMEDOUT|no answer/.test(detail))
    return missing(what, 'nothing answers there: check address, network and the firewall of the PBX')
  return missing(what, remedy)
}
