// The whole tree as the house sees it: every file, and of those in TypeScript who imports whom.
import { readdirSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { resolveImport, type Subpaths } from './resolve.ts'
import { type Scan, scan } from './scan.ts'

export type Arrow = { readonly from: string; readonly to: string; readonly line: number }

export type HouseTree = {
  /** Every file below src-* and tests, relative to the root. */
  readonly files: readonly string[]
  readonly sources: readonly Scan[]
  readonly tests: readonly Scan[]
  /** Imports among the sources. */
  readonly arrows: readonly Arrow[]
  /** Imports of the tests, which may import whatever they test. */
  readonly testArrows: readonly Arrow[]
  readonly nowhere: readonly (Omit<Arrow, 'to'> & { readonly specifier: string })[]
}

export function readTree(root: string): HouseTree {
  const folders = readdirSync(root).filter((name) => /^(src-|tests$)/.test(name))
  const files = folders.flatMap((folder) => filesBelow(root, folder)).sort()
  const scans = files
    .filter((file) => /\.tsx?$/.test(file))
    .map((file) => scan(file, readFileSync(join(root, file), 'utf8')))
  const subpaths = subpathsOf(root)
  const known = new Set(files)
  const exists = (file: string): boolean => known.has(file) || isFile(join(root, file))
  const destinations = scans.flatMap(({ path, imports }) =>
    imports.map(({ specifier, line }) => {
      const destination = resolveImport(path, specifier, subpaths, exists)
      return { from: path, line, specifier, destination }
    }),
  )
  const isSource = (path: string): boolean => !path.startsWith('tests/')
  const arrows = destinations.flatMap(({ from, line, destination }) =>
    destination.kind === 'ours' ? [{ from, to: destination.file, line }] : [],
  )
  return {
    files,
    sources: scans.filter(({ path }) => isSource(path)),
    tests: scans.filter(({ path }) => !isSource(path)),
    arrows: arrows.filter(({ from }) => isSource(from)),
    testArrows: arrows.filter(({ from }) => !isSource(from)),
    nowhere: destinations.flatMap(({ from, line, specifier, destination }) =>
      destination.kind === 'nowhere' ? [{ from, line, specifier }] : [],
    ),
  }
}

function filesBelow(root: string, folder: string): readonly string[] {
  return readdirSync(join(root, folder), { withFileTypes: true }).flatMap((entry) => {
    const path = `${folder}/${entry.name}`
    return entry.isDirectory() ? filesBelow(root, path) : [path]
  })
}

function subpathsOf(root: string): Subpaths {
  const { imports = {} } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { imports?: Subpaths }
  return imports
}

const isFile = (path: string): boolean => statSync(path, { throwIfNoEntry: false })?.isFile() ?? false
