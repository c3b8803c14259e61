// What Electron accepts only before it is ready: the sandbox for every page, and the page's own scheme.
import { type App, protocol } from 'electron'
import { scheme } from './own-page.ts'

export function prepare(app: App): void {
  app.enableSandbox()
  protocol.registerSchemesAsPrivileged([
    { scheme, privileges: { standard: true, secure: true, supportFetchAPI: true, stream: true, codeCache: true } },
  ])
}
