// The application menu: what each platform expects, and only what a locked-down station may have.
import type { MenuItemConstructorOptions } from 'electron'
import { words } from './words.ts'

export type MenuKind = { readonly platform: NodeJS.Platform; readonly kiosk: boolean; readonly devTools: boolean }

/** The menu's template; null for none at all (a kiosk outside macOS, where copy and paste work without a menu). */
export function menuTemplate({ platform, kiosk, devTools }: MenuKind): MenuItemConstructorOptions[] | null {
  if (kiosk) return platform === 'darwin' ? [{ role: 'editMenu', label: words.edit }] : null
  const own: MenuItemConstructorOptions[] = platform === 'darwin' ? [{ role: 'appMenu' }] : [fileMenu]
  return [
    ...own,
    { role: 'editMenu', label: words.edit },
    viewMenu(devTools),
    { role: 'windowMenu', label: words.window },
  ]
}

const fileMenu: MenuItemConstructorOptions = { label: words.appName, submenu: [{ role: 'quit', label: words.quit }] }

function viewMenu(devTools: boolean): MenuItemConstructorOptions {
  const tools: MenuItemConstructorOptions[] = devTools ? [{ role: 'reload' }, { role: 'toggleDevTools' }] : []
  return {
    label: words.view,
    submenu: [{ role: 'resetZoom' }, { role: 'zoomIn' }, { role: 'zoomOut' }, { role: 'togglefullscreen' }, ...tools],
  }
}
