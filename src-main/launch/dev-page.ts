// The window's page while it is being written: Vite serves the sources and puts a changed component in without a reload.
import { once } from 'node:events'
import { realpathSync } from 'node:fs'
import type { IncomingMessage, ServerResponse } from 'node:http'
import { type AddressInfo, createServer } from 'node:net'
import { join } from 'node:path'
import react from '@vitejs/plugin-react'
import type { InlineConfig, Plugin } from 'vite'

/** True when the request has been answered. */
export type AnswerFirst = (request: IncomingMessage, response: ServerResponse) => boolean

export type DevPageParts = {
  readonly root: string // of the project
  readonly port: number // the next free one when it is taken
  /** Where the page listens for changes. ownOrigin: where it came from. thisPort: Vite's, for a page under another origin; the port must be free. */
  readonly changesFrom: 'ownOrigin' | 'thisPort'
  readonly answerFirst: AnswerFirst
}

/** What the page loads from beside its own folder. */
const besides = ['/src-preload/', '/resources/']

export function devPageConfig({ root, port, changesFrom, answerFirst }: DevPageParts): InlineConfig {
  const page = join(root, 'src-renderer')
  return {
    configFile: false,
    appType: 'mpa', // what is not there is missed, not replaced by the page
    root: page,
    cacheDir: join(root, '.cache', 'vite'),
    plugins: [react(), answering(answerFirst, root)],
    // A package that is found late would reload the page.
    optimizeDeps: { entries: ['index.html', 'browser.html'].map((name) => join(page, name)) },
    server: {
      host: '127.0.0.1',
      port,
      strictPort: changesFrom === 'thisPort',
      hmr: changesFrom === 'ownOrigin' || { protocol: 'ws', host: '127.0.0.1', clientPort: port },
      // A work tree may share the packages of another.
      fs: { allow: [root, realpathSync(join(root, 'node_modules'))] },
    },
    logLevel: 'warn',
    clearScreen: false,
  }
}

/** A port of loopback that nothing listens on now. */
export async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  server.close()
  await once(server, 'close')
  return port
}

function answering(answerFirst: AnswerFirst, root: string): Plugin {
  return {
    name: 'earshot-dev-page',
    configureServer: ({ middlewares }) => {
      middlewares.use((request, response, next) => {
        if (answerFirst(request, response)) return
        const { url = '/' } = request
        if (besides.some((folder) => url.startsWith(folder))) request.url = `/@fs${root}${url}`
        next()
      })
    },
  }
}
