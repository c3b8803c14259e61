// What a page of the built console loads before anything is asked for: its scripts with all they import, one language, its styles.
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { parseSync } from 'oxc-parser'

export type FirstLoad = { readonly page: string; readonly scriptBytes: number; readonly styleBytes: number }

/** 2.5 MB before it was minified and split (November 2026). More than this is to be asked for later. */
export const SCRIPT_BUDGET_BYTES = 900_000

const pages = ['browser.html', 'index.html']

/** Null when there is no build in `folder`. */
export const firstLoads = (folder: string): readonly FirstLoad[] | null =>
  pages.every((page) => existsSync(join(folder, page))) ? pages.map((page) => firstLoad(folder, page)) : null

export const whyNotSmall = ({ page, scriptBytes }: FirstLoad, budget = SCRIPT_BUDGET_BYTES): string | null =>
  scriptBytes > budget ? `${page} loads ${scriptBytes} bytes of script at the start; the budget is ${budget}` : null

function firstLoad(folder: string, page: string): FirstLoad {
  const tags = readFileSync(join(folder, page), 'utf8').match(/<(?:script|link)\b[^>]*>/g) ?? []
  const scripts = new Set<string>()
  const styles: string[] = []
  for (const tag of tags) {
    const address = /\b(?:src|href)="([^"]+)"/.exec(tag)?.[1]
    if (address === undefined) continue
    const file = join(folder, address)
    if (tag.startsWith('<script') || /rel="modulepreload"/.test(tag)) addScript(file, scripts)
    else if (/rel="stylesheet"/.test(tag)) styles.push(file)
  }
  return { page, scriptBytes: sizeOf(scripts) + largestLanguage(folder), styleBytes: sizeOf(styles) }
}

/** The words come by `import()`, yet before the first picture: those of the language that is spoken. */
function largestLanguage(folder: string): number {
  const names = readdirSync(folder, { recursive: true, encoding: 'utf8' })
  const catalogues = names.filter((name) => /(?:^|[/\\])(?:en|es|de)-[^/\\]+\.js$/.test(name))
  return Math.max(0, ...catalogues.map((name) => statSync(join(folder, name)).size))
}

/** A module and all it imports statically; `import()` is what comes later. */
function addScript(file: string, known: Set<string>): void {
  if (known.has(file)) return
  known.add(file)
  const { staticImports, staticExports } = parseSync(file, readFileSync(file, 'utf8')).module
  const from = [
    ...staticImports.map(({ moduleRequest }) => moduleRequest.value),
    ...staticExports.flatMap(({ entries }) => entries.flatMap(({ moduleRequest }) => moduleRequest?.value ?? [])),
  ]
  for (const address of from) addScript(join(dirname(file), address), known)
}

const sizeOf = (files: Iterable<string>): number => [...files].reduce((sum, file) => sum + statSync(file).size, 0)
