// Test only: builds the product for Chromium 83 and Node 12 into the cache folder. The product's own build is not bent to them.
import { mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { isBuiltin } from 'node:module'
import { join, resolve } from 'node:path'
import react from '@vitejs/plugin-react'
import { build, type InlineConfig, type Plugin } from 'vite'
import { pagePlugins } from '../../../electron.vite.config.ts'

const root = resolve(import.meta.dirname, '../../..')
const here = (path: string): string => join(import.meta.dirname, path)

/** Builds main, preload and page; answers with the folder to start Electron on. */
export async function buildCompat(folder: string): Promise<string> {
  const out = resolve(folder)
  rmSync(out, { recursive: true, force: true })
  mkdirSync(out, { recursive: true })
  await build(
    program(join(out, 'main'), join(root, 'src-main/app/index.ts'), 'node12', [oldNode(), oldElectron(), oldSyntax()]),
  )
  await build(program(join(out, 'preload'), join(root, 'src-preload/index.ts'), 'chrome83', [], ['electron']))
  await build(page(join(out, 'renderer')))
  writeFileSync(join(out, 'main', 'demo-pbx.js'), standInPbx)
  writeFileSync(
    join(out, 'package.json'),
    JSON.stringify({ name: 'earshot', version: '0.0.0', main: 'main/index.cjs' }),
  )
  return out
}

// werift needs a newer Node than this Electron has. What is proved with it is that the console starts its PBX in its own
// program as plain Node, reads its ready line, and that it ends with the console.
const standInPbx = `
if (process.versions.electron && process.type === undefined) console.log(process.env.EARSHOT_TEST_READY_LINE)
process.stdin.on('end', () => process.exit(0)).resume()
`

// A name that `fs` does not have when it is imported cannot be given to it afterwards; node-shim.ts makes it work.
const banner = 'globalThis.realElectron = require("electron"); require("fs").rmSync = null;'

const common: InlineConfig = { configFile: false, root, logLevel: 'warn', publicDir: false }

function program(
  outDir: string,
  entry: string,
  target: string,
  plugins: Plugin[],
  outside: string[] = [],
): InlineConfig {
  return {
    ...common,
    plugins,
    define: { 'import.meta.dirname': '__dirname' },
    ssr: { noExternal: true },
    build: {
      ssr: entry,
      outDir,
      target,
      minify: false,
      emptyOutDir: true,
      rollupOptions: {
        external: [...outside, 'bufferutil', 'utf-8-validate'],
        output: {
          format: 'cjs',
          entryFileNames: 'index.cjs',
          codeSplitting: false,
          ...(outside.length > 0 ? {} : { banner }),
        },
      },
    },
  }
}

function page(outDir: string): InlineConfig {
  return {
    ...common,
    root: join(root, 'src-renderer'),
    base: './',
    plugins: [react(), ...pagePlugins, first(join(root, 'src-renderer/app/main.tsx'), here('page-shim.ts'))],
    css: { transformer: 'lightningcss' },
    build: {
      outDir,
      emptyOutDir: true,
      target: 'chrome83',
      cssTarget: 'chrome83',
      minify: false,
      modulePreload: false,
      rollupOptions: { input: join(root, 'src-renderer/index.html') },
    },
  }
}

/** Node 12 knows no `node:` names and lacks some modules; those come from the shims. */
const oldNode = (): Plugin => ({
  ...first(join(root, 'src-main/app/index.ts'), here('node-shim.ts')),
  name: 'old-node',
  enforce: 'pre',
  resolveId(source, importer) {
    const bare = source.replace(/^node:/, '')
    if (bare === 'util' && importer?.endsWith('/launch/flags.ts')) return here('util.ts')
    if (bare === 'fs/promises') return here('fs-promises.ts')
    return isBuiltin(bare) ? { id: bare, external: true } : null
  },
})

const oldElectron = (): Plugin => ({
  name: 'old-electron',
  enforce: 'pre',
  resolveId: (source) => (source === 'electron' ? here('electron-shim.ts') : null),
  transform: (code, id) => reworded(code, id, 'electron-store', /import electron from/, 'import * as electron from'), // the shim has names only
})

/** Node 12 knows no private methods, and the transpiler leaves them as they are. */
const oldSyntax = (): Plugin => ({
  name: 'old-syntax',
  enforce: 'pre',
  transform: (code, id) => reworded(code, id, 'conf', /#(?=[a-z])/g, 'private_'),
})

function reworded(code: string, id: string, from: string, what: RegExp, by: string): string | null {
  if (!id.includes(`/node_modules/${from}/`)) return null
  const text = code.replace(what, by)
  if (text === code && id.endsWith('/index.js')) throw new Error(`${from} reads otherwise now: ${id}`)
  return text
}

/** Makes `shim` the first import of `entry`. */
const first = (entry: string, shim: string): Plugin => ({
  name: 'first-import',
  enforce: 'pre',
  transform: (code, id) => (id.split('?')[0] === entry ? `import ${JSON.stringify(shim)}\n${code}` : null),
})
