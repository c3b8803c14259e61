// Has the system start the program when the person logs in: by its own list, or on Linux by a file (XDG Desktop Application Autostart).
import { mkdirSync, rmSync } from 'node:fs'
import { homedir } from 'node:os'
import { join } from 'node:path'
import { app } from 'electron'
import { saveFile } from '#main/system/save-file.ts'

/** Only of a program that was installed: one started from a folder of sources has no place to be started from. */
export function startAtLogin(wanted: boolean, platform: NodeJS.Platform, log: (text: string) => void): void {
  if (!app.isPackaged) return
  try {
    if (platform === 'linux') autostart(wanted)
    else if (app.getLoginItemSettings().openAtLogin !== wanted) app.setLoginItemSettings({ openAtLogin: wanted })
  } catch (cause) {
    log(`starting at log-in could not be ${wanted ? 'set' : 'taken back'}: ${String(cause)}`)
  }
}

function autostart(wanted: boolean): void {
  const folder = join(process.env.XDG_CONFIG_HOME || join(homedir(), '.config'), 'autostart')
  const file = join(folder, 'earshot.desktop')
  if (!wanted) {
    rmSync(file, { force: true })
    return
  }
  mkdirSync(folder, { recursive: true })
  saveFile(file, entryOf(process.env.APPIMAGE || process.execPath))
}

/** Exec is quoted as the Desktop Entry Specification has it. */
export const entryOf = (program: string): string =>
  [
    '[Desktop Entry]',
    'Type=Application',
    'Name=Earshot',
    `Exec="${program.replace(/[\\"`$]/g, '\\$&').replaceAll('%', '%%')}"`,
    'X-GNOME-Autostart-enabled=true',
    '',
  ].join('\n')
