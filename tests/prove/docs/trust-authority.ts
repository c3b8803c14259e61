// Makes a browser trust the authority of the phone system, by the very command docs/asterisk.md has for it.
import { execFileSync } from 'node:child_process'
import { existsSync, mkdirSync, mkdtempSync, readdirSync, renameSync, rmSync } from 'node:fs'
import { homedir } from 'node:os'
import { join } from 'node:path'

/** The commands of the page that put `ca.crt` into Chromium's own store on Linux. */
export function trustCommands(page: string): string {
  const [, commands] = /`((?:mkdir [^`]*)?certutil -d [^`]+)`/.exec(page) ?? []
  if (commands === undefined) throw new Error('docs/asterisk.md has no certutil command any more')
  return commands
}

/** `home`: of the browser's person. Runs in the folder where `ca.crt` lies. */
export function trustAuthority(page: string, home: string, folder: string): void {
  const path = `${certutilFolder()}:${process.env.PATH ?? ''}`
  execFileSync('sh', ['-ec', trustCommands(page)], {
    cwd: folder,
    env: { ...process.env, PATH: path, HOME: home },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
}

/** The package that the page names, unpacked into the cache where the machine has none. */
function certutilFolder(): string {
  const own = (process.env.PATH ?? '').split(':').find((folder) => existsSync(join(folder, 'certutil')))
  if (own !== undefined) return own
  const cache = process.env.EARSHOT_CACHE ?? join(homedir(), '.cache', 'earshot')
  const kept = join(cache, 'libnss3-tools')
  if (!existsSync(kept)) unpack(cache, kept)
  return join(kept, 'usr/bin')
}

function unpack(cache: string, kept: string): void {
  mkdirSync(cache, { recursive: true })
  const work = mkdtempSync(join(cache, '.nss-'))
  try {
    execFileSync('apt-get', ['download', '-qq', 'libnss3-tools'], { cwd: work, stdio: 'pipe' })
    for (const file of readdirSync(work).filter((name) => name.endsWith('.deb')))
      execFileSync('dpkg-deb', ['-x', file, 'root'], { cwd: work, stdio: 'pipe' })
    renameSync(join(work, 'root'), kept)
  } finally {
    rmSync(work, { recursive: true, force: true })
  }
}
