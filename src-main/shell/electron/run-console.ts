// The console in Electron, put together: one window on one desk, confined, and gone only when every monitor has ended.
import { app, type BrowserWindow, dialog, Menu, powerMonitor } from 'electron'
import type { DeskServer } from '../../desk.ts'
import type { Log } from '../../log.ts'
import { menuTemplate } from './app-menu.ts'
import { prepare } from './before-ready.ts'
import { confineAll } from './confinement.ts'
import { atStart, type ConsoleState, nextConsoleState } from './console-state.ts'
import { openConsoleWindow } from './console-window.ts'
import { serveOverIpc } from './desk-ipc.ts'
import { firstLine } from './first-line.ts'
import { lockIn } from './kiosk.ts'
import { allowMicrophone } from './microphone.ts'
import { pageSession, showPage } from './page.ts'
import { guardPermissions } from './permissions.ts'
import { endMonitorsOnQuit } from './quitting.ts'
import { recoverFromCrash } from './renderer-crash.ts'
import { bringToFront, isOnlyConsole } from './single-instance.ts'
import { showTray } from './tray.ts'
import { keepAwake } from './wakefulness.ts'
import { words } from './words.ts'

export type ConsoleParts = {
  readonly openDesk: () => Promise<DeskServer> // asked once, when Electron is ready and no other console runs
  readonly siteName: string
  readonly pageFolder: string // the built renderer
  readonly preload: string // the built preload
  readonly placeFile: string
  readonly kiosk: boolean
  readonly devTools: boolean
  readonly platform: NodeJS.Platform
  readonly now: () => number // epoch ms
  readonly after: (ms: number, then: () => void) => () => void // answers with the way to cancel
  readonly log: Log
}

/** Must be called before Electron is ready. False, and the program is ending, when another console runs already. */
export function runConsole(parts: ConsoleParts): boolean {
  let opened: Opened | null = null
  prepare(app)
  if (!isOnlyConsole(app, () => opened?.window ?? null)) {
    app.quit()
    return false
  }
  confineAll(app, (text) => parts.log('warn', text))
  app.on('window-all-closed', () => app.quit())
  const desk = app.whenReady().then(parts.openDesk)
  endMonitorsOnQuit(app, {
    mayQuit: () => opened?.lock?.leaving() ?? true,
    closeDesk: async () => (await desk).close(),
    after: parts.after,
    log: (text) => parts.log('info', text),
  })
  desk
    .then(async (open) => {
      opened = openConsole(parts, open, await firstLine(open, atStart(parts.siteName), parts.after))
    })
    .catch((cause: unknown) => couldNotStart(cause, parts.log))
  return true
}

type Opened = { readonly window: BrowserWindow; readonly lock: ReturnType<typeof lockIn> | null }

function openConsole(parts: ConsoleParts, desk: DeskServer, first: ConsoleState): Opened {
  const { log, kiosk } = parts
  const within = pageSession()
  const say = (text: string) => log('warn', text)
  guardPermissions(within, () => allowMicrophone(parts.platform), say)
  setMenu(menuTemplate(parts))
  const window = openConsoleWindow({ ...parts, title: words.appName }, within)
  const page = showPage(window, within, parts.pageFolder, first.lineUrl, say)
  serveOverIpc(desk, window.webContents, log)
  const lock = kiosk ? lockIn(window, app) : null
  if (lock) powerMonitor.on('shutdown', lock.leave)
  followDesk(desk, first, [keepAwake(), (state) => page.lineAt(state.lineUrl), trayOf(window, kiosk, first)])
  recoverFromCrash(window, {
    endMonitors: desk.windowGone,
    load: page.load,
    quit: lock?.leave ?? (() => app.quit()),
    now: parts.now,
    log: say,
  })
  void page.load()
  return { window, lock }
}

function couldNotStart(cause: unknown, log: Log): void {
  log('error', `could not start: ${cause instanceof Error ? (cause.stack ?? cause.message) : String(cause)}`)
  dialog.showErrorBox(words.appName, words.couldNotStart)
  app.exit(1)
}

type Follower = (state: ConsoleState) => void

function followDesk(desk: DeskServer, first: ConsoleState, followers: readonly Follower[]): void {
  let state = first
  for (const follow of followers) follow(state)
  desk.onSignal((signal) => {
    const next = nextConsoleState(state, signal)
    if (next === state) return
    state = next
    for (const follow of followers) follow(state)
  })
}

/** A locked-down station has no tray: nothing there that could end the console. */
const trayOf = (window: BrowserWindow, kiosk: boolean, first: ConsoleState): Follower =>
  kiosk ? () => {} : showTray({ open: () => bringToFront(window), quit: () => app.quit() }, first)

const setMenu = (template: ReturnType<typeof menuTemplate>): void =>
  Menu.setApplicationMenu(template === null ? null : Menu.buildFromTemplate(template))
