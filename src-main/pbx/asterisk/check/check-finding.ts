// One thing check-site looked at, and what to do about it when it is not as it should be.
import type { DeskError } from '#contract/errors.ts'
import type { FindingTopic } from '#contract/site/setup.ts'

type Wrong = { readonly what: string; readonly remedy: string; readonly about?: FindingTopic }

export type Finding =
  | { readonly kind: 'ok'; readonly what: string }
  /** It works, but not as well as it could. */
  | ({ readonly kind: 'advice' } & Wrong)
  /** It could not be looked at: neither right nor wrong. */
  | ({ readonly kind: 'unknown' } & Wrong)
  /** It cannot work like this. */
  | ({ readonly kind: 'missing' } & Wrong)

export const fine = (what: string): Finding => ({ kind: 'ok', what })
export const advice = (what: string, remedy: string): Finding => ({ kind: 'advice', what, remedy })
export const unknown = (what: string, remedy: string): Finding => ({ kind: 'unknown', what, remedy })
export const missing = (what: string, remedy: string): Finding => ({ kind: 'missing', what, remedy })

/** What the finding is about, where nothing closer to it has said so. */
export const about = (topic: FindingTopic, finding: Finding): Finding =>
  finding.kind === 'ok' || finding.about ? finding : { ...finding, about: topic }

export const allAbout = (topic: FindingTopic, findings: readonly Finding[]): Finding[] =>
  findings.map((finding) => about(topic, finding))

/**
 * "set a=b, c=d in [section] of FILE, then run "command"". A second [general] is ignored by most of Asterisk's files, so the one
 * that is there has to be meant; in pjsip.conf a name may have a section of each type.
 */
export function setIn(file: string, section: string, lines: string, command: string, type?: string): string {
  const named = `[${section}]${type ? ` of type=${type}` : ''}`
  const where = section === 'general' ? 'the existing [general] (a second one is ignored)' : named
  return `set ${lines} in ${where} of ${file}, then run "${command}"`
}

/** Why a connection failed, in the words of whoever can fix it. `detail` holds Node's code, e.g. ECONNREFUSED. */
export function whyNoConnection(
  name: 'AMI' | 'ARI' | 'The line',
  where: string,
  error: DeskError,
  remedy: string,
): Finding {
  const detail = error.detail ?? error.code
  const what = `${name} at ${where}: ${detail}`
  const untrusted = whyNotTrusted(`${name} at ${where}`, detail)
  if (untrusted) return about('certificate', untrusted)
  return whyNotReached(what, detail) ?? about('port', missing(what, remedy))
}

function whyNotTrusted(which: string, detail: string): Finding | null {
  if (/SELF_SIGNED|UNABLE_TO_VERIFY|UNABLE_TO_GET_ISSUER|CERT_UNTRUSTED/.test(detail))
    return missing(
      `${which}: the certificate is not trusted (${detail})`,
      'put the PEM text of the authority that signed it into `ca` in the site file, or into this computer’s certificate store',
    )
  if (/CERT_HAS_EXPIRED/.test(detail))
    return missing(
      `${which}: the certificate has expired`,
      'renew it on the PBX (docs/asterisk.md, step 0), then restart Asterisk',
    )
  if (/CERT_NOT_YET_VALID/.test(detail))
    return missing(`${which}: the certificate is not valid yet`, 'compare the clocks of the PBX and of this computer')
  if (/ALTNAME_INVALID/.test(detail))
    return missing(
      `${which}: the certificate is for another name (${detail})`,
      'use a name that is in the certificate, or make a certificate for this name (docs/asterisk.md, step 0)',
    )
  return null
}

function whyNotReached(what: string, detail: string): Finding | null {
  if (/EPROTO|WRONG_VERSION|packet length too long/i.test(detail))
    return about(
      'tls',
      missing(
        `${what}. Something answers there, but not in TLS`,
        'compare the port: plain AMI is at 5038 and TLS at 5039, plain http at 8088 and TLS at 8089. Or write the address without TLS',
      ),
    )
  if (/ENOTFOUND|EAI_AGAIN/.test(detail))
    return about('name', missing(what, 'this computer does not know the name: check the spelling and the DNS'))
  if (/EHOSTUNREACH|ENETUNREACH|ETIMEDOUT|no answer/.test(detail))
    return about(
      'network',
      missing(what, 'nothing answers there: check the address, the network and the firewall of the PBX'),
    )
  return null
}
