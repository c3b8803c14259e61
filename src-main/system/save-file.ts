// Replaces a file as a whole: a crash, a kill or a full disk leaves the old one or the new one.
// Ours, because write-file-atomic 7 writes once and takes a write that a full disk cut short for a whole one.
import { closeSync, fsyncSync, openSync, readdirSync, realpathSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import { isRunning } from './lock.ts'

/** On the disk when it returns, readable by its owner alone. Throws when it cannot be, and the old file stands. */
export function saveFile(path: string, text: string): void {
  const target = whereItIs(path)
  removeUnfinished(target)
  const fresh = `${target}.new-${process.pid}` // of this console alone
  try {
    const file = openSync(fresh, 'w', 0o600)
    try {
      writeFileSync(file, text) // goes on until all is written
      fsyncSync(file)
    } finally {
      closeSync(file)
    }
    renameSync(fresh, target)
  } catch (cause) {
    rmSync(fresh, { force: true })
    throw cause
  }
}

/** A link stays one. */
function whereItIs(path: string): string {
  try {
    return realpathSync(path)
  } catch {
    return path
  }
}

/** What was being written when its console was killed. */
function removeUnfinished(target: string): void {
  const stem = `${basename(target)}.new-`
  const folder = dirname(target)
  for (const name of readdirSync(folder)) {
    const pid = name.startsWith(stem) ? Number(name.slice(stem.length)) : 0
    if (pid > 0 && !isRunning(pid)) rmSync(join(folder, name), { force: true })
  }
}
