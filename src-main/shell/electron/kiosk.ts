// The locked-down floor station: the window cannot be closed or left but by the administrator's key, and the site's passphrase where it has one.
import type { App, BrowserWindow, Input, Session, WebContents } from 'electron'
import { isExitKey, isWayOut } from '#preload/kiosk-keys.ts'

export type Lock = { readonly leaving: () => boolean; readonly leave: () => void }

/** `asksPassphrase`: then the key goes to the page, which asks, and the desk that knows it says when to leave. */
export function lockIn(window: BrowserWindow, app: App, asksPassphrase: boolean): Lock {
  let leaving = false
  const leave = () => {
    leaving = true
    app.quit()
  }
  window.on('close', (event) => {
    if (!leaving) event.preventDefault()
  })
  window.on('leave-full-screen', () => window.setKiosk(!leaving))
  if (!asksPassphrase) window.webContents.on('before-input-event', (_event, input) => isExit(input) && leave())
  lockKeys(window.webContents)
  return { leaving: () => leaving, leave }
}

/** A wallboard on a second display leads out no more than the console does. */
export function lockKeys(contents: WebContents): void {
  contents.on('before-input-event', (event, input) => {
    if (isWayOut(input) && !isExit(input)) event.preventDefault()
  })
}

/** A box to save a file leads to every file of the machine. */
export function refuseDownloads(session: Session, log: (text: string) => void): void {
  session.on('will-download', (event) => {
    event.preventDefault()
    log('refused a download: a kiosk opens no box')
  })
}

const isExit = (input: Input): boolean => input.type === 'keyDown' && isExitKey(input)
