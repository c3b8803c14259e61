// Builds the console when what is built is older than what it was built from, one build at a time.
import { mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { isRunning } from '#main/system/lock.ts'

const SOURCES = [
  'src-main',
  'src-preload',
  'src-renderer',
  'resources',
  'electron.vite.config.ts',
  'package.json',
  'package-lock.json',
]
const BUILT = ['out/main/browser.js', 'out/main/demo-pbx.js', 'out/renderer/browser.html']

const LOOK_AGAIN_MS = 100
/** No build takes this long: who took the lock is gone, and its process id may be another program's by now. */
const LOCK_LIFE_MS = 120_000
/** Killed between making the lock and signing it. */
const UNSIGNED_LIFE_MS = 2_000

/** Runs `build` when it is needed. Consoles started at the same time wait for the one that builds. */
export async function buildWhenNeeded(root: string, build: () => Promise<void>): Promise<void> {
  const lock = join(root, '.cache', 'building')
  while (needsBuild(root)) {
    if (!take(lock)) {
      await wait(LOOK_AGAIN_MS)
      continue
    }
    try {
      return await build()
    } finally {
      rmSync(lock, { recursive: true, force: true })
    }
  }
}

function take(lock: string): boolean {
  if (isAbandoned(lock)) rmSync(lock, { recursive: true, force: true })
  mkdirSync(dirname(lock), { recursive: true })
  try {
    mkdirSync(lock)
  } catch (cause) {
    if ((cause as NodeJS.ErrnoException).code === 'EEXIST') return false
    throw cause
  }
  writeFileSync(join(lock, 'pid'), String(process.pid))
  return true
}

/** Whoever builds may be killed; the next start must not wait for it. */
function isAbandoned(lock: string): boolean {
  const at = modified(lock)
  if (at === 0) return false
  const pid = builderOf(lock)
  return Date.now() - at > (pid === null ? UNSIGNED_LIFE_MS : LOCK_LIFE_MS) || (pid !== null && !isRunning(pid))
}

function builderOf(lock: string): number | null {
  try {
    return Number(readFileSync(join(lock, 'pid'), 'utf8')) || null
  } catch {
    return null
  }
}

export const needsBuild = (root: string): boolean => isStale(root, SOURCES, BUILT)

/** True when something built is missing, or a source is newer than the oldest of what was built. */
export function isStale(root: string, sources: readonly string[], built: readonly string[]): boolean {
  const builtAt = built.map((path) => modified(join(root, path)))
  return Math.max(...sources.map((path) => newest(join(root, path)))) > Math.min(...builtAt)
}

/** Epoch ms of the newest file in the folder, or of the file; 0 when there is none. */
function newest(path: string): number {
  const stats = statSync(path, { throwIfNoEntry: false })
  if (!stats?.isDirectory()) return stats?.mtimeMs ?? 0
  // A folder's own time tells of files that were removed.
  return Math.max(stats.mtimeMs, ...readdirSync(path).map((name) => newest(join(path, name))))
}

const modified = (path: string): number => statSync(path, { throwIfNoEntry: false })?.mtimeMs ?? 0
