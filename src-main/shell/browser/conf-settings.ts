// The person's settings kept by Conf, the base of electron-store, where there is no Electron.
import Conf from 'conf'
import { type FileParts, type SettingsFile, settingsFile } from '#main/settings/settings-file.ts'

export const confSettings = (parts: FileParts): SettingsFile => settingsFile(Conf, parts)
