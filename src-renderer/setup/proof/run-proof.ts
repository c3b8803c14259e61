// The course of the check in the window: has the two extensions call each other, listens to their call in every mode, and tells what each ear hears.
import { type DeskError, deskFailure } from '#contract/errors.ts'
import type { Desk } from '#contract/ipc.ts'
import type { Mode, Target } from '#contract/monitor.ts'
import type { ModeChange, ProofAnswer, ProofStep, ProofWish } from '#contract/site/proof.ts'
import type { Clock, Stop } from '#contract/time.ts'
import type { FloorStore } from '#renderer/floor/floor-store.ts'
import type { LineStore } from '#renderer/line/line-store.ts'
import { accessNow } from '#renderer/monitor/logic/access-now.ts'
import { sameTarget, targetOf } from '#renderer/monitor/logic/monitor.ts'
import type { MonitorStore } from '#renderer/monitor/monitor-store.ts'
import { situationOf } from '#renderer/monitor/refusals.ts'
import { type NotMade, type ProofEnd, type ProofNews, walkOfAllChanges } from './proof-progress.ts'
import { type ProofSound, WINDOW_MS } from './proof-sound.ts'

export type ProofParts = {
  readonly desk: Pick<Desk, 'request'>
  readonly monitor: MonitorStore
  readonly line: LineStore
  readonly floor: FloorStore
  readonly clock: Pick<Clock, 'after'>
  readonly sound: ProofSound
  readonly tell: (news: ProofNews) => void
  /** Another walk; only tests that are short have one. */
  readonly walk?: readonly Mode[]
}

const LINE_WITHIN_MS = 10_000
const SHOWN_WITHIN_MS = 10_000
const LIVE_WITHIN_MS = 20_000
const MODE_WITHIN_MS = 15_000
const OVER_WITHIN_MS = 10_000
const TRIES = 10
/** A window must lie wholly after the change. */
const SETTLE_MS = WINDOW_MS + 60

/** Begins at once; the stop breaks it off wherever it is, and whatever it has begun is ended. */
export function runProof(parts: ProofParts, wish: ProofWish): Stop {
  const broken = new AbortController()
  void course(parts, wish, broken.signal).then((end) => parts.tell({ kind: 'end', end }))
  return () => broken.abort()
}

/** What ends it early, from however deep within. */
class Over extends Error {
  readonly end: ProofEnd

  constructor(end: ProofEnd) {
    super(end.kind)
    this.end = end
  }
}

async function course(parts: ProofParts, wish: ProofWish, signal: AbortSignal): Promise<ProofEnd> {
  const { tell } = parts
  const around = { ...parts, signal, ask: asking(parts.desk, signal) }
  let target: Target | null = null
  let isRefused = true // then nothing of it is ours to end
  try {
    tell({ kind: 'stage', stage: { at: 'calling' } })
    const begun = await around.ask({ kind: 'begin', wish })
    if (begun.kind === 'ended') return { kind: 'ended', wrong: begun.wrong, notes: begun.notes, notMade: [] }
    isRefused = false
    target = await found(around, wish.agent.user)
    const walked = await listening(around, target)
    tell({ kind: 'stage', stage: { at: 'ending' } })
    await leave(around, target)
    const ended = await around.ask({ kind: 'end', unconfirmed: [...walked.unconfirmed] })
    if (ended.kind !== 'ended') return { kind: 'lost', error: null }
    tell({ kind: 'measured', cells: ended.cells })
    return { kind: 'ended', wrong: ended.wrong, notes: ended.notes, notMade: walked.notMade }
  } catch (cause) {
    const end: ProofEnd = cause instanceof Over ? cause.end : { kind: 'failed', error: deskFailure('internal') }
    // What was begun is ended, whatever broke it off; where the desk is out of reach, it ends its own.
    if (isOn(parts.monitor, target)) parts.monitor.getState().end()
    if (!isRefused || end.kind === 'stopped')
      parts.desk.request('prove', { kind: 'end', unconfirmed: [] }).catch(() => null)
    return end
  } finally {
    parts.line.getState().speakTone(null)
    parts.sound.close()
  }
}

const isOn = (monitor: MonitorStore, target: Target | null): boolean =>
  target !== null && sameTarget(targetOf(monitor.getState().monitor), target)

type Around = ProofParts & {
  readonly signal: AbortSignal
  readonly ask: (step: ProofStep) => Promise<Exclude<ProofAnswer, { kind: 'refused' }>>
}

const asking =
  (desk: ProofParts['desk'], signal: AbortSignal): Around['ask'] =>
  async (step) => {
    const gone = () => ({ ok: false, error: deskFailure('serverGone') }) as const
    const answer = await Promise.race([desk.request('prove', step).catch(gone), stopped(signal)])
    if (!answer.ok) throw new Over({ kind: 'failed', error: answer.error })
    if (answer.value.kind === 'refused') throw new Over({ kind: 'refused', refusal: answer.value.refusal })
    return answer.value
  }

/** Only rejects. */
const stopped = (signal: AbortSignal): Promise<never> =>
  new Promise((_, reject) => {
    const over = () => reject(new Over({ kind: 'stopped' }))
    if (signal.aborted) over()
    else signal.addEventListener('abort', over, { once: true })
  })

/** What `look` says once it is not null; null: not in time. */
async function until<T>({ monitor, line, floor, clock, signal }: Around, ms: number, look: () => T | null) {
  const stops: Stop[] = []
  const seen = new Promise<T | null>((resolve, reject) => {
    const again = () => {
      try {
        const now = look()
        if (now !== null) resolve(now)
      } catch (cause) {
        reject(cause)
      }
    }
    stops.push(clock.after(ms, () => resolve(null)))
    for (const store of [monitor, line, floor]) stops.push(store.subscribe(again))
    again()
  })
  try {
    return await Promise.race([seen, stopped(signal)])
  } finally {
    for (const stop of stops) stop()
  }
}

/** The call of the two, once line and floor have it. */
async function found(around: Around, user: string): Promise<Target> {
  const { line, floor, tell } = around
  tell({ kind: 'stage', stage: { at: 'finding' } })
  const isRegistered = () => (line.getState().line.registration.kind === 'registered' ? true : null)
  if (!(await until(around, LINE_WITHIN_MS, isRegistered))) throw new Over({ kind: 'lineGone' })
  const target = await until(around, SHOWN_WITHIN_MS, () => {
    const picture = floor.getState().floor
    const agent = Object.values(picture?.agents ?? {}).find(({ extension }) => extension === user)
    const call = agent?.callId ? picture?.calls[agent.callId] : undefined
    return agent && call?.state === 'talking' ? { callId: call.id, agentId: agent.id } : null
  })
  if (!target) throw new Over({ kind: 'notShown', user })
  return target
}

type Walked = { readonly unconfirmed: readonly ModeChange[]; readonly notMade: readonly NotMade[] }

async function listening(around: Around, target: Target): Promise<Walked> {
  const { monitor, line, sound, tell, walk = walkOfAllChanges } = around
  tell({ kind: 'stage', stage: { at: 'listening' } })
  // From here on no microphone is opened, and the tone goes to this call alone.
  line.getState().speakTone({ sound: sound.tone(), onlyOn: target })
  await around.ask({ kind: 'mark' })
  monitor.getState().listen(target, 'proof')
  const isLive = await until(around, LIVE_WITHIN_MS, () => (modeOn(around, target) === 'listen' ? true : null))
  if (!isLive) throw new Over({ kind: 'lost', error: null })
  await measure(around, 'listen', 'start')
  const [unconfirmed, notMade]: [ModeChange[], NotMade[]] = [[], []]
  let before: Mode = 'listen'
  for (const mode of walk) {
    const reason = whyNotOffered(around, target, mode)
    if (reason) {
      tell({ kind: 'notOffered', mode, reason })
      continue
    }
    const made = await change(around, target, mode)
    if (made.kind === 'made') await measure(around, mode, before)
    else if (made.error) notMade.push({ from: before, to: mode, error: made.error })
    else unconfirmed.push({ from: before, to: mode })
    before = made.kind === 'made' ? mode : 'listen'
  }
  return { unconfirmed, notMade }
}

/** The mode that is known to be in force; null: none is, yet. What is not this call's ends it all. */
function modeOn({ monitor }: Around, target: Target): Mode | null {
  const { monitor: now, told } = monitor.getState()
  if (now.phase === 'idle' || now.phase === 'ending') throw new Over({ kind: 'lost', error: errorOf(now.notice) })
  if (!sameTarget(targetOf(now), target) || (now.phase === 'live' && now.call === 'ended'))
    throw new Over({ kind: 'lost', error: null })
  if (now.phase !== 'live' || now.links === 'broken' || told?.announcement?.state === 'playing') return null
  return now.modeState.kind === 'confirmed' ? now.modeState.mode : null
}

const errorOf = (notice: { readonly kind: string; readonly error?: DeskError } | null): DeskError | null =>
  notice?.error ?? null

function whyNotOffered({ monitor, line }: Around, target: Target, mode: Mode) {
  const now = monitor.getState()
  const call = now.people?.call
  const verdict = call && accessNow(call, target.agentId, situationOf(now, line.getState()))[mode]
  return mode === 'listen' || !verdict || verdict.allowed ? null : verdict.reason
}

type Made = { readonly kind: 'made' } | { readonly kind: 'not'; readonly error: DeskError | null }

/** Not made, it is back in listen. */
async function change(around: Around, target: Target, mode: Mode): Promise<Made> {
  const { monitor, tell } = around
  tell({ kind: 'stage', stage: { at: 'measuring', mode } })
  monitor.getState().choose(mode)
  const came = await until(around, MODE_WITHIN_MS, () => modeOn(around, target))
  if (came === mode) return { kind: 'made' }
  const { monitor: now } = monitor.getState()
  const error = now.phase === 'live' ? errorOf(now.notice) : null
  const isBack = came ?? (await until(around, MODE_WITHIN_MS, () => modeOn(around, target)))
  if (isBack === null) throw new Over({ kind: 'lost', error })
  if (isBack !== 'listen') await change(around, target, 'listen')
  return { kind: 'not', error }
}

async function measure(around: Around, mode: Mode, after: Mode | 'start'): Promise<void> {
  const { clock, sound, signal, tell } = around
  tell({ kind: 'stage', stage: { at: 'measuring', mode } })
  const right = new Set<string>()
  let cells: Extract<ProofAnswer, { kind: 'measured' }>['cells'] = []
  for (let turn = 0; turn < TRIES; turn++) {
    // Whoever is followed from now on is heard a window later.
    if (turn === 0) sound.levels()
    await Promise.race([new Promise<void>((resolve) => void clock.after(SETTLE_MS, resolve)), stopped(signal)])
    const answer = await around.ask({ kind: 'measure', mode, after, ...sound.levels() })
    if (answer.kind !== 'measured') throw new Over({ kind: 'lost', error: null })
    cells = answer.cells
    for (const { ear, right: isRight } of cells) if (isRight) right.add(ear)
    if (cells.every(({ ear }) => right.has(ear))) break
  }
  tell({ kind: 'measured', cells: cells.map(({ ear }) => ({ mode, ear, right: right.has(ear) })) })
}

async function leave(around: Around, target: Target): Promise<void> {
  const { monitor } = around
  monitor.getState().end()
  await until(around, OVER_WITHIN_MS, () => {
    const { monitor: now } = monitor.getState()
    return now.phase === 'idle' || (now.phase !== 'ending' && !sameTarget(targetOf(now), target)) ? true : null
  })
}
