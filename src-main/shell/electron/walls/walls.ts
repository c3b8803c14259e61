// Wallboards on displays of the person's choice: remembered, closed with their display, back when it is plugged in again, and back in
// their place when displays are arranged otherwise.
import { BrowserWindow, type Display, type Session, screen, type WebContents } from 'electron'
import { deskFailure } from '#contract/errors.ts'
import { err, ok, type Result } from '#contract/result.ts'
import type { Clock } from '#contract/time.ts'
import type { WallPlaces } from '#contract/windows.ts'
import type { DeskServer } from '#main/desk/desk.ts'
import { joinAsWallboard } from '#main/desk/windows.ts'
import { type WindowWishes, windowOptions } from '#main/shell/electron/console-window.ts'
import type { DeskIpc } from '#main/shell/electron/desk-ipc.ts'
import { keepScreenOn } from '#main/shell/electron/machine/screen-on.ts'
import { wallUrl } from '#main/shell/electron/own-page.ts'
import { type Recovery, recoverFromCrash } from '#main/shell/electron/renderer-crash.ts'
import { readWalls, saveWalls } from './wall-file.ts'

export type WallsParts = {
  readonly desk: DeskServer
  readonly ipc: DeskIpc
  readonly wishes: WindowWishes
  readonly within: Session
  /** The window that monitors; on its own display a wallboard is a window like any other. */
  readonly consoleWindow: BrowserWindow
  readonly wallsFile: string
  readonly words: Recovery['words']
  /** Then windows close by themselves, and the person takes no wallboard down. */
  readonly isQuitting: () => boolean
  /** Of a kiosk. */
  readonly lockKeys: ((contents: WebContents) => void) | null
  readonly clock: Clock
  readonly log: (text: string) => void
}

export type Walls = {
  readonly places: () => WallPlaces
  readonly show: (displayId: string, shown: boolean) => Result<null>
  /** A wallboard may have nothing of the machine but a screen that stays on. */
  readonly isWall: (contents: unknown) => boolean
  /** Opens those that are remembered. */
  readonly start: () => void
}

export function createWalls(parts: WallsParts): Walls {
  const open = new Map<string, Wall>() // by the id of their display
  let wanted = readWalls(parts.wallsFile)

  const want = (ids: readonly string[]) => {
    wanted = ids
    saveWalls(parts.wallsFile, ids, parts.log)
  }
  const hang = (display: Display) => {
    const id = String(display.id)
    if (open.has(id)) return
    const wall = openWall(display, parts)
    open.set(id, wall)
    wall.window.on('closed', () => {
      // Still there: the person has closed it. With its display it goes by itself, and comes back with it.
      if (open.get(id) === wall && !parts.isQuitting()) want(wanted.filter((one) => one !== id))
      open.delete(id)
    })
  }
  const takeDown = (id: string) => {
    const window = open.get(id)?.window
    open.delete(id)
    if (window && !window.isDestroyed()) window.destroy()
  }
  // The system may have moved any of them, whichever display it was about.
  const putBack = () => {
    for (const display of screen.getAllDisplays()) {
      const wall = open.get(String(display.id))
      if (wall) moveBack(wall, display)
    }
  }
  const displayOf = (id: string) => screen.getAllDisplays().find((display) => String(display.id) === id)
  return {
    isWall: (contents) =>
      [...open.values()].some(({ window }) => !window.isDestroyed() && window.webContents === contents),
    places: () => placesOf(parts.consoleWindow, (id) => open.has(id)),
    show: (id, shown) => {
      const display = displayOf(id)
      if (shown && !display) return err(deskFailure('displayGone'))
      want([...wanted.filter((one) => one !== id), ...(shown ? [id] : [])])
      if (shown && display) hang(display)
      else takeDown(id)
      return ok(null)
    },
    start: () => {
      screen.on('display-added', (_event, display) => wanted.includes(String(display.id)) && hang(display))
      screen.on('display-removed', (_event, display) => {
        takeDown(String(display.id))
        putBack()
      })
      screen.on('display-metrics-changed', putBack)
      for (const display of screen.getAllDisplays()) if (wanted.includes(String(display.id))) hang(display)
    },
  }
}

/** `fills`: it has the display for itself. On that of the console it is a window the person may put where they like. */
type Wall = { readonly window: BrowserWindow; readonly fills: boolean }

function moveBack({ window, fills }: Wall, display: Display): void {
  if (window.isDestroyed() || (isOn(window, display) && !fills)) return
  const { x, y, width, height } = fills ? display.bounds : display.workArea
  const now = window.getBounds()
  if (now.x === x && now.y === y && now.width === width && now.height === height) return
  // A window that fills its screen is not moved by any system.
  if (fills) window.setFullScreen(false)
  window.setBounds({ x, y, width, height })
  if (fills) window.setFullScreen(true)
}

const isOn = (window: BrowserWindow, display: Display): boolean =>
  screen.getDisplayMatching(window.getBounds()).id === display.id

function placesOf(consoleWindow: BrowserWindow, isShown: (id: string) => boolean): WallPlaces {
  const displays = screen.getAllDisplays().map((display, at) => ({
    id: String(display.id),
    name: display.label || null,
    number: at + 1,
    size: { width: display.size.width, height: display.size.height },
    isHere: isOn(consoleWindow, display),
    isShown: isShown(String(display.id)),
  }))
  return { kind: 'displays', displays }
}

function openWall(display: Display, parts: WallsParts): Wall {
  const { wishes, within, ipc, desk, log } = parts
  const isHere = isOn(parts.consoleWindow, display)
  const { x, y, width, height } = isHere ? display.workArea : display.bounds
  const usual = windowOptions({ ...wishes, kiosk: false }, within, { x, y, width, height, maximized: false })
  const window = new BrowserWindow({ ...usual, fullscreen: !isHere })
  const contents = window.webContents
  parts.lockKeys?.(contents)
  const { served, leave } = joinAsWallboard(desk)
  const stopServing = ipc.serve(contents, served)
  const load = (address: string) =>
    window.loadURL(address).catch((cause: unknown) => log(`a wallboard did not load: ${String(cause)}`))
  window.once('ready-to-show', () => window.show())
  window.on('closed', () => {
    stopServing()
    leave()
  })
  keepScreenOn(window)
  // Nobody sits before it: it is opened again without a question, and quits nothing.
  const { words, clock } = parts
  recoverFromCrash(window, { endMonitors: async () => {}, load, isKiosk: true, quit: () => {}, words, clock, log })
  void load(wallUrl)
  return { window, fills: !isHere }
}
