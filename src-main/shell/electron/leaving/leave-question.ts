// Before the console is closed or quit while somebody hears the supervisor: the microphone is closed first, then it is asked.
import { type BrowserWindow, dialog, type MessageBoxOptions, powerMonitor } from 'electron'
import type { PlaceUse } from '#contract/windows.ts'
import type { DeskServer } from '#main/desk/desk.ts'
import { bringToFront } from '#main/shell/electron/single-instance.ts'
import type { ShellWords } from '#main/shell/electron/words/words.ts'

export type LeaveQuestion = {
  /** Whether it may go at once. Otherwise it is asked, and `go` is done when the answer is to leave. */
  readonly mayLeave: (go: () => void) => boolean
  /** From now on nothing is asked: who ends the program cannot answer. */
  readonly askNothing: () => void
}

type QuestionParts = {
  readonly window: BrowserWindow
  readonly desk: Pick<DeskServer, 'handlers' | 'onlook'>
  readonly words: () => ShellWords
}

export function createLeaveQuestion({ window, desk, words }: QuestionParts): LeaveQuestion {
  let phase: 'open' | 'asking' | 'leaving' = 'open'
  const askNothing = () => {
    phase = 'leaving'
  }
  // At log-off and shutdown a question would hold up the whole machine.
  powerMonitor.on('shutdown', askNothing)
  for (const name of ['query-session-end', 'session-end'] as const) window.on(name as 'session-end', askNothing)
  const ask = async (options: MessageBoxOptions, go: () => void) => {
    phase = 'asking'
    void desk.handlers.hush(null)
    bringToFront(window)
    // A box that cannot be shown must not keep the program from ending.
    const leaves = await dialog.showMessageBox(window, options).then(
      ({ response }) => response === LEAVE,
      () => true,
    )
    if (phase !== 'asking') return
    phase = leaves ? 'leaving' : 'open'
    if (leaves) go()
  }
  return {
    mayLeave: (go) => {
      if (phase === 'leaving' || window.isDestroyed()) return true
      if (phase === 'asking') return false
      const question = questionAbout(words(), desk.onlook.use())
      if (!question) return true
      void ask(question, go)
      return false
    },
    askNothing,
  }
}

const LEAVE = 1

/** null: nobody hears the supervisor. */
function questionAbout({ leaving }: ShellWords, use: PlaceUse): MessageBoxOptions | null {
  if (use.kind === 'nothing' || use.kind === 'listening') return null
  return {
    type: 'question',
    message: leaving.title,
    detail: use.kind === 'phone' ? leaving.phone : leaving.listening(use.agent),
    buttons: [leaving.stay, leaving.yes],
    defaultId: 0,
    cancelId: 0,
    noLink: true,
  }
}
