// Why an INVITE is refused before anybody hears of it: JsSIP reads past what it must not, or stumbles over it. Pure.

export type Refusal = { readonly status: number; readonly headers: readonly string[] }
export type Asked = {
  readonly method: string
  getHeaders(name: string): readonly string[]
}

/**
 * What JsSIP lists as Supported. And 100rel (RFC 3262), which it does not do: its provisional answers are then not acknowledged, but a PBX that
 * is set to require it rings and is answered all the same, where a refusal would leave the console without its calls.
 */
const KNOWN = ['100rel', 'timer', 'ice', 'replaces', 'outbound', 'path', 'gruu']

/** Of an INVITE alone: who says that a call is over is believed, whatever else it asks for. */
export function whyNotInvite(request: Asked): Refusal | null {
  if (request.method !== 'INVITE') return null
  // RFC 3261 8.2.2.3
  const required = request.getHeaders('require').flatMap((value) => value.split(',').map((tag) => tag.trim()))
  const foreign = required.filter((tag) => tag !== '' && !KNOWN.includes(tag.toLowerCase()))
  if (foreign.length > 0) return { status: 420, headers: [`Unsupported: ${foreign.join(', ')}`] }
  return request.getHeaders(UNREAD).length > 0 ? { status: 400, headers: [] } : null
}

/** Stands in an INVITE for what could not be read. Whoever sends it himself gets the same answer. */
const UNREAD = 'Earshot-Unread'
const replacesLine = /^Replaces[ \t]*:(.*(?:\r\n[ \t].*)*)\r\n/gim

/** A message with a header that JsSIP cannot read it drops unanswered. One Replaces at most names a call (RFC 3891 3). */
export function withReadableReplaces(message: unknown, isReadable: (value: string) => boolean): unknown {
  if (typeof message !== 'string' || !message.startsWith('INVITE ')) return message
  const end = message.indexOf('\r\n\r\n') + 2
  const head = message.slice(0, end)
  const values = [...head.matchAll(replacesLine)].map(([, value]) => (value ?? '').trim())
  const [first, ...others] = values
  if (first === undefined || (others.length === 0 && isReadable(first))) return message
  return `${head.replace(replacesLine, '')}${UNREAD}: replaces\r\n${message.slice(end)}`
}
