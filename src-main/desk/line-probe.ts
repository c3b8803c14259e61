// Why the line cannot connect, which a browser tells no page: the desk knocks at the same address and names the cause.
import WebSocket from 'ws'
import { type DeskError, deskFailure, type ErrorCode } from '#contract/errors.ts'
import { addressesOf, type LineAccount } from '#contract/line-account.ts'

const WITHIN_MS = 5_000

/** null: one of its servers answers as it should. The failure is that of the first, which is tried first by the line too. */
export async function whyNotReached(
  account: Pick<LineAccount, 'wsUrl' | 'alsoAt'>,
  knock: (url: string, withinMs: number) => Promise<string | null> = knockAt,
): Promise<DeskError | null> {
  const answers = await Promise.all(addressesOf(account).map((url) => knock(url, WITHIN_MS)))
  const [first = null] = answers
  return first === null || answers.includes(null) ? null : deskFailure(causeOf(first), first)
}

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
function knockAt(url: string, withinMs: number): Promise<string | null> {
  return new Promise((resolve) => {
    const socket = new WebSocket(url, 'sip', { handshakeTimeout: withinMs })
    socket.on('open', () => {
      socket.close()
      resolve(null)
    })
    socket.on('error', (cause) => resolve('code' in cause ? `${String(cause.code)} ${cause.message}` : cause.message))
  })
}
