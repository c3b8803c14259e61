// The built program in a real Electron when it is locked down, crashes, or brings its own PBX.
import { afterAll, beforeAll, describe, expect, it, onTestFinished, vi } from 'vitest'
import { listen, screenOf } from '../stage/console.ts'
import { type DemoPbx, demoCall, startDemoPbx } from '../stage/demo-floor.ts'
import { driveConsole, type Wishes } from './driven-console.ts'
import { builtFor } from './program.ts'
import { findElectron, type Runtime } from './runtime.ts'
import { openScreen, type Screen } from './screen.ts'

const found = findElectron()
const runtime = 'runtime' in found ? found.runtime : null

describe.skipIf(runtime === null)('the life of the console in a real Electron', () => {
  let screen: Screen
  let pbx: DemoPbx
  let folder: string

  beforeAll(async () => {
    ;[screen, pbx, folder] = await Promise.all([openScreen(), startDemoPbx(), builtFor(runtime as Runtime)])
  }, 120_000)

  afterAll(async () => {
    await pbx?.close()
    await screen?.close()
  })

  async function drive(more: Partial<Wishes> = {}) {
    const wishes = { runtime: runtime as Runtime, folder, display: screen.display, pbx, extension: '5001', ...more }
    const earshot = await driveConsole(wishes)
    const { app } = earshot
    const program = app.process()
    const gone = new Promise<number | null>((done) => {
      program.once('exit', done)
    })
    onTestFinished(async () => {
      program.kill('SIGKILL')
      await gone
    })
    return { ...earshot, program, gone }
  }

  it('fills the screen as a kiosk and can neither be closed nor quit, but ends with its starter', async () => {
    const { app, page, program, gone } = await drive({ flags: ['--kiosk'] })
    const state = () =>
      app.evaluate(({ BrowserWindow, Menu }) => {
        const [window] = BrowserWindow.getAllWindows()
        return {
          kiosk: window?.isKiosk(),
          menu: Menu.getApplicationMenu(),
          tools: window?.webContents.isDevToolsOpened(),
        }
      })
    expect(await state()).toEqual({ kiosk: true, menu: null, tools: false })
    await app.evaluate(({ app: it, BrowserWindow }) => {
      BrowserWindow.getAllWindows()[0]?.close()
      BrowserWindow.getAllWindows()[0]?.webContents.openDevTools()
      it.quit()
    })
    expect(await state()).toEqual({ kiosk: true, menu: null, tools: false })
    expect(await page.evaluate(() => typeof window.desk)).toBe('object')
    program.kill('SIGTERM')
    expect(await gone).toBe(0)
  })

  it('opens a page that died again, its monitor ended', async () => {
    const { app, page } = await drive()
    // The first row: Chromium 83 knows no container queries, and the panes show little more of the list there.
    const call = await demoCall(pbx.operator, { agent: '1001' })
    onTestFinished(() => call.end())
    await listen(screenOf(page), call.agentName)
    expect(await monitors()).toBe(1)
    const pid = await app.evaluate(({ BrowserWindow }) =>
      BrowserWindow.getAllWindows()[0]?.webContents.getOSProcessId(),
    )
    process.kill(pid ?? 0, 'SIGKILL')
    await vi.waitFor(async () => expect(await monitors()).toBe(0), 5000)
    // Asking a page that is still dead would never be answered.
    const loaded = () =>
      app.evaluate(({ BrowserWindow }, dead) => {
        const contents = BrowserWindow.getAllWindows()[0]?.webContents
        return contents !== undefined && contents.getOSProcessId() !== dead && !contents.isLoading()
      }, pid)
    await vi.waitFor(async () => expect(await loaded()).toBe(true), 5000)
    // What is asked of a page that is loaded once more meanwhile is never answered.
    const there = () =>
      Promise.race([
        app.evaluate(({ BrowserWindow }) =>
          BrowserWindow.getAllWindows()[0]?.webContents.executeJavaScript('typeof window.desk'),
        ),
        new Promise((late) => setTimeout(late, 2000, 'no answer')),
      ])
    await vi.waitFor(async () => expect(await there()).toBe('object'), 15_000)
  })

  it.skipIf(!runtime?.compat)('brings its own PBX, which ends with it', async () => {
    const env = { EARSHOT_TEST_READY_LINE: JSON.stringify(pbx.ready) }
    const { page, app, gone } = await drive({ env })
    await screenOf(page).agents.getByText('Amelia Hart', { exact: true }).first().waitFor({ timeout: 10_000 })
    await app.close()
    expect(await gone).toBe(0)
  })

  const monitors = async () => (await pbx.operator.request<{ monitors: number }>('stats')).monitors
})
