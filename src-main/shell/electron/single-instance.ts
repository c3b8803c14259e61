// One console a user: a second start brings the first one's window to the front and ends.
import type { App, BrowserWindow } from 'electron'

/** False when another console runs already; then this one has nothing more to do but to end. */
export function isOnlyConsole(app: App, window: () => BrowserWindow | null): boolean {
  if (!app.requestSingleInstanceLock()) return false
  app.on('second-instance', () => bringToFront(window()))
  return true
}

export function bringToFront(window: BrowserWindow | null): void {
  if (window === null || window.isDestroyed()) return
  if (window.isMinimized()) window.restore()
  window.show()
  window.focus()
}
