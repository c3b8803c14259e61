// check-site, the line's WebSocket: whether it is reached, by a certificate that is trusted and has the right name, and speaks SIP.
import { addressesOf, registersAt } from '#contract/line-account.ts'
import type { FreeswitchSite } from '#contract/settings.ts'
import { fine, missing } from '#contract/site/finding.ts'
import type { SetupFinding } from '#contract/site/setup.ts'
import type { tryRegister } from '#main/pbx/kit/try-register.ts'

export type TryLine = typeof tryRegister
type Tried = Awaited<ReturnType<TryLine>>

/** Asks who is registered, which changes nothing; a profile that wants a Contact refuses the question, and speaks SIP all the same. */
export async function checkSocket(
  { line, domain, ca }: FreeswitchSite,
  tried: (line: Parameters<TryLine>[0], ca: string | null) => Promise<Tried>,
): Promise<SetupFinding[]> {
  if (!line) return []
  const { user, password } = line
  const account = { uri: `sip:${user}@${domain}`, authUser: user, password }
  const addresses = addressesOf(registersAt(line.wsUrl))
  const results = await Promise.all(addresses.map((wsUrl) => tried({ ...account, wsUrl }, ca)))
  return results.map((result, i) => judged(addresses[i] ?? '', `${user}@${domain}`, ca, result))
}

function judged(wsUrl: string, user: string, ca: string | null, tried: Tried): SetupFinding {
  switch (tried.kind) {
    case 'notConnected':
      return whyNotTrusted(wsUrl, tried.detail) ?? whyNotReached(wsUrl, tried.detail)
    case 'silent':
      return missing(
        'endpoint',
        `The line at ${wsUrl}: it connects, but nothing there answers in SIP`,
        'compare the port with wss-binding of the profile; a proxy in between must pass on the WebSocket subprotocol "sip"',
      )
    case 'answered':
      return isRefused(tried.status)
        ? missing(
            'password',
            `The PBX refuses the password of the line (${user}): ${tried.status} ${tried.reason}`,
            `compare \`line.password\` with <param name="password"> of the user in the directory (FusionPBX: Accounts > Extensions), then run "reloadxml"; see that the profile knows the domain of ${user}`,
          )
        : fine('endpoint', `The line at ${wsUrl} answers in SIP${trust(wsUrl, ca)}`)
  }
}

/** sofia answers a wrong password 403, and asks again where the nonce is stale. */
const isRefused = (status: number): boolean => [401, 403, 407].includes(status)

const trust = (wsUrl: string, ca: string | null): string =>
  wsUrl.startsWith('wss')
    ? ` (its certificate is trusted by ${ca === null ? 'this computer’s store' : 'the `ca` of the site file'})`
    : ''

function whyNotTrusted(wsUrl: string, detail: string): SetupFinding | null {
  const at = `The line at ${wsUrl}`
  if (/ALTNAME_INVALID/.test(detail))
    return missing(
      'certificate',
      `${at}: the certificate is for another name (${detail})`,
      'use in `line.wsUrl` a name that is in the certificate, or put one for this name into tls/wss.pem and restart the profile',
    )
  if (/CERT_HAS_EXPIRED/.test(detail))
    return missing(
      'certificate',
      `${at}: the certificate has expired`,
      'renew it, put it with its key into tls/wss.pem, and restart the profile',
    )
  if (/CERT_NOT_YET_VALID/.test(detail))
    return missing(
      'certificate',
      `${at}: the certificate is not valid yet`,
      'compare the clocks of the PBX and of this computer',
    )
  if (!/SELF_SIGNED|UNABLE_TO_VERIFY|UNABLE_TO_GET_ISSUER|CERT_UNTRUSTED/.test(detail)) return null
  return missing(
    'certificate',
    `${at}: the certificate is not trusted (${detail})`,
    'FreeSWITCH makes wss.pem self-signed at its first start: put a certificate of your authority and its key there, and the authority’s PEM text into `ca` of the site file',
  )
}

const whyNotReached = (wsUrl: string, detail: string): SetupFinding =>
  missing(
    /ENOTFOUND|EAI_AGAIN/.test(detail) ? 'name' : 'endpoint',
    `The line at ${wsUrl} cannot be reached: ${detail}`,
    `set <param name="${wsUrl.startsWith('wss') ? 'wss-binding' : 'ws-binding'}" value=":PORT"/> in the profile and restart it; let the port through the firewall`,
  )
