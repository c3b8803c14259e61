// Keeps the screen on while a window shows the wallboard: nobody touches the machine beneath it.
import { type BrowserWindow, powerSaveBlocker } from 'electron'
import { isWallboard } from '#main/shell/electron/own-page.ts'

/** The page's own wake lock is not enough: an older Chromium has none, and each reload lets go of it. */
export function keepScreenOn(window: BrowserWindow): void {
  const contents = window.webContents
  let blocker: number | null = null
  const follow = (wanted: boolean) => {
    if (wanted && blocker === null) blocker = powerSaveBlocker.start('prevent-display-sleep')
    if (!wanted && blocker !== null) {
      powerSaveBlocker.stop(blocker)
      blocker = null
    }
  }
  const look = () => follow(isWallboard(contents.getURL()))
  contents.on('did-navigate', look)
  contents.on('did-navigate-in-page', look)
  window.on('closed', () => follow(false))
}
