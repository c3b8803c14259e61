// The console's one window: isolated, sandboxed, never throttled, where it was last time.
import { app, BrowserWindow, type BrowserWindowConstructorOptions, type Session, screen } from 'electron'
import { type Place, placeOn, readPlace, savePlace, smallest } from './window-place.ts'

export type WindowWishes = {
  readonly preload: string // path of the built preload
  readonly placeFile: string // where size and position are kept
  readonly kiosk: boolean
  readonly isHidden: boolean // until the tray opens it
  readonly devTools: boolean
  readonly title: string
}

export function openConsoleWindow(wishes: WindowWishes, session: Session): BrowserWindow {
  const areas = screen.getAllDisplays().map((display) => display.workArea)
  const place = placeOn(areas, readPlace(wishes.placeFile))
  const window = new BrowserWindow(windowOptions(wishes, session, place))
  if (place.maximized && !wishes.kiosk) window.maximize()
  if (!wishes.isHidden) window.once('ready-to-show', () => window.show())
  const keepPlace = () => {
    if (!window.isDestroyed()) savePlace(wishes.placeFile, placeOf(window))
  }
  if (!wishes.kiosk) {
    window.on('close', keepPlace)
    app.on('before-quit', keepPlace)
  }
  return window
}

export function windowOptions(wishes: WindowWishes, session: Session, place: Place): BrowserWindowConstructorOptions {
  const { x, y, width, height } = place
  return {
    ...(x === undefined || y === undefined ? {} : { x, y }),
    width,
    height,
    minWidth: smallest.width,
    minHeight: smallest.height,
    title: wishes.title,
    show: false,
    backgroundColor: '#14171c',
    autoHideMenuBar: true,
    // Not `closable: false`: then Electron cannot quit either; the close event is refused instead.
    ...(wishes.kiosk ? { kiosk: true, fullscreen: true, minimizable: false, frame: false } : {}),
    webPreferences: {
      session,
      preload: wishes.preload,
      contextIsolation: true,
      sandbox: true,
      nodeIntegration: false,
      nodeIntegrationInSubFrames: false,
      nodeIntegrationInWorker: false,
      webSecurity: true,
      webviewTag: false,
      // A covered window must go on hearing and showing the floor in time.
      backgroundThrottling: false,
      spellcheck: false,
      devTools: wishes.devTools && !wishes.kiosk,
      navigateOnDragDrop: false,
    },
  }
}

const placeOf = (window: BrowserWindow): Place => ({ ...window.getNormalBounds(), maximized: window.isMaximized() })
