// What may be left of a monitor on the platform without our knowing, and when it is hung up. Pure.
import type { View } from '../floor/view.ts'
import { type OwnCall, tappedBy } from '../wire/tap.ts'
import type { Monitor } from './monitor.ts'

/** `until`: epoch ms; null while there is no feed to see by. Tap rows of `before` are somebody else's. */
type Watch = { readonly until: number | null; readonly before: ReadonlySet<string> }

export type Leftovers = {
  /** By the orig_callid of the call that was tapped. */
  readonly watched: ReadonlyMap<string, Watch>
  /** Keys of calls to us without legs -> since when. */
  readonly orphans: ReadonlyMap<string, number>
  /** Keys of calls that are being hung up -> when that is asked for again; null: it was done. */
  readonly hangUps: ReadonlyMap<string, number | null>
  /** orig_callids of what is tapped or watched: what a crash would leave. */
  readonly trace: readonly string[]
}

export const nothingLeft: Leftovers = { watched: new Map(), orphans: new Map(), hangUps: new Map(), trace: [] }

export type LeftoversInput =
  | { readonly kind: 'remember' | 'forget'; readonly origCallId: string }
  | { readonly kind: 'add'; readonly origCallId: string; readonly before: ReadonlySet<string> }
  /** What a crash left, as its trace tells. */
  | { readonly kind: 'found'; readonly trace: readonly string[] }
  | { readonly kind: 'look' | 'cut' }
  | { readonly kind: 'hungUp'; readonly key: string; readonly isDone: boolean }

export type LeftoversEffect =
  | { readonly do: 'hangUp'; readonly key: string; readonly callId: string }
  | { readonly do: 'save'; readonly trace: readonly string[] }
  | { readonly do: 'lookAgain'; readonly inMs: number }

/** view null: there is no feed to see by. */
export type LeftoversContext = { readonly view: View | null; readonly at: number; readonly ours: readonly Monitor[] }
export type LeftoversStep = { readonly state: Leftovers; readonly effects: readonly LeftoversEffect[] }

const watchedForMs = 20_000
/** The legs of a bridge come with its call to us, or a moment later. One without any for so long has nothing left to tap. */
const withoutLegsMs = 1_000
const hangUpAgainMs = 3_000

/** Only calls of the bridge to our own phones are ever hung up, and only for calls we asked to tap ourselves. */
export function nextLeftovers(state: Leftovers, input: LeftoversInput, context: LeftoversContext): LeftoversStep {
  switch (input.kind) {
    case 'remember':
      return saved(state, { ...state, trace: [...new Set([...state.trace, input.origCallId])] })
    case 'forget':
      return saved(state, state.watched.has(input.origCallId) ? state : without(state, [input.origCallId]))
    case 'add':
      return watching(state, [input.origCallId], input.before, context)
    case 'found':
      return watching(state, input.trace, new Set(), context)
    case 'cut':
      return same({
        ...state,
        watched: new Map([...state.watched].map(([id, watch]) => [id, { ...watch, until: null }])),
      })
    case 'look':
      return context.view ? looked(state, context.view, context) : same(state)
    case 'hungUp':
      return hungUp(state, input.key, input.isDone, context)
  }
}

const same = (state: Leftovers): LeftoversStep => ({ state, effects: [] })

const saved = (before: Leftovers, state: Leftovers): LeftoversStep => ({
  state,
  effects: state.trace.join() === before.trace.join() ? [] : [{ do: 'save', trace: state.trace }],
})

const without = (state: Leftovers, ids: readonly string[]): Leftovers => ({
  ...state,
  trace: state.trace.filter((id) => !ids.includes(id)),
})

function watching(
  before: Leftovers,
  ids: readonly string[],
  rows: ReadonlySet<string>,
  { view, at }: LeftoversContext,
): LeftoversStep {
  const until = view ? at + watchedForMs : null
  const watched = new Map([...before.watched, ...ids.map((id) => [id, { until, before: rows }] as const)])
  const step = saved(before, { ...before, watched, trace: [...new Set([...before.trace, ...ids])] })
  return { state: step.state, effects: [...step.effects, { do: 'lookAgain', inMs: watchedForMs + 100 }] }
}

function looked(before: Leftovers, view: View, context: LeftoversContext): LeftoversStep {
  const { at } = context
  const watched = new Map([...before.watched].map(([id, watch]) => [id, begun(watch, at)]))
  const effects: LeftoversEffect[] = []
  let state: Leftovers = {
    ...before,
    watched,
    hangUps: ofThose(before.hangUps, view),
    orphans: ofThose(before.orphans, view),
  }
  if ([...before.watched.values()].some(({ until }) => until === null))
    effects.push({ do: 'lookAgain', inMs: watchedForMs + 100 })
  for (const own of view.taps.own) {
    const fate = fateOf(own, state, view, context)
    if (fate === 'wait') {
      state = { ...state, orphans: new Map(state.orphans).set(own.key, at) }
      effects.push({ do: 'lookAgain', inMs: withoutLegsMs + 100 })
    }
    if (fate !== 'hangUp') continue
    state = { ...state, hangUps: new Map(state.hangUps).set(own.key, Number.POSITIVE_INFINITY) }
    effects.push({ do: 'hangUp', key: own.key, callId: own.callId })
  }
  const rest = unwatched(state, context)
  return { state: rest.state, effects: [...effects, ...rest.effects] }
}

/** A watch begins when there is something to see by. */
const begun = (watch: Watch, at: number): Watch =>
  watch.until === null ? { ...watch, until: at + watchedForMs } : watch

const ofThose = <T>(known: ReadonlyMap<string, T>, { taps }: View): ReadonlyMap<string, T> =>
  new Map([...known].filter(([key]) => taps.own.some((own) => own.key === key)))

/** What is over in time, with nothing of it still to be hung up, leaves no trace. */
function unwatched(before: Leftovers, { at, ours }: LeftoversContext): LeftoversStep {
  if ([...before.hangUps.values()].some((again) => again !== null)) return same(before)
  const over = [...before.watched].filter(([, { until }]) => until !== null && at >= until).map(([id]) => id)
  if (over.length === 0) return same(before)
  const watched = new Map([...before.watched].filter(([id]) => !over.includes(id)))
  const living = ours.map(({ origCallId }) => origCallId)
  const gone = over.filter((id) => !living.includes(id))
  return saved(before, { ...without(before, gone), watched })
}

function hungUp(before: Leftovers, key: string, isDone: boolean, context: LeftoversContext): LeftoversStep {
  if (!before.hangUps.has(key)) return same(before)
  const again = isDone ? null : context.at + hangUpAgainMs
  const state: Leftovers = { ...before, hangUps: new Map(before.hangUps).set(key, again) }
  return isDone ? unwatched(state, context) : { state, effects: [{ do: 'lookAgain', inMs: hangUpAgainMs + 100 }] }
}

type Fate = 'leave' | 'wait' | 'hangUp'

function fateOf(own: OwnCall, state: Leftovers, view: View, { at, ours }: LeftoversContext): Fate {
  const again = state.hangUps.get(own.key)
  if (again !== undefined) return again !== null && at >= again ? 'hangUp' : 'leave'
  if (own.user !== view.user || ours.some((monitor) => monitor.own.some(({ key }) => key === own.key))) return 'leave'
  const tapped = tappedBy(own, view.taps)
  if (tapped === '') return fateOfOrphan(own, state, ours, at)
  // A monitor that is still being asked for may be about to claim it.
  if (ours.some((monitor) => monitor.origCallId === tapped)) return 'leave'
  return isWatched(own, state.watched.get(tapped), at) ? 'hangUp' : 'leave'
}

const isWatched = ({ key }: OwnCall, watch: Watch | undefined, at: number): boolean =>
  watch !== undefined && (watch.until === null || at < watch.until) && !watch.before.has(key)

/** The call ended before its bridge was built: a phone rings, and nothing says any more for which call. */
function fateOfOrphan(own: OwnCall, { watched, orphans }: Leftovers, ours: readonly Monitor[], at: number): Fate {
  const isOurs = [...watched.values()].some((watch) => isWatched(own, watch, at))
  if (!isOurs || own.answered || ours.some(({ phase }) => phase === 'asked')) return 'leave'
  const since = orphans.get(own.key)
  if (since === undefined) return 'wait'
  return at - since >= withoutLegsMs ? 'hangUp' : 'leave'
}
