// The proof of ears on the customer's own PBX: the real console listens to a call of two test extensions, in every mode and change.
import { rmSync } from 'node:fs'
import type { Page } from '@playwright/test'
import type { Mode } from '#contract/monitor.ts'
import type { ModeChange, ProofRefusal } from '#contract/site/proof.ts'
import { machineClock } from '#contract/time.ts'
import { channelsOn, contextOn } from '#main/pbx/asterisk/channels-on.ts'
import { findingsOf, readFindings } from '#main/proof/causes.ts'
import type { Cell } from '#main/proof/judge.ts'
import { openTwoPhones, type TwoTalking } from '#main/proof/two-phones.ts'
import { walkOfAllChanges } from '#renderer/setup/proof/proof-progress.ts'
import { proof as say } from '#renderer/words/en/later/proof.ts'
import { decibels } from '../../stage/asterisk-floor.ts'
import { instrument, SUPERVISOR_HZ, startBrowser } from '../../stage/browser.ts'
import { choose, live, modeButton, type Screen, screenOf, startConsole } from '../../stage/console.ts'
import { AGENT_HZ, CALLER_HZ, type Ear } from '../../stage/floor.ts'
import { type Ears, measure } from '../prove-way.ts'
import type { OwnPlan } from './plan.ts'

/** `wrong` and `notes`: sentences. */
export type OwnProof = {
  readonly cells: readonly Cell[]
  readonly notOffered: readonly Mode[]
  readonly wrong: readonly string[]
  readonly notes: readonly string[]
}

export type OwnPbx = {
  /** One call from beginning to end. `tries`: how often a wrong ear is measured again. */
  prove(walk?: readonly Mode[], tries?: number): Promise<OwnProof>
  close(): Promise<void>
}

export async function openOwnPbx(plan: OwnPlan): Promise<OwnPbx> {
  const desk = await startConsole(plan.layer, {})
  const browser = await startBrowser()
  const close = async () => {
    await browser.close()
    await desk.close()
    // The site's passwords were in it.
    rmSync(desk.home, { recursive: true, force: true })
  }
  try {
    // `ca` is for AMI, ARI and the desktop program; whether a browser trusts the line is not what is proved here.
    const page = await browser.newPage({ ignoreHTTPSErrors: plan.site.ca !== null, locale: 'en-GB' })
    await instrument(page)
    await page.goto(desk.address)
    return { prove: (walk = walkOfAllChanges, tries = 10) => proveCall(plan, screenOf(page), walk, tries), close }
  } catch (cause) {
    await close()
    throw cause
  }
}

async function proveCall(plan: OwnPlan, screen: Screen, walk: readonly Mode[], tries: number): Promise<OwnProof> {
  const busy = await channelsOf(plan)
  if (busy.length > 0)
    throw new Error(`${busy.join(', ')}: a call is on already, and no call but the proof’s own is touched.`)
  const { site } = plan
  const unfit = readFindings({ context: site.context, read: await contextOn(site, clock) })
  // The console listens nowhere as long as this is wrong.
  if (unfit.length > 0) return { cells: [], notOffered: [], wrong: unfit.map(say.finding), notes: [] }
  const call = await openCall(plan)
  const walked = await walkAll(plan, screen, call, walk, tries).finally(() => call.close())
  const findings = findingsOf({
    cells: walked.cells,
    unconfirmed: walked.unconfirmed,
    gaps: walked.gaps,
    method: site.way === 'dialplan' || site.ari === null ? 'dialplan' : 'ari',
    context: site.context,
    read: await contextOn(site, clock),
    foreign: call.foreign(),
    direct: call.isDirect(),
    left: await leftOver(plan),
  })
  const { cells, notOffered } = walked
  return { cells, notOffered, wrong: findings.wrong.map(say.finding), notes: findings.notes.map(say.finding) }
}

const clock = machineClock(globalThis)

async function channelsOf({ site, agent, caller }: OwnPlan): Promise<readonly string[]> {
  const found = await channelsOn(site, [agent.user, caller.user], clock)
  if (!found) throw new Error('AMI does not say which channels there are. Run check-site first.')
  return found
}

async function openCall(plan: OwnPlan): Promise<TwoTalking> {
  const opened = await openTwoPhones(plan, clock)
  if (!opened.ok) throw new Error(refusalText(opened.error, plan))
  return opened.value
}

/** In the words of the command: its flags name what can be mended. */
function refusalText({ why, detail }: ProofRefusal, { sip, dial, agent, caller }: OwnPlan): string {
  switch (why) {
    case 'noAnswer':
      return `Nothing answers at ${sip.host}:${sip.port} over UDP: name the right place by --sip HOST:PORT.`
    case 'hasPhone':
      return `An extension has a phone already (${detail}): name two that nobody uses.`
    case 'password':
      return `An extension may not register (${detail}): see its password and its auth section.`
    case 'notRinging':
      return `${agent.user} does not ring when ${caller.user} dials ${dial}: see the context of ${caller.user}, or name what is to be dialled by --dial.`
    case 'stranger':
      return `Somebody else (${detail}) called ${agent.user} and got "busy"; the caller ID of ${caller.user} has to end in ${caller.user}.`
    case 'refused':
      return `The PBX refuses the call: ${detail}.`
    case 'notConnected':
      return `The PBX does not connect ${caller.user} with ${agent.user}: ${detail}.`
    default:
      return `${why}: ${detail}`
  }
}

type Walked = {
  readonly cells: readonly Cell[]
  readonly unconfirmed: readonly ModeChange[]
  readonly notOffered: readonly Mode[]
  readonly gaps: Readonly<Record<'agent' | 'caller', number>>
}

async function walkAll(
  plan: OwnPlan,
  screen: Screen,
  call: TwoTalking,
  walk: readonly Mode[],
  tries: number,
): Promise<Walked> {
  const ears = { agent: decibels(call.agent), caller: decibels(call.caller), mouth: mouthOf(screen.page) }
  const cells: Cell[] = []
  const unconfirmed: ModeChange[] = []
  const notOffered = new Set<Mode>()
  await listenToAgent(screen, plan, () => {
    call.agent.mark(CALLER_HZ)
    call.caller.mark(AGENT_HZ)
  })
  cells.push(...(await measureEach(screen, ears, 'listen', 'start', tries)))
  let before: Mode = 'listen'
  for (const mode of walk) {
    if (!(await isOffered(screen, mode))) {
      notOffered.add(mode)
      continue
    }
    const isThere = await choose(screen, mode).then(
      () => true,
      () => false,
    )
    if (!isThere) unconfirmed.push({ from: before, to: mode })
    else cells.push(...(await measureEach(screen, ears, mode, before, tries)))
    before = isThere ? mode : before
  }
  await screen.end.click()
  await screen.card.waitFor({ state: 'hidden' })
  const gaps = { agent: call.agent.sinceMark().longestGap, caller: call.caller.sinceMark().longestGap }
  return { cells, unconfirmed, notOffered: [...notOffered], gaps }
}

/** An ear is wrong if it is so each time: beside one that stays wrong, another's bad moment is no fault of the PBX. */
async function measureEach(screen: Screen, ears: Ears, mode: Mode, after: string, tries: number): Promise<Cell[]> {
  let cells: readonly Cell[] = []
  for (let turn = 0; turn < tries; turn++) {
    const before = cells
    const now = await measure(screen, ears, mode, after, 1)
    cells = now.map((cell) => before.find((old) => old.right && old.ear === cell.ear) ?? cell)
    if (cells.every(({ right }) => right)) break
  }
  return [...cells]
}

/** `begin`: right before the PBX is asked, so that what the beginning does to the call is counted. */
async function listenToAgent(screen: Screen, plan: OwnPlan, begin: () => void): Promise<void> {
  const { user } = plan.agent
  await screen.page
    .locator('[data-line="registered"]')
    .first()
    .waitFor({ timeout: 15_000 })
    .catch(() => {
      throw new Error('The line of the console does not register: run check-site.')
    })
  const extension = screen.page.locator('.cell-extension', { hasText: new RegExp(`^\\s*${user}\\s*$`) })
  const row = screen.agents.getByRole('row').filter({ has: extension })
  const button = row.getByRole('button', { name: /^Listen to / }).first()
  await button.waitFor({ timeout: 10_000 }).catch(() => {
    throw new Error(
      `The console shows no call of ${user}: put it into \`extensions\` of the site file, and run check-site.`,
    )
  })
  await button.focus()
  begin()
  await button.click()
  await live(screen, 'listen')
}

const isOffered = async (screen: Screen, mode: Mode): Promise<boolean> =>
  (await modeButton(screen, mode).count()) > 0 &&
  (await modeButton(screen, mode).getAttribute('aria-disabled')) !== 'true'

/** What the console lets out: a track that is disabled sends silence, and nothing on the PBX has to be tapped. */
const mouthOf =
  (page: Page): Ear =>
  async (frequencies) => {
    const open = await page.evaluate(() => window.earshotTest.microphones().some((track) => track.enabled))
    return Object.fromEntries(frequencies.map((hz) => [hz, open && hz === SUPERVISOR_HZ ? -12 : -120]))
  }

const TURNS = 20

/** A PBX needs a moment to clear away what was hung up. */
async function leftOver(plan: OwnPlan): Promise<readonly string[]> {
  let left: readonly string[] = []
  for (let turn = 0; turn < TURNS; turn++) {
    left = await channelsOf(plan)
    if (left.length === 0) break
    await new Promise((resolve) => setTimeout(resolve, 100))
  }
  return left
}
