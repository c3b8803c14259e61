// Whether this computer can show a window at all. Pure.

type Surroundings = { readonly env: NodeJS.ProcessEnv; readonly platform: NodeJS.Platform }

/** Windows and macOS always have a desktop; elsewhere X11 or Wayland names it. */
export const hasDisplay = ({ env, platform }: Surroundings): boolean =>
  platform === 'win32' || platform === 'darwin' || Boolean(env.DISPLAY || env.WAYLAND_DISPLAY)

/** Chromium, and Electron with it, does not run as root with its sandbox on, and only Linux has such a check. */
export const refusesSandbox = (uid: number | null, platform: NodeJS.Platform): boolean =>
  uid === 0 && platform === 'linux'

export const sandboxIsOff =
  "The browser's sandbox is off: Chromium does not run as root with it. Start the console as another user to keep it on."
