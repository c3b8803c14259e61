// earshot-kiosk on real displays (Xvfb): it comes back after the X server was killed, gives a dead display up, and ends when it was left.
import { type ChildProcess, spawn } from 'node:child_process'
import { chmodSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { delimiter, join, resolve } from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { startDisplay } from '../../../stage/display.ts'

const script = resolve('build/linux/earshot-kiosk')
let folder: string
const running: ChildProcess[] = []
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'earshot-kiosk-'))
  // Lives as long as its display; leaves by itself where somebody has written so.
  put(
    'earshot',
    `echo "$DISPLAY $*" >>"${folder}/started"
while grep -q "X11-unix/X\${DISPLAY#:}$" /proc/net/unix; do
  [ -e "${folder}/leave" ] && exit 0
  sleep 0.05
done
exit 1`,
  )
  // As Debian's (xinit 1.4.0): the client ends with its server, and the code is 0 whoever ended first.
  put(
    'xinit',
    `client="$1 $2 $3"; shift 4
"$@" -displayfd 3 3>"${folder}/number" >/dev/null 2>&1 & server=$!
echo $server >"${folder}/server"
until [ -s "${folder}/number" ]; do sleep 0.02; done
DISPLAY=:$(cat "${folder}/number") $client & client=$!
while kill -0 $server 2>/dev/null && kill -0 $client 2>/dev/null; do sleep 0.05; done
kill $server $client 2>/dev/null
rm "${folder}/number"
exit 0`,
  )
})
afterEach(async () => {
  writeFileSync(join(folder, 'leave'), '')
  for (const child of running.splice(0)) await ended(child)
  rmSync(folder, { recursive: true })
})

function put(name: string, lines: string): void {
  writeFileSync(join(folder, name), `#!/bin/sh\n${lines}\n`)
  chmodSync(join(folder, name), 0o755)
}

function startKiosk(env: Readonly<Record<string, string>>): ChildProcess {
  const { DISPLAY, WAYLAND_DISPLAY, EARSHOT_LEFT, ...rest } = process.env
  const own = {
    PATH: `${folder}${delimiter}${rest.PATH}`,
    EARSHOT_PROGRAM: join(folder, 'earshot'),
    EARSHOT_AGAIN_S: '0',
  }
  const child = spawn(script, ['--config', 'site.json'], { env: { ...rest, ...own, ...env }, stdio: 'ignore' })
  running.push(child)
  return child
}

const ended = (child: ChildProcess): Promise<number | null> =>
  child.exitCode === null ? new Promise((resolve) => child.once('exit', resolve)) : Promise.resolve(child.exitCode)

const starts = (): string[] => {
  const file = join(folder, 'started')
  return existsSync(file) ? readFileSync(file, 'utf8').trim().split('\n') : []
}

it('gives the display up that it was given, once its server was killed', async () => {
  const display = await startDisplay()
  const kiosk = startKiosk({ DISPLAY: display.name })
  await expect.poll(starts).toEqual([`${display.name} --kiosk --config site.json`])
  await display.close('SIGKILL')
  expect(await ended(kiosk)).toBe(75)
  expect(starts()).toHaveLength(1)
})

it('starts the program again on a display that is there', async () => {
  const display = await startDisplay()
  put('earshot', `echo again >>"${folder}/started"\n[ -e "${folder}/leave" ] && exit 0\nsleep 0.05\nexit 1`)
  const kiosk = startKiosk({ DISPLAY: display.name })
  await expect.poll(() => starts().length).toBeGreaterThan(2)
  writeFileSync(join(folder, 'leave'), '')
  expect(await ended(kiosk)).toBe(0)
  await display.close()
})

it('opens a display of its own, another one when that was killed, and none once the administrator has left', async () => {
  const kiosk = startKiosk({ EARSHOT_X: 'Xvfb -nolisten tcp' })
  await expect.poll(() => starts().length).toBe(1)
  process.kill(Number(readFileSync(join(folder, 'server'), 'utf8')), 'SIGKILL')
  await expect.poll(() => starts().length).toBe(2)
  writeFileSync(join(folder, 'leave'), '')
  expect(await ended(kiosk)).toBe(0)
  expect(starts()).toHaveLength(2)
})
