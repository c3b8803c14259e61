// Electron entry: puts the console together; what it does stands in shell/electron and desk.ts.
import { existsSync } from 'node:fs'
import { homedir } from 'node:os'
import { join } from 'node:path'
import { app, net, shell } from 'electron'
import { addressesOf, registersAt } from '#contract/line-account.ts'
import { err, ok } from '#contract/result.ts'
import type { Site } from '#contract/settings.ts'
import { readFlags } from '#main/launch/flags.ts'
import { machineSiteFile } from '#main/settings/managed.ts'
import { fileSecrets } from '#main/settings/secrets.ts'
import { ownArguments } from '#main/shell/electron/own-arguments.ts'
import { type OpenSite, runConsole, type UpdatingParts } from '#main/shell/electron/run-console.ts'
import { safeSecrets } from '#main/shell/electron/safe-secrets.ts'
import { storeSettings } from '#main/shell/electron/store-settings.ts'
import { devPageOrigin } from '#main/shell/page/dev-page.ts'
import { configFolder, prepareFolder, seatFolder } from '#main/system/folder.ts'
import { machineKey } from '#main/system/machine.ts'
import { endingSignals, onSignal } from '#main/system/signals.ts'
import { install } from '#main/updates/install.ts'
import { installPlan, packageKind } from '#main/updates/install-plan.ts'
import { releaseKey } from '#main/updates/release-key.ts'
import { trialFile } from '#main/updates/trial-file.ts'
import { version } from '#package.json'
import { builtDemoCommand, openConsole, systemClock } from './compose.ts'

const { argv, env, platform } = process
const built = import.meta.dirname
const dir = configFolder({ env, platform, home: homedir() })
const devPage = devPageOrigin(env.EARSHOT_DEV_PAGE, app.isPackaged)
const windowDir = join(dir, 'window')

// Chromium's own files; the lock of the single instance lies there too, so that it is one a folder of settings.
const folder = prepareFolder(windowDir)
if (folder.ok) app.setPath('userData', windowDir)

runConsole({
  openSite,
  onEnd: (end) => {
    for (const signal of endingSignals) onSignal(signal, () => end())
    process.on('disconnect', () => end())
    // Electron would show the stack in a dialog and go on.
    process.on('uncaughtException', end)
    process.on('unhandledRejection', end)
  },
  page: devPage === null ? { folder: join(built, '..', 'renderer') } : { vite: devPage },
  preload: join(built, '..', 'preload', 'index.cjs'),
  placeFile: join(windowDir, 'place.json'),
  wallsFile: join(windowDir, 'walls.json'),
  cardFile: join(windowDir, 'card.json'),
  devTools: !app.isPackaged && (devPage !== null || argv.includes('--dev')),
  platform,
  clock: systemClock,
  updating: updatingParts(),
  argv: argv.slice(1),
})

function openSite() {
  if (!folder.ok) return folder
  const flags = readFlags(ownArguments(argv.slice(1)))
  if (!flags.ok) return err(flags.error)
  const opened = openConsole({
    ...flags.value,
    shell: 'electron',
    machineFile: machineSiteFile({ env, platform }),
    setUpFirst: flags.value.setUp || app.isPackaged,
    dir,
    seatDir: seatFolder({ env, platform, home: homedir() }, machineKey()),
    settingsFile: storeSettings({ dir, version }),
    secrets: safeSecrets(fileSecrets(dir)),
    // The demo PBX runs in this very program as plain Node.
    env: { ...env, ELECTRON_RUN_AS_NODE: '1' },
    demoCommand: builtDemoCommand(built),
  })
  if (!opened.ok) return opened
  const { desk, settings, log } = opened.value
  const { siteName, kiosk, ...wishes } = settings.current()
  const authority = () => authorityOf(settings.current().site)
  const updates = () => settings.current().updates
  return ok<OpenSite>({ desk, log, siteName, kiosk: kiosk || argv.includes('--kiosk'), wishes, updates, authority })
}

function updatingParts(): UpdatingParts | null {
  const appImage = env.APPIMAGE
  const kind = packageKind({ platform, arch: process.arch, appImage, program: process.execPath, exists: existsSync })
  const own = join(dir, 'updates')
  if (!app.isPackaged || releaseKey === null || kind === null || !prepareFolder(join(own, 'packages')).ok) return null
  return {
    version,
    kind,
    key: releaseKey,
    folder: join(own, 'packages'),
    trial: trialFile(join(own, 'trial.json')),
    get: (url, how) => net.fetch(url, how),
    install: (file) => install(installPlan(kind, file, { appImage }), file, shell.openPath),
  }
}

function authorityOf(site: Site): ReturnType<OpenSite['authority']> {
  if ((site.kind !== 'asterisk' && site.kind !== 'freeswitch') || site.ca === null || site.line === null) return null
  const hosts = addressesOf(registersAt(site.line.wsUrl)).map((url) => new URL(url).hostname)
  return { hosts, ca: site.ca }
}
