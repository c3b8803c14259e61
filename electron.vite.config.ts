import { resolve } from 'node:path'
import react from '@vitejs/plugin-react'
import { defineConfig } from 'electron-vite'

const here = (path: string) => resolve(import.meta.dirname, path)

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
    plugins: [react()],
    build: {
      minify: true,
      rollupOptions: {
        input: { index: here('src-renderer/index.html'), browser: here('src-renderer/browser.html') },
        output: {
          // browser.html defines window.desk in its first script; chunks shared with index.html would run before it.
          strictExecutionOrder: true,
        },
      },
    },
  },
})
