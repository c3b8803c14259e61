// Builds the console when what is built is older than what it was built from, one build at a time.
import { mkdirSync, readdirSync, statSync } from 'node:fs'
import { dirname, join } from 'node:path'
import type { Clock } from '#contract/time.ts'
import { type LockLife, releaseLock, takeLock } from '#main/system/lock.ts'

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
/** No build takes this long. */
const buildLife: LockLife = { ms: 120_000, unsignedMs: 2_000 }

/**
 * Runs `build` when it is needed. Consoles started at the same time wait for the one that builds. Throws one sentence where the folder
 * takes nothing, as a clone of somebody else's that was never started.
 */
export async function buildWhenNeeded(root: string, clock: Clock, build: () => Promise<void>): Promise<void> {
  const lock = join(root, '.cache', 'building')
  while (needsBuild(root)) {
    if (!isOursToBuild(root, lock)) {
      await new Promise<void>((resolve) => clock.after(LOOK_AGAIN_MS, resolve))
      continue
    }
    try {
      return await build()
    } finally {
      releaseLock(lock)
    }
  }
}

function isOursToBuild(root: string, lock: string): boolean {
  try {
    mkdirSync(dirname(lock), { recursive: true })
    return takeLock(lock, buildLife) === 'taken'
  } catch (cause) {
    const { code } = cause as NodeJS.ErrnoException
    throw new Error(
      `${root}: the console must be built here once, and nothing can be written (${code}). Start it once as the folder's owner, or copy it to a folder of your own.`,
    )
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
