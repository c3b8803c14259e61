// The bytes of AMI: a bounded, streaming reader and a writer.
// Own code because the clients on npm buffer without bound, or lost events at 33,000 a second.
import { textOfBytes } from '#main/pbx/kit/old-text.ts'

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

/**
 * Reads "Key: Value" blocks as Asterisk's manager.c writes them; a block without one such line is dropped. `ignored`: names of events
 * that are skipped unread.
 */
export function amiReader(ignored: ReadonlySet<string> = new Set()): AmiReader {
  let pending: Buffer = Buffer.alloc(0)
  let banner: string | null = null
  let dropped = 0
  let skipping = false

  const readBanner = (): boolean => {
    const at = pending.indexOf('\n')
    if (at < 0) {
      if (pending.length > 1000) pending = pending.subarray(-1000)
      return false
    }
    banner = pending.toString('latin1', 0, at).trim().slice(0, 200)
    pending = pending.subarray(at + 1)
    return true
  }

  return {
    push(bytes) {
      pending = pending.length === 0 ? bytes : Buffer.concat([pending, bytes])
      if (banner === null && !readBanner()) return []
      const text = textOf(pending)
      const messages: AmiMessage[] = []
      let from = 0
      for (let at = text.line.indexOf(end); at >= 0; at = text.line.indexOf(end, from)) {
        if (skipping || at - from > maxMessage) dropped++
        else if (ignored.size === 0 || !ignored.has(eventAt(text, from))) {
          const message = parseBlock(text, from, at)
          if (message) messages.push(message)
          else dropped++
        }
        skipping = false
        from = at + end.length
      }
      pending = pending.subarray(from)
      if (pending.length > maxMessage) {
        skipping = true // the rest of an oversized block goes the same way
        pending = pending.subarray(-end.length)
      }
      // What is left must not keep the whole read in memory.
      if (pending.length < bytes.length) pending = Buffer.from(pending)
      return messages
    },
    banner: () => banner,
    dropped: () => dropped,
  }
}

/** The same twice: one character a byte, so that a name in two bytes may be cut between two reads, and places are the same in both. */
type Text = { readonly bytes: Buffer; readonly line: string; readonly isPlain: boolean }

function textOf(bytes: Buffer): Text {
  const line = bytes.toString('latin1')
  return { bytes, line, isPlain: !/[\u0080-\u00ff]/.test(line) }
}

const eventLine = 'Event: '

/** Asterisk writes an event's name first (manager.c). */
function eventAt({ line }: Text, from: number): string {
  return line.startsWith(eventLine, from) ? line.slice(from + eventLine.length, line.indexOf('\r\n', from)) : ''
}

function parseBlock(text: Text, from: number, to: number): AmiMessage | null {
  const { line } = text
  const message: Record<string, string> = Object.create(null)
  let found = false
  for (let start = from; start < to; ) {
    const next = line.indexOf('\r\n', start)
    const stop = next < 0 || next > to ? to : next
    const colon = line.indexOf(':', start)
    if (colon > start && colon < stop) {
      const key = line.slice(start, colon)
      const value = textAt(text, line.charCodeAt(colon + 1) === 32 ? colon + 2 : colon + 1, stop)
      const before = message[key]
      message[key] = before === undefined ? value : `${before}\n${value}`
      found = true
    }
    start = stop + 2
  }
  return found ? message : null
}

/** V8 keeps a longer part of a string as a view of the whole: one name of a channel would hold all that was read with it. */
const COPIED_LENGTH = 12

function textAt({ bytes, line, isPlain }: Text, from: number, to: number): string {
  const value = to - from > COPIED_LENGTH ? bytes.toString('latin1', from, to) : line.slice(from, to)
  return isPlain || !/[\u0080-\u00ff]/.test(value) ? value : textOfBytes(value)
}

/** An action as bytes. Line ends inside names and values are taken out, so that no value can add a line of its own. */
export function amiAction(fields: readonly (readonly [name: string, value: string])[]): string {
  const clean = (text: string) => text.replace(/[\r\n\0]/g, ' ')
  return `${fields.map(([name, value]) => `${clean(name)}: ${clean(value)}`).join('\r\n')}${end}`
}
