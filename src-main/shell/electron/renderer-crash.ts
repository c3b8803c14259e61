// A page that dies is opened again with a sentence; its monitor is ended at once, because nobody shows it any more.
import { type BrowserWindow, dialog } from 'electron'
import type { Clock } from '#contract/time.ts'
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

type Recovery = {
  readonly endMonitors: () => Promise<void>
  readonly load: () => Promise<void>
  readonly quit: () => void
  readonly words: () => ShellWords
  readonly clock: Clock
  readonly log: (text: string) => void
}

export function recoverFromCrash(window: BrowserWindow, recovery: Recovery): void {
  let crashes: readonly number[] = []
  window.webContents.on('render-process-gone', (_event, { reason }) => {
    if (reason === 'clean-exit') return
    recovery.log(`the page is gone: ${reason}`)
    const { recent, act } = afterCrash(crashes, recovery.clock.now())
    crashes = recent
    const goOn = () => void (act === 'reload' ? reopen(window, recovery) : giveUp(recovery))
    // Loading while Electron still tells of the crash ends the whole program.
    void recovery.endMonitors().then(() => recovery.clock.after(0, goOn))
  })
}

async function reopen(window: BrowserWindow, recovery: Recovery): Promise<void> {
  await recovery.load()
  const words = recovery.words()
  await dialog.showMessageBox(window, { type: 'warning', message: words.pageReopened, buttons: [words.understood] })
}

async function giveUp(recovery: Recovery): Promise<void> {
  const words = recovery.words()
  dialog.showErrorBox(words.appName, words.pageKeepsFailing)
  recovery.quit()
}
