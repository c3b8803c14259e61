// Reads SIP messages from WebSocket frames (RFC 3261 section 7, RFC 7118): whatever comes, the answer is a value.
import { parseCseq, parseVia } from './fields.ts'
import { type Header, header, isToken, oneLine, type SipMessage, type SipRequest } from './message.ts'

export const MAX_MESSAGE_BYTES = 64 * 1024
const MAX_HEADERS = 128
const MAX_LINE = 8 * 1024

export type Parsed =
  | { readonly ok: true; readonly message: SipMessage }
  /** `request` holds what could be read of a request, so that it can be answered with `status`. */
  | { readonly ok: false; readonly status: number; readonly reason: string; readonly request: SipRequest | null }

type Start =
  | { readonly kind: 'request'; readonly method: string; readonly uri: string }
  | { readonly kind: 'response'; readonly status: number; readonly reason: string }

const COMPACT: Readonly<Record<string, string>> = {
  a: 'Accept-Contact',
  b: 'Referred-By',
  c: 'Content-Type',
  e: 'Content-Encoding',
  f: 'From',
  i: 'Call-ID',
  k: 'Supported',
  l: 'Content-Length',
  m: 'Contact',
  o: 'Event',
  r: 'Refer-To',
  s: 'Subject',
  t: 'To',
  u: 'Allow-Events',
  v: 'Via',
  x: 'Session-Expires',
}

/** Never throws. Folded lines are joined, compact names written out, bare LF taken as CRLF. */
export function parseMessage(text: string): Parsed {
  const tooLarge = Buffer.byteLength(text) > MAX_MESSAGE_BYTES
  const { head, body } = splitBody(tooLarge ? text.slice(0, MAX_MESSAGE_BYTES) : text)
  const [first = '', ...lines] = unfold(head)
  const start = parseStart(first)
  if (start === null) return refused(400, 'The first line is not SIP', null)
  const { headers, fault } = parseHeaders(lines)
  const draft = withBody(start, headers, body)
  const request = draft.kind === 'request' ? draft : null
  if (tooLarge) return refused(513, `The message is larger than ${MAX_MESSAGE_BYTES} bytes`, request)
  if (fault !== null) return refused(400, fault, request)
  const missing = missingFrom(draft)
  if (missing !== null) return refused(400, missing, request)
  const cut = cutToLength(draft)
  return cut === null ? refused(400, 'The body is shorter than Content-Length says', request) : cut
}

function refused(status: number, reason: string, request: SipRequest | null): Parsed {
  return { ok: false, status, reason, request }
}

function splitBody(text: string): { head: string; body: string } {
  const end = /\r?\n\r?\n/.exec(text)
  if (end === null) return { head: text, body: '' }
  return { head: text.slice(0, end.index), body: text.slice(end.index + end[0].length) }
}

function unfold(head: string): string[] {
  const lines: string[] = []
  for (const line of head.split(/\r?\n/)) {
    const last = lines.length - 1
    if (/^[ \t]/.test(line) && last > 0) lines[last] = `${lines[last]} ${line.trim()}`
    else lines.push(line)
  }
  return lines
}

function parseStart(line: string): Start | null {
  if (line.length > MAX_LINE) return null
  const response = /^SIP\/2\.0 ([1-6]\d\d)(?: (.*))?$/i.exec(line)
  if (response) return { kind: 'response', status: Number(response[1]), reason: (response[2] ?? '').trim() }
  const request = /^(\S{1,32}) (\S+) SIP\/2\.0$/i.exec(line)
  const method = request?.[1] ?? ''
  return isToken(method) ? { kind: 'request', method, uri: request?.[2] ?? '' } : null
}

function parseHeaders(lines: readonly string[]): { headers: Header[]; fault: string | null } {
  const headers: Header[] = []
  let fault: string | null = lines.length > MAX_HEADERS ? `More than ${MAX_HEADERS} headers` : null
  for (const line of lines.slice(0, MAX_HEADERS)) {
    const colon = line.indexOf(':')
    const name = line.slice(0, Math.max(colon, 0)).trimEnd()
    if (!isToken(name)) fault ??= 'A header line has no name'
    else if (line.length > MAX_LINE) fault ??= `A header is longer than ${MAX_LINE} characters`
    else headers.push([COMPACT[name.toLowerCase()] ?? name, oneLine(line.slice(colon + 1))])
  }
  return { headers, fault }
}

function withBody(start: Start, headers: readonly Header[], body: string): SipMessage {
  return { ...start, headers, body }
}

function missingFrom(message: SipMessage): string | null {
  for (const name of ['Via', 'From', 'To', 'Call-ID', 'CSeq']) {
    if (!header(message, name)) return `The header ${name} is missing`
  }
  if (parseVia(header(message, 'Via') ?? '') === null) return 'The header Via cannot be read'
  const cseq = parseCseq(header(message, 'CSeq') ?? '')
  if (cseq === null) return 'The header CSeq cannot be read'
  if (message.kind === 'request' && cseq.method !== message.method) return 'CSeq names another method'
  return null
}

function cutToLength(message: SipMessage): Parsed | null {
  const declared = header(message, 'Content-Length')
  if (declared === null) return { ok: true, message }
  const bytes = Buffer.from(message.body)
  const length = /^\d{1,8}$/.test(declared) ? Number(declared) : Number.POSITIVE_INFINITY
  if (length > bytes.length) return null
  if (length === bytes.length) return { ok: true, message }
  return { ok: true, message: { ...message, body: bytes.subarray(0, length).toString() } }
}
