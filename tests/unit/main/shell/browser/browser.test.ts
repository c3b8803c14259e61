import { describe, expect, it } from 'vitest'
import { findBrowser } from '#main/shell/browser/find-browser.ts'
import {
  browserArguments,
  browserOrInstall,
  openWindow,
  profileDir,
  type WindowEnd,
} from '#main/shell/browser/open-window.ts'

const places = (platform: NodeJS.Platform, there: string[], env: NodeJS.ProcessEnv = {}) => ({
  platform,
  env,
  home: '/home/u',
  exists: (path: string) => there.includes(path),
})

describe('the browser of the window', () => {
  it.each([
    ['linux', ['/usr/bin/google-chrome', '/usr/bin/chromium'], {}, '/usr/bin/chromium'],
    ['linux', ['/opt/bin/microsoft-edge'], { PATH: '/opt/bin:/usr/bin' }, '/opt/bin/microsoft-edge'],
    [
      'darwin',
      ['/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge'],
      {},
      '/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge',
    ],
    [
      'win32',
      ['C:\\Program Files (x86)\\Microsoft\\Edge\\Application\\msedge.exe'],
      { 'PROGRAMFILES(X86)': 'C:\\Program Files (x86)' },
      'C:\\Program Files (x86)\\Microsoft\\Edge\\Application\\msedge.exe',
    ],
    ['linux', [], {}, null],
  ] as const)('on %s is found where it is installed', (platform, there, env, found) => {
    expect(findBrowser(places(platform, [...there], env))).toBe(found)
  })

  it('is the one EARSHOT_BROWSER names, or none when that is not there', () => {
    const there = ['/usr/bin/chromium', '/my/browser']
    expect(findBrowser(places('linux', there, { EARSHOT_BROWSER: '/my/browser' }))).toBe('/my/browser')
    expect(findBrowser(places('linux', there, { EARSHOT_BROWSER: '/my/other' }))).toBeNull()
  })

  it('that is missing is asked for in one sentence', () => {
    const said: string[] = []
    const say = (sentence: string) => said.push(sentence)
    expect(browserOrInstall(places('linux', ['/etc/debian_version']), { uid: 1000, say })).toBeNull()
    expect(browserOrInstall(places('linux', [], { EARSHOT_BROWSER: '/my/other' }), { uid: 1000, say })).toBeNull()
    expect(said).toEqual([
      'The console needs Chromium, Chrome or Edge: install one, or name it in EARSHOT_BROWSER.',
      'EARSHOT_BROWSER names /my/other, which does not exist.',
    ])
  })

  it('opens an app window with a profile of its own', () => {
    const order = {
      browser: 'chromium',
      address: 'http://127.0.0.1:1/?key=k',
      profileDir: '/p',
      kiosk: false,
      extraFlags: '',
    }
    expect(browserArguments(order)).toEqual(
      expect.arrayContaining(['--app=http://127.0.0.1:1/?key=k', '--user-data-dir=/p']),
    )
    expect(browserArguments(order)).not.toContain('--kiosk')
    expect(browserArguments({ ...order, kiosk: true, extraFlags: ' --no-sandbox  --headless ' }).slice(-3)).toEqual([
      '--kiosk',
      '--no-sandbox',
      '--headless',
    ])
  })

  it('has another profile in each console of one folder', () => {
    expect([profileDir('/c', 1), profileDir('/c', 2)]).toEqual(['/c/browser', '/c/browser-2'])
  })

  it.each([
    ['true', 100, 'handedOver'], // to a browser that ran already
    ['true', 60_000, 'closed'],
    ['false', 100, 'closed'],
    ['/no/such/browser', 100, 'closed'],
  ] as const)('that is %s and ends after %i ms is %s', async (browser, lifeMs, end) => {
    const times = [0, lifeMs]
    const order = { browser, address: 'a', profileDir: 'p', kiosk: false, extraFlags: '' }
    const ended = await new Promise<WindowEnd>((resolve) => openWindow(order, () => times.shift() ?? 0, resolve))
    expect(ended).toBe(end)
  })
})
