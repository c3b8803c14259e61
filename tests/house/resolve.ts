// Where an import leads: a file of ours, a package, or nowhere.
import { posix } from 'node:path'

/** package.json's `imports`, as far as we use it: `#name/*` to one path, or to paths by condition. */
export type Subpaths = Readonly<Record<string, Target>>
type Target = string | { readonly [condition: string]: Target }

export type Destination = { readonly kind: 'ours'; readonly file: string } | { readonly kind: 'package' | 'nowhere' }

/** `from` and the answer are relative to the root, with `/`; `exists` knows its files. */
export function resolveImport(
  from: string,
  specifier: string,
  subpaths: Subpaths,
  exists: (file: string) => boolean,
): Destination {
  const [path = ''] = specifier.split('?') // vite's ?raw and ?url name the same file
  const file = path.startsWith('.')
    ? posix.join(posix.dirname(from), path)
    : path.startsWith('#')
      ? subpathOf(path, subpaths)
      : undefined
  if (file === undefined) return { kind: 'package' }
  return file !== null && exists(file) ? { kind: 'ours', file } : { kind: 'nowhere' }
}

/** As Node does it: the exact name first, else the pattern with the longest beginning. */
function subpathOf(path: string, subpaths: Subpaths): string | null {
  const exact = subpaths[path]
  if (exact !== undefined) return fileOf(exact)
  const patterns = Object.keys(subpaths).filter((pattern) => pattern.includes('*'))
  for (const pattern of patterns.sort((a, b) => b.indexOf('*') - a.indexOf('*'))) {
    const [begin = '', end = ''] = pattern.split('*')
    const target = subpaths[pattern]
    if (target === undefined || !path.startsWith(begin) || !path.endsWith(end)) continue
    return fileOf(target).replace('*', path.slice(begin.length, path.length - end.length))
  }
  return null
}

const fileOf = (target: Target): string =>
  typeof target === 'string' ? posix.normalize(target) : fileOf(Object.values(target)[0] ?? '')
