// The name this console goes by at a PBX: by it the PBX's leftovers of a crash are found, and nothing of another console.
import { readFileSync, unlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { isRunning } from '#main/system/lock.ts'

/** Whose process this is, and which of the others still run. */
type Processes = { readonly pid: number; readonly isRunning: (pid: number) => boolean }
const thisProcess: Processes = { pid: process.pid, isRunning }

/** 1, or the next number that no running console of this folder has: for what two of them cannot share. Ours until we end. */
export function seatOf(dir: string, processes: Processes = thisProcess): number {
  for (let n = 1; ; n++) if (isClaimed(`${pathOf(dir, n)}.pid`, processes)) return n
}

const pathOf = (dir: string, seat: number): string => join(dir, seat === 1 ? 'owner' : `owner-${seat}`)

/**
 * The same after every restart and crash; made at first use. A second console that runs from the same folder gets a name of its
 * own: with the first one's it would end that one's monitor as a leftover.
 */
export const ownerOf = (dir: string, randomId: (bytes: number) => string, processes: Processes = thisProcess): string =>
  nameIn(pathOf(dir, seatOf(dir, processes)), randomId)

/** Whether the seat is ours from now on. Throws when the folder cannot be written. */
function isClaimed(path: string, { pid, isRunning }: Processes): boolean {
  const holder = holderOf(path)
  if (holder === pid) return true
  if (holder !== null && isRunning(holder)) return false
  removeStale(path)
  try {
    writeFileSync(path, String(pid), { flag: 'wx', mode: 0o600 })
    return true
  } catch (cause) {
    if ((cause as NodeJS.ErrnoException).code === 'EEXIST') return false // another console was faster
    throw cause
  }
}

function removeStale(path: string): void {
  try {
    unlinkSync(path)
  } catch {
    // None is there, or another console was faster; then writing tells.
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
