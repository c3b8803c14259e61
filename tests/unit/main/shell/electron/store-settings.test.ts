// The person's settings in Electron: electron-store writes the same file as the browser shell, and opens no door to the page.
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { confSettings } from '#main/shell/browser/conf-settings.ts'
import { storeSettings } from '#main/shell/electron/store-settings.ts'
import { resetElectron } from '../../../../fakes/fake-electron.ts'

vi.mock('electron', async () => {
  const electron = await import('../../../../fakes/fake-electron.ts')
  return { ...electron, default: electron }
})

let dir: string
beforeEach(() => {
  resetElectron()
  dir = mkdtempSync(join(tmpdir(), 'earshot-store-'))
})
afterEach(() => rmSync(dir, { recursive: true }))
const parts = () => ({ dir, version: '1.2.3' })

it('writes the file that the browser shell reads, in the folder it is given', () => {
  expect(storeSettings(parts()).save({ theme: 'dark' })).toEqual({ ok: true, value: null })
  expect(JSON.parse(readFileSync(join(dir, 'settings.json'), 'utf8'))).toMatchObject({ theme: 'dark' })
  expect(confSettings(parts()).read()).toEqual({ ok: true, value: { theme: 'dark' } })
})

it('reads what the browser shell has written, brought up to date by the version of this console', () => {
  confSettings({ dir, version: '0.1.0' }).save({ colours: 'dark' })
  const steps = { '1.0.0': ({ colours }: { readonly colours?: unknown }) => ({ theme: colours }) }
  expect(storeSettings({ ...parts(), steps }).read()).toEqual({ ok: true, value: { theme: 'dark' } })
})

it('answers no page that asks where the file lies', async () => {
  vi.resetModules() // electron-store begins to answer once a program
  const fresh = await import('#main/shell/electron/store-settings.ts')
  const { ipcMain } = await import('electron')
  expect(fresh.storeSettings(parts()).read().ok).toBe(true)
  expect(ipcMain.eventNames()).toEqual([])
})
