// One process at a time: a file with the process id of who holds it. Whoever is killed holds nothing any more.
import { closeSync, openSync, readFileSync, rmSync, statSync, writeSync } from 'node:fs'

/** This process, and which of the others still run. */
export type Processes = {
  readonly pid: number
  readonly startedAt: number // epoch ms: in a container that starts again, the same number is another process
  readonly isRunning: (pid: number) => boolean
  readonly now: () => number // epoch ms
}

export type LockLife = {
  /** Older, it is abandoned: who held it was killed, and its process id may be another program's by now. */
  readonly ms: number
  /** Without a process id it was made by one that was killed before it could sign. */
  readonly unsignedMs: number
}

export const thisProcess: Processes = {
  pid: process.pid,
  startedAt: Math.round(performance.timeOrigin),
  isRunning,
  now: Date.now,
}

/** Ours from now on; or ours already; or somebody else's. Throws when the folder cannot be written. */
export function takeLock(path: string, life: LockLife, processes = thisProcess): 'taken' | 'ours' | 'held' {
  if (isMade(path, processes)) return 'taken'
  if (isOurs(path, processes)) return 'ours'
  if (!isAbandoned(path, life, processes)) return 'held'
  removeAbandoned(path, life, processes)
  return isMade(path, processes) ? 'taken' : 'held'
}

/** Nothing happens when it is not ours any more. */
export function releaseLock(path: string, processes = thisProcess): void {
  if (isOurs(path, processes)) rmSync(path, { force: true })
}

const LOOK_AGAIN_MS = 5
const WAIT_MS = 1000
/** No write takes this long. */
const writeLife: LockLife = { ms: 10_000, unsignedMs: 200 }

/** Runs while it holds the lock. Throws when somebody else does not let go of it within a second. */
export function whileLocked<T>(path: string, run: () => T, processes = thisProcess): T {
  for (let waitedMs = 0; takeLock(path, writeLife, processes) !== 'taken'; waitedMs += LOOK_AGAIN_MS) {
    if (waitedMs > WAIT_MS) throw new Error(`${path} is held by another process`)
    Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, LOOK_AGAIN_MS)
  }
  try {
    return run()
  } finally {
    releaseLock(path, processes)
  }
}

/** Whether a process of that number runs; another user's counts. */
export function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch (cause) {
    return (cause as NodeJS.ErrnoException).code === 'EPERM'
  }
}

/** False when the file is there already. */
function isMade(path: string, { pid, startedAt }: Processes): boolean {
  try {
    sign(path, `${pid} ${startedAt}`)
    return true
  } catch (cause) {
    if ((cause as NodeJS.ErrnoException).code === 'EEXIST') return false
    throw cause
  }
}

/** A full disk takes the file and not the signature: then nothing is left behind. */
function sign(path: string, text: string): void {
  const file = openSync(path, 'wx', 0o600)
  try {
    writeSync(file, text)
  } catch (cause) {
    rmSync(path, { force: true })
    throw cause
  } finally {
    closeSync(file)
  }
}

type Holder = { readonly pid: number; readonly startedAt: number | null }

/** Null when nobody has signed. */
function holderOf(path: string): Holder | null {
  try {
    const [pid, startedAt] = readFileSync(path, 'utf8').split(' ').map(Number)
    return pid ? { pid, startedAt: startedAt ?? null } : null
  } catch {
    return null
  }
}

const isOurs = (path: string, { pid, startedAt }: Processes): boolean => {
  const holder = holderOf(path)
  return holder?.pid === pid && holder.startedAt === startedAt
}

function isAbandoned(path: string, life: LockLife, { pid, isRunning, now }: Processes): boolean {
  const stats = statSync(path, { throwIfNoEntry: false })
  if (!stats) return false // it has just been let go of
  const ageMs = now() - stats.mtimeMs
  const holder = holderOf(path)
  if (!holder) return ageMs > life.unsignedMs
  return ageMs > life.ms || holder.pid === pid || !isRunning(holder.pid)
}

const BREAKING_LIFE_MS = 2000

/** One at a time, and looked at once more: two that find the same lock abandoned must not remove the one the other has made since. */
function removeAbandoned(path: string, life: LockLife, processes: Processes): void {
  const breaking = `${path}.breaking`
  if (!isMade(breaking, processes)) {
    const stats = statSync(breaking, { throwIfNoEntry: false })
    if (stats && processes.now() - stats.mtimeMs > BREAKING_LIFE_MS) rmSync(breaking, { force: true })
    return
  }
  try {
    // A folder, where an earlier version of the console made one.
    if (isAbandoned(path, life, processes)) rmSync(path, { recursive: true, force: true })
  } finally {
    rmSync(breaking, { force: true })
  }
}
