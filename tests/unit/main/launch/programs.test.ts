// The two programs as they are run: what they print, and how they end.
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { type FakeDemoPbx, fakeDemoPbx } from '../../../fakes/fake-demo-pbx.ts'

let dir: string
let pbx: FakeDemoPbx
beforeEach(async () => {
  dir = mkdtempSync(join(tmpdir(), 'earshot-programs-'))
  pbx = await fakeDemoPbx()
})
afterEach(async () => {
  await pbx.close()
  rmSync(dir, { recursive: true, force: true })
})

type Surroundings = Readonly<Record<string, string>>

function run(program: 'start' | 'browser' | 'dev', ...said: readonly (string | Surroundings)[]) {
  const args = said.filter((one) => typeof one === 'string')
  const besides = said.find((one) => typeof one !== 'string')
  const ready = {
    ready: true,
    sip: 'ws://127.0.0.1:1/sip',
    control: pbx.address.controlUrl,
    domain: 'demo.earshot.invalid',
    lines: [{ extension: '5001', password: 'p' }],
    consoleSecret: pbx.address.secret,
  }
  const child = spawn(process.execPath, ['--import', 'tsx', `src-main/app/${program}.ts`, ...args], {
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
    env: { ...process.env, EARSHOT_CONFIG_DIR: dir, EARSHOT_DEMO_CONTROL: JSON.stringify(ready), ...besides },
  })
  const { stdout, stderr } = child
  if (!stdout || !stderr) throw new Error('no pipes')
  let text = ''
  const printed = new Promise<string>((resolve) => {
    for (const stream of [stdout, stderr]) {
      stream.on('data', (data) => {
        text += data
        resolve(text)
      })
    }
  })
  // Not the child's own `close`: it never comes after a disconnect.
  const ended = Promise.all([once(child, 'exit'), once(stdout, 'close'), once(stderr, 'close')]).then(([[code]]) => ({
    code: code as number | null,
    text,
  }))
  return { child, printed, ended }
}

describe('npm start', { timeout: 20_000 }, () => {
  it('answers a mistake on the command line with one sentence and code 2', async () => {
    const { code, text } = await run('start', '--shel').ended
    expect(code).toBe(2)
    expect(text).toMatch(/^Unknown option '--shel'\. Try --help\.\n$/)
  })

  it('refuses a site file that is not there before anything is built', async () => {
    const { code, text } = await run('start', '--shell=browser', '--no-open', '--config', join(dir, 'none.json')).ended
    expect(code).toBe(2)
    expect(text).toBe(`${join(dir, 'none.json')}: file not found. Check the path after --config.\n`)
  })

  it('refuses a folder it cannot write to before anything is built', async () => {
    const file = join(dir, 'file')
    writeFileSync(file, '')
    const { code, text } = await run('start', '--no-open', { EARSHOT_CONFIG_DIR: join(file, 'earshot') }).ended
    expect(code).toBe(2)
    expect(text).toMatch(/cannot store its files here .*Set EARSHOT_CONFIG_DIR to another folder\.\n$/)
  })

  it('tells its flags', async () => {
    const { code, text } = await run('start', '--help').ended
    expect(code).toBe(0)
    expect(text).toContain('--no-open')
  })
})

describe('npm run dev', { timeout: 20_000 }, () => {
  it('says how to get Electron where its runtime is missing, and starts nothing', async () => {
    const { code, text } = await run('dev', '--shell=electron', { EARSHOT_ELECTRON: join(dir, 'none') }).ended
    expect(code).toBe(1)
    expect(text).toBe("Electron's runtime is not installed. Run npx install-electron, or use --shell=browser.\n")
  })
})

describe('the browser shell', { timeout: 20_000 }, () => {
  it('answers a broken site file with one sentence and code 2', async () => {
    const site = join(dir, 'site.json')
    writeFileSync(site, '{"site":{"kind":"nobody"}}')
    const { code, text } = await run('browser', '--no-open', '--config', site).ended
    expect(code).toBe(2)
    expect(text.startsWith(`${site}: site.kind: `)).toBe(true)
    expect(text.trim()).not.toContain('\n')
  })

  it.each([
    [
      'a taken port',
      (taken: string) => taken,
      /^Port \d+ is in use by another program. Set EARSHOT_PORT to another port/,
    ],
    ['what is no port', () => '70000', /^EARSHOT_PORT=70000 is not a port from 0 to 65535. /],
  ])('answers %s with one sentence and code 1', async (_, portOf, sentence) => {
    const port = portOf(new URL(pbx.address.controlUrl).port)
    const { code, text } = await run('browser', '--no-open', { EARSHOT_PORT: port }).ended
    expect(code).toBe(1)
    expect(text).toMatch(sentence)
    expect(text.trim()).not.toContain('\n')
  })

  it.each(['SIGINT', 'SIGTERM'] as const)('prints its address and ends on %s', async (signal) => {
    const { child, printed, ended } = run('browser', '--no-open')
    expect(await printed).toMatch(/^Earshot is at http:\/\/127\.0\.0\.1:\d+\/\?key=\w{48}\n$/)
    child.kill(signal)
    expect((await ended).code).toBe(0)
  })

  it('ends when the program that started it is gone', async () => {
    const { child, printed, ended } = run('browser', '--no-open')
    await printed
    child.disconnect()
    expect((await ended).code).toBe(0)
  })
})
