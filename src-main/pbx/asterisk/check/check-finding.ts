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

/** Why a connection failed, in the words of whoever can fix it. `detail` holds Node's code, e.g. ECONNREFUSED. */
export function whyNoConnection(
  name: 'AMI' | 'ARI' | 'The line',
  where: string,
  error: DeskError,
  remedy: string,
): Finding {
  const detail = error.detail ?? error.code
  const what = `${name} at ${where}: ${detail}`
  if (/SELF_SIGNED|UNABLE_TO_VERIFY|UNABLE_TO_GET_ISSUER|CERT_UNTRUSTED/.test(detail))
    return missing(
      `${name} at ${where}: the certificate is not trusted (${detail})`,
      'put the PEM text of the authority that signed it into `ca` in the site file, or into this computer’s certificate store',
    )
  if (/CERT_HAS_EXPIRED/.test(detail))
    return missing(`${name} at ${where}: the certificate has expired`, 'renew it on the PBX')
  if (/ALTNAME_INVALID/.test(detail))
    return missing(
      `${name} at ${where}: the certificate is for another name (${detail})`,
      'use a name that is in the certificate',
    )
  if (/ENOTFOUND|EAI_AGAIN/.test(detail))
    return missing(what, 'this computer does not know the name: check the spelling and the DNS')
  if (/EHOSTUNREACH|ENETUNREACH|ETIMEDOUT|no answer/.test(detail))
    return missing(what, 'nothing answers there: check the address, the network and the firewall of the PBX')
  return missing(what, remedy)
}
