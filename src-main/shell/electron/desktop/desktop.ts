// How the program behaves on its computer, as the person wishes: it starts with it, stays above other windows while a call is listened
// to, and mutes by a key that also works in other programs.
import { type BrowserWindow, globalShortcut } from 'electron'
import type { ConsoleState } from '#main/shell/electron/console-state.ts'
import { startAtLogin } from './start-at-login.ts'

export type DesktopParts = {
  readonly window: BrowserWindow
  readonly kiosk: boolean // a locked station is started by whoever has locked it
  readonly platform: NodeJS.Platform
  readonly hush: () => Promise<unknown>
  readonly log: (text: string) => void
}

/** The answer is told every state of the console. */
export function createDesktop({ window, kiosk, platform, hush, log }: DesktopParts): (state: ConsoleState) => void {
  let before: Pick<ConsoleState, 'startAtLogin' | 'muteKey'> & { readonly isOnTop: boolean } = {
    startAtLogin: false,
    muteKey: null,
    isOnTop: false,
  }
  const mute = () => void hush().catch((cause: unknown) => log(`the key that mutes was not heard: ${String(cause)}`))
  const follow = (muteKey: string | null) => {
    if (before.muteKey !== null) globalShortcut.unregister(acceleratorOf(before.muteKey))
    if (muteKey !== null && !globalShortcut.register(acceleratorOf(muteKey), mute))
      log(`${muteKey} mutes only in the console: another program has this key`)
  }
  window.on('closed', () => globalShortcut.unregisterAll())
  let isFirst = true
  return (state) => {
    if (kiosk) return
    const isOnTop = state.onTop && state.monitoring
    if (isOnTop !== before.isOnTop && !window.isDestroyed()) window.setAlwaysOnTop(isOnTop, 'floating')
    if (state.muteKey !== before.muteKey) follow(state.muteKey)
    // At the first time as well: the program may have been moved, or its entry taken away by hand.
    if (isFirst || state.startAtLogin !== before.startAtLogin) startAtLogin(state.startAtLogin, platform, log)
    isFirst = false
    before = { startAtLogin: state.startAtLogin, muteKey: state.muteKey, isOnTop }
  }
}

/** As Electron writes keys. */
const acceleratorOf = (combo: string): string => combo.replace('Mod', 'CommandOrControl')
