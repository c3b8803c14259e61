// The tray: how things stand, the way back to the window, and out.
import { Menu, nativeImage, Tray } from 'electron'
import type { ConsoleState } from './console-state.ts'
import { iconSize, trayPixels } from './tray-icon.ts'
import type { ShellWords } from './words/words.ts'

type Ways = { readonly open: () => void; readonly quit: () => void }

/** Shows the tray and answers with the function to call whenever the state of the console has changed. */
export function showTray(ways: Ways, wordsOf: (state: ConsoleState) => ShellWords, first: ConsoleState) {
  const tray = new Tray(picture(first))
  const show = (state: ConsoleState): void => {
    const words = wordsOf(state)
    const line = statusLine(words, state)
    tray.setImage(picture(state))
    tray.setToolTip(`${words.appName}: ${line}`)
    tray.setContextMenu(
      Menu.buildFromTemplate([
        { label: line, enabled: false },
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

/** One line about how things stand. */
export const statusLine = ({ status }: ShellWords, { connection, monitoring, siteName }: ConsoleState): string =>
  status[monitoring ? 'monitoring' : connection](siteName)

const picture = (state: ConsoleState) =>
  nativeImage.createFromBitmap(trayPixels(state), { width: iconSize, height: iconSize, scaleFactor: 2 })
