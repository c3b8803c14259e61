// The tray: how things stand, the way back to the window, and out.
import { Menu, nativeImage, Tray } from 'electron'
import type { ConsoleState } from './console-state.ts'
import { iconSize, trayPixels } from './tray-icon.ts'
import { statusLine, words } from './words.ts'

type Ways = { readonly open: () => void; readonly quit: () => void }

/** Shows the tray and answers with the function to call whenever the state of the console has changed. */
export function showTray(ways: Ways, first: ConsoleState): (state: ConsoleState) => void {
  const tray = new Tray(picture(first))
  const show = (state: ConsoleState) => {
    tray.setImage(picture(state))
    tray.setToolTip(`${words.appName}: ${statusLine(state)}`)
    tray.setContextMenu(
      Menu.buildFromTemplate([
        { label: statusLine(state), enabled: false },
        { type: 'separator' },
        { label: words.open, click: ways.open },
        { label: words.quit, click: ways.quit },
      ]),
    )
  }
  tray.on('click', ways.open)
  show(first)
  return show
}

const picture = (state: ConsoleState) =>
  nativeImage.createFromBitmap(trayPixels(state), { width: iconSize, height: iconSize, scaleFactor: 2 })
