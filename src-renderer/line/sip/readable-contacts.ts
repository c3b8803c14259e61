// Of what a registrar lists, only what can be read: JsSIP drops the whole answer for one contact it cannot read. Pure.

const okToRegister = /^SIP\/2\.0 2\d\d [\s\S]*\r\nCSeq[ \t]*:[ \t]*\d+[ \t]+REGISTER\r\n/i
const contactLine = /^(?:Contact|m)[ \t]*:(.*(?:\r\n[ \t].*)*)\r\n/gim
/** A comma inside quotes or angle brackets parts nothing (RFC 3261 7.3.1). */
const listed = /(?:"(?:[^"\\]|\\.)*"|<[^>]*>|[^,"<])+/g

/** A desk phone with a strange contact on the same line must not cost the console its own. */
export function withReadableContacts(message: unknown, isReadable: (contacts: string) => boolean): unknown {
  if (typeof message !== 'string') return message
  const end = message.indexOf('\r\n\r\n') + 2
  const head = message.slice(0, end)
  if (!okToRegister.test(head)) return message
  const readable = head.replace(contactLine, (line: string, value: string) => {
    if (isReadable(value.trim())) return line
    const kept = (value.match(listed) ?? []).map((contact) => contact.trim()).filter(isReadable)
    return kept.length === 0 ? '' : `Contact: ${kept.join(', ')}\r\n`
  })
  return readable + message.slice(end)
}
