// Entry of the browser shell: puts the console together, serves it on loopback and opens its window.
import { spawn } from 'node:child_process'
import { existsSync } from 'node:fs'
import { homedir } from 'node:os'
import { join } from 'node:path'
import type { Stop } from '#contract/time.ts'
import { type Flags, readFlags } from '#main/launch/flags.ts'
import { machineSiteFile } from '#main/settings/managed.ts'
import { seatOf } from '#main/settings/owner.ts'
import { sealedSecrets } from '#main/settings/sealed-secrets.ts'
import { fileSecrets } from '#main/settings/secrets.ts'
import { confSettings } from '#main/shell/browser/conf-settings.ts'
import { createEnding } from '#main/shell/browser/ending.ts'
import { keyPage } from '#main/shell/browser/key-page.ts'
import { profileDir } from '#main/shell/browser/open-window.ts'
import { runCommand } from '#main/shell/browser/run-command.ts'
import { type ShellServer, startServer, whyNotListening } from '#main/shell/browser/server.ts'
import { type Page, showWindow } from '#main/shell/browser/show-window.ts'
import { createWindows } from '#main/shell/browser/window-socket.ts'
import { configFolder, seatFolder } from '#main/system/folder.ts'
import { machineKey } from '#main/system/machine.ts'
import { onSignal } from '#main/system/signals.ts'
import { releaseKey } from '#main/updates/release-key.ts'
import { tellNewer } from '#main/updates/tell-newer.ts'
import { version } from '#package.json'
import { builtDemoCommand, type Console, openConsole, randomId, systemClock } from './compose.ts'

const say = (sentence: string) => process.stdout.write(`${sentence}\n`)
const fail = (sentence: string, code: number): never => {
  process.stderr.write(`${sentence}\n`)
  process.exit(code)
}

const { env, platform } = process
const home = homedir()
const dir = configFolder({ env, platform, home })
const seatDir = seatFolder({ env, platform, home }, machineKey())
const flags = readFlags(process.argv.slice(2))
if (flags.ok) await run(flags.value)
else fail(flags.error, 2)

async function run({ open, configFile, demoFloor, setUp }: Flags) {
  const opened = openConsole({
    shell: 'browser',
    dir,
    seatDir,
    machineFile: machineSiteFile({ env, platform }),
    configFile,
    demoFloor,
    setUpFirst: setUp,
    settingsFile: confSettings({ dir, version }),
    secrets: sealedSecrets(fileSecrets(dir), seatDir),
    env,
    demoCommand: builtDemoCommand(import.meta.dirname),
  })
  if (!opened.ok) return fail(opened.error, 2)
  const { desk, settings, log } = opened.value
  const shell = await serve(opened.value)
  const { address, page } = shell
  let closeWindow: Stop = () => {}
  const close = () => {
    closeWindow()
    return Promise.all([shell.close(), desk.close()])
  }
  const ending = createEnding({ close, exit: (code) => process.exit(code), clock: systemClock, log })
  endInOrder(ending)
  const seat = seatOf(seatDir)
  if (seat > 1) say(`Earshot runs already: this is console ${seat} of yours on this computer.`)
  // Where a window opens, the key is in nothing that others could read: neither here nor in the browser's arguments.
  say(`Earshot is at ${open ? new URL(address()).origin : address()}`)
  if (settings.current().kiosk) desk.onLeaveKiosk(ending.asked)
  if (releaseKey !== null)
    tellNewer({
      version,
      key: releaseKey,
      settings: () => settings.current().updates,
      get: fetch,
      isFree: () => desk.onlook.use().kind === 'nothing',
      clock: systemClock,
      log: (text) => log('info', text),
      tell: (newer) => say(`Earshot ${newer} is there; this is ${version}.`),
    })
  if (!open) return
  const profile = profileDir(dir, seat)
  closeWindow = showWindow({
    places: { env, platform, home, exists: existsSync },
    uid: process.getuid?.() ?? null,
    profileDir: profile,
    kiosk: settings.current().kiosk,
    address,
    keyPage: keyPage(profile),
    page,
    spawn,
    run: runCommand,
    clock: systemClock,
    say,
    // The window's end is the program's end, unless it is a kiosk: that is left by its passphrase alone.
    onClosed: ending.asked,
  })
}

async function serve({ desk, settings, log, lineWsUrl }: Console): Promise<ShellServer & { readonly page: Page }> {
  const windows = createWindows({ desk, log, clock: systemClock })
  const root = join(import.meta.dirname, '..', 'renderer')
  const port = Number(env.EARSHOT_PORT || 0)
  try {
    const server = await startServer({
      root,
      port,
      randomId,
      lineWsUrl,
      demoFloor: () => settings.current().site.kind === 'demo',
      speech: settings.current,
      onWindow: windows.take,
    })
    return {
      address: server.address,
      page: windows.page,
      close: () => {
        windows.close()
        return server.close()
      },
    }
  } catch (cause) {
    await desk.close()
    return fail(whyNotListening(cause as NodeJS.ErrnoException, env.EARSHOT_PORT), 1)
  }
}

/** On a signal, when the program that started us is gone (however it went), and on a bug. */
function endInOrder({ asked, interrupted, bug }: ReturnType<typeof createEnding>) {
  onSignal('SIGTERM', asked)
  onSignal('SIGHUP', asked)
  onSignal('SIGINT', interrupted)
  process.on('disconnect', asked)
  process.on('uncaughtException', bug)
  process.on('unhandledRejection', bug)
}
