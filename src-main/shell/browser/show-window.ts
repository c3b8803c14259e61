// Shows the console in a browser's window, and says in one line why when it cannot; the address is served in any case.
import type { Clock, Stop } from '#contract/time.ts'
import { hasDisplay, refusesSandbox, sandboxIsOff } from '#main/launch/display.ts'
import { type BrowserEnd, meaningOf, type PageState } from './browser-end.ts'
import type { Places } from './find-browser.ts'
import { findOrInstall, type RunCommand } from './install-browser.ts'
import type { KeyPage } from './key-page.ts'
import { openWindow, type Spawn } from './open-window.ts'

/** The page as the server sees it. */
export type Page = {
  readonly state: () => PageState
  readonly onChange: (listener: () => void) => Stop
}

export type ShowingParts = {
  readonly places: Places
  readonly uid: number | null
  readonly profileDir: string
  readonly kiosk: boolean
  /** One that opens: with a new key when the last one has been used. */
  readonly address: () => string
  /** How the browser is given it. */
  readonly keyPage: KeyPage
  readonly page: Page
  readonly spawn: Spawn
  readonly run: RunCommand
  readonly clock: Pick<Clock, 'after'>
  readonly say: (sentence: string) => void
  /** The person has closed the window. */
  readonly onClosed: () => void
}

/** A browser that gives the address to one that runs already ends before the page is there; a closed one may end before its socket. */
export const PAGE_WAIT_MS = 5_000

/** A kiosk's window that was closed, or has crashed, is open again after so long. */
export const OPEN_AGAIN_MS = 2_000

export function showWindow(parts: ShowingParts): Stop {
  const { places, say } = parts
  const flags = places.env.EARSHOT_BROWSER_FLAGS ?? ''
  if (!hasDisplay(places) && !/(^|\s)--headless\b/.test(flags)) {
    say(`No window was opened: there is no display here (DISPLAY and WAYLAND_DISPLAY are not set). ${stays(parts)}`)
    return () => {}
  }
  let stopped = false
  let stop: Stop = () => {}
  void findOrInstall(places, parts).then((found) => {
    if (stopped) return
    if (found.kind === 'none') return say(`No window was opened. ${found.why} ${stays(parts)}`)
    stop = openIn(found.browser, flags, parts)
  })
  return () => {
    stopped = true
    stop()
  }
}

function openIn(browser: string, extraFlags: string, parts: ShowingParts): Stop {
  const { places, uid, profileDir, kiosk, page, keyPage, say } = parts
  const sandbox = !refusesSandbox(uid, places.platform)
  if (!sandbox) say(sandboxIsOff)
  const wayland = places.platform === 'linux' && !places.env.DISPLAY && Boolean(places.env.WAYLAND_DISPLAY)
  const order = {
    browser,
    address: keyPage.leadingTo(parts.address()),
    profileDir,
    kiosk,
    sandbox,
    wayland,
    extraFlags,
  }
  const stopKeeping = page.onChange(() => page.state() !== 'never' && keyPage.remove())
  let stopWaiting: Stop = () => {}
  let stopNext: Stop = () => {}
  const again = () => {
    stopNext = parts.clock.after(OPEN_AGAIN_MS, () => {
      stopNext = openIn(browser, extraFlags, parts)
    })
  }
  const stopWindow = openWindow(order, parts, (end) => {
    stopWaiting = whenSettled(end, parts, (state) => {
      keyPage.remove()
      tell(end, state, browser, { ...parts, again })
    })
  })
  return () => {
    stopKeeping()
    keyPage.remove()
    stopWaiting()
    stopNext()
    stopWindow()
  }
}

type Telling = ShowingParts & { readonly again: () => void }

function tell(end: BrowserEnd, page: PageState, browser: string, parts: Telling) {
  const meaning = meaningOf(end, page, browser)
  switch (meaning.kind) {
    case 'closed':
      return parts.kiosk ? parts.again() : parts.onClosed()
    case 'elsewhere':
      return parts.say('The console is open in another browser window. Press Ctrl-C to end it.')
    case 'failed':
      parts.say(`${meaning.what} ${stays(parts)}`)
      // Who could press Ctrl-C is not there. What cannot be run at all is tried again as rarely.
      return parts.kiosk ? parts.again() : undefined
  }
}

/** Calls back when no news of the page can change what the end means. */
function whenSettled(end: BrowserEnd, { page, clock }: ShowingParts, then: (page: PageState) => void): Stop {
  const isPlain = end.kind === 'notRun' || end.code !== 0
  if (isPlain || page.state() === 'gone') {
    then(page.state())
    return () => {}
  }
  const stop = () => {
    stopTimer()
    stopWatching()
  }
  const done = () => {
    stop()
    then(page.state())
  }
  const stopTimer = clock.after(PAGE_WAIT_MS, done)
  const stopWatching = page.onChange(() => {
    if (page.state() === 'gone') done()
  })
  return stop
}

const stays = ({ address }: ShowingParts): string => `Earshot stays at ${address()} until you press Ctrl-C.`
