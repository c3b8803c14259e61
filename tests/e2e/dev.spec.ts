// `npm run dev` on a copy of the sources: what a developer saves shows at once, and no call in the ear is lost by it.
import { once } from 'node:events'
import { chmodSync, cpSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { expect, test } from '@playwright/test'
import { instrument, startBrowser } from '../stage/browser.ts'
import { type Child, startChild } from '../stage/child.ts'
import { listen, screenOf } from '../stage/console.ts'
import { demoCall, demoEnv, startDemoPbx } from '../stage/demo-floor.ts'

let copy: string
const running: Child[] = []
test.beforeAll(() => {
  copy = mkdtempSync(join(tmpdir(), 'earshot-dev-'))
  for (const part of [
    'src-main',
    'src-preload',
    'src-renderer',
    'resources',
    'package.json',
    'tsconfig.json',
    'electron.vite.config.ts',
  ])
    cpSync(part, join(copy, part), { recursive: true })
  symlinkSync(resolve('node_modules'), join(copy, 'node_modules'))
})
test.afterEach(() => Promise.all(running.splice(0).map((child) => child.kill())))
test.afterAll(() => rmSync(copy, { recursive: true, force: true }))

async function npmRunDev(env: NodeJS.ProcessEnv): Promise<{ readonly child: Child; readonly address: string }> {
  const args = ['--import', 'tsx', join(copy, 'src-main/app/dev.ts'), '--no-open']
  const child = startChild(process.execPath, args, { ...env, EARSHOT_CONFIG_DIR: join(copy, 'settings') })
  running.push(child)
  const line = await child.line((text) => text.startsWith('Earshot is at '))
  await child.line((text) => text === 'The desk is up.')
  return { child, address: line.slice('Earshot is at '.length) }
}

function edit(file: string, before: string, after: string): void {
  const path = join(copy, file)
  const text = readFileSync(path, 'utf8')
  expect(text).toContain(before)
  writeFileSync(path, text.replace(before, after))
}

test('shows a changed component in the card that is open, and restarts the desk for a changed connector', async () => {
  test.setTimeout(90_000)
  const pbx = await startDemoPbx()
  const { address } = await npmRunDev(demoEnv(pbx))
  const browser = await startBrowser()
  const page = await browser.newPage()
  await instrument(page)
  await page.goto(address)
  const screen = screenOf(page)
  const call = await demoCall(pbx.operator, { agent: '1001' })
  await listen(screen, call.agentName)
  const card = await screen.card.elementHandle()
  let navigations = 0
  page.on('framenavigated', () => navigations++)

  edit('src-renderer/floor/connection-mark.tsx', '{word(words, now)}', '{word(words, now)} (one)')
  await expect(page.locator('.connection-word')).toContainText('(one)')
  edit('src-renderer/card/monitoring-card.tsx', '{words.monitor.region}</h2>', '{words.monitor.region} (two)</h2>')
  await expect(screen.card.getByRole('heading', { level: 2 })).toContainText('(two)')
  expect(await card?.evaluate((element) => [element.isConnected, element.getAttribute('data-phase')])).toEqual([
    true,
    'live',
  ])

  const connection = page.locator('.connection')
  const lost = connection.and(page.locator('.connection-deskLost')).waitFor()
  edit('src-main/pbx/demo/map.ts', '\n', '\n\n')
  await lost
  await expect(connection).toHaveClass(/connection-live/, { timeout: 20_000 })
  await listen(screen, call.agentName)
  expect(navigations).toBe(0)
  await browser.close()
  await pbx.close()
})

test('brings a floor of its own, and ends with all it has started', async () => {
  const { child, address } = await npmRunDev({})
  expect((await fetch(address, { redirect: 'manual' })).status).toBe(303)
  const ended = once(child.process, 'exit')
  child.process.kill('SIGTERM')
  expect((await ended)[0]).toBe(0)
})

/** Stands in for Electron's program, which cannot be had here in a version of today: says what it was started with, and stays. */
function electronStandIn(): string {
  const path = join(copy, 'electron-stand-in')
  const source = `#!${process.execPath}
console.log('started ' + process.pid + ' with ' + process.argv.slice(2).join(' ') + ' at ' + process.env.EARSHOT_DEV_PAGE)
process.on('SIGTERM', () => process.exit(0))
process.on('SIGUSR2', () => process.exit(0)) // its window is closed
process.stdin.resume()
`
  writeFileSync(path, source)
  chmodSync(path, 0o755)
  return path
}

test('in Electron: the page comes from Vite, a changed connector starts the program anew, its window ends all', async () => {
  test.setTimeout(120_000)
  const env = { EARSHOT_ELECTRON: electronStandIn(), EARSHOT_CONFIG_DIR: join(copy, 'settings') }
  const args = ['--import', 'tsx', join(copy, 'src-main/app/dev.ts'), '--shell=electron']
  const child = startChild(process.execPath, args, env)
  running.push(child)
  const started = (line: string) => line.startsWith('started ')
  const first = await child.line(started)
  expect(first).toContain(`${copy} --floor demo at http://127.0.0.1:`)
  const origin = first.slice(first.indexOf('http://'))
  expect(await (await fetch(`${origin}/index.html`)).text()).toContain('/@vite/client')
  // Its page stands under app://console: it must be told where changes come from.
  const client = await (await fetch(`${origin}/@vite/client`)).text()
  expect(client).toContain('"127.0.0.1"')
  expect(client).toContain(new URL(origin).port)

  edit('src-main/pbx/demo/map.ts', '\n', '\n\n')
  const again = await child.line((line) => started(line) && line !== first)
  expect(again).toContain(origin)
  const ended = once(child.process, 'exit')
  process.kill(Number(again.split(' ')[1]), 'SIGUSR2')
  expect((await ended)[0]).toBe(0)
})
