// Entry of the browser shell: puts the console together, serves it on loopback and opens its window.
import { homedir } from 'node:os'
import { join } from 'node:path'
import { builtDemoCommand, openConsole, randomId } from './compose.ts'
import { readFlags } from './launch/flags.ts'
import { configFolder } from './settings/folder.ts'
import { fileSecrets } from './settings/secrets.ts'
import { browserOrInstall, fileExists, openWindow, profileDir } from './shell/browser/open-window.ts'
import { startServer } from './shell/browser/server.ts'
import { createWindows } from './shell/browser/window-socket.ts'

const say = (sentence: string) => process.stdout.write(`${sentence}\n`)
const fail = (sentence: string, code: number): never => {
  process.stderr.write(`${sentence}\n`)
  process.exit(code)
}

const { env, platform } = process
const home = homedir()
const flags = readFlags(process.argv.slice(2))
if (!flags.ok) fail(flags.error, 2)
else await run(flags.value)

async function run({ open, configFile, demoFloor }: { open: boolean; configFile: string | null; demoFloor: boolean }) {
  const dir = configFolder({ env, platform, home })
  const secrets = fileSecrets(dir)
  const demoCommand = builtDemoCommand(import.meta.dirname)
  const opened = openConsole({ shell: 'browser', dir, configFile, demoFloor, secrets, env, demoCommand })
  if (!opened.ok) return fail(opened.error, 2)
  const { desk, settings, log } = opened.value
  const schedule = (task: () => void, ms: number) => {
    const timer = setTimeout(task, ms)
    return () => clearTimeout(timer)
  }
  const windows = createWindows({ desk, log, schedule })
  const server = await startServer({
    root: join(import.meta.dirname, '..', 'renderer'),
    port: Number(env.EARSHOT_PORT ?? 0),
    randomId,
    lineWsUrl: opened.value.lineWsUrl,
    onWindow: windows.take,
  }).catch((cause: Error) => fail(`The console cannot listen on this computer: ${cause.message}`, 1))

  let closeWindow = () => {}
  let ending = false
  const end = async () => {
    if (ending) return
    ending = true
    closeWindow()
    windows.close()
    await Promise.all([server.close(), desk.close()])
    process.exit(0)
  }
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => void end())
  // The starter is gone, however it went.
  process.on('disconnect', () => void end())

  say(`Earshot is at ${server.address}`)
  if (!open) return
  const browser = browserOrInstall(
    { env, platform, home, exists: fileExists },
    { uid: process.getuid?.() ?? null, say },
  )
  if (!browser) return
  const { kiosk } = settings.current()
  const extraFlags = env.EARSHOT_BROWSER_FLAGS ?? ''
  const order = { browser, address: server.address, profileDir: profileDir(dir), kiosk, extraFlags }
  const child = openWindow(order, () => void end())
  closeWindow = () => child.kill()
}
