// Opens the console's window in an installed browser, as an app window with a profile of its own.
import type { SpawnOptions } from 'node:child_process'
import { join } from 'node:path'
import type { Readable } from 'node:stream'
import type { Clock, Stop } from '#contract/time.ts'
import type { BrowserEnd } from './browser-end.ts'

export type WindowOrder = {
  readonly browser: string
  readonly address: string
  readonly profileDir: string
  readonly kiosk: boolean
  readonly sandbox: boolean
  readonly wayland: boolean // the only display there is
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
    ...(order.sandbox ? [] : ['--no-sandbox']),
    ...(order.wayland ? ['--ozone-platform=wayland'] : []),
    ...(order.kiosk ? ['--kiosk'] : []),
    ...order.extraFlags.split(/\s+/).filter(Boolean),
  ]
}

/** What of a child process is used here. */
export type BrowserProcess = {
  readonly stderr: Readable | null
  readonly kill: () => boolean
  once(event: 'error', listener: (cause: Error) => void): unknown
  once(event: 'exit', listener: (code: number | null, signal: NodeJS.Signals | null) => void): unknown
}
export type Spawn = (program: string, args: readonly string[], options: SpawnOptions) => BrowserProcess

export type OpeningParts = { readonly spawn: Spawn; readonly clock: Pick<Clock, 'after'> }

/** Enough for what it complains of first; a browser may go on complaining for days. */
const MOST_KEPT = 8 * 1024

/** Its helpers may hold the pipe open after the browser itself has ended. */
const LAST_WORDS_MS = 300

/** Calls back once when the browser has ended, or could not be run; never after the stop, which ends it. */
export function openWindow(order: WindowOrder, { spawn, clock }: OpeningParts, onEnd: (end: BrowserEnd) => void): Stop {
  const child = spawn(order.browser, browserArguments(order), { stdio: ['ignore', 'ignore', 'pipe'] })
  let complaints = ''
  let stopped = false
  const end = (how: BrowserEnd) => {
    if (stopped) return
    stopped = true
    onEnd(how)
  }
  child.stderr?.on('data', (data) => {
    if (complaints.length < MOST_KEPT) complaints += String(data)
  })
  child.once('error', (cause: NodeJS.ErrnoException) => end({ kind: 'notRun', cause: cause.code ?? cause.message }))
  child.once('exit', (code, signal) => {
    const tell = () => end({ kind: 'ended', code, signal, complaints })
    const stopWaiting = clock.after(LAST_WORDS_MS, tell)
    child.stderr?.once('close', () => {
      stopWaiting()
      tell()
    })
  })
  return () => {
    stopped = true
    child.kill()
  }
}

/** Of each console that runs from that folder its own: a browser hands a profile in use over to the window that has it, and ends. */
export const profileDir = (configDir: string, seat: number): string =>
  join(configDir, seat === 1 ? 'browser' : `browser-${seat}`)
