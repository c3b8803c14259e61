// One thing check-site looked at, and what to do about it when it is not as it should be.
import type { DeskError } from '#contract/errors.ts'
import type { FindingTopic } from '#contract/site/setup.ts'
import type { Clock } from '#contract/time.ts'
import { type Presented, presentedAt, type Server } from './presented.ts'

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

/** As `tlsbindaddr` needs it: who reaches the PBX by an IPv6 address meets nobody at 0.0.0.0. */
export const everywhere = (host: string): string => (host.includes(':') ? '[::]' : '0.0.0.0')

/** RFC 3986: an IPv6 address stands in brackets. */
export const placeOf = (host: string, port: number): string => `${host.includes(':') ? `[${host}]` : host}:${port}`

export const serverOf = (url: string, ca: string | null): Server => {
  const { protocol, hostname, port } = new URL(url)
  const usual = /^(https|wss):$/.test(protocol) ? 443 : 80
  return { host: hostname.replace(/^\[|\]$/g, ''), port: Number(port) || usual, ca }
}

/** Connections of one console to the web server: ARI's events, the line, and requests beside them. */
export const SESSIONS_A_CONSOLE = 4

/** Asterisk's web server drops a connection at once that it has no room for, and one that does not speak TLS to it; null: it did not. */
export function whyHungUp(which: string, detail: string, tls: boolean): Finding | null {
  if (!/ECONNRESET|hang up/.test(detail)) return null
  const what = `${which}: it takes the connection and hangs up at once (${detail})`
  const room = setIn('http.conf', 'general', 'sessionlimit=2000', 'module reload http')
  if (!tls)
    return about(
      'tls',
      missing(
        `${what}, as a port of TLS does`,
        `write https or wss, or the port of plain http (8088). If the log says "HTTP session count exceeded", ${room}`,
      ),
    )
  return about(
    'full',
    missing(
      `${what}: as many connections are open as sessionlimit of http.conf allows (100 where it says nothing)`,
      `${room}: a console has up to ${SESSIONS_A_CONSOLE}. The log then no longer says "HTTP session count exceeded"; where it never did, see what stands between this computer and the PBX`,
    ),
  )
}

type Failed = {
  readonly name: 'AMI' | 'ARI' | 'The line'
  readonly where: string
  /** Where it was tried, and whom it trusts. */
  readonly server: Server
  /** `detail` holds Node's code, e.g. ECONNREFUSED. */
  readonly error: DeskError
  /** Where nobody listens. */
  readonly remedy: string
}

/** Why a connection failed, in the words of whoever can fix it. */
export async function whyNoConnection({ name, where, server, error, remedy }: Failed, clock: Clock): Promise<Finding> {
  const detail = error.detail ?? error.code
  const what = `${name} at ${where}: ${detail}`
  const untrusted = await whyNotTrusted(`${name} at ${where}`, detail, server, clock)
  if (untrusted) return about('certificate', untrusted)
  return whyNotReached(what, detail) ?? about('port', missing(what, remedy))
}

async function whyNotTrusted(which: string, detail: string, server: Server, clock: Clock): Promise<Finding | null> {
  if (/SELF_SIGNED|UNABLE_TO_VERIFY|UNABLE_TO_GET_ISSUER|CERT_UNTRUSTED/.test(detail))
    return whyNoAuthority(which, detail, server, await presentedAt(server, clock))
  if (/CERT_HAS_EXPIRED|CERT_NOT_YET_VALID/.test(detail))
    return whyNotNow(which, detail, await presentedAt(server, clock), clock)
  if (/ALTNAME_INVALID/.test(detail))
    return missing(
      `${which}: the certificate is for another name (${detail})`,
      'use a name that is in the certificate, or make a certificate for this name (docs/asterisk.md, step 0)',
    )
  return null
}

/** The PBX may leave out who stands between it and the authority that is trusted. */
function whyNoAuthority(which: string, detail: string, { ca }: Server, presented: Presented | null): Finding {
  const issuer = presented?.unknownIssuer ?? null
  if (issuer === null)
    return missing(
      `${which}: the certificate is not trusted (${detail})`,
      'put the PEM text of the authority that signed it into `ca` in the site file, or into this computer’s certificate store',
    )
  return about(
    'chain',
    missing(
      `${which}: the certificate is not trusted: "${issuer}" signed it, and the certificate of "${issuer}" is neither ${ca === null ? 'in this computer’s store' : 'in `ca`'} nor sent by the PBX (${detail})`,
      `if "${issuer}" stands below an authority that is trusted here, append its certificate to the file of tlscertfile on the PBX, then restart Asterisk. Otherwise put its PEM text into \`ca\` in the site file, or into this computer’s certificate store`,
    ),
  )
}

const utc = new Intl.DateTimeFormat('en-GB', { dateStyle: 'medium', timeStyle: 'medium', timeZone: 'UTC' })

function whyNotNow(which: string, detail: string, presented: Presented | null, clock: Clock): Finding {
  const valid = presented ? `: it is valid from ${presented.from} to ${presented.to}` : ''
  const here = `${utc.format(clock.now())} GMT`
  const isOver = /CERT_HAS_EXPIRED/.test(detail)
  return about(
    'clock',
    missing(
      `${which}: the certificate ${isOver ? 'has expired' : 'is not valid yet'}${valid}. This computer’s clock says ${here}`,
      isOver
        ? 'renew it on the PBX (docs/asterisk.md, step 0), then restart Asterisk; or set this computer’s clock, where that is wrong'
        : 'set the clocks of the PBX and of this computer; a certificate that was made while the PBX’s clock was ahead has to be made again (docs/asterisk.md, step 0), then restart Asterisk',
    ),
  )
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
  if (/EHOSTUNREACH|ENETUNREACH|ETIMEDOUT|no answer|timed out/.test(detail))
    return about(
      'network',
      missing(what, 'nothing answers there: check the address, the network and the firewall of the PBX'),
    )
  return null
}
