// SIP as text, as far as a phone of the proof needs it (RFC 3261): messages in and out, digest (RFC 8760's MD5), a PCMU session description.
import { createHash, randomBytes } from 'node:crypto'

export type SipMessage = {
  readonly start: string
  readonly headers: readonly (readonly [name: string, value: string])[]
  readonly body: string
}

const short: Record<string, string> = {
  v: 'via',
  f: 'from',
  t: 'to',
  i: 'call-id',
  m: 'contact',
  l: 'content-length',
  c: 'content-type',
}

export function parseSip(data: string): SipMessage | null {
  const [head = '', body = ''] = splitOnce(data, '\r\n\r\n')
  const [start = '', ...rows] = head.split('\r\n')
  if (!/SIP\/2\.0/.test(start)) return null
  const headers = rows.map((row) => {
    const [name = '', value = ''] = splitOnce(row, ':')
    const key = name.trim().toLowerCase()
    return [short[key] ?? key, value.trim()] as const
  })
  return { start, headers, body }
}

export const header = (message: SipMessage, name: string): string =>
  message.headers.find(([key]) => key === name.toLowerCase())?.[1] ?? ''

export const status = (message: SipMessage): number => Number(/^SIP\/2\.0 (\d{3})/.exec(message.start)?.[1] ?? 0)
export const method = (message: SipMessage): string => (status(message) > 0 ? '' : (message.start.split(' ')[0] ?? ''))
export const tagOf = (value: string): string => /;tag=([^;>\s]+)/.exec(value)?.[1] ?? ''
export const uriOf = (value: string): string => /<([^>]+)>/.exec(value)?.[1] ?? value
export const token = (): string => randomBytes(8).toString('hex')

export function formatSip(start: string, headers: readonly (readonly [string, string])[], body = ''): string {
  const rows = [...headers, ['Content-Length', String(Buffer.byteLength(body))] as const]
  return `${start}\r\n${rows.map(([name, value]) => `${name}: ${value}\r\n`).join('')}\r\n${body}`
}

export function digest(
  challenge: string,
  way: { method: string; uri: string; user: string; password: string },
): string {
  const get = (key: string) => new RegExp(`${key}="?([^",]+)"?`).exec(challenge)?.[1] ?? ''
  const md5 = (text: string) => createHash('md5').update(text).digest('hex')
  const [nonce, realm, cnonce] = [get('nonce'), get('realm'), token()]
  const first = md5(`${way.user}:${realm}:${way.password}`)
  const response = md5(`${first}:${nonce}:00000001:${cnonce}:auth:${md5(`${way.method}:${way.uri}`)}`)
  const opaque = get('opaque') ? `,opaque="${get('opaque')}"` : ''
  return `Digest username="${way.user}",realm="${realm}",nonce="${nonce}",uri="${way.uri}",response="${response}",cnonce="${cnonce}",nc=00000001,qop=auth,algorithm=MD5${opaque}`
}

export type MediaDirection = 'sendrecv' | 'sendonly' | 'recvonly' | 'inactive'

export const sdp = (port: number, version: number, direction: MediaDirection, own = '127.0.0.1'): string =>
  [
    'v=0',
    `o=phone 1 ${version} IN IP4 ${own}`,
    's=-',
    `c=IN IP4 ${own}`,
    't=0 0',
    `m=audio ${port} RTP/AVP 0 101`,
    'a=rtpmap:0 PCMU/8000',
    'a=rtpmap:101 telephone-event/8000',
    'a=ptime:20',
    `a=${direction}`,
    '',
  ].join('\r\n')

export function readSdp(text: string): { port: number; host: string; direction: MediaDirection } {
  const direction = /a=(sendrecv|sendonly|recvonly|inactive)/.exec(text)?.[1] as MediaDirection | undefined
  return {
    port: Number(/m=audio (\d+)/.exec(text)?.[1] ?? 0),
    host: /c=IN IP4 (\S+)/.exec(text)?.[1] ?? '127.0.0.1',
    direction: direction ?? 'sendrecv',
  }
}

function splitOnce(text: string, by: string): [string, string] {
  const at = text.indexOf(by)
  return at < 0 ? [text, ''] : [text.slice(0, at), text.slice(at + by.length)]
}
