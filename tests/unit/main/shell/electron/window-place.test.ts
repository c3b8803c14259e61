// The window opens where it was, if that place still exists.
import { mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it, vi } from 'vitest'
import { placeOn, readPlace, savePlace } from '#main/shell/electron/window-place.ts'
import { startConsole } from './running-console.ts'

vi.mock('electron', () => import('../../../../fakes/fake-electron.ts'))

const oneScreen = [{ x: 0, y: 0, width: 1920, height: 1080 }]
const saved = { x: 300, y: 200, width: 1400, height: 900, maximized: true }

describe('the place of the window', () => {
  it('is the usual size the first time', () => {
    expect(placeOn(oneScreen, null)).toEqual({ width: 1280, height: 800, maximized: false })
  })

  it('is the saved one while its title bar can be reached', () => {
    expect(placeOn(oneScreen, saved)).toEqual(saved)
    const second = { x: 1920, y: 0, width: 1920, height: 1080 }
    expect(placeOn([...oneScreen, second], { ...saved, x: 2500 })).toMatchObject({ x: 2500 })
  })

  it.each([
    ['the screen is gone', { x: 2500 }],
    ['only a sliver would show', { x: 1850 }],
    ['it is above the screen', { y: -300 }],
    ['it is below the screen', { y: 1070 }],
  ])('is the middle when %s', (_why, moved) => {
    expect(placeOn(oneScreen, { ...saved, ...moved })).toEqual({ width: 1400, height: 900, maximized: true })
  })

  it('is never smaller than the console needs', () => {
    expect(placeOn(oneScreen, { ...saved, width: 10, height: 10 })).toMatchObject({ width: 960, height: 600 })
  })

  it('comes back from its file, and a broken file counts as none', () => {
    const file = join(mkdtempSync(join(tmpdir(), 'earshot-place-')), 'window.json')
    expect(readPlace(file)).toBeNull()
    expect(savePlace(file, saved)).toBe(true)
    expect(readPlace(file)).toEqual(saved)
    writeFileSync(file, '{"width":"wide"')
    expect(readPlace(file)).toBeNull()
    expect(savePlace(join(file, 'below-a-file'), saved)).toBe(false)
  })

  it('is saved when the window is closed', async () => {
    const { window, folder } = await startConsole()
    window.emit('close', {})
    expect(readPlace(join(folder, '..', 'window.json'))).toEqual({
      x: 10,
      y: 20,
      width: 1200,
      height: 700,
      maximized: false,
    })
  })
})
