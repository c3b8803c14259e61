// Where this machine gets its Debian packages, read from its own apt settings; both file forms, never a name of ours.
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

export type AptSource = {
  readonly uri: string
  readonly suites: readonly string[]
  readonly components: readonly string[]
}

/** Sources of `/etc/apt`: one-line form and deb822 (sources.list(5)). */
export function aptSources(folder = '/etc/apt'): AptSource[] {
  const parts = join(folder, 'sources.list.d')
  const files = [
    join(folder, 'sources.list'),
    ...(existsSync(parts) ? readdirSync(parts).map((name) => join(parts, name)) : []),
  ]
  return files.filter((file) => existsSync(file)).flatMap((file) => parseSources(readFileSync(file, 'utf8'), file))
}

export function parseSources(text: string, file: string): AptSource[] {
  return file.endsWith('.sources') ? parseDeb822(text) : parseOneLine(text)
}

/** The mirror that serves Debian's main archive (not security, not a vendor's own), or null. */
export function debianMirror(sources: readonly AptSource[]): string | null {
  const main = sources.filter((source) => source.components.includes('main') && !/security/.test(source.uri))
  const debian = main.find((source) => /\/debian\/?$/.test(source.uri)) ?? main[0]
  return debian?.uri ?? null
}

function parseOneLine(text: string): AptSource[] {
  return text.split('\n').flatMap((line) => {
    const found = /^\s*deb\s+(?:\[[^\]]*\]\s+)?(\S+)\s+(\S+)\s*(.*)$/.exec(line.replace(/#.*/, ''))
    if (!found?.[1] || !found[2]) return []
    return [{ uri: found[1], suites: [found[2]], components: words(found[3] ?? '') }]
  })
}

function parseDeb822(text: string): AptSource[] {
  return text.split(/\n\s*\n/).flatMap((stanza) => {
    const fields = new Map<string, string>()
    let key = ''
    for (const line of stanza.split('\n')) {
      if (line.startsWith('#')) continue
      const field = /^([A-Za-z-]+):\s*(.*)$/.exec(line)
      if (field?.[1]) key = field[1].toLowerCase()
      fields.set(key, `${fields.get(key) ?? ''} ${field ? field[2] : line}`)
    }
    if (!words(fields.get('types') ?? '').includes('deb') || /\bno\b/.test(fields.get('enabled') ?? '')) return []
    const common = { suites: words(fields.get('suites') ?? ''), components: words(fields.get('components') ?? '') }
    return words(fields.get('uris') ?? '').map((uri) => ({ uri, ...common }))
  })
}

const words = (text: string): string[] => text.split(/\s+/).filter((word) => word !== '')
