// The bytes of AMI: a bounded, streaming reader and a writer.
// Own code because the clients on npm buffer without bound, or lost events at 33,000 a second.

/** One block of AMI: an event, or the reply to an action. Keys as Asterisk writes them; repeated keys are joined by a newline. */
export type AmiMessage = Readonly<Record<string, string | undefined>>

export type AmiReader = {
  /** Whole messages that these bytes complete. Never throws: what is no AMI is dropped and counted. */
  push(bytes: Buffer): AmiMessage[]
  /** The greeting line, once it came. */
  banner(): string | null
  dropped(): number
}

const end = '\r\n\r\n'
const maxMessage = 256 * 1024

/** Reads "Key: Value" blocks as Asterisk's manager.c writes them; a block without one such line is dropped. */
export function amiReader(): AmiReader {
  let pending = ''
  let banner: string | null = null
  let dropped = 0
  let skipping = false

  const readBanner = (): boolean => {
    const at = pending.indexOf('\n')
    if (at < 0) {
      if (pending.length > 1000) pending = pending.slice(-1000)
      return false
    }
    banner = pending.slice(0, at).trim().slice(0, 200)
    pending = pending.slice(at + 1)
    return true
  }

  return {
    push(bytes) {
      pending += bytes.toString('latin1') // one character a byte: a name in two bytes may be cut between two reads
      if (banner === null && !readBanner()) return []
      const messages: AmiMessage[] = []
      let from = 0
      for (let at = pending.indexOf(end, from); at >= 0; at = pending.indexOf(end, from)) {
        const message = skipping || at - from > maxMessage ? null : parseBlock(pending.slice(from, at))
        skipping = false
        if (message) messages.push(message)
        else dropped++
        from = at + end.length
      }
      pending = pending.slice(from)
      if (pending.length > maxMessage) {
        skipping = true // the rest of an oversized block goes the same way
        pending = pending.slice(-end.length)
      }
      return messages
    },
    banner: () => banner,
    dropped: () => dropped,
  }
}

const utf8 = new TextDecoder('utf-8', { fatal: true })
/** Windows-1252 from 0x80 on, where Latin-1 has controls; Node reads the one as the other. */
const western = '€\u0081‚ƒ„…†‡ˆ‰Š‹Œ\u008dŽ\u008f\u0090‘’“”•–—˜™š›œ\u009džŸ'

/** The beginning of a letter that the PBX has cut off: its names have room for so many bytes. */
const cutLetter = /(?:[\u00c2-\u00df]|[\u00e0-\u00ef][\u0080-\u00bf]?|[\u00f0-\u00f4][\u0080-\u00bf]{0,2})$/

/** Caller IDs come as somebody's switch sent them: UTF-8, or one byte a letter. Never a mark that a letter was lost. */
function decoded(bytes: string): string {
  return (
    inUtf8(bytes) ??
    // One byte a letter may end in such a byte as well; with letters of several bytes before it, it was cut.
    (/[\u00c2-\u00f4][\u0080-\u00bf]/.test(bytes) ? inUtf8(bytes.replace(cutLetter, '')) : null) ??
    western1252(bytes)
  )
}

function inUtf8(bytes: string): string | null {
  try {
    return utf8.decode(Buffer.from(bytes, 'latin1'))
  } catch {
    return null
  }
}

const western1252 = (bytes: string): string =>
  bytes.replace(/[\u0080-\u009f]/g, (byte) => western[byte.charCodeAt(0) - 0x80] ?? byte)

function parseBlock(block: string): AmiMessage | null {
  const isPlain = !/[\u0080-\u00ff]/.test(block)
  const message: Record<string, string> = Object.create(null)
  let found = false
  for (const line of block.split('\r\n')) {
    const colon = line.indexOf(':')
    if (colon <= 0) continue
    const key = line.slice(0, colon)
    const bytes = line.slice(line.charCodeAt(colon + 1) === 32 ? colon + 2 : colon + 1)
    const value = isPlain ? bytes : decoded(bytes)
    const before = message[key]
    message[key] = before === undefined ? value : `${before}\n${value}`
    found = true
  }
  return found ? message : null
}

/** An action as bytes. Line ends inside names and values are taken out, so that no value can add a line of its own. */
export function amiAction(fields: readonly (readonly [name: string, value: string])[]): string {
  const clean = (text: string) => text.replace(/[\r\n\0]/g, ' ')
  return `${fields.map(([name, value]) => `${clean(name)}: ${clean(value)}`).join('\r\n')}${end}`
}
