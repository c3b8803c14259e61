// One row of the table: a fault under a monitor, what is expected of it, and what was seen, as facts and as wrong ones.
import type { TalkingCall } from '../../asterisk/call-centre.ts'
import { callerHz } from '../../asterisk/sip-phone.ts'
import { choose, listen, live, type Screen, unhurried } from '../../stage/console.ts'
import type { LineStage } from './stage.ts'
import {
  heardByMistake,
  longestGap,
  type Seen,
  sentencesSince,
  shareOf,
  steady,
  untilForGood,
  type Watch,
  watch,
} from './watch.ts'

export type Verdict = {
  readonly hears: string
  readonly isHeard: string
  readonly sees: readonly string[]
  /** Ms from the end of the fault, or from its beginning where it does not end. */
  readonly backMs: number | null
  readonly wrong: readonly string[]
}

export type Row = {
  readonly name: string
  /** Takes a minute and more. */
  readonly long?: true
  readonly run: (stage: LineStage) => Promise<Verdict>
}

export type Fault = {
  readonly name: string
  readonly long?: true
  /** Settings of the line. */
  readonly line?: (stage: LineStage) => object
  /** Before the call. */
  readonly before?: (stage: LineStage) => void
  readonly begin: (stage: LineStage) => void | Promise<void>
  readonly lastsMs: number
  /** Looked at for so long at least: it takes a while until it shows. */
  readonly showsWithinMs?: number
  /** What mends it by itself is left to itself. */
  readonly end?: (stage: LineStage) => void | Promise<void>
  readonly expected: Expected
}

type Expected = {
  /** Of the monitor. `either`: the PBX may have given it up. */
  readonly monitor: 'goes on' | 'ends' | 'either'
  /** After the end of the fault. */
  readonly lineWithinMs: number
  readonly soundWithinMs: number
  /** From the beginning to the first sign that the line is cut. */
  readonly noticedWithinMs?: number
  /** Of the agent's tone at the line, and of the supervisor's at the agent, while the fault lasts. */
  readonly heardShare?: number
  readonly spokenShare?: number
  /** A sentence that must have been seen. */
  readonly sees?: RegExp
  /** How late the voice comes anyhow. */
  readonly lateMs?: number
  /** The monitored call itself is hit. */
  readonly callSuffers?: true
  /** What the relay must have done, or the row showed nothing. */
  readonly proof?: (stage: LineStage) => string | null
}

const SETTLE_WITHIN_MS = 25_000
/** Frames of 20 ms of the call, as its own agent counts them. */
const CALL_MISSES_AT_MOST = 10

export const faultRow = (fault: Fault): Row => ({
  name: fault.name,
  ...(fault.long ? { long: fault.long } : {}),
  run: (stage) => underFault(stage, fault),
})

async function underFault(stage: LineStage, fault: Fault): Promise<Verdict> {
  const { screen, call } = await whispering(stage, fault)
  call.agent.ear.mark(callerHz)
  const watching = await watch(screen.page, call)
  await pause(1_000)
  const began = Date.now()
  await fault.begin(stage)
  await pause(fault.lastsMs)
  await fault.end?.(stage)
  const over = Date.now()
  await pause(fault.showsWithinMs ?? 0)
  await settled(screen)
  await pause(500)
  const seen = await watching.stop()
  const judged = judge(seen, fault.expected, began, over)
  const { longestGap: missing } = call.agent.ear.sinceMark()
  const harmed = missing > CALL_MISSES_AT_MOST && !fault.expected.callSuffers
  const after = fault.expected.callSuffers ? [] : await speaksAgain(stage, screen, call)
  const proof = fault.expected.proof?.(stage) ?? null
  const gap = harmed ? [`the call itself has a gap of ${missing * 20} ms`] : []
  return { ...judged, wrong: [...judged.wrong, ...gap, ...after, ...(proof === null ? [] : [proof])] }
}

async function whispering(stage: LineStage, fault: Fault): Promise<{ screen: Screen; call: TalkingCall }> {
  fault.before?.(stage)
  const screen = await stage.open(fault.line?.(stage) ?? {})
  const call = await stage.call()
  await listen(screen, 'Ada Agent')
  await unhurried(screen.page)
  await choose(screen, 'whisperAgent')
  await pause(500)
  return { screen, call }
}

/** Until everything is as it was before, or the monitor is over and the line is back; what takes longer is judged by its samples. */
async function settled({ page }: Screen): Promise<void> {
  const isSettled = () => {
    const last = window.earshotSampling?.samples.slice(-10) ?? []
    const isBack = ({ line, phase, hears }: Seen) => line === 'registered' && (phase === 'none' || hears)
    return last.length === 10 && last.every(isBack)
  }
  await page.waitForFunction(isSettled, null, { timeout: SETTLE_WITHIN_MS, polling: 200 }).catch(() => undefined)
}

function judge(watched: Watch, expected: Expected, began: number, over: number): Verdict {
  const [seen, heard] = [steady(watched.seen), steady(watched.heard)]
  const end = seen.at(-1)
  const ended = end?.phase === 'none' || end?.phase === 'idle'
  const soundBack = untilForGood(seen, ({ hears }) => hears, over)
  const lineBack = untilForGood(seen, ({ line }) => line === 'registered', over)
  const noticed = seen.find(({ at, line }) => at >= began && line !== 'registered')
  const sees = sentencesSince(watched, began)
  const heardShare = shareOf(seen, ({ hears }) => hears, began, over)
  const spokenShare = shareOf(heard, ({ supervisor }) => supervisor, began, over)
  const gap = longestGap(seen, ({ hears }) => hears, began)
  const silence = longestGap(heard, ({ supervisor }) => supervisor, began)
  const { monitor, lineWithinMs, soundWithinMs, noticedWithinMs } = expected
  const isOn = monitor === 'goes on' || (monitor === 'either' && !ended)
  const wrong = [
    monitor === 'goes on' && ended && 'the monitor ended',
    monitor === 'ends' && !ended && 'the monitor is still shown',
    lateness('the line is back', lineBack, lineWithinMs),
    isOn && lateness('the sound is back', soundBack, soundWithinMs),
    noticedWithinMs !== undefined && lateness('it is noticed', noticed ? noticed.at - began : null, noticedWithinMs),
    below('the agent is heard', heardShare, expected.heardShare),
    below('the supervisor is heard', spokenShare, expected.spokenShare),
    expected.sees && !sees.some((text) => expected.sees?.test(text)) && `${expected.sees} is not seen`,
    heardByMistake(watched, expected.lateMs),
  ]
  return {
    hears: ended ? `the agent until the monitor ends (gap ${seconds(gap)})` : `the agent, longest gap ${seconds(gap)}`,
    isHeard: `${Math.round(100 * spokenShare)} % meanwhile, longest silence ${seconds(silence)}`,
    sees,
    backMs: ended ? lineBack : maximum(lineBack, soundBack),
    wrong: wrong.filter((one) => typeof one === 'string'),
  }
}

const maximum = (one: number | null, other: number | null): number | null =>
  one === null || other === null ? null : Math.max(one, other)

export const seconds = (ms: number): string => `${(ms / 1000).toFixed(1)} s`

export const lateness = (what: string, ms: number | null, withinMs: number): string | null => {
  if (ms === null) return `${what}: not at all`
  return ms > withinMs ? `${what} after ${seconds(ms)}, not within ${seconds(withinMs)}` : null
}

const below = (what: string, share: number, least = 0): string | null =>
  share < least ? `${what} only ${Math.round(100 * share)} % of the time, not ${100 * least} %` : null

/** No stuck state: whatever is left, the agent can be whispered to again, and is not any more after it. */
async function speaksAgain(stage: LineStage, screen: Screen, call: TalkingCall): Promise<readonly string[]> {
  const { page, card } = screen
  try {
    await page.locator('[data-line="registered"]').first().waitFor({ timeout: 10_000 })
    // Until the floor is back and the fall back to listen is confirmed, speaking is refused with a sentence.
    await page.waitForFunction(isAtRest, null, { timeout: 20_000, polling: 100 })
    await unhurried(page)
    if ((await card.count()) === 0 || (await page.locator('[data-phase="live"]').count()) === 0)
      await listen(screen, 'Ada Agent')
    if ((await card.getAttribute('data-mode')) !== 'whisperAgent') await choose(screen, 'whisperAgent')
    if (!(await within(4_000, () => call.agent.ear.level(1000) > 1_000))) return ['afterwards nobody hears a whisper']
    await unhurried(page)
    await screen.listenOnly.click()
    await live(screen, 'listen')
    return (await within(2_000, () => call.agent.ear.level(1000, 100) < 50)) ? [] : ['the whisper does not end']
  } catch (cause) {
    const channels = await stage.centre.pbx.channels()
    const text = cause instanceof Error ? cause.message.split('\n')[0] : String(cause)
    return [`afterwards it cannot be whispered again: ${text}; on the PBX: ${channels.join(' ')}`]
  }
}

function isAtRest(): boolean {
  const card = document.querySelector('[data-phase="live"]')
  const isWhole = card?.getAttribute('data-mode') === 'listen' || card?.getAttribute('data-microphone') === 'open'
  const isStill = card === null || (card.getAttribute('data-changing') !== 'true' && isWhole)
  return isStill && !/Can’t reach the phone system|are arriving late/.test(document.body.textContent ?? '')
}

async function within(ms: number, is: () => boolean): Promise<boolean> {
  const until = Date.now() + ms
  while (Date.now() < until) {
    if (is()) return true
    await pause(25)
  }
  return false
}

export const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms))
