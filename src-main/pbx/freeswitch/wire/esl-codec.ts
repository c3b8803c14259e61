// FreeSWITCH's Event Socket: bytes into messages. A block of headers, an empty line, and exactly Content-Length bytes. Pure.
// Own code because the clients on npm decode headers twice, or take a body by characters where the length is in bytes.
import { textOfBytes } from '#main/pbx/kit/old-text.ts'

/** Header by header. Variables of a channel are `variable_NAME`, the text of a job is `_body`. */
export type EslEvent = Readonly<Record<string, string>>

/** When it happened: epoch ms on the PBX's clock, or null where it does not say. */
export const stampOf = (event: EslEvent): number | null => {
  const micros = Number(event['Event-Date-Timestamp'])
  return Number.isFinite(micros) && micros > 0 ? Math.round(micros / 1000) : null
}

export type EslMessage =
  | { readonly kind: 'wantsAuth' }
  /** To a command; `text` is its Reply-Text. */
  | { readonly kind: 'reply'; readonly text: string; readonly headers: EslEvent }
  /** To `api`. */
  | { readonly kind: 'answer'; readonly text: string }
  | { readonly kind: 'event'; readonly event: EslEvent }
  /** The PBX hangs up, and says why. */
  | { readonly kind: 'farewell'; readonly text: string }

export type EslReader = {
  readonly push: (bytes: Uint8Array) => EslMessage[]
  /** Why this is no Event Socket; null: it is, so far. What comes after is not read. */
  readonly broken: () => string | null
}

const LONGEST_HEAD = 65_536
/** 2,000 calls are listed in about 4 MB. */
const LONGEST_BODY = 64 * 1024 * 1024

export function eslReader(): EslReader {
  let chunks: Uint8Array[] = []
  let held = 0
  let head: EslEvent | null = null
  let needed = 0 // bytes without which nothing can be read
  let why: string | null = null

  const joined = (): Buffer => {
    const [only] = chunks
    const all =
      chunks.length === 1 && only ? Buffer.from(only.buffer, only.byteOffset, only.length) : Buffer.concat(chunks)
    chunks = []
    held = 0
    return all
  }
  const keep = (rest: Uint8Array, more: number) => {
    if (rest.length > 0) chunks = [rest]
    held = rest.length
    needed = more
  }
  const read = (bytes: Buffer): EslMessage[] => {
    const messages: EslMessage[] = []
    let at = 0
    while (why === null) {
      if (head === null) {
        // An empty line before a block is nothing.
        while (bytes[at] === 10) at++
        const end = bytes.indexOf('\n\n', at)
        if (end < 0) {
          const isLong = bytes.length - at > LONGEST_HEAD
          why = isLong ? 'headers without an end' : whyNotHeaders(bytes.toString('utf8', at, at + 80))
          keep(bytes.subarray(at), bytes.length - at + 1)
          break
        }
        head = headersIn(textIn(bytes.subarray(at, end)))
        why = whyNotHead(head)
        at = end + 2
        continue
      }
      const length = Number(head['Content-Length'] ?? 0)
      if (bytes.length - at < length) {
        keep(bytes.subarray(at), length)
        break
      }
      const message = messageOf(head, textIn(bytes.subarray(at, at + length)))
      if (message) messages.push(message)
      else why = `a body that cannot be read (${head['Content-Type'] ?? ''})`
      at += length
      head = null
    }
    return messages
  }

  return {
    push(bytes) {
      if (why !== null || bytes.length === 0) return []
      chunks.push(bytes)
      held += bytes.length
      return held < needed ? [] : read(joined())
    },
    broken: () => why,
  }
}

const utf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true })

/** A name goes through the PBX as its sender wrote it, in JSON too: what is not UTF-8 is read value by value, so that its neighbours stay as they are. */
function textIn(bytes: Uint8Array): string {
  try {
    return utf8.decode(bytes)
  } catch {
    return Buffer.from(bytes)
      .toString('latin1')
      .replace(/[^"|\n]*[\u0080-\u00ff][^"|\n]*/g, textOfBytes)
  }
}

/** What cannot become headers is known before the empty line comes: a web server says more than that. */
function whyNotHeaders(begin: string): string | null {
  const line = begin.split('\n')[0] ?? ''
  const isHeader = /^[A-Za-z][\w-]*(:|$)/.test(line) || line === ''
  return isHeader ? null : `this is no Event Socket: ${line.slice(0, 60)}`
}

function whyNotHead(head: EslEvent): string | null {
  const length = head['Content-Length'] ?? '0'
  if (head['Content-Type'] === undefined) return `this is no Event Socket: ${Object.keys(head)[0] ?? 'an empty block'}`
  if (!/^\d+$/.test(length)) return `a length that is none: ${length.slice(0, 20)}`
  return Number(length) > LONGEST_BODY ? `a body of ${length} bytes` : null
}

/** Null: it is not what it says it is. Types there are besides these (log/data) are no concern of ours. */
function messageOf(head: EslEvent, body: string): EslMessage | null {
  switch (head['Content-Type']) {
    case 'auth/request':
      return { kind: 'wantsAuth' }
    case 'command/reply':
      return { kind: 'reply', text: head['Reply-Text'] ?? '', headers: head }
    case 'api/response':
      return { kind: 'answer', text: body }
    case 'text/event-json': {
      const event = jsonEvent(body)
      return event && { kind: 'event', event }
    }
    case 'text/event-plain':
      return { kind: 'event', event: plainEvent(body) }
    // mod_event_socket.c: the first is what an address gets that its ACL does not let in.
    case 'text/rude-rejection':
    case 'text/disconnect-notice':
      return { kind: 'farewell', text: body.split('\n')[0] ?? '' }
    default:
      return { kind: 'event', event: {} }
  }
}

function jsonEvent(body: string): EslEvent | null {
  try {
    const event: unknown = JSON.parse(body)
    return typeof event === 'object' && event !== null && !Array.isArray(event) ? (event as EslEvent) : null
  } catch {
    return null
  }
}

/** As `event plain` and `uuid_dump` have it: every value is URL-encoded; a body of its own may follow. */
export function plainEvent(text: string): EslEvent {
  const end = text.indexOf('\n\n')
  const event: Record<string, string> = {}
  for (const [name, value] of Object.entries(headersIn(end < 0 ? text : text.slice(0, end))))
    event[name] = decoded(value)
  if (end >= 0 && event['Content-Length'] !== undefined) event._body = text.slice(end + 2)
  return event
}

function headersIn(text: string): Record<string, string> {
  const headers: Record<string, string> = {}
  for (const line of text.split('\n')) {
    const colon = line.indexOf(':')
    if (colon > 0) headers[line.slice(0, colon)] = line.slice(colon + 1).trim()
  }
  return headers
}

function decoded(value: string): string {
  if (!value.includes('%')) return value
  try {
    return decodeURIComponent(value)
  } catch {
    // One byte a letter (`M%FCller`); a caller's name may hold a stray % as well.
    return textOfBytes(value.replace(/%([0-9a-f]{2})/gi, (_, byte: string) => String.fromCharCode(parseInt(byte, 16))))
  }
}

/** A command as it goes out. A line of it can never hold another: what would end it is left out. */
export const eslCommand = (line: string): string => `${line.replace(/[\r\n]+/g, ' ')}\n\n`
