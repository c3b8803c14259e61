// The keys that lead out of a page: what a browser, Electron and the desktops they run on make of them. Both sides of a kiosk swallow these.

export type Pressed = {
  readonly key: string // as KeyboardEvent.key has it
  readonly control: boolean
  readonly meta: boolean
  readonly alt: boolean
  readonly shift: boolean
}

/** Whatever is held with them. Of F1 to F12 the console uses none. */
const alone = [
  ...['f1', 'f3', 'f5', 'f6', 'f7', 'f10', 'f11', 'f12', 'contextmenu', 'printscreen', 'zoomtoggle'],
  ...['browserback', 'browserforward', 'browserrefresh', 'browserhome', 'browsersearch', 'browserfavorites'],
  ...['launchmail', 'launchapplication1', 'launchapplication2', 'launchmediaplayer'],
]
const withAlt = ['f4', ' ', 'arrowleft', 'arrowright', 'home', 'enter', 'tab', 'escape']
/** With Ctrl, or Cmd on a Mac: the console's own are K, I, the comma, Z and the editing keys. */
const withMod = [
  ...['n', 't', 'w', 'q', 'r', 'p', 's', 'o', 'u', 'h', 'j', 'l', 'e', 'd', 'f', 'g', 'm', '[', ']'],
  ...['tab', 'f4', 'f5', 'pageup', 'pagedown', 'home', 'escape', '1', '2', '3', '4', '5', '6', '7', '8', '9'],
]
const withModShift = ['i', 'j', 'c', 'k', 'a', 'b', 'delete', 'escape', ...withMod.filter((key) => key !== 'm')]

export function isWayOut({ key: pressed, control, meta, alt, shift }: Pressed): boolean {
  const key = pressed.toLowerCase()
  if (alone.includes(key)) return true
  if (alt && withAlt.includes(key)) return true
  if (!control && !meta) return false
  // Shift+F10 opens a menu as the key for it does; Ctrl+Alt+I are the tools on a Mac.
  if (alt && ['i', 'j', 'u'].includes(key)) return true
  return (shift ? withModShift : withMod).includes(key)
}

/** Ctrl+Alt+Shift+Q (Cmd instead of Ctrl on macOS): whoever knows the site's passphrase may leave. */
export const isExitKey = ({ key, control, meta, alt, shift }: Pressed): boolean =>
  key.toLowerCase() === 'q' && (control || meta) && alt && shift
