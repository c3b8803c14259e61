// Finds a browser for the window, or installs Chromium where that is allowed: root on Debian.
import { findBrowser, type Places } from './find-browser.ts'

export type CommandEnd = { readonly code: number | null; readonly stderr: string }

/** Runs a program to its end; what cannot be run ends with the code null. */
export type RunCommand = (program: string, args: readonly string[], env: NodeJS.ProcessEnv) => Promise<CommandEnd>

export type InstallParts = {
  readonly uid: number | null
  readonly say: (sentence: string) => void
  readonly run: RunCommand
}

export type Found =
  | { readonly kind: 'found'; readonly browser: string }
  | { readonly kind: 'none'; readonly why: string } // sentences that say what to do

const remedy = 'Install Chromium, Chrome or Edge, or set EARSHOT_BROWSER to the path of one.'

export async function findOrInstall(places: Places, { uid, say, run }: InstallParts): Promise<Found> {
  const found = findBrowser(places)
  if (found) return { kind: 'found', browser: found }
  const { EARSHOT_BROWSER: named } = places.env
  if (named) return { kind: 'none', why: `EARSHOT_BROWSER is set to ${named}, which does not exist.` }
  if (uid !== 0 || !places.exists('/etc/debian_version'))
    return { kind: 'none', why: `Chromium, Chrome or Edge was not found. ${remedy}` }
  say('Chromium, Chrome or Edge was not found. Installing Chromium with apt-get, which takes a minute or two.')
  const refusal = await installChromium(run, places.env)
  const installed = findBrowser(places)
  if (installed) return { kind: 'found', browser: installed }
  return { kind: 'none', why: `Chromium could not be installed: ${refusal}. ${remedy}` }
}

/** Why it is not installed, in apt's words. A fresh machine has no lists of packages; one that has just started may be updating itself. */
async function installChromium(run: RunCommand, env: NodeJS.ProcessEnv): Promise<string> {
  const apt = (...args: string[]) =>
    run('apt-get', ['-q', '-o', 'DPkg::Lock::Timeout=120', ...args], { ...env, DEBIAN_FRONTEND: 'noninteractive' })
  const update = await apt('update')
  const install = await apt('install', '-y', 'chromium')
  if (install.code === 0) return 'apt-get says it is, but it is not where Chromium usually is'
  return aptError(update) ?? aptError(install) ?? 'apt-get failed without saying why'
}

function aptError({ code, stderr }: CommandEnd): string | null {
  if (code === 0) return null
  const lines = stderr.split('\n').map((line) => line.trim())
  const line = lines.find((one) => one.startsWith('E: '))?.slice('E: '.length) ?? lines.findLast(Boolean)
  return line?.replace(/\.$/, '').slice(0, 200) ?? null
}
