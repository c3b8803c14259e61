// The last SIP messages of the line, for whoever looks for a fault. No secret, no name and no phone number stands in them.

/** `id` counts the messages of the line. `at` is epoch ms. `text` is the message as it was on the wire, but for what `withoutSecrets` takes out. */
export type SipMessage = {
  readonly id: number
  readonly at: number
  readonly direction: 'sent' | 'received'
  readonly text: string
}

export type SipTrace = {
  readonly add: (direction: SipMessage['direction'], data: unknown) => void
  /** Oldest first. */
  readonly messages: () => readonly SipMessage[]
}

const MOST_MESSAGES = 200
const LONGEST = 20_000

export function createSipTrace(now: () => number, most = MOST_MESSAGES): SipTrace {
  let kept: readonly SipMessage[] = []
  let count = 0
  return {
    add: (direction, data) => {
      // A keep-alive is a pair of line breaks (RFC 5626, 3.5.1); what is no text is no SIP over a WebSocket of ours.
      if (typeof data !== 'string' || data.trim() === '') return
      count += 1
      // The line is asked after every few seconds: of these the last question and answer stand for all.
      const before = isOptions(data) && direction === 'sent' ? kept.filter(({ text }) => !isOptions(text)) : kept
      kept = [
        ...before.slice(1 - most),
        { id: count, at: now(), direction, text: withoutSecrets(data.slice(0, LONGEST)) },
      ]
    },
    messages: () => kept,
  }
}

const isOptions = (message: string): boolean => /^cseq\s*:\s*\d+\s+OPTIONS\b/im.test(message)

/** A SIP message without passwords' proofs, tokens, keys of the media, names and phone numbers. Extensions stay: they name desks. */
export function withoutSecrets(message: string): string {
  return message
    .replace(/^((?:proxy-)?authorization|(?:www|proxy)-authenticate)(\s*:\s*\w*).*$/gim, '$1$2 ***')
    .replace(/^(x-[\w-]{0,60}(?:token|key|secret|proof)[\w-]{0,60}\s*:).*$/gim, '$1 ***')
    .replace(/^(a=ice-pwd:|a=crypto:|signal\s*=).*$/gim, '$1***') // the digits of a call may be somebody's PIN
    .replace(/"(?:[^"\\\r\n]|\\.)*"(\s*<)/g, '"…"$1')
    .replace(/^((?:from|to|contact|p-asserted-identity|remote-party-id|f|t|m)\s*:\s*)[^"<\r\n]+(<)/gim, '$1…$2')
    .replace(
      /((?:sips?|tel):)([^@>;\s,"?]+)(?=[@>;\s,"?]|$)/gi,
      (_, scheme: string, user: string) => scheme + masked(user),
    )
}

/** A phone number keeps its last two digits; what nobody may guess, as the user of the console's own contact, keeps four letters. */
function masked(user: string): string {
  if (/^\+?[\d().-]{6,}$/.test(user)) return `…${user.replace(/\D/g, '').slice(-2)}`
  return user.length > 20 ? `${user.slice(0, 4)}…` : user
}
