// Why the line cannot connect, which a browser tells no page: the desk knocks at the same address and names the cause.
import WebSocket from 'ws'
import { type DeskError, deskFailure, type ErrorCode } from '#contract/errors.ts'
import { addressesOf, type LineAccount } from '#contract/line-account.ts'
import { trusting } from '#main/pbx/kit/trust.ts'

const WITHIN_MS = 5_000

export type Trust = {
  /** PEM text of the site's own authority; null: there is none. */
  readonly ca: string | null
  /** Electron's page trusts that authority for the line; a browser takes none from us. */
  readonly isTakenByPage: boolean
}

type Knock = (url: string, ca: string | null, withinMs: number) => Promise<string | null>

/** null: one of its servers answers as it should. The failure is that of the first, which is tried first by the line too. */
export async function whyNotReached(
  account: Pick<LineAccount, 'wsUrl' | 'alsoAt'>,
  { ca, isTakenByPage }: Trust,
  knock: Knock = knockAt,
): Promise<DeskError | null> {
  const asPage = isTakenByPage ? ca : null
  const answers = await Promise.all(addressesOf(account).map((url) => knock(url, asPage, WITHIN_MS)))
  const [first = null] = answers
  if (first === null || answers.includes(null)) return null
  const cause = causeOf(first)
  const isOurs = cause === 'lineCertificate' && ca !== asPage && (await knock(account.wsUrl, ca, WITHIN_MS)) === null
  return deskFailure(cause, isOurs ? `${first} (${notByBrowser})` : first)
}

const notByBrowser =
  'it is signed by the `ca` of the site file, which a browser does not take from there: import it into the browser’s or the system’s store, docs/asterisk.md, Certificates'

/** `reason`: Node's code before its sentence (documentation of errors, and of TLS: X509 certificate error codes), or that of `ws`. */
export function causeOf(reason: string): ErrorCode {
  if (/CERT|SELF_SIGNED|UNABLE_TO_(VERIFY|GET_ISSUER)|ALTNAME_INVALID/.test(reason)) return 'lineCertificate'
  if (/ENOTFOUND|EAI_AGAIN/.test(reason)) return 'lineNameUnknown'
  if (/ECONNREFUSED/.test(reason)) return 'linePortClosed'
  if (/ETIMEDOUT|EHOSTUNREACH|ENETUNREACH|timed out/.test(reason)) return 'lineNoAnswer'
  // It speaks, but no SIP over WebSocket: another path, plain where TLS is, a proxy's page, a missing module.
  return 'lineNotSip'
}

/** Opens a WebSocket for SIP (RFC 7118) and closes it again; the answer is why that did not work. */
const knockAt: Knock = (url, ca, withinMs) =>
  new Promise((resolve) => {
    const trust = url.startsWith('wss:') ? trusting(ca) : {}
    const socket = new WebSocket(url, 'sip', { handshakeTimeout: withinMs, ...trust })
    socket.on('open', () => {
      socket.close()
      resolve(null)
    })
    socket.on('error', (cause) => resolve('code' in cause ? `${String(cause.code)} ${cause.message}` : cause.message))
  })
