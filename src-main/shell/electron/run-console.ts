// The console in Electron, put together: one window on one desk, confined, and gone only when every monitor has ended.
import { app, type BrowserWindow, dialog, powerMonitor } from 'electron'
import type { Result } from '#contract/result.ts'
import type { Settings } from '#contract/settings.ts'
import type { Clock } from '#contract/time.ts'
import type { DeskServer } from '#main/desk/desk.ts'
import type { ServedDesk } from '#main/desk/serve.ts'
import type { Log } from '#main/system/log.ts'
import { createAppMenu } from './app-menu.ts'
import { prepare } from './before-ready.ts'
import { allowSmallCard } from './card/small-card.ts'
import { confineAll } from './confinement.ts'
import { atStart, type ConsoleState, nextConsoleState } from './console-state.ts'
import { openConsoleWindow } from './console-window.ts'
import { openDeskIpc } from './desk-ipc.ts'
import { createDesktop } from './desktop/desktop.ts'
import { firstLine } from './first-line.ts'
import { lockIn, lockKeys, refuseDownloads } from './kiosk.ts'
import { createLeaveQuestion, type LeaveQuestion } from './leaving/leave-question.ts'
import { watchAbsence } from './machine/absence.ts'
import { createCallLinks } from './machine/call-links.ts'
import { keepScreenOn } from './machine/screen-on.ts'
import { type SiteAuthority, trustAuthority } from './machine/site-authority.ts'
import { keepAwake } from './machine/wakefulness.ts'
import { allowMicrophone } from './microphone.ts'
import { pageUrl } from './own-page.ts'
import { pageSession, showPage } from './page.ts'
import type { PageSource } from './page-files.ts'
import { guardPermissions } from './permissions.ts'
import { endMonitorsOnQuit } from './quitting.ts'
import { recoverFromCrash } from './renderer-crash.ts'
import { bringToFront, isOnlyConsole } from './single-instance.ts'
import { showTray } from './tray.ts'
import { type UpdatingParts, updating } from './updating/updating.ts'
import { createWalls, type Walls, type WallsParts } from './walls/walls.ts'
import { shellWords } from './words/words.ts'

export type { UpdatingParts } from './updating/updating.ts'

/** The console's server side as it was opened, and what of the settings the shell itself must know. */
export type OpenSite = {
  readonly desk: DeskServer
  readonly log: Log
  readonly siteName: string
  readonly kiosk: boolean
  readonly wishes: Pick<Settings, 'language' | 'desktop' | 'keys'>
  readonly updates: () => Settings['updates']
  /** Whom the line may trust beside what this computer trusts; asked at every certificate, since the set-up may change it. */
  readonly authority: () => SiteAuthority | null
}

export type ConsoleParts = {
  /** Asked once, when Electron is ready and no other console runs. The failure is a sentence for a person. */
  readonly openSite: () => Result<OpenSite, string>
  /** Is given the way to end the program, kiosk or not: for signals, a starter that has gone, and a bug with what is known of it. */
  readonly onEnd: (end: (bug?: unknown) => void) => void
  readonly page: PageSource
  readonly preload: string // the built preload
  readonly placeFile: string
  readonly wallsFile: string // on which displays wallboards hang
  readonly cardFile: string // where the small card is kept
  readonly devTools: boolean
  readonly platform: NodeJS.Platform
  readonly clock: Clock
  /** null: this program was not installed by a package of ours. */
  readonly updating: UpdatingParts | null
  readonly argv: readonly string[] // a link to call somebody comes by it as well
}

/** Must be called before Electron is ready. False, and the program is ending, when another console runs already. */
export function runConsole(parts: ConsoleParts): boolean {
  let site: OpenSite | null = null
  let opened: Opened | null = null
  const log: Log = (level, text) => site?.log(level, text)
  prepare(app, parts.platform)
  if (!isOnlyConsole(app, () => opened?.window ?? null)) {
    app.quit()
    return false
  }
  const links = createCallLinks(
    app,
    parts.argv,
    () => bringToFront(opened?.window ?? null),
    () => parts.clock.ticks(),
  )
  confineAll(app, (text) => log('warn', text))
  const updates = updating(parts, (text) => log('info', text))
  app.on('window-all-closed', () => app.quit())
  const quitting = endMonitorsOnQuit(app, {
    mayQuit: () => opened?.lock?.leaving() ?? opened?.question.mayLeave(() => app.quit()) ?? true,
    closeDesk: async () => site?.desk.close(),
    lastly: updates.end,
    clock: parts.clock,
    log: (text) => log('info', text),
  })
  const open = async () => {
    // Only now: Electron takes the signals for itself while it starts, and a kiosk refuses its way of quitting.
    parts.onEnd((bug) => {
      // The state is not to be trusted any more: no monitor may outlive it.
      if (bug !== undefined) log('error', `a bug ends the console: ${bug instanceof Error ? bug.stack : String(bug)}`)
      opened?.question.askNothing()
      ;(opened?.lock?.leave ?? (() => app.quit()))()
    })
    if (await updates.wentBack(shellWords('system', systemLanguages()))) return app.exit(0)
    const answer = parts.openSite()
    if (!answer.ok) return couldNotStart(answer.error)
    site = answer.value
    const first = await firstLine(site.desk, atStart(site.siteName, site.wishes), parts.clock)
    const served = links.served(updates.watch(site.desk))
    opened = openConsole({ ...parts, isQuitting: quitting.isUnderWay, served }, site, first)
    updates.start({ site, window: opened.window, words: opened.words })
  }
  app
    .whenReady()
    .then(open)
    .catch((cause: unknown) => {
      log('error', `could not start: ${cause instanceof Error ? cause.stack : cause}`)
      couldNotStart(String(cause))
    })
  return true
}

/** The console's own window may hang wallboards, and come before the others. */
const withWindows = ({ handlers, onSignal }: ServedDesk, walls: Walls, window: BrowserWindow): ServedDesk => ({
  handlers: {
    ...handlers,
    toFront: async () => {
      bringToFront(window)
      return null
    },
    wallPlaces: async () => walls.places(),
    showWall: async ({ display, shown }) => walls.show(display, shown),
  },
  onSignal,
})

type Opened = {
  readonly window: BrowserWindow
  readonly lock: ReturnType<typeof lockIn> | null
  readonly question: LeaveQuestion
  readonly words: () => ReturnType<typeof shellWords>
}

function openConsole(
  parts: ConsoleParts & Pick<WallsParts, 'isQuitting'> & { readonly served: ServedDesk },
  { desk, log, kiosk, authority, wishes: own }: OpenSite,
  first: ConsoleState,
): Opened {
  const within = pageSession()
  const say = (text: string) => log('warn', text)
  const isHidden = own.desktop.startInTray && !kiosk
  const wishes = { ...parts, kiosk, isHidden, title: wordsOf(first).appName }
  const window = openConsoleWindow(wishes, within)
  const page = showPage(window, within, parts.page, first.lineUrl, say)
  const ipc = openDeskIpc(log)
  const words = () => wordsOf(stateNow())
  const walls = createWalls({
    ...parts,
    desk,
    ipc,
    wishes,
    within,
    consoleWindow: window,
    words,
    log: say,
    lockKeys: kiosk ? lockKeys : null,
  })
  trustAuthority(within, authority, parts.clock.now)
  guardPermissions(within, walls.isWall, () => allowMicrophone(parts.platform), say)
  ipc.serve(window.webContents, withWindows(parts.served, walls, window))
  // Its end is the program's end, whatever hangs on the walls.
  window.on('closed', () => app.quit())
  watchAbsence(window, desk, say)
  keepScreenOn(window)
  const lock = kiosk ? lockIn(window, app, desk.asksPassphrase()) : null
  if (lock) {
    powerMonitor.on('shutdown', lock.leave)
    desk.onLeaveKiosk(lock.leave)
    refuseDownloads(within, say)
  } else allowSmallCard(window, { placeFile: parts.cardFile, log: say })
  const question = createLeaveQuestion({ window, desk, words })
  // A kiosk has refused it already.
  if (!lock) window.on('close', (event) => question.mayLeave(() => window.close()) || event.preventDefault())
  const menu = createAppMenu({ ...parts, kiosk })
  const stateNow = followDesk(desk, first, [
    keepAwake(),
    (state) => page.lineAt(state.lineUrl),
    (state) => menu(wordsOf(state)),
    trayOf(window, kiosk, first),
    createDesktop({ window, kiosk, platform: parts.platform, hush: () => desk.handlers.hush(null), words, log: say }),
  ])
  recoverFromCrash(window, {
    endMonitors: desk.windowGone,
    load: page.load,
    isKiosk: kiosk,
    quit: lock?.leave ?? (() => app.quit()),
    words,
    clock: parts.clock,
    log: say,
  })
  void page.load(pageUrl)
  walls.start()
  return { window, lock, question, words }
}

function couldNotStart(why: string): void {
  // The settings may be what failed: the system's language.
  dialog.showErrorBox(shellWords('system', systemLanguages()).couldNotStart, why)
  app.exit(2)
}

type Follower = (state: ConsoleState) => void

/** Answers with the way to ask for the state of the moment. */
function followDesk(desk: DeskServer, first: ConsoleState, followers: readonly Follower[]): () => ConsoleState {
  let state = first
  for (const follow of followers) follow(state)
  desk.onSignal((signal) => {
    const next = nextConsoleState(state, signal)
    if (next === state) return
    state = next
    for (const follow of followers) follow(state)
  })
  return () => state
}

/** A locked-down station has no tray: nothing there that could end the console. */
function trayOf(window: BrowserWindow, kiosk: boolean, first: ConsoleState): Follower {
  if (kiosk) return () => {}
  const tray = showTray({ open: () => bringToFront(window), quit: () => app.quit() }, wordsOf, first)
  window.on('page-title-updated', (_event, title) => tray.titled(title))
  return tray.show
}

const wordsOf = ({ language }: ConsoleState): ReturnType<typeof shellWords> => shellWords(language, systemLanguages())

/** Asked anew each time: the person may change them while the console runs. */
const systemLanguages = (): readonly string[] => app.getPreferredSystemLanguages()
