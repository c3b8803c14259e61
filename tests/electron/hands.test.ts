// The built program in a real Electron under the hands of a person: leaving while somebody hears, and a wallboard on a second display.
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import type { Desk } from '#contract/ipc.ts'
import { choose, listen, live, screenOf, unhurried } from '../stage/console.ts'
import { type DemoPbx, demoCall, startDemoPbx } from '../stage/demo-floor.ts'
import { answers, type DrivenConsole, driveConsole, SUPERVISOR_HZ } from './driven-console.ts'
import { builtFor } from './program.ts'
import { findElectron, type Runtime } from './runtime.ts'
import { openScreen, type Screen } from './screen.ts'

const found = findElectron()
const runtime = 'runtime' in found ? found.runtime : null

declare global {
  interface Window {
    readonly desk?: Desk
  }
}

describe.skipIf(runtime === null)('the console in a person’s hands', () => {
  let screen: Screen
  let pbx: DemoPbx
  let earshot: DrivenConsole

  beforeAll(async () => {
    let folder = ''
    ;[screen, pbx, folder] = await Promise.all([openScreen(), startDemoPbx(), builtFor(runtime as Runtime)])
    earshot = await driveConsole({
      runtime: runtime as Runtime,
      folder,
      display: screen.display,
      pbx,
      extension: '5001',
    })
  }, 120_000)

  afterAll(async () => {
    await earshot?.close()
    await pbx?.close()
    await screen?.close()
  })

  const displays = (xs: readonly number[]) =>
    earshot.app.evaluate(({ screen: it }, all) => {
      const size = { width: 800, height: 500 }
      const made = all.map((x, at) => {
        const bounds = { x, y: at * 500, ...size }
        return { ...it.getPrimaryDisplay(), id: at + 1, size, bounds, workArea: bounds, workAreaSize: size }
      })
      it.getAllDisplays = () => made
      it.getDisplayMatching = ({ y }) => made[y >= 500 ? 1 : 0] ?? it.getPrimaryDisplay()
    }, xs)
  const boundsOfWall = () =>
    earshot.app.evaluate(({ BrowserWindow }) =>
      BrowserWindow.getAllWindows()
        .find((window) => window.webContents.getURL().includes('as=wallboard'))
        ?.getBounds(),
    )
  const mouth = async (call: Awaited<ReturnType<typeof demoCall>>) =>
    (await call.mouth([SUPERVISOR_HZ], 200))[SUPERVISOR_HZ] ?? -120

  it('asks before it is closed while somebody hears, the microphone closed by then', async () => {
    const view = screenOf(earshot.page)
    const call = await demoCall(pbx.operator, { agent: '1001' })
    await listen(view, call.agentName)
    await unhurried(earshot.page)
    await choose(view, 'join')
    await vi.waitFor(async () => expect(await mouth(call)).toBeGreaterThan(-30), 5000)
    await answers(earshot.app, 'stay')
    for (const way of ['close', 'quit'] as const) {
      await earshot.app.evaluate(({ app, BrowserWindow }, by) => {
        if (by === 'quit') app.quit()
        else BrowserWindow.getAllWindows()[0]?.close()
      }, way)
      await live(view, 'listen')
      await vi.waitFor(async () => expect(await mouth(call)).toBeLessThan(-75), 5000)
      await unhurried(earshot.page)
      await choose(view, 'join')
    }
  })

  it('hangs a wallboard on a second display, moves it with that display, and its Esc lets nobody hear', async () => {
    const view = screenOf(earshot.page)
    await displays([0, 0])
    const opened = earshot.app.waitForEvent('window')
    await earshot.page.evaluate(async () => window.desk?.request('showWall', { display: '2', shown: true }))
    const wall = await opened
    await vi.waitFor(async () => expect(await boundsOfWall()).toMatchObject({ x: 0, y: 500 }), 5000)
    await live(view, 'join')
    await wall.waitForFunction(() => document.querySelector('.tile') !== null)
    await wall.keyboard.press('Escape')
    await live(view, 'listen')
    await displays([0, 300])
    await earshot.app.evaluate(({ screen: it }) => it.emit('display-metrics-changed', {}, it.getAllDisplays()[1], []))
    await vi.waitFor(async () => expect(await boundsOfWall()).toMatchObject({ x: 300, y: 500 }), 5000)
    await displays([0])
    await earshot.app.evaluate(({ screen: it }) => it.emit('display-removed', {}, { id: 2 }))
    await vi.waitFor(async () => expect(await boundsOfWall()).toBeUndefined(), 5000)
  })
})
