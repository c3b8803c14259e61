// SIP messages as values, and their text on the wire (RFC 3261 section 7).

export type Header = readonly [name: string, value: string]

export type SipRequest = {
  readonly kind: 'request'
  readonly method: string
  readonly uri: string
  readonly headers: readonly Header[]
  readonly body: string
}

export type SipResponse = {
  readonly kind: 'response'
  readonly status: number
  readonly reason: string
  readonly headers: readonly Header[]
  readonly body: string
}

export type SipMessage = SipRequest | SipResponse

export const METHODS = [
  'INVITE',
  'ACK',
  'CANCEL',
  'BYE',
  'INFO',
  'UPDATE',
  'OPTIONS',
  'REGISTER',
  'REFER',
  'SUBSCRIBE',
] as const
export const ALLOW = METHODS.join(', ')

/** Known to the standards, but not done here: 405 rather than 501. */
export const OTHER_METHODS: readonly string[] = ['NOTIFY', 'MESSAGE', 'PUBLISH', 'PRACK']

/** The first header of that name (any case), or null. */
export function header(message: SipMessage, name: string): string | null {
  const wanted = name.toLowerCase()
  for (const [each, value] of message.headers) if (each.toLowerCase() === wanted) return value
  return null
}

/** Every header of that name, in order. */
export function headersOf(message: SipMessage, name: string): string[] {
  const wanted = name.toLowerCase()
  return message.headers.filter(([each]) => each.toLowerCase() === wanted).map(([, value]) => value)
}

const TOKEN = /^[A-Za-z0-9.!%*_+`'~-]+$/

export function isToken(text: string): boolean {
  return TOKEN.test(text)
}

/** The text of a message with CRLF and its Content-Length in bytes. A header that is no header is left out. */
export function formatMessage(message: SipMessage): string {
  const first =
    message.kind === 'request'
      ? `${message.method} ${message.uri} SIP/2.0`
      : `SIP/2.0 ${message.status} ${oneLine(message.reason)}`
  const lines = message.headers
    .filter(([name]) => isToken(name) && name.toLowerCase() !== 'content-length')
    .map(([name, value]) => `${name}: ${oneLine(value)}`)
  const length = Buffer.byteLength(message.body)
  return [first, ...lines, `Content-Length: ${length}`, '', message.body].join('\r\n')
}

// A line break in a value would let its author write headers of his own. Read and written alike, or an answer quotes what nobody can read.
export function oneLine(value: string): string {
  return value.replace(/[\r\n\0]+/g, ' ').trim()
}
