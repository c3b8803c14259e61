// The name this console goes by at a PBX: by it the PBX's leftovers of a crash are found, and nothing of another console.
import { readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { isRunning } from '../history/lock.ts'

/** Whose process this is, and which of the others still run. */
type Processes = { readonly pid: number; readonly isRunning: (pid: number) => boolean }

/**
 * The same after every restart and crash; made at first use. A second console that runs from the same folder gets a name of its
 * own: with the first one's it would end that one's monitor as a leftover.
 */
export function ownerOf(
  dir: string,
  randomId: (bytes: number) => string,
  processes: Processes = { pid: process.pid, isRunning },
): string {
  for (let n = 1; ; n++) {
    const path = join(dir, n === 1 ? 'owner' : `owner-${n}`)
    if (isClaimed(`${path}.pid`, processes)) return nameIn(path, randomId)
  }
}

/** Whether the name is ours from now on. Throws when the folder cannot be written. */
function isClaimed(path: string, { pid, isRunning }: Processes): boolean {
  const holder = holderOf(path)
  if (holder === pid) return true
  if (holder !== null && isRunning(holder)) return false
  try {
    rmSync(path, { force: true })
    writeFileSync(path, String(pid), { flag: 'wx', mode: 0o600 })
    return true
  } catch (cause) {
    if ((cause as NodeJS.ErrnoException).code === 'EEXIST') return false // another console was faster
    throw cause
  }
}

function holderOf(path: string): number | null {
  try {
    return Number(readFileSync(path, 'utf8')) || null
  } catch {
    return null
  }
}

function nameIn(path: string, randomId: (bytes: number) => string): string {
  try {
    const owner = readFileSync(path, 'utf8').trim()
    if (/^[\w-]{8,64}$/.test(owner)) return owner
  } catch {
    // The first start.
  }
  const owner = `console-${randomId(8)}`
  writeFileSync(path, `${owner}\n`, { mode: 0o600 })
  return owner
}
