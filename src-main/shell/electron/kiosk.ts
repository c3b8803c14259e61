// The locked-down floor station: the window cannot be closed or left but by the administrator's key.
import type { App, BrowserWindow, Input } from 'electron'

/** Ctrl+Alt+Shift+Q (Cmd instead of Ctrl on macOS). */
export function isExitKey(input: Pick<Input, 'type' | 'key' | 'control' | 'meta' | 'alt' | 'shift'>): boolean {
  return (
    input.type === 'keyDown' &&
    input.key.toLowerCase() === 'q' &&
    (input.control || input.meta) &&
    input.alt &&
    input.shift
  )
}

const blocked = new Set(['f11', 'f12', 'f5', 'r', 'w', 'n', 't', 'p', 'i', 'j', 'u'])

/** Browser keys that would reload, print, open tools or leave full screen. */
export function isBlockedKey(input: Pick<Input, 'key' | 'control' | 'meta' | 'alt'>): boolean {
  const key = input.key.toLowerCase()
  if (key === 'f4') return input.alt
  return blocked.has(key) && (key.startsWith('f') || input.control || input.meta)
}

/** Locks the window. `leaving` stays false until the exit key, so that quitting by other ways is refused too. */
export function lockIn(
  window: BrowserWindow,
  app: App,
): { readonly leaving: () => boolean; readonly leave: () => void } {
  let leaving = false
  const leave = () => {
    leaving = true
    app.quit()
  }
  window.on('close', (event) => {
    if (!leaving) event.preventDefault()
  })
  window.on('leave-full-screen', () => window.setKiosk(!leaving))
  window.webContents.on('before-input-event', (event, input) => {
    if (isExitKey(input)) return leave()
    if (isBlockedKey(input)) event.preventDefault()
  })
  return { leaving: () => leaving, leave }
}
