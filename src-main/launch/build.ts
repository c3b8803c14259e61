// Whether what is built is older than what it was built from.
import { readdirSync, statSync } from 'node:fs'
import { join } from 'node:path'

const SOURCES = ['src-main', 'src-preload', 'src-renderer', 'resources', 'electron.vite.config.ts', 'package-lock.json']
const BUILT = ['out/main/browser.js', 'out/main/demo-pbx.js', 'out/renderer/browser.html']

/** True when something built is missing, or a source is newer than the oldest of what was built. */
export function needsBuild(root: string): boolean {
  const built = BUILT.map((path) => modified(join(root, path)))
  return Math.max(...SOURCES.map((path) => newest(join(root, path)))) > Math.min(...built)
}

/** Epoch ms of the newest file in the folder, or of the file; 0 when there is none. */
function newest(path: string): number {
  const stats = statSync(path, { throwIfNoEntry: false })
  if (!stats?.isDirectory()) return stats?.mtimeMs ?? 0
  // A folder's own time tells of files that were removed.
  return Math.max(stats.mtimeMs, ...readdirSync(path).map((name) => newest(join(path, name))))
}

const modified = (path: string): number => statSync(path, { throwIfNoEntry: false })?.mtimeMs ?? 0
