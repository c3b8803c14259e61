// The lock file as `npm ci` reads it, on every system it may run on.
import { readFileSync } from 'node:fs'
import { expect, it } from 'vitest'

type Locked = { readonly version?: string; readonly optionalDependencies?: Readonly<Record<string, string>> }

const { packages } = JSON.parse(readFileSync('package-lock.json', 'utf8')) as {
  packages: Readonly<Record<string, Locked>>
}

/** Where Node would find `name` from `path`: in its own node_modules, or in one above. */
const findable = (path: string, name: string): boolean =>
  `${path}/node_modules/${name}` in packages ||
  `node_modules/${name}` in packages ||
  (path.includes('/node_modules/') && findable(path.slice(0, path.lastIndexOf('/node_modules/')), name))

// An install over an older node_modules writes only what fits the computer it runs on, and npm ci then refuses the file everywhere.
it('names the packages of all platforms, so that a fresh clone can be installed', () => {
  const wanted = Object.entries(packages).flatMap(([path, { optionalDependencies = {} }]) =>
    Object.keys(optionalDependencies).map((name) => ({ path, name })),
  )
  expect(wanted.length).toBeGreaterThan(50)
  expect(wanted.filter(({ path, name }) => !findable(path, name))).toEqual([])
})

it('names no server, so that every registry may serve it', () => {
  expect(Object.values(packages).filter((locked) => 'resolved' in locked)).toEqual([])
})
