// The application menu: what each platform expects, and only what a locked-down station may have.
// Every item is named: Electron's own names for them are English.
import { Menu, type MenuItemConstructorOptions } from 'electron'
import type { ShellWords } from './words/words.ts'

export type MenuKind = { readonly platform: NodeJS.Platform; readonly kiosk: boolean; readonly devTools: boolean }

type Item = MenuItemConstructorOptions

/** The menu's template; null for none at all (a kiosk outside macOS, where copy and paste work without a menu). */
export function menuTemplate({ platform, kiosk, devTools }: MenuKind, words: ShellWords): Item[] | null {
  const mac = platform === 'darwin'
  if (kiosk) return mac ? [editMenu(words)] : null
  return [mac ? appMenu(words) : fileMenu(words), editMenu(words), viewMenu(words, devTools), windowMenu(words, mac)]
}

/** Puts the menu in place whenever the words are others. */
export function createAppMenu(kind: MenuKind): (words: ShellWords) => void {
  let shown: ShellWords | null = null
  return (words) => {
    if (words === shown) return
    shown = words
    const template = menuTemplate(kind, words)
    Menu.setApplicationMenu(template === null ? null : Menu.buildFromTemplate(template))
  }
}

const line: Item = { type: 'separator' }

const fileMenu = ({ appName, quit }: ShellWords): Item => ({ label: appName, submenu: [{ role: 'quit', label: quit }] })

const appMenu = ({ appName, app, quit }: ShellWords): Item => ({
  role: 'appMenu',
  label: appName,
  submenu: [
    { role: 'about', label: app.about },
    line,
    { role: 'services', label: app.services },
    line,
    { role: 'hide', label: app.hide },
    { role: 'hideOthers', label: app.hideOthers },
    { role: 'unhide', label: app.unhide },
    line,
    { role: 'quit', label: quit },
  ],
})

const editMenu = ({ edit }: ShellWords): Item => ({
  role: 'editMenu',
  label: edit.title,
  submenu: [
    { role: 'undo', label: edit.undo },
    { role: 'redo', label: edit.redo },
    line,
    { role: 'cut', label: edit.cut },
    { role: 'copy', label: edit.copy },
    { role: 'paste', label: edit.paste },
    { role: 'delete', label: edit.delete },
    line,
    { role: 'selectAll', label: edit.selectAll },
  ],
})

function viewMenu({ view }: ShellWords, devTools: boolean): Item {
  const tools: Item[] = devTools ? [{ role: 'reload' }, { role: 'toggleDevTools' }] : []
  return {
    label: view.title,
    submenu: [
      { role: 'resetZoom', label: view.resetZoom },
      { role: 'zoomIn', label: view.zoomIn },
      { role: 'zoomOut', label: view.zoomOut },
      { role: 'togglefullscreen', label: view.togglefullscreen },
      ...tools,
    ],
  }
}

function windowMenu({ window }: ShellWords, mac: boolean): Item {
  const rest: Item[] = mac ? [line, { role: 'front', label: window.front }] : [{ role: 'close', label: window.close }]
  return {
    role: 'windowMenu',
    label: window.title,
    submenu: [{ role: 'minimize', label: window.minimize }, { role: 'zoom', label: window.zoom }, ...rest],
  }
}
