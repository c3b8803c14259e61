// One writer at a time: two consoles may share a folder, and a chain with two ends is none.
import { closeSync, openSync, readFileSync, statSync, unlinkSync, writeSync } from 'node:fs'

const LOOK_AGAIN_MS = 5
const WAIT_MS = 1000
/** No write takes this long: who held it was killed, and its process id may be another program's by now. */
const LOCK_LIFE_MS = 10_000
/** Killed between making the lock and signing it. */
const UNSIGNED_LIFE_MS = 200

/** Runs while it holds the lock file. Throws when somebody else does not let go of it within a second. */
export function whileLocked<T>(path: string, run: () => T): T {
  take(path)
  try {
    return run()
  } finally {
    unlinkSync(path)
  }
}

function take(path: string): void {
  for (let waitedMs = 0; ; waitedMs += LOOK_AGAIN_MS) {
    try {
      const file = openSync(path, 'wx', 0o600)
      writeSync(file, String(process.pid))
      closeSync(file)
      return
    } catch (cause) {
      if ((cause as NodeJS.ErrnoException).code !== 'EEXIST' || waitedMs > WAIT_MS) throw cause
    }
    if (isAbandoned(path)) tryToRemove(path)
    else Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, LOOK_AGAIN_MS)
  }
}

function isAbandoned(path: string): boolean {
  try {
    const age = Date.now() - statSync(path).mtimeMs
    const pid = Number(readFileSync(path, 'utf8'))
    return age > (pid > 0 ? LOCK_LIFE_MS : UNSIGNED_LIFE_MS) || (pid > 0 && !isRunning(pid))
  } catch {
    return false // it has just been let go of
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

function tryToRemove(path: string): void {
  try {
    unlinkSync(path)
  } catch {
    // Another console was faster.
  }
}
