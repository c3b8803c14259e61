// The person's settings kept by electron-store.
import type { Options } from 'conf'
import { ipcMain } from 'electron'
import ElectronStore from 'electron-store'
import { type FileParts, type SettingsFile, settingsFile } from '#main/settings/settings-file.ts'

export const storeSettings = (parts: FileParts): SettingsFile => settingsFile(QuietStore, parts)

class QuietStore extends ElectronStore {
  constructor({ configName, ...options }: Options<Record<string, unknown>>) {
    super({ ...options, name: configName })
    // It tells every page that asks where it lies. Our IPC is the contract's alone, and no page opens a store.
    ipcMain.removeAllListeners('electron-store-get-data')
  }
}
