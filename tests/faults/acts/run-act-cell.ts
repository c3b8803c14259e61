// Runs one cell of an act on a lane: done once or not at all, never told otherwise, nothing left behind, and Listen works afterwards.
import type { ActRecord } from '#contract/history.ts'
import type { Result } from '#contract/result.ts'
import { until } from '../../asterisk/call-centre.ts'
import { type LaneConsole, openLaneConsole } from '../console.ts'
import type { Wrong } from '../judge.ts'
import { type CellResult, leftToMend, nextListen, StageFailed, soon } from '../run-cell.ts'
import { sceneWith } from '../scene.ts'
import { lastsMs } from '../wire/fault.ts'
import type { Armed } from '../wire/injector.ts'
import type { ActJourney, ActLane, Staged, Truth } from './act-floor.ts'

/** What the supervisor is told: by the answer of an act, or by the card of a take over. handBack: by nothing. */
type Told = 'done' | 'refused' | 'unknown' | 'nothing'

export async function runActCell<L extends ActLane>(
  lane: L,
  journey: ActJourney<L>,
  armed: Armed | null,
): Promise<CellResult> {
  const began = performance.now()
  const phone = lane.phone()
  const console = openLaneConsole(lane.connector(), phone)
  try {
    await until(() => console.isLive(), 'the console is live', 10_000).catch(failed)
    const staged = await journey.arrange(lane, console).catch(failed)
    if ((await staged.truth()) !== 'not') failed(`it is ${JSON.stringify(await staged.truth())} before it is asked for`)
    const { wrongs, told, isMet, seen } = await underFault(lane, console, { journey, staged, armed })
    console.end()
    const left = await lane.endCalls()
    const next = await lane.call('first').catch(failed)
    const listens = await nextListen(sceneWith(lane, next, console, phone), leftToMend({ lane }, armed))
    const outcome = !isMet
      ? 'unmet'
      : told === 'done' || told === 'nothing'
        ? 'done'
        : told === 'refused'
          ? 'over'
          : 'listen'
    return {
      outcome,
      wrongs: [...wrongs, ...left.map(wrongLeft), ...listens.map((what): Wrong => ({ kind: 'next', what }))],
      seen,
      ms: performance.now() - began,
    }
  } finally {
    lane.injector.disarm()
    await console.close()
    await lane.clear()
  }
}

const failed = (cause: unknown): never => {
  throw new StageFailed(String(cause))
}

const wrongLeft = (row: string): Wrong => ({ kind: 'left', what: `on the PBX after all have hung up: ${row}` })

type Asked = { readonly journey: Pick<ActJourney, 'once'>; readonly staged: Staged; readonly armed: Armed | null }

async function underFault(lane: ActLane, console: LaneConsole, { journey, staged, armed }: Asked) {
  const { injector } = lane
  const wrongs: Wrong[] = []
  const found = (what: string) => void wrongs.push({ kind: 'unsettled', what })
  injector.arm(armed)
  const { told, why } = await ask(console, staged)
  if (armed === null && told !== 'done' && told !== 'nothing') found(`told ${told}${why} though nothing went wrong`)
  await healed(lane, armed)
  const isMet = armed === null || injector.metAt() !== null
  const truth = await settled(staged, told)
  for (const what of wrongTruths(told, truth)) found(what)
  const seen = [...injector.seen()]
  for (const name of journey.once) {
    const times = seen.filter((spot) => spot.name === name).length
    if (times > 1) found(`${name} was asked ${times} times`)
  }
  const shown = () => staged.shown?.(console.floor()) ?? truth
  if (typeof truth === 'string' && !(await soon(() => shown() === truth, shownWithinMs + leftToMend({ lane }, armed))))
    found(`the floor shows ${shown()}, and at the PBX it is ${truth}`)
  if (typeof staged.ask === 'object' && 'kind' in staged.ask)
    for (const what of await wrongRecords(console, told)) found(what)
  injector.disarm()
  return { wrongs, told, isMet, seen }
}

const answeredWithinMs = 60_000
const shownWithinMs = 3000

type Answered = { readonly told: Told; readonly why: string }

async function ask(console: LaneConsole, { ask: asked }: Staged): Promise<Answered> {
  if (asked === 'takeOver') {
    console.takeOver()
    await soon(() => console.taken() === 'done' || console.taken() === 'refused', takenWithinMs)
    return { told: console.taken() ?? 'nothing', why: '' }
  }
  if ('handBack' in asked) {
    await asked.handBack()
    return { told: 'nothing', why: '' }
  }
  const late = new Promise<null>((resolve) => setTimeout(() => resolve(null), answeredWithinMs))
  const answer = await Promise.race([console.act(asked), late])
  return answer ? answeredBy(answer) : failed('the act was never answered')
}

/** Where it is unknown at first, the card still comes to know. */
const takenWithinMs = 25_000

function answeredBy(answer: Result<null>): Answered {
  if (answer.ok) return { told: 'done', why: '' }
  const { code, detail = '' } = answer.error
  return { told: code === 'actUnknown' ? 'unknown' : 'refused', why: ` (${code} ${detail})` }
}

const unmetMs = 1500

/** What is late is waited for: an act that comes about after it was refused is the worst of all. */
async function healed({ injector }: ActLane, armed: Armed | null): Promise<void> {
  if (armed === null) return
  await soon(() => injector.metAt() !== null, unmetMs)
  const met = injector.metAt()
  if (met === null) return
  const leftMs = met + lastsMs(armed.name, armed.fault) - performance.now()
  if (leftMs > 0) await new Promise((resolve) => setTimeout(resolve, leftMs))
}

const settledWithinMs = 4000
/** What was not done must not be done later either: the slowest fault does what was asked for after 1.5 s. */
const staysMs = 2000

async function settled(staged: Staged, told: Told): Promise<Truth> {
  const hoped = told === 'refused' ? 'not' : told === 'unknown' ? null : 'done'
  let truth: Truth = { wrong: 'nobody has looked' }
  const isSettled = async () => {
    truth = await staged.truth()
    return typeof truth === 'string' && (hoped === null || truth === hoped)
  }
  await soon(isSettled, settledWithinMs)
  if (told === 'done' || told === 'nothing') return truth
  await new Promise((resolve) => setTimeout(resolve, staysMs))
  return staged.truth()
}

function wrongTruths(told: Told, truth: Truth): string[] {
  if (typeof truth !== 'string') return [`told ${told}, and at the PBX: ${truth.wrong}`]
  const isRight = told === 'unknown' || truth === (told === 'refused' ? 'not' : 'done')
  return isRight ? [] : [`told ${told}, and at the PBX it is ${truth}`]
}

/** One entry for one act, with the outcome that was told. */
async function wrongRecords(console: LaneConsole, told: Told): Promise<string[]> {
  let acts: readonly ActRecord[] = []
  const isWritten = async () => {
    acts = await console.acts()
    return acts.length === 1 && acts[0]?.outcome.kind === told
  }
  if (await soon(isWritten, 2000)) return []
  return [`told ${told}, and the history says ${acts.map(({ outcome }) => outcome.kind).join(' and ') || 'nothing'}`]
}
