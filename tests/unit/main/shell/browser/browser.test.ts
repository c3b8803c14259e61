import { describe, expect, it } from 'vitest'
import { findBrowser } from '#main/shell/browser/find-browser.ts'
import { browserArguments, profileDir } from '#main/shell/browser/open-window.ts'

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

  it('opens an app window with a profile of its own', () => {
    const order = {
      browser: 'chromium',
      address: 'http://127.0.0.1:1/?key=k',
      profileDir: '/p',
      kiosk: false,
      sandbox: true,
      wayland: false,
      extraFlags: '',
    }
    expect(browserArguments(order)).toEqual(
      expect.arrayContaining(['--app=http://127.0.0.1:1/?key=k', '--user-data-dir=/p']),
    )
    for (const flag of ['--kiosk', '--no-sandbox', '--ozone-platform=wayland'])
      expect(browserArguments(order)).not.toContain(flag)
    expect(browserArguments({ ...order, sandbox: false, wayland: true })).toEqual(
      expect.arrayContaining(['--no-sandbox', '--ozone-platform=wayland']),
    )
    expect(browserArguments({ ...order, kiosk: true, extraFlags: ' --no-sandbox  --headless ' }).slice(-3)).toEqual([
      '--kiosk',
      '--no-sandbox',
      '--headless',
    ])
  })

  it('has another profile in each console of one folder', () => {
    expect([profileDir('/c', 1), profileDir('/c', 2)]).toEqual(['/c/browser', '/c/browser-2'])
  })
})
