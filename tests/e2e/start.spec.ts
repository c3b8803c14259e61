// `npm start` as a newcomer runs it: on a display, without one, and with a browser that does not do.
import { once } from 'node:events'
import { existsSync, mkdtempSync, readFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { basename, join, resolve } from 'node:path'
import { chromium, expect, test } from '@playwright/test'
import { instrument } from '../stage/browser.ts'
import { type Child, startChild } from '../stage/child.ts'
import { listen, screenOf } from '../stage/console.ts'
import { type Display, startDisplay } from '../stage/display.ts'

const notAProgram = resolve('package.json')
const isRoot = process.getuid?.() === 0
const running: Child[] = []
test.afterEach(() => Promise.all(running.splice(0).map((child) => child.kill())))

type Started = { readonly child: Child; readonly profile: string }

async function npmStart(env: NodeJS.ProcessEnv): Promise<Started> {
  const home = mkdtempSync(join(tmpdir(), 'earshot-start-'))
  const args = ['--import', 'tsx', 'src-main/app/start.ts', '--shell=browser', '--floor', 'demo']
  const child = startChild(process.execPath, args, {
    DISPLAY: '',
    WAYLAND_DISPLAY: '',
    EARSHOT_BROWSER_FLAGS: '',
    ...env,
    EARSHOT_CONFIG_DIR: home,
  })
  running.push(child)
  // Every user of the computer reads the arguments of a window that opens, and who starts programs keeps their output.
  expect(await child.line((text) => text.startsWith('Earshot is at '), 90_000)).toMatch(
    /^Earshot is at http:\/\/127\.0\.0\.1:\d+$/,
  )
  return { child, profile: join(home, 'browser') }
}

/** Where no window opens, the address is said with its key. */
const addressIn = (line: string): string =>
  /Earshot stays at (http:\S+) until you press Ctrl-C\.$/.exec(line)?.[1] ?? ''

/** The status of the page at the printed address; its key is used up by it. */
const statusAt = async (address: string) => (await fetch(address, { redirect: 'manual' })).status

async function endsOn(signal: NodeJS.Signals, { process }: Child): Promise<number | null> {
  const ended = once(process, 'exit')
  process.kill(signal)
  return (await ended)[0]
}

test.describe('on a display', () => {
  let display: Display
  test.beforeAll(async () => {
    display = await startDisplay()
  })
  test.afterAll(() => display.close())

  test('opens its window, hears a call in it, and ends with it', async () => {
    const { child, profile } = await npmStart({
      DISPLAY: display.name,
      EARSHOT_BROWSER_FLAGS: [
        ...['--remote-debugging-port=0', '--use-fake-device-for-media-stream', '--use-fake-ui-for-media-stream'],
        '--allow-loopback-in-peer-connection',
      ].join(' '),
    })
    const port = join(profile, 'DevToolsActivePort')
    await expect.poll(() => existsSync(port), { timeout: 20_000 }).toBe(true)
    const browser = await chromium.connectOverCDP(`http://127.0.0.1:${readFileSync(port, 'utf8').split('\n')[0]}`)
    const page = browser.contexts()[0]?.pages()[0]
    if (!page) throw new Error(`no window:\n${child.log()}`)
    await page.waitForURL(/^http:/)
    await expect.poll(() => existsSync(join(profile, 'open-earshot.html'))).toBe(false)
    expect(`${child.log()}${readFileSync(`/proc/${child.process.pid}/cmdline`)}`).not.toContain('key=')
    await instrument(page)
    await page.reload()
    const screen = screenOf(page)
    await expect(screen.agents.getByRole('button', { name: /^Listen to / }).first()).toBeEnabled({ timeout: 20_000 })
    const name = await screen.agents
      .getByRole('button', { name: /^Listen to / })
      .first()
      .getAttribute('aria-label')
    await listen(screen, (name ?? '').replace('Listen to ', ''))
    await expect.poll(() => page.evaluate(() => Math.max(...window.earshotTest.hear(4800)))).toBeGreaterThan(0.01)
    expect(/sandbox is off/.test(child.log())).toBe(isRoot)
    const ended = once(child.process, 'exit')
    await (await browser.newBrowserCDPSession()).send('Browser.close')
    expect((await ended)[0]).toBe(0)
  })

  for (const [browser, says] of [
    ['/bin/false', /\/bin\/false ended with exit code 1\./],
    ['/bin/true', /\/bin\/true ended without opening the console\./],
    [notAProgram, /package\.json cannot be run: this user may not execute it\./],
  ] as const) {
    test(`says what happened to ${basename(browser)} as the browser, and stays at its address`, async () => {
      const { child } = await npmStart({ DISPLAY: display.name, EARSHOT_BROWSER: browser })
      const address = addressIn(await child.line((text) => says.test(text)))
      expect(await statusAt(address)).toBe(303)
      expect(await endsOn('SIGTERM', child)).toBe(0)
    })
  }
})

test('ends when npm is told to, whose shell tells nobody', async () => {
  const home = mkdtempSync(join(tmpdir(), 'earshot-start-'))
  const npm = startChild('npm', ['start', '--', '--no-open', '--floor', 'demo'], { EARSHOT_CONFIG_DIR: home })
  running.push(npm)
  const line = await npm.line((text) => text.startsWith('Earshot is at '), 90_000)
  const { origin } = new URL(line.slice('Earshot is at '.length))
  const isServed = () =>
    fetch(origin).then(
      () => true,
      () => false,
    )
  expect(await isServed()).toBe(true)
  npm.process.kill('SIGTERM')
  await expect.poll(isServed).toBe(false)
})

for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  test(`without a display says so, stays at its address, and ends on ${signal}`, async () => {
    const { child } = await npmStart({})
    const line = await child.line((text) => text.includes('no display'))
    expect(line).toMatch(/^No window was opened: /)
    expect(await statusAt(addressIn(line))).toBe(303)
    expect(await endsOn(signal, child)).toBe(0)
  })
}
