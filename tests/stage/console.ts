// The real console in its browser shell: server side as a process, window in Chromium; driven by what a person sees.
import { execFileSync } from 'node:child_process'
import { mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Locator, Page } from '@playwright/test'
import type { Mode } from '#contract/monitor.ts'
import { type Child, startChild } from './child.ts'

export type ConsoleProcess = {
  readonly address: string
  readonly child: Child
  readonly home: string
  /** Stops the server side where it is, as a machine that hangs does; or lets it go on. */
  freeze(on: boolean): void
  /** The programs of the server side. */
  pids(): readonly number[]
  close(): Promise<void>
}

/**
 * Starts `npm start`'s own program with `--no-open`; `home` keeps settings apart from the user's. `through`: the command that runs it, where it
 * is to be on another network.
 */
export async function startConsole(
  siteFile: object,
  env: NodeJS.ProcessEnv,
  home = mkdtempSync(join(tmpdir(), 'earshot-home-')),
  through: readonly string[] = [],
): Promise<ConsoleProcess> {
  const config = join(home, 'site.json')
  writeFileSync(config, JSON.stringify(siteFile))
  const args = ['--import', 'tsx', 'src-main/app/start.ts', '--shell=browser', '--no-open', '--config', config]
  const [program = process.execPath, ...before] = [...through, process.execPath]
  const child = startChild(program, [...before, ...args], { ...env, EARSHOT_CONFIG_DIR: home })
  const line = await child.line((text) => text.includes('http://127.0.0.1'), 90_000)
  const address = /http:\/\/127\.0\.0\.1\S+/.exec(line)?.[0] ?? ''
  const pids = () => childrenOf(child.process.pid)
  const freeze = (on: boolean) => {
    for (const pid of pids()) process.kill(pid, on ? 'SIGSTOP' : 'SIGCONT')
  }
  return { address, child, home, freeze, pids, close: () => child.kill() }
}

const childrenOf = (pid: number | undefined): number[] =>
  execFileSync('pgrep', ['-P', String(pid)], { encoding: 'utf8' })
    .trim()
    .split('\n')
    .map(Number)

/** The console's screen, by the names a supervisor reads. */
export const screenOf = (page: Page) => {
  const card = page.getByRole('region', { name: 'Audio monitoring' })
  return {
    page,
    card,
    agents: page.getByRole('region', { name: 'Agents' }),
    calls: page.getByRole('region', { name: 'Active calls' }),
    listenTo: (name: string): Locator =>
      page.getByRole('region', { name: 'Agents' }).getByRole('button', { name: `Listen to ${name}` }),
    end: card.getByRole('button', { name: 'Stop listening' }),
    listenOnly: card.getByRole('button', { name: 'Listen only' }),
    join: card.getByRole('button', { name: 'Join call' }),
    whispers: card.getByRole('button', { name: /^Whisper to |^Speak to .+ only$/ }),
  }
}
export type Screen = ReturnType<typeof screenOf>

/** The key stays down for long enough that it is meant, and longer than between two letters of a word: by the clock of a page that may be busy. */
export async function hold(page: Page, key: string): Promise<void> {
  await page.keyboard.down(key)
  await page.evaluate(() => new Promise((resolve) => setTimeout(resolve, 700)))
  await page.keyboard.up(key)
}

/** Until what is pressed next is no double click with what was pressed before: for half a second the console takes the two for one. */
export const unhurried = (page: Page): Promise<unknown> =>
  page.waitForFunction((since) => Date.now() - since > 520, Date.now())

export const modeButton = (screen: Screen, mode: Mode): Locator =>
  ({
    listen: screen.listenOnly,
    join: screen.join,
    whisperAgent: screen.whispers.first(),
    whisperCaller: screen.whispers.nth(1),
  })[mode]

/** Waits until the line is registered, then clicks Listen on the agent's row and waits until it is live. */
export async function listen(screen: Screen, agentName: string): Promise<void> {
  await screen.page.locator('[data-line="registered"]').first().waitFor({ timeout: 15_000 })
  const button = screen.listenTo(agentName)
  await button.focus()
  await button.click()
  await live(screen, 'listen')
}

export const live = (screen: Screen, mode: Mode): Promise<void> =>
  screen.page
    .locator(`[data-phase="live"][data-mode="${mode}"]:not([data-changing="true"])`)
    .first()
    .waitFor({ timeout: 10_000 })
    .catch(async (cause) => {
      throw new Error(`Not live in ${mode}; the console shows ${await shownOf(screen.page)}.`, { cause })
    })

/** The state of a monitor, and what the console says, in its own words. */
const shownOf = (page: Page): Promise<string> =>
  page.evaluate(() => {
    const states = [...document.querySelectorAll<HTMLElement>('[data-phase]')].map(({ dataset }) => ({ ...dataset }))
    const said = [...document.querySelectorAll('[role="status"], [role="alert"], .card')].map((one) => one.textContent)
    return JSON.stringify({ states, said: said.filter(Boolean) })
  })

export async function choose(screen: Screen, mode: Mode): Promise<void> {
  await modeButton(screen, mode).click()
  await live(screen, mode)
}
