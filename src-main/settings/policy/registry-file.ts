// What `reg export` writes: a key's values by name. Own code because what npm has for the registry is native or not kept; `reg query`
// prints in the console's code page, which has no letters but its own, while an export is UTF-16.

/** Values of that key itself, not of those below. Other types than texts, numbers and lists are left out. */
export function registryValues(exported: string, key: string): Readonly<Record<string, unknown>> {
  const values: Record<string, unknown> = {}
  let isInKey = false
  // A long value goes on after a backslash at the end of its line.
  for (const line of exported.replace(/\\\r?\n\s*/g, '').split(/\r?\n/)) {
    const section = /^\[(.*)\]$/.exec(line)?.[1]
    if (section !== undefined) isInKey = section.toLowerCase().endsWith(`\\${key.toLowerCase()}`)
    const [, name, data] = /^"((?:[^"\\]|\\.)*)"=(.*)$/.exec(line) ?? []
    if (!isInKey || name === undefined || data === undefined) continue
    const value = valueIn(data)
    if (value !== undefined) values[unescaped(name)] = value
  }
  return values
}

const unescaped = (text: string): string => text.replace(/\\(.)/g, '$1')

/** "text", dword:0000001, hex(2):… (text with variables), hex(7):… (lines); of the last two UTF-16 with a closing zero. */
function valueIn(data: string): unknown {
  const text = /^"((?:[^"\\]|\\.)*)"$/.exec(data)?.[1]
  if (text !== undefined) return unescaped(text)
  const number = /^dword:([0-9a-f]{8})$/i.exec(data)?.[1]
  if (number !== undefined) return Number.parseInt(number, 16)
  const [, type, hex] = /^hex\((2|7)\):([0-9a-f,]*)$/i.exec(data) ?? []
  if (hex === undefined) return undefined
  const wide = Buffer.from(hex.replaceAll(',', ''), 'hex').toString('utf16le').replace(/\0+$/, '')
  return type === '7' ? wide.split('\0') : wide
}
