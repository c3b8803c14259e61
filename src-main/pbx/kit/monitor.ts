// One monitor as the console knows it, what can happen to it, and what is to be done then.
import type { DeskError } from '#contract/errors.ts'
import type { EndReason, Mode, MonitorEvent, Target } from '#contract/monitor.ts'
import type { Result } from '#contract/result.ts'
import type { MonitorPhase } from './monitor-step.ts'
import type { CallView, Spot } from './spot.ts'
import type { SpyOutcome } from './spy-method.ts'

/**
 * What is under way on the PBX. `listen`: back to listen where it is. `anew`: the same again, for another partner of
 * the agent. `ask`: whether the picture holds all that the PBX told. `takeOver`: the line is on its way to the caller, or there already.
 */
export type Doing =
  | { readonly kind: 'change'; readonly mode: Mode; readonly changeId: number }
  | {
      readonly kind: 'move'
      readonly spot: Spot
      readonly by: 'follow' | 'transfer' | 'hop'
      readonly askId: number | null
    }
  | { readonly kind: 'listen' }
  | { readonly kind: 'anew'; readonly mode: Mode }
  | { readonly kind: 'detach' }
  | { readonly kind: 'ask' }
  | { readonly kind: 'takeOver'; readonly takeId: number; readonly spot: Spot }

/** Asked while something else was under way. A change is meant for the call it was asked on, and for no other. */
export type Wanted =
  | { readonly kind: 'change'; readonly mode: Mode; readonly changeId: number; readonly callId: string }
  | { readonly kind: 'hop'; readonly askId: number; readonly target: Target }
  | { readonly kind: 'takeOver'; readonly takeId: number; readonly target: Target }
  | { readonly kind: 'end' }

export type Monitor = {
  readonly ticketId: string
  readonly phase: MonitorPhase
  readonly follow: boolean
  readonly doing: (Doing & { readonly number: number }) | null
  /** What is done carries this number; the answer to an older one is late and changes nothing. */
  readonly number: number
  readonly waiting: readonly Wanted[]
  /** Of the agent's channel, when it was attached to; null: not known yet. */
  readonly partner: string | null
  /** Nothing is attached: the attachment ended by itself, or failed. */
  readonly isUnattached: boolean
  /** Epoch ms before which nothing is tried again. */
  readonly retryAt: number
  /** Told as `unsure`, and not cleared up yet. */
  readonly unsure: readonly Mode[] | null
  /** A change the line itself was told to make by digits. */
  readonly byDigits: { readonly mode: Mode; readonly changeId: number } | null
  /** The method's connection is cut. */
  readonly isCut: boolean
  readonly isWatched: boolean
  readonly ending: EndReason | null
  /** Nothing more is told of it, though what is left of it on the PBX is still being removed. */
  readonly isEndTold: boolean
}

export type MonitorInput =
  | { readonly kind: 'lineUp' }
  | { readonly kind: 'lineDown'; readonly reason: EndReason }
  | { readonly kind: 'spyGone' }
  /** The PBX shows this mode in force; null: one that cannot be told. */
  | { readonly kind: 'switched'; readonly mode: Mode | null }
  | Wanted
  | { readonly kind: 'byDigits'; readonly mode: Mode; readonly changeId: number; readonly callId: string }
  | { readonly kind: 'follow'; readonly follow: boolean }
  | { readonly kind: 'spied'; readonly number: number; readonly outcome: SpyOutcome }
  | { readonly kind: 'done'; readonly number: number }
  | { readonly kind: 'taken'; readonly number: number; readonly outcome: TakeOutcome }
  | { readonly kind: 'look' }
  /** What was put off until this moment is due; a timer may come before the clock shows it. */
  | { readonly kind: 'retry'; readonly at: number }
  | { readonly kind: 'watch' }
  | { readonly kind: 'cut' }
  | { readonly kind: 'back' }
  | { readonly kind: 'notGone' }

export type MonitorEffect =
  /** `fresh`: see SpyMethod. */
  | {
      readonly do: 'spy'
      readonly number: number
      readonly spot: Spot
      readonly mode: Mode
      readonly fresh?: boolean
    }
  | { readonly do: 'unspy' | 'hear'; readonly number: number }
  | { readonly do: 'takeOver'; readonly number: number; readonly spot: Spot }
  | { readonly do: 'takeAnswer'; readonly takeId: number; readonly result: Result<null> }
  | { readonly do: 'drop' | 'giveUp' }
  | { readonly do: 'tell'; readonly event: MonitorEvent }
  | { readonly do: 'answer'; readonly askId: number; readonly result: Result<Target> }
  | { readonly do: 'later'; readonly inMs: number; readonly input: MonitorInput }
  | { readonly do: 'log'; readonly text: string }

/**
 * What came of a take over. unsure: the answer was lost, and what follows is still being found out. lost: it cannot be found out any more.
 */
export type TakeOutcome =
  | { readonly kind: 'taken' | 'unsure' | 'lost' }
  | { readonly kind: 'notTaken'; readonly cause: DeskError }

/** `canSwitch`: which modes the phone itself can bring about, by digits, without the console's doing. */
export type MonitorContext = { readonly view: CallView; readonly at: number; readonly canSwitch: readonly Mode[] }
export type MonitorStep = { readonly state: Monitor; readonly effects: readonly MonitorEffect[] }

export const ringing = (ticketId: string, follow: boolean, spot: Spot): Monitor => ({
  ticketId,
  phase: { kind: 'ringing', spot },
  follow,
  doing: null,
  number: 0,
  waiting: [],
  partner: null,
  isUnattached: false,
  retryAt: 0,
  unsure: null,
  byDigits: null,
  isCut: false,
  isWatched: false,
  ending: null,
  isEndTold: false,
})

export const same = (state: Monitor): MonitorStep => ({ state, effects: [] })

/** One step after the other; `next` begins where `first` ended. */
export const andThen = (first: MonitorStep, next: MonitorStep): MonitorStep => ({
  state: next.state,
  effects: [...first.effects, ...next.effects],
})

export const tell = (event: MonitorEvent): MonitorEffect => ({ do: 'tell', event })
