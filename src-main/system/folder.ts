// The folder this console keeps its things in.
import { accessSync, constants, mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { err, ok, type Result } from '#contract/result.ts'

type Surroundings = { readonly env: NodeJS.ProcessEnv; readonly platform: NodeJS.Platform; readonly home: string }

/** EARSHOT_CONFIG_DIR, or the platform's own place for the settings of a program. */
export function configFolder({ env, platform, home }: Surroundings): string {
  if (env.EARSHOT_CONFIG_DIR) return env.EARSHOT_CONFIG_DIR
  if (platform === 'win32') return join(env.APPDATA ?? join(home, 'AppData', 'Roaming'), 'Earshot')
  if (platform === 'darwin') return join(home, 'Library', 'Application Support', 'Earshot')
  return join(env.XDG_CONFIG_HOME ?? join(home, '.config'), 'earshot')
}

/**
 * Where a console keeps what is this machine's alone: its seat, by which a PBX knows it. Never in a profile that roams (Windows'
 * AppData/Roaming, a home on the network), and in a folder of this very machine and account, should it be copied all the same.
 */
export function seatFolder({ env, platform, home }: Surroundings, machineKey: string): string {
  return join(localFolder({ env, platform, home }), `seat-${machineKey}`)
}

function localFolder({ env, platform, home }: Surroundings): string {
  if (env.EARSHOT_CONFIG_DIR) return env.EARSHOT_CONFIG_DIR
  if (platform === 'win32') return join(env.LOCALAPPDATA ?? join(home, 'AppData', 'Local'), 'Earshot')
  if (platform === 'darwin') return join(home, 'Library', 'Application Support', 'Earshot')
  return join(env.XDG_STATE_HOME ?? join(home, '.local', 'state'), 'earshot')
}

/**
 * Makes the folder where it is missing, and tries whether it takes anything. The failure is one sentence: without a place of its own the
 * console forgets what it left on a PBX.
 */
export function prepareFolder(
  dir: string,
  write: (path: string, text: string) => void = writeFileSync,
): Result<null, string> {
  try {
    mkdirSync(dir, { recursive: true, mode: 0o700 })
    accessSync(dir, constants.R_OK | constants.W_OK | constants.X_OK)
    tryWriting(join(dir, `room-${process.pid}`), write)
    return ok(null)
  } catch (cause) {
    const { code = '' } = cause as NodeJS.ErrnoException
    if (isFull(code))
      return err(`${dir}: the disk is full (${code}). Make room, or set EARSHOT_CONFIG_DIR to a folder elsewhere.`)
    return err(`${dir}: the console cannot store its files here (${code}). Set EARSHOT_CONFIG_DIR to another folder.`)
  }
}

/** A full disk takes an empty file, and nothing in it. */
function tryWriting(path: string, write: (path: string, text: string) => void): void {
  try {
    write(path, 'Earshot was here.')
  } finally {
    rmSync(path, { force: true })
  }
}

const isFull = (code: string): boolean => code === 'ENOSPC' || code === 'EDQUOT'
