// What Electron accepts only before it is ready: the sandbox for every page, and the page's own scheme.
import { type App, protocol } from 'electron'
import { scheme } from './own-page.ts'

export function prepare(app: App, platform: NodeJS.Platform): void {
  app.enableSandbox()
  // It groups windows and notifications by it; the installer's shortcut has the same.
  if (platform === 'win32') app.setAppUserModelId('org.earshot.console')
  protocol.registerSchemesAsPrivileged([
    { scheme, privileges: { standard: true, secure: true, supportFetchAPI: true, stream: true, codeCache: true } },
  ])
}
