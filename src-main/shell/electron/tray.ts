// The tray: how things stand, the way back to the window, and out.
import { Menu, nativeImage, Tray } from 'electron'
import type { ConsoleState } from './console-state.ts'
import { iconSize, trayPixels } from './tray-icon.ts'
import type { ShellWords } from './words/words.ts'

type Ways = { readonly open: () => void; readonly quit: () => void }

export type ShownTray = {
  /** To be called whenever the state of the console has changed. */
  readonly show: (state: ConsoleState) => void
  /** The page says who hears the supervisor in its title. */
  readonly titled: (title: string) => void
}

/** Shows the tray. While a call is listened to it says what the title of the window says: who hears comes first. */
export function showTray(ways: Ways, wordsOf: (state: ConsoleState) => ShellWords, first: ConsoleState): ShownTray {
  const tray = new Tray(picture(first))
  let shown = first
  let title: string | null = null
  const show = (state: ConsoleState): void => {
    shown = state
    const words = wordsOf(state)
    const line = statusLine(words, state)
    const isTitled = state.monitoring && title !== null && title !== words.appName
    tray.setImage(picture(state))
    tray.setToolTip(isTitled && title !== null ? title : `${words.appName}: ${line}`)
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
  return {
    show,
    titled: (now) => {
      title = now
      show(shown)
    },
  }
}

/** One line about how things stand. */
export const statusLine = ({ status }: ShellWords, { connection, monitoring, siteName }: ConsoleState): string =>
  status[monitoring ? 'monitoring' : connection](siteName)

const picture = (state: ConsoleState) =>
  nativeImage.createFromBitmap(trayPixels(state), { width: iconSize, height: iconSize, scaleFactor: 2 })
