// Which shell the console gets, and whether Electron's runtime is really here.
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Flags } from './flags.ts'

export type ShellChoice =
  | { readonly shell: 'electron'; readonly program: string }
  | { readonly shell: 'browser'; readonly because: string | null } // a line for the person, when Electron was missed

/** Pure. `electron`: path of the runtime, or null when it was never fetched; null as the answer: it was asked for and is not here. */
export function chooseShell(flags: Pick<Flags, 'shell' | 'open'>, electron: string | null): ShellChoice | null {
  if (flags.shell === 'browser' || (flags.shell === null && !flags.open)) return { shell: 'browser', because: null }
  if (electron) return { shell: 'electron', program: electron }
  if (flags.shell === 'electron') return null
  return {
    shell: 'browser',
    because:
      "Electron's runtime is not here (npx install-electron fetches it): opening the console in a browser window.",
  }
}

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
