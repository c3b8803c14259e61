// One source file as oxc reads it: its tree, its comments, what it imports, and on which line a place stands.
import { type Comment, type Node, type ParseResult, type Program, parseSync } from 'oxc-parser'
import { walk } from './walk.ts'

export type Import = { readonly specifier: string; readonly line: number }

export type Parsed = {
  readonly program: Program
  readonly comments: readonly Comment[]
  readonly imports: readonly Import[]
  readonly lineOf: (offset: number) => number
}

/** Throws on what is no TypeScript: nobody can measure it. */
export function parse(path: string, text: string): Parsed {
  const result = parseSync(path, text)
  const [error] = result.errors
  const lineOf = lineCounter(text)
  if (error) throw new Error(`${path}:${lineOf(error.labels[0]?.start ?? 0)}: ${error.message}`)
  return { program: result.program, comments: result.comments, imports: importsOf(result, text, lineOf), lineOf }
}

/** Every way one module names another: import, export from, import() of a literal, import('…') as a type. */
function importsOf({ module, program }: ParseResult, text: string, lineOf: Parsed['lineOf']): readonly Import[] {
  const at = (specifier: string, start: number): Import => ({ specifier, line: lineOf(start) })
  const found = [
    ...module.staticImports.map(({ moduleRequest }) => moduleRequest),
    ...module.staticExports.flatMap(({ entries }) => entries.flatMap(({ moduleRequest }) => moduleRequest ?? [])),
  ].map(({ value, start }) => at(value, start))
  for (const { moduleRequest } of module.dynamicImports) {
    const literal = /^(['"])(.*)\1$/.exec(text.slice(moduleRequest.start, moduleRequest.end))?.[2]
    if (literal !== undefined) found.push(at(literal, moduleRequest.start))
  }
  walk(program, (node: Node) => {
    if (node.type === 'TSImportType') found.push(at(node.source.value, node.source.start))
  })
  const seen = new Set<string>()
  return found.filter(({ specifier, line }) => {
    const key = `${line} ${specifier}`
    return !seen.has(key) && seen.add(key) // one `export { a, b } from` has an entry for each name
  })
}

/** Lines are counted from 1, offsets in UTF-16 units as strings are. */
function lineCounter(text: string): (offset: number) => number {
  const ends = [...text.matchAll(/\n/g)].map(({ index }) => index)
  return (offset) => {
    let low = 0
    let high = ends.length
    while (low < high) {
      const middle = (low + high) >> 1
      if ((ends[middle] ?? 0) < offset) low = middle + 1
      else high = middle
    }
    return low + 1
  }
}
