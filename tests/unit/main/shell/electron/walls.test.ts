// Wallboards on other displays: chosen, remembered, gone and back with their display; without a microphone, and nobody is needed.
import { mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it, vi } from 'vitest'
import { requestNames } from '#contract/ipc.ts'
import {
  aDisplay,
  app,
  BrowserWindow,
  dialog,
  ipcMain,
  powerSaveBlocker,
  screen,
} from '../../../../fakes/fake-electron.ts'
import { startConsole } from './running-console.ts'

vi.mock('electron', () => import('../../../../fakes/fake-electron.ts'))

const ask = (name: string, input: unknown, window = BrowserWindow.all[0]!) => {
  const sender = window.webContents
  return ipcMain.handlers.get(`desk:request:${name}`)!({ sender, senderFrame: sender.mainFrame }, input)
}
const show = (display: string, shown = true) => ask('showWall', { display, shown })
const walls = () => BrowserWindow.all.slice(1).filter(({ destroyed }) => !destroyed)
const tv = aDisplay(7, 1920, 'Big TV')

async function start(remembered: readonly string[] = []) {
  const wallsFile = join(mkdtempSync(join(tmpdir(), 'earshot-walls-')), 'walls.json')
  if (remembered.length > 0) writeFileSync(wallsFile, JSON.stringify({ displays: remembered }))
  return { wallsFile, ...(await startConsole({ wallsFile })) }
}
async function startWithTv() {
  const started = await start()
  screen.displays = [aDisplay(1, 0), tv]
  await show('7')
  return started
}

describe('a wallboard on another display', () => {
  it('is offered by the names and sizes of the displays', async () => {
    await startWithTv()
    expect(await ask('wallPlaces', null)).toMatchObject({
      output: {
        kind: 'displays',
        displays: [
          { id: '1', name: null, number: 1, isHere: true, isShown: false },
          { id: '7', name: 'Big TV', number: 2, isHere: false, isShown: true, size: { width: 1920, height: 1080 } },
        ],
      },
    })
  })

  it('fills it, isolated as the console is, at the address that makes it a wallboard', async () => {
    await startWithTv()
    const [wall] = walls()
    expect(wall?.options).toMatchObject({ x: 1920, y: 0, width: 1920, height: 1080, fullscreen: true })
    expect(wall?.options.webPreferences).toMatchObject({
      contextIsolation: true,
      sandbox: true,
      nodeIntegration: false,
    })
    expect(wall?.loaded).toEqual(['app://console/index.html?as=wallboard'])
    await show('7')
    expect(walls()).toHaveLength(1)
  })

  it('is a window like any other on the display of the console', async () => {
    await start()
    await show('1')
    expect(walls()[0]?.options).toMatchObject({ fullscreen: false, width: 1920, height: 1040 })
  })

  it('is refused for a display that is gone', async () => {
    await start()
    expect(await show('99')).toMatchObject({ output: { ok: false, error: { code: 'displayGone' } } })
    expect(walls()).toEqual([])
  })

  it('may ask for nothing that monitors, by its connection, and hears nothing of it', async () => {
    const { desk } = await startWithTv()
    const [wall] = walls()
    const asked = desk.asked.length
    for (const name of requestNames.filter((one) => ['startMonitor', 'setMode', 'takePlace', 'showWall'].includes(one)))
      expect(JSON.stringify(await ask(name, null, wall)), name).toMatch(/wallboardOnly|badRequest/)
    expect(JSON.stringify(await ask('endMonitor', { ticketId: 't' }, wall))).toContain('wallboardOnly')
    desk.say({ name: 'monitor', payload: { kind: 'targetEnded', ticketId: 't' } })
    expect(wall?.webContents.sent).toEqual([])
    expect(desk.asked).toHaveLength(asked)
  })

  it('has no microphone, and a screen that stays on', async () => {
    const { within } = await startWithTv()
    const contents = walls()[0]?.webContents
    const check = within.handlers.check as (...args: unknown[]) => boolean
    const details = { requestingUrl: 'app://console/index.html', isMainFrame: true }
    expect(check(contents, 'media', 'app://console/', { ...details, mediaType: 'audio' })).toBe(false)
    expect(check(contents, 'screen-wake-lock', 'app://console/', details)).toBe(true)
    expect(
      check(BrowserWindow.all[0]?.webContents, 'media', 'app://console/', { ...details, mediaType: 'audio' }),
    ).toBe(true)
    if (contents) contents.url = 'app://console/index.html?as=wallboard'
    contents?.emit('did-navigate', {}, 'app://console/index.html?as=wallboard')
    expect([...powerSaveBlocker.running.values()]).toEqual(['prevent-display-sleep'])
  })

  it('is opened again when its page dies, without a box, and ends no monitor', async () => {
    const { desk } = await startWithTv()
    const [wall] = walls()
    wall?.webContents.emit('render-process-gone', {}, { reason: 'crashed' })
    await vi.waitFor(() => expect(wall?.loaded).toHaveLength(2))
    expect([dialog.shown, desk.done]).toEqual([[], []])
  })
})

describe('the choice of displays', () => {
  it('goes with a display that is unplugged, and comes back with it', async () => {
    await startWithTv()
    screen.displays = [aDisplay(1, 0)]
    screen.emit('display-removed', {}, tv)
    expect(walls()).toEqual([])
    screen.displays = [aDisplay(1, 0), tv]
    screen.emit('display-added', {}, tv)
    expect(walls()).toHaveLength(1)
    screen.emit('display-added', {}, aDisplay(8, 3840))
    expect(walls()).toHaveLength(1)
  })

  it('is kept to when displays are arranged otherwise: a wallboard goes back to where its display is now', async () => {
    await startWithTv()
    const [wall] = walls()
    const at = (x: number) => ({ x, y: 0, width: 1920, height: 1080 })
    Object.assign(wall ?? {}, { bounds: at(0) }) // the system has moved it
    screen.emit('display-metrics-changed', {}, aDisplay(1, 0), ['bounds'])
    expect([wall?.bounds, wall?.calls.slice(-3)]).toEqual([
      at(1920),
      ['fullscreen false', 'setBounds', 'fullscreen true'],
    ])
    const calls = wall?.calls.length
    screen.emit('display-metrics-changed', {}, aDisplay(1, 0), ['workArea'])
    expect(wall?.calls).toHaveLength(calls ?? -1)
    screen.displays = [aDisplay(1, 0), aDisplay(7, 3840, 'Big TV')]
    screen.emit('display-metrics-changed', {}, screen.displays[1], ['bounds'])
    expect(wall?.bounds).toEqual(at(3840))
  })

  it('leaves a wallboard beside the console where the person has put it, unless it has left that display', async () => {
    await startWithTv()
    await show('1')
    const here = walls()[1]
    Object.assign(here ?? {}, { bounds: { x: 40, y: 40, width: 800, height: 600 } })
    screen.emit('display-metrics-changed', {}, tv, ['bounds'])
    expect(here?.bounds).toEqual({ x: 40, y: 40, width: 800, height: 600 })
    Object.assign(here ?? {}, { bounds: { x: 2000, y: 40, width: 800, height: 600 } })
    screen.emit('display-removed', {}, aDisplay(9, 9000))
    expect(here?.bounds).toEqual({ x: 0, y: 0, width: 1920, height: 1040 })
  })

  it('is remembered for the next start, until the wallboard is closed', async () => {
    const { wallsFile } = await startWithTv()
    const kept = async () => (await import('#main/shell/electron/walls/wall-file.ts')).readWalls(wallsFile)
    expect(await kept()).toEqual(['7'])
    walls()[0]?.destroy() // as its own button does
    expect(await kept()).toEqual([])
    await show('7')
    await show('7', false)
    expect([walls(), await kept()]).toEqual([[], []])
  })

  it('is kept when the program ends, which closes all windows', async () => {
    const { wallsFile } = await startWithTv()
    const { readWalls } = await import('#main/shell/electron/walls/wall-file.ts')
    BrowserWindow.all[0]?.emit('closed')
    walls()[0]?.emit('closed')
    await vi.waitFor(() => expect(app.quits).toBe(1))
    expect(readWalls(wallsFile)).toEqual(['7'])
  })

  it('of a file that cannot be read is none', async () => {
    await start(['1'])
    expect(walls()).toHaveLength(1)
    const file = join(mkdtempSync(join(tmpdir(), 'earshot-walls-')), 'walls.json')
    writeFileSync(file, '{')
    await startConsole({ wallsFile: file })
    expect(walls()).toEqual([])
  })
})
