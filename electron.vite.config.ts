import { resolve } from 'node:path'
import react from '@vitejs/plugin-react'
import { defineConfig } from 'electron-vite'
import { parseSync } from 'oxc-parser'
import type { Plugin } from 'vite'

const here = (path: string) => resolve(import.meta.dirname, path)

/** To build them changes nothing else; a bundler cannot see that of a call. */
const isBuilt = (type: string): boolean => !/Function|Literal|Identifier/.test(type)

/**
 * The window asks hardly a schema of the contract: main has checked what comes to it. Those it does not ask are left out, and with
 * the last of them the library.
 */
const unusedSchemasGo: Plugin = {
  name: 'unused-schemas-go',
  apply: 'build',
  enforce: 'pre',
  transform(code, id) {
    if (!/src-preload[\\/]contract[\\/]/.test(id)) return null
    const { body } = parseSync(id, code).program
    const inits = body
      .map((statement) => (statement.type === 'ExportNamedDeclaration' ? statement.declaration : statement))
      .flatMap((declared) => (declared?.type === 'VariableDeclaration' ? declared.declarations : []))
      .flatMap(({ init }) => (init && isBuilt(init.type) ? [init] : []))
    return inits.reduceRight(
      (text, { start, end }) =>
        `${text.slice(0, start)}/* @__PURE__ */ (() => (${text.slice(start, end)}))()${text.slice(end)}`,
      code,
    )
  },
}

/** The policy of the page lets nobody make code of a text. Zod would try it once, which counts as an attack; it is told before it asks. */
const zodMakesNoCode: Plugin = {
  name: 'zod-makes-no-code',
  enforce: 'pre',
  transform: (code, id) =>
    /zod[\\/]v4[\\/]core[\\/]core\.js$/.test(id) ? `${code}\nglobalConfig.jitless = true\n` : null,
}

/** A schema can describe itself as a JSON Schema, which no window asks; it would carry the code for it from the start. */
const zodDescribesNothing: Plugin = {
  name: 'zod-describes-nothing',
  apply: 'build',
  enforce: 'pre',
  transform: (code, id) =>
    /zod[\\/]v4[\\/]classic[\\/]schemas\.js$/.test(id)
      ? code
          .replace(/^import \* as processors from .*json-schema-processors.*$/m, 'const processors = {}')
          .replace(
            /^import \{ createStandardJSONSchemaMethod, createToJSONSchemaMethod \} from .*$/m,
            'const [createStandardJSONSchemaMethod, createToJSONSchemaMethod] = [() => undefined, () => undefined]',
          )
      : null,
}

/** Of every build of the page. */
export const pagePlugins: readonly Plugin[] = [unusedSchemasGo, zodMakesNoCode, zodDescribesNothing]

export default defineConfig({
  main: {
    build: {
      externalizeDeps: false,
      rollupOptions: {
        external: ['electron'],
        input: {
          index: here('src-main/app/index.ts'),
          browser: here('src-main/app/browser.ts'),
          'demo-pbx': here('src-main/demo-pbx/main.ts'),
        },
      },
    },
  },
  preload: {
    build: {
      externalizeDeps: false,
      rollupOptions: {
        external: ['electron'],
        input: { index: here('src-preload/index.ts') },
        output: { format: 'cjs', entryFileNames: '[name].cjs' },
      },
    },
  },
  renderer: {
    root: here('src-renderer'),
    plugins: [react(), ...pagePlugins],
    build: {
      minify: true,
      rollupOptions: {
        input: { index: here('src-renderer/index.html'), browser: here('src-renderer/browser.html') },
      },
    },
  },
})
