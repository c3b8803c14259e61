// One floor, one way of switching: enters every mode by every change, and measures all ears each time.
import { type Mode, modes, type SwitchWay } from '#contract/monitor.ts'
import { allTones, type EarName } from '#contract/site/proof.ts'
import { type Cell, judge } from '#main/proof/judge.ts'
import { walkOfAllChanges } from '#renderer/setup/proof/proof-progress.ts'
import { instrument, startBrowser } from '../stage/browser.ts'
import { choose, listen, live, modeButton, type Screen, screenOf, startConsole } from '../stage/console.ts'
import type { Levels, ProofCall, ProofFloor, Trouble } from '../stage/floor.ts'
import { toneDb } from '../stage/tone.ts'
import { ears } from './matrix.ts'

export type Proof = {
  readonly right: boolean
  readonly cells: readonly Cell[]
  readonly changes: readonly string[]
  readonly troubles: readonly string[]
  readonly gaps: { readonly agent: number; readonly caller: number }
}

export async function proveWay(floor: ProofFloor, way: SwitchWay): Promise<Proof> {
  const running = await floor.start(way)
  const desk = await startConsole(running.siteFile, running.env)
  const browser = await startBrowser()
  try {
    const page = await browser.newPage()
    await instrument(page)
    await page.goto(desk.address)
    const call = await running.call()
    return await walk(screenOf(page), call, running.troubles ?? [])
  } finally {
    await browser.close()
    await desk.close()
    await running.close()
  }
}

async function walk(screen: Screen, call: ProofCall, troubles: readonly Trouble[]): Promise<Proof> {
  const cells: Cell[] = []
  const changes: string[] = []
  await listen(screen, call.agentName)
  cells.push(...(await measure(screen, call, 'listen', 'start')))
  let before: Mode = 'listen'
  for (const mode of walkOfAllChanges) {
    await choose(screen, mode)
    cells.push(...(await measure(screen, call, mode, before)))
    changes.push(`${before}→${mode}`)
    before = mode
  }
  for (const trouble of troubles)
    cells.push(
      ...(await suffer(screen, call, trouble).catch((cause: unknown) => {
        throw new Error(`${trouble.name}: the screen did not come to what it must show`, { cause })
      })),
    )
  await screen.end.click()
  await screen.card.waitFor({ state: 'hidden' })
  const gaps = await call.gaps()
  const complete = new Set(changes).size === modes.length * (modes.length - 1)
  const right = complete && gaps.agent === 0 && gaps.caller === 0 && cells.every((cell) => cell.right)
  return { right, cells, changes: [...new Set(changes)], troubles: troubles.map(({ name }) => name), gaps }
}

/** The ears while something goes wrong under a whisper: nobody may hear the supervisor until a mode is confirmed again. */
async function suffer(screen: Screen, call: ProofCall, trouble: Trouble): Promise<Cell[]> {
  await choose(screen, 'whisperAgent')
  await trouble.inject()
  if (trouble.shows !== 'unasked') await modeButton(screen, 'join').click()
  // What mode is in force may stay unknown for as long as the trouble lasts; the microphone may not stay open.
  await screen.page.locator('[data-phase="live"][data-microphone="closed"]').first().waitFor({ timeout: 10_000 })
  const cells = await measure(screen, call, 'listen', trouble.name)
  if (trouble.shows === 'givenUp') await live(screen, 'listen')
  await trouble.heal()
  if (trouble.shows === 'pending') {
    await live(screen, 'join')
    await choose(screen, 'listen')
  } else await live(screen, 'listen')
  return [...cells, ...(await measure(screen, call, 'listen', `${trouble.name}, mended`))]
}

const WINDOW_MS = 200
const TRIES = 10

/** Measures until every ear is right; what is still wrong after the last try is reported as it is. */
export async function measure(screen: Screen, call: Ears, mode: Mode, after: string, most = TRIES): Promise<Cell[]> {
  let cells: Cell[] = []
  for (let tries = 0; tries < most; tries++) {
    // A window must lie wholly after the change.
    await screen.page.evaluate((ms) => new Promise((done) => setTimeout(done, ms)), WINDOW_MS + 60)
    cells = await Promise.all(ears.map(async (ear) => judge(mode, after, ear, await earOf(screen, call, ear))))
    if (cells.every((cell) => cell.right)) break
  }
  return cells
}

/** What of a call is measured beside the console's own window. */
export type Ears = Pick<ProofCall, 'agent' | 'caller' | 'mouth'>

async function earOf(screen: Screen, call: Ears, ear: EarName): Promise<Levels> {
  if (ear !== 'supervisor') return call[ear](allTones, WINDOW_MS)
  const samples = await screen.page.evaluate((count) => window.earshotTest.hear(count), (48_000 * WINDOW_MS) / 1000)
  return Object.fromEntries(allTones.map((hz) => [hz, toneDb(samples, hz, 48_000)]))
}
