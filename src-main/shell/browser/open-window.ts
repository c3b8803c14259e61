// Opens the console's window in an installed browser, as an app window with a profile of its own.
import { type ChildProcess, spawn, spawnSync } from 'node:child_process'
import { join } from 'node:path'
import { findBrowser, type Places } from './find-browser.ts'

export type WindowOrder = {
  readonly browser: string
  readonly address: string
  readonly profileDir: string
  readonly kiosk: boolean
  readonly extraFlags: string // EARSHOT_BROWSER_FLAGS, separated by blanks
}

/** What the browser is started with. Its own profile keeps extensions and other sessions of the person away from the calls. */
export function browserArguments(order: WindowOrder): string[] {
  return [
    `--app=${order.address}`,
    `--user-data-dir=${order.profileDir}`,
    '--no-first-run',
    '--no-default-browser-check',
    // The monitored call must be heard at once, also before the first click in this window.
    '--autoplay-policy=no-user-gesture-required',
    '--disable-background-timer-throttling',
    ...(order.kiosk ? ['--kiosk'] : []),
    ...order.extraFlags.split(/\s+/).filter(Boolean),
  ]
}

export type WindowEnd = 'closed' | 'handedOver'

/** A browser that ends well before a person could close its window has given the address to one that ran already. */
const HAND_OVER_MS = 2000

/** Calls back once when the window has been closed, or another browser process has it. */
export function openWindow(order: WindowOrder, now: () => number, onEnd: (end: WindowEnd) => void): ChildProcess {
  const openedAt = now()
  const child = spawn(order.browser, browserArguments(order), { stdio: 'ignore' })
  child.once('exit', (code) => onEnd(code === 0 && now() - openedAt < HAND_OVER_MS ? 'handedOver' : 'closed'))
  child.once('error', () => onEnd('closed'))
  return child
}

type Install = { readonly uid: number | null; readonly say: (sentence: string) => void }

/** A browser, installed first where we may (root on Debian); null with a sentence said when there is none. */
export function browserOrInstall(places: Places, { uid, say }: Install): string | null {
  const found = findBrowser(places)
  if (found) return found
  if (places.env.EARSHOT_BROWSER) {
    say(`EARSHOT_BROWSER names ${places.env.EARSHOT_BROWSER}, which does not exist.`)
    return null
  }
  if (uid === 0 && places.exists('/etc/debian_version')) {
    say('No Chromium, Chrome or Edge here: installing Chromium with apt.')
    spawnSync('apt-get', ['install', '-y', '-q', 'chromium'], {
      stdio: 'ignore',
      env: { ...places.env, DEBIAN_FRONTEND: 'noninteractive' },
    })
    const installed = findBrowser(places)
    if (installed) return installed
  }
  say('The console needs Chromium, Chrome or Edge: install one, or name it in EARSHOT_BROWSER.')
  return null
}

/** Of each console that runs from that folder its own: a browser hands a profile in use over to the window that has it, and ends. */
export const profileDir = (configDir: string, seat: number): string =>
  join(configDir, seat === 1 ? 'browser' : `browser-${seat}`)
