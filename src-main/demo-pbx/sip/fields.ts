// The structured header fields: addresses, Via, CSeq and parameters (RFC 3261 section 20 and 25).

export type Params = ReadonlyMap<string, string>

export type Address = { readonly display: string; readonly uri: string; readonly params: Params }

export type Uri = {
  readonly scheme: string
  readonly user: string
  readonly host: string // lower case, without port
}

/** `<sip:a@b>;tag=x`, `"Ann \"A\" B" <sip:…>`, or a bare URI whose parameters belong to the header. Null if it is none. */
export function parseAddress(text: string): Address | null {
  const quoted = /^\s*("(?:[^"\\]|\\.)*")?([^<"]*)<([^>]*)>(.*)$/s.exec(text)
  if (quoted) {
    const display = quoted[1] ? unquote(quoted[1]) : (quoted[2] ?? '').trim()
    return { display, uri: (quoted[3] ?? '').trim(), params: parseParams(quoted[4] ?? '') }
  }
  const semicolon = text.indexOf(';')
  const uri = (semicolon < 0 ? text : text.slice(0, semicolon)).trim()
  if (!/^[a-z][a-z0-9+.-]*:\S+$/i.test(uri)) return null
  return { display: '', uri, params: parseParams(semicolon < 0 ? '' : text.slice(semicolon)) }
}

export function formatAddress(display: string, uri: string, tag?: string): string {
  const name = display === '' ? '' : `"${display.replace(/[\r\n]+/g, ' ').replace(/(["\\])/g, '\\$1')}" `
  return `${name}<${uri}>${tag === undefined ? '' : `;tag=${tag}`}`
}

/** Splits a header that may carry several values at commas, but not inside quotes or angle brackets. */
export function splitList(text: string): string[] {
  const parts: string[] = []
  let from = 0
  let inQuotes = false
  let inAngles = false
  for (let i = 0; i < text.length; i++) {
    const char = text[i]
    if (inQuotes && char === '\\') i++
    else if (char === '"') inQuotes = !inQuotes
    else if (inQuotes) continue
    else if (char === '<' || char === '>') inAngles = char === '<'
    else if (char === ',' && !inAngles) {
      parts.push(text.slice(from, i).trim())
      from = i + 1
    }
  }
  parts.push(text.slice(from).trim())
  return parts.filter((part) => part !== '')
}

/** `;a=1;b;c="x;y"` as a map with lower-case names; the first of a name counts. */
export function parseParams(text: string): Params {
  const params = new Map<string, string>()
  for (const match of text.matchAll(/;\s*([^\s;=,"]+)\s*(?:=\s*("(?:[^"\\]|\\.)*"|[^\s;,]*))?/g)) {
    const name = (match[1] ?? '').toLowerCase()
    if (!params.has(name)) params.set(name, unquote(match[2] ?? ''))
  }
  return params
}

export function unquote(text: string): string {
  return text.startsWith('"') && text.endsWith('"') && text.length > 1
    ? text.slice(1, -1).replace(/\\(.)/gs, '$1')
    : text
}

export function parseUri(text: string): Uri | null {
  const match = /^([a-z][a-z0-9+.-]*):(?:([^@;?]*)@)?(\[[0-9a-f:.]+\]|[^:;?[\]]+)(?::\d+)?(?:[;?].*)?$/i.exec(text)
  if (!match) return null
  const user = decode((match[2] ?? '').split(':')[0] ?? '')
  return user === null ? null : { scheme: (match[1] ?? '').toLowerCase(), user, host: (match[3] ?? '').toLowerCase() }
}

function decode(text: string): string | null {
  try {
    return decodeURIComponent(text)
  } catch {
    return null
  }
}

export type Via = { readonly sentBy: string; readonly branch: string; readonly params: Params }

/** The topmost Via of a header value. */
export function parseVia(text: string): Via | null {
  const top = splitList(text)[0] ?? ''
  const match = /^SIP\s*\/\s*2\.0\s*\/\s*[A-Za-z0-9-]+\s+([^\s;]+)\s*(;.*)?$/i.exec(top)
  if (!match) return null
  const params = parseParams(match[2] ?? '')
  return { sentBy: (match[1] ?? '').toLowerCase(), branch: params.get('branch') ?? '', params }
}

export type Cseq = { readonly number: number; readonly method: string }

export function parseCseq(text: string): Cseq | null {
  const match = /^(\d{1,10})\s+(\S+)$/.exec(text)
  const number = Number(match?.[1])
  return match && number < 2 ** 31 ? { number, method: match[2] ?? '' } : null
}

export function tagOf(text: string | null): string {
  return (text === null ? null : parseAddress(text))?.params.get('tag') ?? ''
}
