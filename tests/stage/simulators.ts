// The program of tests/simulators, bundled: it is up in a quarter of the time, and the contract starts many. Not part of the product.
import { join, resolve } from 'node:path'
import { pathToFileURL } from 'node:url'
import { isStale } from '#main/launch/build.ts'

export const SOURCE = 'tests/simulators/main.ts'
/** As deep in the tree as the demo PBX that ships: speech is two folders up, in `resources`. */
export const BUILT = '.cache/simulators/main.js'

export const isBuilt = (root: string): boolean =>
  !isStale(root, ['src-main/demo-pbx', 'tests/simulators', 'package-lock.json'], [BUILT])

async function bundle(root: string): Promise<void> {
  const { build } = await import('vite') // not for whoever only asks what is built
  await build({
    configFile: false,
    root,
    logLevel: 'warn',
    publicDir: false,
    ssr: { noExternal: true },
    build: {
      ssr: join(root, SOURCE),
      outDir: join(root, BUILT, '..'),
      emptyOutDir: true,
      rollupOptions: { external: ['bufferutil', 'utf-8-validate'], output: { codeSplitting: false } },
    },
  })
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) await bundle(resolve(import.meta.dirname, '../..'))
