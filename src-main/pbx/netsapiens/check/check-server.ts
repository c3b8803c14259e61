// check-site, the server: whether its address is that of the API, by a request without a token, which every NetSapiens answers 401.

import { fine, missing } from '#contract/site/finding.ts'
import type { FindingTopic, SetupFinding } from '#contract/site/setup.ts'
import type { NetsapiensSite } from '#contract/site-netsapiens.ts'
import { reasonOf } from '#main/pbx/kit/connection-failure.ts'
import type { HttpReply } from '../io.ts'
import { isPage } from '../wire/grant.ts'
import { timeReader } from '../wire/timestamp.ts'
import type { CheckParts } from './check-parts.ts'

const WITHIN_MS = 8_000
/** Longer than any way there and back: calls would begin in the future, and tokens end before they are had. */
const SKEW_MS = 60_000

export async function checkServer(
  { server }: Pick<NetsapiensSite, 'server'>,
  { request, clock }: Pick<CheckParts, 'request' | 'clock'>,
): Promise<readonly SetupFinding[]> {
  const url = `${server}/ns-api/v2/domains/~/users/~`
  try {
    const headers = { accept: 'application/json' }
    const reply = await request({ url, method: 'GET', headers, timeoutMs: WITHIN_MS })
    return [judged(server, reply), ...skew(server, reply.date, clock.now())]
  } catch (cause) {
    return [whyNotReached(server, cause instanceof Error ? reasonOf(cause) : String(cause))]
  }
}

function judged(server: string, { status, text, location = '' }: HttpReply): SetupFinding {
  if (status >= 300 && status < 400)
    return missing(
      'switchedOff',
      `${server} sends every request on to ${placeOf(location)} (${status}), and the console follows no redirect with a token`,
      'put the address that answers for the API itself into `server`, without a path; if it leads to a login page, it is that of the portal or of a single sign-on: ask the provider for the API’s host of your region',
    )
  if (status === 403 && isPage(text))
    return missing(
      'user',
      `${server} lets this computer in no further: a page with ${status}`,
      'have the address of this network admitted by the provider’s firewall, or by the proxy in between',
    )
  if (status >= 500)
    return missing(
      'network',
      `${server} answers ${status}: the platform, or what stands before it, is out of order`,
      'try again later; if it stays, compare the host with the provider’s list for your region',
    )
  if (isPage(text) || status === 404 || status === 405)
    return missing(
      'switchedOff',
      `No API v2 answers at ${server}/ns-api/v2 (${status}${isPage(text) ? ', a page' : ''})`,
      'put the address of the API’s host into `server`, without a path: many providers have one for the portal, one for the API, and others for each region',
    )
  return fine('port', `The API v2 answers at ${server}`)
}

/** Without what a redirect carries along: it may hold a token. */
const placeOf = (location: string): string => location.replace(/[?#].*$/s, '').slice(0, 200) || 'another address'

function skew(server: string, date: string | undefined, now: number): readonly SetupFinding[] {
  const there = timeReader('UTC', () => now)(date ?? '')
  if (there === null) return []
  const seconds = Math.round((there - now) / 1_000)
  if (Math.abs(seconds) * 1_000 < SKEW_MS) return [fine('clock', 'The clocks here and there agree')]
  return [
    missing(
      'clock',
      `The clock of ${server} is ${Math.abs(seconds)} s ${seconds > 0 ? 'ahead of' : 'behind'} this computer’s: calls would last too ${seconds > 0 ? 'short' : 'long'}, and tokens end at another time than is believed`,
      'let this computer set its clock by the network (NTP); if it does, tell the provider',
    ),
  ]
}

export function whyNotReached(at: string, why: string): SetupFinding {
  const about = topicOf(why)
  return missing(about, `${at}: ${why}`, remedies[about] ?? remedies.network)
}

/** Codes: Node's documentation of errors and of TLS (X509 certificate error codes). */
function topicOf(reason: string): FindingTopic & keyof typeof remedies {
  if (/NOT_YET_VALID|CERT_HAS_EXPIRED/.test(reason)) return 'clock'
  if (/CERT|SELF_SIGNED|UNABLE_TO_(VERIFY|GET_ISSUER)|ALTNAME_INVALID/.test(reason)) return 'certificate'
  if (/ENOTFOUND|EAI_AGAIN/.test(reason)) return 'name'
  if (/ECONNREFUSED/.test(reason)) return 'port'
  return /EPROTO|WRONG_VERSION|SSL/.test(reason) ? 'tls' : 'network'
}

const remedies = {
  clock:
    'compare this computer’s clock with a watch; if it is right, the provider’s certificate has expired: only the provider can renew it',
  certificate:
    'compare the name with the provider’s, also the region in it; where a proxy of the house opens TLS, have its authority put into this computer’s store',
  name: 'this computer does not know the name: compare each letter, and the region in it, with the provider’s, and look at the DNS',
  port: 'nothing listens at that port: compare it with the provider’s (the web server has 443, the live feed usually 8001)',
  tls: 'the two do not speak TLS alike: compare https:// and the port with the provider’s',
  network:
    'let this computer reach that address and port through the firewall; behind a proxy, let the WebSocket through',
} as const
