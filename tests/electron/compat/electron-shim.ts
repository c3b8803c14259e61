// Test only: what the product uses of Electron 45 and Electron 9 does not have, made of what it has.
// The compat build puts this in place of `electron` in the main process; the banner of that build leaves the real one here.
import type * as Electron from 'electron'

const real = (globalThis as unknown as { realElectron: typeof Electron }).realElectron
const asRoot = process.argv.includes('--no-sandbox')

type Contents = Electron.WebContents & { mainFrameId?: number }
/** Electron 9: `event, url, frameName, disposition, options`; the guest is whatever window is left on the event. */
type NewWindow = [
  Electron.Event & { newGuest?: object },
  string,
  string,
  string,
  Electron.BrowserWindowConstructorOptions,
]
type Frame = { readonly url: string; readonly parent: object | null }

// Chromium refuses to start when told both to sandbox everything and, as root, not to sandbox at all.
if (asRoot) real.app.enableSandbox = () => {}

real.app.getPreferredSystemLanguages ??= () => [real.app.getLocale()]

real.app.on('web-contents-created', (_event, made) => {
  const contents = made as Contents
  contents.setWindowOpenHandler = (handler) => {
    contents.removeAllListeners('new-window')
    contents.on('new-window' as 'did-finish-load', (...args: unknown[]) => {
      const [event, url, frameName, , options] = args as NewWindow
      const answer = handler({ url, frameName } as Electron.HandlerDetails)
      event.preventDefault()
      if (answer.action === 'deny') return
      const made = new real.BrowserWindow({ ...options, ...answer.overrideBrowserWindowOptions })
      event.newGuest = made
      contents.emit('did-create-window', made)
    })
  }
  contents.on('did-frame-navigate', (_navigated, _url, _code, _text, isMain, _process, frameId) => {
    if (isMain) contents.mainFrameId = frameId
  })
})

const handle = real.ipcMain.handle.bind(real.ipcMain)
real.ipcMain.handle = (channel, listener) =>
  handle(channel, (event, ...args) => {
    const contents = event.sender as Contents
    const isMain = contents.mainFrameId === undefined || event.frameId === contents.mainFrameId
    const senderFrame: Frame = { url: contents.getURL(), parent: isMain ? null : {} }
    return listener(Object.assign(event, { senderFrame }), ...args)
  })

// Its own property cannot be replaced, so the module gets another object.
function fromPartition(partition: string, options?: Electron.FromPartitionOptions): Electron.Session {
  const session = real.session.fromPartition(partition, options)
  session.setDevicePermissionHandler ??= () => {}
  session.setDisplayMediaRequestHandler ??= () => {}
  session.protocol.handle ??= (scheme, handler) => {
    session.protocol.registerBufferProtocol(scheme, (request, answer) => {
      void Promise.resolve(handler({ url: request.url } as GlobalRequest)).then(async (response) => {
        const headers: Record<string, string> = {}
        response.headers.forEach((value, name) => {
          headers[name] = value
        })
        const mimeType = (headers['content-type'] ?? 'text/plain').split(';')[0] ?? ''
        answer({ statusCode: response.status, headers, mimeType, data: Buffer.from(await response.arrayBuffer()) })
      })
    })
  }
  return session
}

export const { app, BrowserWindow, dialog, ipcMain, Menu, nativeImage, powerMonitor, powerSaveBlocker } = real
export const { globalShortcut, protocol, screen, systemPreferences, Tray } = real
export const { ipcRenderer, shell } = real // for electron-store, which runs in pages as well
export const net: Pick<typeof Electron.net, 'fetch'> = {
  fetch: () => Promise.reject(new Error('no updates in the compat build')),
}
export const session = { fromPartition }
export const safeStorage: Pick<typeof Electron.safeStorage, 'isEncryptionAvailable'> & object = real.safeStorage ?? {
  isEncryptionAvailable: () => false,
}
