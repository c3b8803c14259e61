// A page that dies is opened again, its monitor ended at once, because nobody shows it any more. Who sits before it is told by a box;
// a kiosk or a wallboard needs nobody.
import { type BrowserWindow, dialog } from 'electron'
import type { Clock, Stop } from '#contract/time.ts'
import { isWallboard } from './own-page.ts'
import type { ShellWords } from './words/words.ts'

const patience = { crashes: 3, withinMs: 60_000 }

/** What to do about a crash at `now`, given the times of those before (epoch ms). */
export function afterCrash(
  before: readonly number[],
  now: number,
): { recent: readonly number[]; act: 'reload' | 'giveUp' } {
  const recent = [...before.filter((time) => now - time < patience.withinMs), now]
  return { recent, act: recent.length > patience.crashes ? 'giveUp' : 'reload' }
}

const HANGS_FOR_GOOD_MS = 30_000
const onTheWall = { forgivenAfterMs: 600_000, firstMs: 2_000, longestMs: 60_000 }

/** The same where nobody could press a button: it is never given up, but each time waited for longer. The first time not at all. */
export function afterCrashUnattended(
  before: readonly number[],
  now: number,
): { recent: readonly number[]; waitMs: number } {
  const recent = [...before.filter((time) => now - time < onTheWall.forgivenAfterMs), now]
  const again = recent.length - 2
  return { recent, waitMs: again < 0 ? 0 : Math.min(onTheWall.longestMs, onTheWall.firstMs * 2 ** again) }
}

export type Recovery = {
  readonly endMonitors: () => Promise<void>
  /** At the address the page was at when it died. */
  readonly load: (address: string) => Promise<void>
  readonly isKiosk: boolean
  readonly quit: () => void
  readonly words: () => ShellWords
  readonly clock: Clock
  readonly log: (text: string) => void
}

export function recoverFromCrash(window: BrowserWindow, recovery: Recovery): void {
  const { clock, load } = recovery
  let crashes: readonly number[] = []
  /** How long it is waited, and what is done then. */
  const next = (address: string): { readonly waitMs: number; readonly act: () => Promise<void> } => {
    if (recovery.isKiosk || isWallboard(address)) {
      const { recent, waitMs } = afterCrashUnattended(crashes, clock.now())
      crashes = recent
      return { waitMs, act: () => load(address) }
    }
    const { recent, act } = afterCrash(crashes, clock.now())
    crashes = recent
    return { waitMs: 0, act: () => (act === 'reload' ? reopen(window, address, recovery) : giveUp(recovery)) }
  }
  window.webContents.on('render-process-gone', (_event, { reason }) => {
    if (reason === 'clean-exit') return
    recovery.log(`the page is gone: ${reason}`)
    const { waitMs, act } = next(window.webContents.getURL())
    // Loading while Electron still tells of the crash ends the whole program.
    void recovery.endMonitors().then(() => clock.after(waitMs, () => window.isDestroyed() || void act()))
  })
  endHanging(window, recovery)
}

/** Where nobody could close it. A crash is what it is opened again after. */
function endHanging(window: BrowserWindow, { clock, isKiosk, log }: Recovery): void {
  let stop: Stop = () => {}
  window.on('unresponsive', () => {
    stop()
    if (!isKiosk && !isWallboard(window.webContents.getURL())) return
    stop = clock.after(HANGS_FOR_GOOD_MS, () => {
      if (window.isDestroyed()) return
      log('the page still does not answer: it is ended')
      window.webContents.forcefullyCrashRenderer()
    })
  })
  window.on('responsive', () => stop())
}

async function reopen(window: BrowserWindow, address: string, recovery: Recovery): Promise<void> {
  await recovery.load(address)
  const words = recovery.words()
  await dialog.showMessageBox(window, { type: 'warning', message: words.pageReopened, buttons: [words.understood] })
}

async function giveUp(recovery: Recovery): Promise<void> {
  const words = recovery.words()
  dialog.showErrorBox(words.appName, words.pageKeepsFailing)
  recovery.quit()
}
