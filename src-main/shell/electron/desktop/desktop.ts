// How the program behaves on its computer, as the person wishes: it starts with it, stays above other windows while a call is listened
// to, and mutes by a key that also works in other programs.
import { type BrowserWindow, dialog, globalShortcut } from 'electron'
import type { ConsoleState } from '#main/shell/electron/console-state.ts'
import type { ShellWords } from '#main/shell/electron/words/words.ts'
import { startAtLogin } from './start-at-login.ts'

export type DesktopParts = {
  readonly window: BrowserWindow
  readonly kiosk: boolean // a locked station is started by whoever has locked it
  readonly platform: NodeJS.Platform
  readonly hush: () => Promise<unknown>
  readonly words: () => ShellWords
  readonly log: (text: string) => void
}

/** The answer is told every state of the console. */
export function createDesktop(parts: DesktopParts): (state: ConsoleState) => void {
  const { window, kiosk, platform, log } = parts
  if (kiosk) return () => {}
  let before = { startAtLogin: false, muteKey: null as string | null, isOnTop: false }
  const follow = followMuteKey(parts)
  return (state) => {
    const isOnTop = state.onTop && state.monitoring
    if (isOnTop !== before.isOnTop && !window.isDestroyed()) window.setAlwaysOnTop(isOnTop, 'floating')
    if (state.muteKey !== before.muteKey) follow(before.muteKey, state.muteKey)
    // Where it is not wished at the start nothing is taken back: somebody else may have had the program started.
    if (state.startAtLogin !== before.startAtLogin) startAtLogin(state.startAtLogin, platform, log)
    before = { startAtLogin: state.startAtLogin, muteKey: state.muteKey, isOnTop }
  }
}

function followMuteKey({
  window,
  hush,
  words,
  log,
}: DesktopParts): (before: string | null, now: string | null) => void {
  const mute = () => void hush().catch((cause: unknown) => log(`the key that mutes was not heard: ${String(cause)}`))
  window.on('closed', () => globalShortcut.unregisterAll())
  return (before, now) => {
    if (before !== null) globalShortcut.unregister(acceleratorOf(before))
    if (now === null || isRegistered(acceleratorOf(now), mute)) return
    log(`${now} mutes only in the console: another program has this key`)
    const { message, detail } = words().muteKeyTaken
    const told = { type: 'warning', message: message(acceleratorOf(now)), detail } as const
    void dialog
      .showMessageBox(window, told)
      .catch((cause: unknown) => log(`and that could not be shown: ${String(cause)}`))
  }
}

/** Electron throws for a key it cannot read. */
function isRegistered(key: string, press: () => void): boolean {
  try {
    return globalShortcut.register(key, press)
  } catch {
    return false
  }
}

/** As Electron writes keys: `CommandOrControl+Shift+M`, `Alt+Up`. */
const acceleratorOf = (combo: string): string => combo.replace('Mod', 'CommandOrControl').replace('Arrow', '')
