// Newer versions in Electron: this start is counted, the floor ends the trial, the person is asked, and the end of the program installs.
import { type BrowserWindow, dialog, powerMonitor } from 'electron'
import type { Clock } from '#contract/time.ts'
import type { DeskServer } from '#main/desk/desk.ts'
import type { ServedDesk } from '#main/desk/serve.ts'
import type { ShellWords } from '#main/shell/electron/words/words.ts'
import { isWhole } from '#main/updates/fetch-package.ts'
import { leadsBack, type Trial } from '#main/updates/next-trial.ts'
import { createUpdates, type Updates, type UpdatesParts } from '#main/updates/updates.ts'

export type UpdatingParts = Pick<UpdatesParts, 'version' | 'kind' | 'key' | 'folder' | 'trial' | 'get' | 'install'>

type Shown = {
  readonly site: {
    readonly desk: Pick<DeskServer, 'onlook'>
    readonly kiosk: boolean
    readonly updates: UpdatesParts['settings']
  }
  readonly window: BrowserWindow
  readonly words: () => ShellWords
}

export type Updating = {
  /** Asked before anything else is opened. True: the version before is being installed, and this program must end. */
  readonly wentBack: (words: ShellWords) => Promise<boolean>
  /** Watches for the floor being shown. */
  readonly watch: (desk: ServedDesk) => ServedDesk
  readonly start: (shown: Shown) => void
  /** When nothing is monitored any more. */
  readonly end: () => Promise<void>
}

const never: Updating = { wentBack: async () => false, watch: (desk) => desk, start: () => {}, end: async () => {} }

type Wishes = { readonly updating: UpdatingParts | null; readonly clock: Clock }

/** Called once a start, and only by the one console there is. */
export function updating({ updating: parts, clock }: Wishes, log: (text: string) => void): Updating {
  if (!parts) return never
  const back = counted(parts, log)
  let updates: Updates | null = null
  let mayInstall = true
  return {
    wentBack: async (words) => back !== null && (await goBack(parts, back, words, log)),
    watch: (desk) => watchFloor(desk, () => attempt(() => parts.trial.apply({ kind: 'cameUp' }), log)),
    start: ({ site, window, words }) => {
      // A machine that is shut down waits for no installer.
      powerMonitor.on('shutdown', () => {
        mayInstall = false
      })
      updates = createUpdates({
        ...parts,
        settings: site.updates,
        isFree: () => site.desk.onlook.use().kind === 'nothing',
        // On a locked station nobody can be asked.
        ask: async (version) => !site.kiosk && (await asks(window, words(), version)),
        install: (file) => {
          if (!window.isDestroyed()) window.hide()
          return parts.install(file)
        },
        clock,
        log,
      })
      updates.start()
    },
    end: async () => {
      if (mayInstall) await updates?.end()
    },
  }
}

function counted({ trial, version }: UpdatingParts, log: (text: string) => void): Trial | null {
  attempt(() => trial.apply({ kind: 'started', version }), log)
  return leadsBack(trial.current())
}

function attempt(act: () => unknown, log: (text: string) => void): void {
  try {
    act()
  } catch (cause) {
    log(`the trial of this version is not kept: ${String(cause)}`)
  }
}

async function goBack(parts: UpdatingParts, trial: Trial, words: ShellWords, log: (text: string) => void) {
  const { from, wayBack, sha512, bytes } = trial
  if (!(await isWhole(wayBack, { bytes, sha512 }))) return false
  const { backTitle, backDetail, back, goOn } = words.updating
  const { response } = await dialog.showMessageBox({
    type: 'warning',
    message: backTitle(trial.to),
    detail: backDetail(from),
    buttons: [back, goOn],
    defaultId: 0,
    cancelId: 1,
    noLink: true,
  })
  if (response !== 0) return false
  return parts.install(wayBack).then(
    () => true,
    (cause: unknown) => {
      log(`could not go back to ${from}: ${String(cause)}`)
      return false
    },
  )
}

/** The page lives on after it was given the floor: it has shown it. */
function watchFloor({ handlers, onSignal }: ServedDesk, cameUp: () => void): ServedDesk {
  let phase: 'waiting' | 'given' | 'shown' = 'waiting'
  return {
    onSignal,
    handlers: {
      ...handlers,
      watchFloor: async (input) => {
        const answer = await handlers.watchFloor(input)
        if (phase === 'waiting') phase = 'given'
        return answer
      },
      beat: async (input) => {
        if (phase === 'given') {
          phase = 'shown'
          cameUp()
        }
        return handlers.beat(input)
      },
    },
  }
}

async function asks(window: BrowserWindow, { updating: words }: ShellWords, version: string): Promise<boolean> {
  if (window.isDestroyed()) return false
  const { response } = await dialog.showMessageBox(window, {
    type: 'question',
    message: words.title(version),
    detail: words.detail,
    buttons: [words.later, words.yes],
    defaultId: 1,
    cancelId: 0,
    noLink: true,
  })
  return response === 1
}
