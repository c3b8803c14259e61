// The window of the browser shell, with a browser that ends as the test wants it.
import { EventEmitter } from 'node:events'
import { PassThrough } from 'node:stream'
import { expect, it, vi } from 'vitest'
import { createObservable } from '#contract/observable.ts'
import type { PageState } from '#main/shell/browser/browser-end.ts'
import { PAGE_WAIT_MS, showWindow } from '#main/shell/browser/show-window.ts'
import { fakeClock } from '../../../../fakes/fake-clock.ts'

type Machine = {
  readonly env?: NodeJS.ProcessEnv
  readonly uid?: number | null
  readonly platform?: NodeJS.Platform
  readonly there?: readonly string[]
}

const onDisplay = { DISPLAY: ':0' }

function show({ env = onDisplay, uid = 1000, platform = 'linux', there = ['/usr/bin/chromium'] }: Machine = {}) {
  const clock = fakeClock()
  const page = createObservable<PageState>('never')
  const said: string[] = []
  const started: { program: string; args: readonly string[] }[] = []
  const stderr = new PassThrough()
  const killed = vi.fn(() => true)
  const browser = Object.assign(new EventEmitter(), { stderr, kill: killed, stdin: null, stdout: null })
  const closed = vi.fn()
  const handed: string[] = []
  const removed = vi.fn()
  let used = 0
  const stop = showWindow({
    places: { env, platform, home: '/h', exists: (path) => there.includes(path) },
    uid,
    profileDir: '/p',
    kiosk: false,
    address: () => `http://a/?key=${used}`,
    keyPage: { leadingTo: (address) => `file:///p/${handed.push(address)}`, remove: removed },
    page: { state: page.get, onChange: page.on },
    spawn: (program, args) => {
      started.push({ program, args })
      return browser
    },
    run: async () => ({ code: 100, stderr: 'E: no network' }),
    clock,
    say: (sentence) => said.push(sentence),
    onClosed: closed,
  })
  const opens = (state: PageState) => {
    used++
    page.set(state)
  }
  const ends = async (code: number | null, signal: string | null = null, complaint = '') => {
    await vi.waitFor(() => expect(started).toHaveLength(1))
    stderr.end(complaint)
    browser.emit('exit', code, signal)
    await vi.waitFor(() => expect(stderr.closed).toBe(true))
  }
  const isStarted = () => vi.waitFor(() => expect(started).toHaveLength(1))
  return { clock, page, said, started, handed, removed, browser, closed, stop, killed, opens, ends, isStarted }
}

it('is opened at the address, and its end is the end of the console', async () => {
  const { started, handed, removed, said, closed, opens, ends, isStarted } = show()
  await isStarted()
  expect(started[0]).toMatchObject({
    program: '/usr/bin/chromium',
    args: expect.arrayContaining(['--app=file:///p/1']),
  })
  // The key is in no argument: other users of the computer read those.
  expect(JSON.stringify(started)).not.toContain('key=')
  expect(handed).toEqual(['http://a/?key=0'])
  expect(removed).not.toHaveBeenCalled()
  opens('open')
  expect(removed).toHaveBeenCalled()
  opens('gone')
  await ends(0)
  expect(closed).toHaveBeenCalledOnce()
  expect(said).toEqual([])
})

it('is opened for root too, without the sandbox, which is said', async () => {
  const { started, said, isStarted } = show({ uid: 0 })
  await isStarted()
  expect(started[0]?.args).toContain('--no-sandbox')
  expect(said).toEqual([
    "The browser's sandbox is off: Chromium does not run as root with it. Start the console as another user to keep it on.",
  ])
})

it.each([
  [1000, 'linux'],
  [0, 'darwin'],
  [null, 'win32'],
] as const)('keeps its sandbox for user %s on %s', async (uid, platform) => {
  const { started, said, isStarted } = show({
    uid,
    platform,
    env: { ...onDisplay, EARSHOT_BROWSER: '/usr/bin/chromium' },
  })
  await isStarted()
  expect(started[0]?.args).not.toContain('--no-sandbox')
  expect(said).toEqual([])
})

it('is not opened without a display, and nothing is installed for it', async () => {
  const { said, started, closed } = show({ env: {}, uid: 0, there: ['/etc/debian_version'] })
  expect(said).toEqual([
    'No window was opened: there is no display here (DISPLAY and WAYLAND_DISPLAY are not set). Earshot stays at http://a/?key=0 until you press Ctrl-C.',
  ])
  expect([started, closed.mock.calls]).toEqual([[], []])
})

it('is opened without a display by a browser that needs none', async () => {
  const { isStarted } = show({ env: { EARSHOT_BROWSER_FLAGS: '--mute-audio --headless=new' } })
  await isStarted()
})

it('goes to Wayland where that is the only display', async () => {
  const { started, isStarted } = show({ env: { WAYLAND_DISPLAY: 'wayland-0' } })
  await isStarted()
  expect(started[0]?.args).toContain('--ozone-platform=wayland')
})

it('says what to do when no browser is here and none can be installed', async () => {
  const { said } = show({ uid: 0, there: ['/etc/debian_version'] })
  await vi.waitFor(() => expect(said).toHaveLength(2))
  expect(said[1]).toBe(
    'No window was opened. Chromium could not be installed: no network. Install Chromium, Chrome or Edge, or set EARSHOT_BROWSER to the path of one. Earshot stays at http://a/?key=0 until you press Ctrl-C.',
  )
})

it.each([
  ['that refuses', 1, null, 'no way.', '/usr/bin/chromium ended with exit code 1: no way.'],
  ['that crashes', null, 'SIGTRAP', '', '/usr/bin/chromium ended with SIGTRAP.'],
])('of a browser %s is told in one line, and the address stays', async (_how, code, signal, complaint, what) => {
  const { said, closed, ends } = show()
  await ends(code, signal, complaint)
  await vi.waitFor(() => expect(said).toEqual([`${what} Earshot stays at http://a/?key=0 until you press Ctrl-C.`]))
  expect(closed).not.toHaveBeenCalled()
})

it('of a browser that crashes later is told with an address that opens again', async () => {
  const { said, closed, opens, ends } = show()
  opens('open')
  opens('gone')
  await ends(null, 'SIGSEGV')
  await vi.waitFor(() =>
    expect(said).toEqual([
      '/usr/bin/chromium ended with SIGSEGV. Earshot stays at http://a/?key=2 until you press Ctrl-C.',
    ]),
  )
  expect(closed).not.toHaveBeenCalled()
})

it('of what cannot be run is told in one line', async () => {
  const { said, browser, isStarted } = show()
  await isStarted()
  browser.emit('error', Object.assign(new Error('spawn EACCES'), { code: 'EACCES' }))
  expect(said).toEqual([
    '/usr/bin/chromium cannot be run: this user may not execute it. Earshot stays at http://a/?key=0 until you press Ctrl-C.',
  ])
})

it('of what ends well and shows nothing is told once a page could have come', async () => {
  const { said, clock, ends, closed } = show()
  await ends(0)
  clock.pass(PAGE_WAIT_MS - 1)
  expect(said).toEqual([])
  clock.pass(1)
  expect(said).toEqual([
    '/usr/bin/chromium ended without opening the console. Earshot stays at http://a/?key=0 until you press Ctrl-C.',
  ])
  expect(closed).not.toHaveBeenCalled()
})

it('that a browser which ran already has taken is left open', async () => {
  const { said, clock, ends, opens, closed } = show()
  await ends(0)
  opens('open')
  clock.pass(PAGE_WAIT_MS)
  expect(said).toEqual(['The console is open in another browser window. Press Ctrl-C to end it.'])
  expect(closed).not.toHaveBeenCalled()
})

it('is closed also when the browser ends a moment before its socket', async () => {
  const { closed, ends, opens, said } = show()
  opens('open')
  await ends(0)
  expect(closed).not.toHaveBeenCalled()
  opens('gone')
  expect(closed).toHaveBeenCalledOnce()
  expect(said).toEqual([])
})

it('is ended with the console, of which nothing more is said', async () => {
  const { stop, killed, ends, said, closed, clock, isStarted } = show()
  await isStarted()
  stop()
  await ends(null, 'SIGTERM')
  clock.pass(PAGE_WAIT_MS)
  expect(killed).toHaveBeenCalledOnce()
  expect([said, closed.mock.calls]).toEqual([[], []])
})

it('is not opened any more when the console ends before a browser is found', async () => {
  const { stop, started } = show()
  stop()
  await new Promise((resolve) => setImmediate(resolve))
  expect(started).toEqual([])
})

it('tells what was said last, though a helper of the browser still holds the pipe', async () => {
  const { said, browser, clock, isStarted } = show()
  await isStarted()
  browser.stderr.write('no way\n')
  await vi.waitFor(() => expect(browser.stderr.readableLength).toBe(0))
  browser.emit('exit', 1, null)
  clock.pass(300)
  expect(said).toEqual([
    '/usr/bin/chromium ended with exit code 1: no way. Earshot stays at http://a/?key=0 until you press Ctrl-C.',
  ])
})
