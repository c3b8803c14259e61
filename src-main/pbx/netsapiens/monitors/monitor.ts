// One monitor as the console knows it, what can happen to it, and what is to be done then.
import type { DeskError } from '#contract/errors.ts'
import type { EndReason, Mode, MonitorEvent, Target } from '#contract/monitor.ts'
import type { TappedCall, View } from '../floor/view.ts'
import type { OwnCall } from '../wire/tap.ts'
import type { Leg, Step } from './leg-plan.ts'

/** An action on a leg that the platform has not answered yet. */
export type Act = Step & { readonly number: number }

/** An opening that its end has overtaken: what is asked of its leg before it is answered proves nothing. */
export type Overtaken = Act & { readonly isAnswered: boolean }

/** Meant for the call it was asked on, and for no other. */
export type Change = {
  readonly askId: number
  readonly mode: Mode
  readonly changeId: number
  readonly callId: string
}

/** `by` console: nothing was asked of the platform, so there is nothing to look up. */
export type Refusal = { readonly askId: number; readonly error: DeskError; readonly by: 'platform' | 'console' }

/** What is under way on the legs. `failed`: the first failure of it. */
export type Doing = { readonly acts: readonly Act[]; readonly failed: DeskError | null } & (
  | { readonly kind: 'change'; readonly change: Change; readonly step: 'closing' | 'opening' }
  /** Back to listen; a change that failed is answered once that has been tried. */
  | { readonly kind: 'listening'; readonly refusal: Refusal | null }
)

export type HangUp = { readonly callId: string; readonly outcome: 'asked' | 'done' | DeskError }

/** One try to end it. `isTried`: its time is over, and it is tried again later. */
export type Ending = { readonly number: number; readonly hangUps: readonly HangUp[]; readonly isTried: boolean }

export type Monitor = {
  readonly ticketId: string
  readonly target: Target
  readonly origCallId: string // of the tapped call
  readonly agentSide: 'orig' | 'term'
  readonly askedAt: number
  readonly before: ReadonlySet<string> // keys of the tap rows that were there when we asked: somebody else's
  /** looking: whether a phone can be rung. afterCall: the call is over, the line is up. */
  readonly phase: 'looking' | 'asked' | 'live' | 'afterCall' | 'over'
  /** Whether the tap was accepted or not; before, it may still be carried out. */
  readonly isTapAnswered: boolean
  readonly legs: readonly Leg[]
  readonly own: readonly OwnCall[] // the bridge's calls to our phones
  readonly strays: readonly OwnCall[] // calls of another bridge to our phones, for the same call: a tap that was made twice
  readonly mode: Mode // the last one that was confirmed
  /** Listen is wanted instead, and has not been told. */
  readonly isUnsettled: boolean
  /** The modes last told as `unsure`; none: nothing is. */
  readonly doubt: readonly Mode[]
  readonly doing: Doing | null
  readonly waiting: readonly Change[]
  readonly overtaken: readonly Overtaken[]
  /** Acts and tries carry it; the answer to what has been overtaken is late. */
  readonly number: number
  /** Epoch ms before which listen is not asked for again. */
  readonly retryAt: number
  /** The feed was lost: what ended since then, nobody saw end. */
  readonly isBlind: boolean
  /** Epoch ms since when the call is not shown any more while its legs are; null: it is. */
  readonly aloneSince: number | null
  readonly ending: Ending | null
}

export type MonitorInput =
  | { readonly kind: 'phones'; readonly why: 'lineNotRegistered' | null }
  /** error null: accepted. */
  | { readonly kind: 'tapped'; readonly error: DeskError | null }
  /** The picture has moved, or time has passed. */
  | { readonly kind: 'look' }
  /** The feed is lost: what is in force cannot be known any more. */
  | { readonly kind: 'cut' }
  | { readonly kind: 'change'; readonly askId: number; readonly mode: Mode; readonly changeId: number }
  | { readonly kind: 'acted'; readonly act: Act; readonly error: DeskError | null }
  /** A timer may come before the clock shows it. */
  | { readonly kind: 'retry'; readonly at: number }
  | { readonly kind: 'end' }
  | { readonly kind: 'hungUp'; readonly callId: string; readonly error: DeskError | null }
  | { readonly kind: 'notGone' | 'endAgain'; readonly number: number }

export type MonitorEffect =
  | { readonly do: 'tap' }
  | { readonly do: 'act'; readonly act: Act }
  | { readonly do: 'hangUp'; readonly callId: string }
  | { readonly do: 'tell'; readonly event: MonitorEvent }
  | { readonly do: 'log'; readonly text: string }
  | { readonly do: 'later'; readonly inMs: number; readonly input: MonitorInput }
  | { readonly do: 'started' }
  | { readonly do: 'notStarted'; readonly error: DeskError; readonly by: Refusal['by'] }
  | { readonly do: 'changed'; readonly askId: number }
  | { readonly do: 'refused'; readonly refusal: Refusal }
  /** To whoever waits for its end. null: nothing of it is left. */
  | { readonly do: 'ended'; readonly error: DeskError | null }
  /** A crash from now on leaves a trace; nothing is left of it; it may turn up yet. */
  | { readonly do: 'remember' | 'forget' | 'watch' }

/** view null: there is no feed to see by. */
export type MonitorContext = {
  readonly view: View | null
  readonly at: number
  readonly ringMs: number
  readonly whisperTo: 'anyone' | 'extensions'
}
export type MonitorStep = { readonly state: Monitor; readonly effects: readonly MonitorEffect[] }

/** Asked for; `before` and `askedAt` are those of the moment when the tap is asked for. */
export const looking = (ticketId: string, { target, origCallId, agentSide }: TappedCall, at: number): Monitor => ({
  ticketId,
  target,
  origCallId,
  agentSide,
  askedAt: at,
  before: new Set(),
  phase: 'looking',
  isTapAnswered: false,
  legs: [],
  own: [],
  strays: [],
  mode: 'listen',
  isUnsettled: false,
  doubt: [],
  doing: null,
  waiting: [],
  overtaken: [],
  number: 0,
  retryAt: 0,
  isBlind: false,
  aloneSince: null,
  ending: null,
})

export const same = (state: Monitor): MonitorStep => ({ state, effects: [] })

/** One step after the other; `next` goes on from where `first` ended. */
export const andThen = (first: MonitorStep, next: (state: Monitor) => MonitorStep): MonitorStep => {
  const after = next(first.state)
  return after.effects.length === 0 && after.state === first.state
    ? first
    : { state: after.state, effects: [...first.effects, ...after.effects] }
}

export const tell = (event: MonitorEvent): MonitorEffect => ({ do: 'tell', event })

/** Nothing of it is followed any more; `rest`: what is known of it on the platform. */
export function over(before: Monitor, reason: EndReason, rest: 'forget' | 'watch'): MonitorStep {
  const gone = closed(before)
  const ended: MonitorEffect = tell({
    kind: 'ended',
    ticketId: before.ticketId,
    reason: before.ending ? 'asked' : reason,
  })
  return { state: gone.state, effects: [{ do: rest }, ended, ...gone.effects, { do: 'ended', error: null }] }
}

/** Whoever waits for a change is answered. */
export function closed(before: Monitor): MonitorStep {
  const { doing, waiting } = before
  const asked = [
    ...(doing?.kind === 'change' ? [doing.change.askId] : []),
    ...(doing?.kind === 'listening' && doing.refusal ? [doing.refusal.askId] : []),
    ...waiting.map(({ askId }) => askId),
  ]
  return {
    state: { ...before, phase: 'over', doing: null, waiting: [] },
    effects: asked.map(
      (askId): MonitorEffect => ({ do: 'refused', refusal: { askId, error: unknown, by: 'console' } }),
    ),
  }
}

const unknown: DeskError = { code: 'unknownMonitor' }
