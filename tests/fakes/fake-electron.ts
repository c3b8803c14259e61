// A stand-in for the `electron` module: remembers what it was told and lets a test raise what Electron would.
import { EventEmitter } from 'node:events'

export type Handler = (...args: never[]) => unknown

class FakeApp extends EventEmitter {
  sandboxed = false
  onlyInstance = true
  quits = 0
  exits: number[] = []
  ready = Promise.resolve()
  systemLanguages = ['en-US']
  enableSandbox = () => {
    this.sandboxed = true
  }
  requestSingleInstanceLock = () => this.onlyInstance
  whenReady = () => this.ready
  getPath = (name: string) => `/nowhere/${name}`
  getPreferredSystemLanguages = () => this.systemLanguages
  getVersion = () => '0.0.0'
  userModelId = ''
  setAppUserModelId = (id: string) => {
    this.userModelId = id
  }
  isPackaged = false
  opensAtLogin = false
  getLoginItemSettings = () => ({ openAtLogin: this.opensAtLogin })
  setLoginItemSettings = ({ openAtLogin }: { openAtLogin: boolean }) => {
    this.opensAtLogin = openAtLogin
  }
  exit = (code: number) => {
    this.exits.push(code)
    if (code === 0) this.quits++
  }
  /** As Electron does: asks before-quit, and counts as quit only when nobody prevented it. */
  quit = () => {
    const event = fakeEvent()
    this.emit('before-quit', event)
    if (!event.prevented) this.quits++
  }
}

export const fakeEvent = () => {
  const event = {
    prevented: false,
    preventDefault: () => {
      event.prevented = true
    },
  }
  return event
}

export class FakeContents extends EventEmitter {
  sent: { channel: string; payload: unknown }[] = []
  openHandler: (details: { url: string; frameName?: string }) => { action: string } = () => ({ action: 'allow' })
  destroyed = false
  mainFrame = { url: 'app://console/index.html', parent: null as unknown }
  url = 'app://console/index.html'
  getURL = () => this.url
  killed = 0
  forcefullyCrashRenderer = () => {
    this.killed += 1
  }
  setWindowOpenHandler = (handler: typeof this.openHandler) => {
    this.openHandler = handler
  }
  isDestroyed = () => this.destroyed
  send = (channel: string, payload: unknown) => void this.sent.push({ channel, payload })
}

export class BrowserWindow extends EventEmitter {
  static all: BrowserWindow[] = []
  webContents = new FakeContents()
  loaded: string[] = []
  calls: string[] = []
  minimized = false
  options: Record<string, unknown>
  constructor(options: Record<string, unknown>) {
    super()
    this.options = options
    BrowserWindow.all.push(this)
    app.emit('web-contents-created', {}, this.webContents)
  }
  loadURL = async (url: string) => void this.loaded.push(url)
  show = () => void this.calls.push('show')
  showInactive = () => void this.calls.push('showInactive')
  focus = () => void this.calls.push('focus')
  restore = () => void this.calls.push('restore')
  maximize = () => void this.calls.push('maximize')
  setAlwaysOnTop = (on: boolean) => void this.calls.push(`on top ${on}`)
  setKiosk = (on: boolean) => void this.calls.push(`kiosk ${on}`)
  isMinimized = () => this.minimized
  isMaximized = () => false
  destroyed = false
  isDestroyed = () => this.destroyed
  /** As Electron does: asks `close`, and is gone only when nobody prevented it. */
  close = () => {
    const event = fakeEvent()
    this.emit('close', event)
    if (!event.prevented) this.destroy()
  }
  destroy = () => {
    this.destroyed = true
    this.emit('closed')
  }
  /** Where it was put; the console's own window lies in the middle of the first display. */
  bounds = { x: 10, y: 20, width: 1200, height: 700 }
  setBounds = (bounds: typeof this.bounds) => {
    this.bounds = bounds
    this.calls.push('setBounds')
  }
  hide = () => void this.calls.push('hide')
  setFullScreen = (on: boolean) => void this.calls.push(`fullscreen ${on}`)
  getBounds = () => this.bounds
  getNormalBounds = () => this.bounds
}

class FakeSession {
  handlers: Record<string, Handler | null> = {}
  served: Record<string, (request: { url: string }) => Promise<Response>> = {}
  partition: string
  options: unknown
  constructor(partition: string, options: unknown) {
    this.partition = partition
    this.options = options
  }
  protocol = {
    handle: (scheme: string, handler: (request: { url: string }) => Promise<Response>) => {
      this.served[scheme] = handler
    },
  }
  keep(name: string, handler: Handler | null) {
    this.handlers[name] = handler
  }
  setPermissionCheckHandler = (handler: Handler | null) => this.keep('check', handler)
  setPermissionRequestHandler = (handler: Handler | null) => this.keep('request', handler)
  setDevicePermissionHandler = (handler: Handler | null) => this.keep('device', handler)
  on = (name: string, handler: Handler) => this.keep(name, handler)
  setCertificateVerifyProc = (handler: Handler | null) => this.keep('certificate', handler)
  setDisplayMediaRequestHandler = (handler: Handler | null) => this.keep('display', handler)
}

export class Tray extends EventEmitter {
  static all: Tray[] = []
  toolTip = ''
  menu: MenuItem[] = []
  constructor(_image: unknown) {
    super()
    Tray.all.push(this)
  }
  setImage = () => {}
  setToolTip = (text: string) => {
    this.toolTip = text
  }
  setContextMenu = (menu: MenuItem[]) => {
    this.menu = menu
  }
}
export type MenuItem = { label?: string; role?: string; type?: string; click?: () => void; submenu?: MenuItem[] }

export const app = new FakeApp()
export const Menu = {
  application: undefined as MenuItem[] | null | undefined,
  buildFromTemplate: (template: MenuItem[]) => template,
  setApplicationMenu: (menu: MenuItem[] | null) => {
    Menu.application = menu
  },
}
class FakeIpcMain extends EventEmitter {
  handlers = new Map<string, (event: unknown, input: unknown) => unknown>()
  handle = (channel: string, handler: (event: unknown, input: unknown) => unknown) =>
    void this.handlers.set(channel, handler)
  removeHandler = (channel: string) => void this.handlers.delete(channel)
}
export const ipcMain = new FakeIpcMain()
class FakeIpcRenderer extends EventEmitter {
  invoked: { channel: string; input: unknown }[] = []
  reply: unknown = { kind: 'output', output: null }
  invoke = async (channel: string, input: unknown) => {
    this.invoked.push({ channel, input })
    return this.reply
  }
}
export const ipcRenderer = new FakeIpcRenderer()
export const contextBridge = {
  exposed: {} as Record<string, unknown>,
  exposeInMainWorld: (name: string, value: unknown) => {
    contextBridge.exposed[name] = value
  },
}
export const session = {
  made: [] as FakeSession[],
  fromPartition: (partition: string, options: unknown) => {
    const made = new FakeSession(partition, options)
    session.made.push(made)
    return made
  },
}
export const protocol = {
  privileged: [] as unknown[],
  registerSchemesAsPrivileged: (schemes: unknown[]) => void protocol.privileged.push(...schemes),
}
export const powerSaveBlocker = {
  running: new Map<number, string>(),
  last: 0,
  start: (kind: string) => {
    powerSaveBlocker.last += 1
    const id = powerSaveBlocker.last
    powerSaveBlocker.running.set(id, kind)
    return id
  },
  stop: (id: number) => void powerSaveBlocker.running.delete(id),
}
/** `taken`: keys that another program has. */
export const globalShortcut = {
  keys: new Map<string, () => void>(),
  taken: new Set<string>(),
  register: (key: string, press: () => void) => {
    if (/[^\w+]/.test(key)) throw new TypeError(`conversion failure from ${key}`)
    if (globalShortcut.taken.has(key)) return false
    globalShortcut.keys.set(key, press)
    return true
  },
  unregister: (key: string) => void globalShortcut.keys.delete(key),
  unregisterAll: () => globalShortcut.keys.clear(),
}
export const powerMonitor = new EventEmitter()
export const dialog = {
  shown: [] as string[],
  titles: [] as string[],
  asked: [] as { detail?: string; buttons?: string[] }[],
  /** The place of the button that is pressed, once it is. */
  answer: Promise.resolve(0),
  /** As Electron's: with a window before the options, or without one. */
  showMessageBox: async (...given: unknown[]) => {
    const options = given.at(-1) as { message: string; detail?: string; buttons?: string[] }
    dialog.shown.push(options.message)
    dialog.asked.push(options)
    return { response: await dialog.answer }
  },
  showErrorBox: (title: string, message: string) => {
    dialog.titles.push(title)
    dialog.shown.push(message)
  },
}
export const aDisplay = (id: number, x: number, label = '') => ({
  id,
  label,
  size: { width: 1920, height: 1080 },
  bounds: { x, y: 0, width: 1920, height: 1080 },
  workArea: { x, y: 0, width: 1920, height: 1040 },
})
class FakeScreen extends EventEmitter {
  displays = [aDisplay(1, 0)]
  getAllDisplays = () => this.displays
  getDisplayMatching = ({ x }: { x: number }) =>
    this.displays.find(({ bounds }) => x >= bounds.x && x < bounds.x + bounds.width) ?? this.displays[0]
}
export const screen = new FakeScreen()
export const nativeImage = { createFromBitmap: (pixels: Buffer) => ({ pixels }) }
export const safeStorage = {
  available: true,
  isEncryptionAvailable: () => safeStorage.available,
  encryptString: (text: string) => Buffer.from(`locked:${text}`).reverse(),
  decryptString: (cipher: Buffer) => {
    const text = Buffer.from(cipher).reverse().toString()
    if (!text.startsWith('locked:')) throw new Error('this key does not fit')
    return text.slice('locked:'.length)
  },
}
export const systemPreferences = {
  microphone: true,
  asked: [] as string[],
  askForMediaAccess: async (kind: string) => {
    systemPreferences.asked.push(kind)
    return systemPreferences.microphone
  },
}

/** Everything as at the start of a program. */
export function resetElectron(): void {
  app.removeAllListeners()
  Object.assign(app, {
    sandboxed: false,
    onlyInstance: true,
    quits: 0,
    exits: [],
    ready: Promise.resolve(),
    systemLanguages: ['en-US'],
    isPackaged: false,
    opensAtLogin: false,
  })
  globalShortcut.keys.clear()
  globalShortcut.taken.clear()
  BrowserWindow.all = []
  Tray.all = []
  Menu.application = undefined
  ipcMain.handlers.clear()
  ipcMain.removeAllListeners()
  ipcRenderer.removeAllListeners()
  Object.assign(ipcRenderer, { invoked: [], reply: { kind: 'output', output: null } })
  contextBridge.exposed = {}
  session.made = []
  protocol.privileged = []
  powerSaveBlocker.running.clear()
  powerMonitor.removeAllListeners()
  Object.assign(dialog, { shown: [], titles: [], asked: [], answer: Promise.resolve(0) })
  screen.removeAllListeners()
  screen.displays = [aDisplay(1, 0)]
  safeStorage.available = true
  Object.assign(systemPreferences, { microphone: true, asked: [] })
}
