// Which shell the console gets, and whether Electron's runtime is really here.
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { refusesSandbox } from './display.ts'
import type { Flags } from './flags.ts'

export type ShellChoice =
  | { readonly shell: 'electron'; readonly program: string }
  | { readonly shell: 'browser'; readonly because: string | null } // a line for the person, when Electron was missed

/**
 * Pure. `electron`: path of the runtime, or null when it was never fetched; null as the answer: it was asked for and is not here.
 * Without a display the browser shell serves its address; Electron would only end.
 */
export function chooseShell(
  flags: Pick<Flags, 'shell' | 'open'>,
  electron: string | null,
  display: boolean,
): ShellChoice | null {
  if (flags.shell === 'browser' || (flags.shell === null && !flags.open)) return { shell: 'browser', because: null }
  if (flags.shell === 'electron') return electron ? { shell: 'electron', program: electron } : null
  if (!display) return { shell: 'browser', because: null }
  if (electron) return { shell: 'electron', program: electron }
  return {
    shell: 'browser',
    because:
      "Electron's runtime is not installed (npx install-electron fetches it). Opening the console in a browser window.",
  }
}

export const electronMissing = "Electron's runtime is not installed. Run npx install-electron, or use --shell=browser."

/** Electron's own arguments before those of the console. */
export const electronArguments = (root: string, uid: number | null, platform: NodeJS.Platform): string[] =>
  refusesSandbox(uid, platform) ? ['--no-sandbox', root] : [root]

/** The Electron program npm has fetched, or the one EARSHOT_ELECTRON names. Never fetches: its package would at import. */
export function electronProgram(root: string, env: NodeJS.ProcessEnv): string | null {
  if (env.EARSHOT_ELECTRON) return existsSync(env.EARSHOT_ELECTRON) ? env.EARSHOT_ELECTRON : null
  const folder = join(root, 'node_modules', 'electron')
  try {
    const program = join(folder, 'dist', readFileSync(join(folder, 'path.txt'), 'utf8'))
    return existsSync(program) ? program : null
  } catch {
    return null
  }
}
