// How far the check of who hears whom is, and what it has come to. Pure.
import type { RefusalReason } from '#contract/access.ts'
import type { DeskError } from '#contract/errors.ts'
import { heardBy, type Mode, modes } from '#contract/monitor.ts'
import type { EarName, ModeChange, ProofFinding, ProofRefusal } from '#contract/site/proof.ts'

export type ProofStage =
  | { readonly at: 'calling' | 'finding' | 'listening' | 'ending' }
  | { readonly at: 'measuring'; readonly mode: Mode }

export type Measured = { readonly mode: Mode; readonly ear: EarName; readonly right: boolean }

/** Modes that the console does not offer on this call, and why. */
export type NotOffered = ReadonlyMap<Mode, RefusalReason>
export type NotMade = ModeChange & { readonly error: DeskError }

export type ProofEnd =
  | { readonly kind: 'refused'; readonly refusal: ProofRefusal }
  | { readonly kind: 'failed'; readonly error: DeskError }
  | { readonly kind: 'notShown'; readonly user: string }
  | { readonly kind: 'lineGone' | 'stopped' }
  /** Something ended the monitor. */
  | { readonly kind: 'lost'; readonly error: DeskError | null }
  | {
      readonly kind: 'ended'
      readonly wrong: readonly ProofFinding[]
      readonly notes: readonly ProofFinding[]
      readonly notMade: readonly NotMade[]
    }

export type Progress = {
  readonly stage: ProofStage | null
  readonly cells: ReadonlyMap<string, boolean>
  readonly notOffered: NotOffered
  readonly end: ProofEnd | null
}

export const atFirst: Progress = { stage: null, cells: new Map(), notOffered: new Map(), end: null }

export type ProofNews =
  | { readonly kind: 'stage'; readonly stage: ProofStage }
  | { readonly kind: 'measured'; readonly cells: readonly Measured[] }
  | { readonly kind: 'notOffered'; readonly mode: Mode; readonly reason: RefusalReason }
  | { readonly kind: 'end'; readonly end: ProofEnd }

export const cellKey = (mode: Mode, ear: EarName): string => `${mode} ${ear}`

/** A cell is as wrong as it was after any way into its mode. */
export function nextProgress(before: Progress, news: ProofNews): Progress {
  switch (news.kind) {
    case 'stage':
      return { ...before, stage: news.stage }
    case 'measured': {
      const cells = new Map(before.cells)
      for (const { mode, ear, right } of news.cells)
        cells.set(cellKey(mode, ear), right && cells.get(cellKey(mode, ear)) !== false)
      return { ...before, cells }
    }
    case 'notOffered':
      return { ...before, notOffered: new Map(before.notOffered).set(news.mode, news.reason) }
    case 'end':
      return { ...before, stage: null, end: news.end }
  }
}

export const proofModes: readonly Mode[] = modes
export const proofEars: readonly EarName[] = ['supervisor', 'agent', 'caller', 'mouth']

type Sound = 'agent' | 'caller' | 'supervisor'

/** Whose tone is to be heard there. */
export function soundsAt(mode: Mode, ear: EarName): readonly Sound[] {
  const hears = heardBy[mode]
  switch (ear) {
    case 'supervisor':
      return ['agent', 'caller']
    case 'agent':
      return hears === 'agent' || hears === 'both' ? ['caller', 'supervisor'] : ['caller']
    case 'caller':
      return hears === 'caller' || hears === 'both' ? ['agent', 'supervisor'] : ['agent']
    case 'mouth':
      return hears === 'nobody' ? [] : ['supervisor']
  }
}

/** All twelve changes between the four modes, in one walk that starts and ends in listen. */
export const walkOfAllChanges: readonly Mode[] = [
  'whisperAgent',
  'listen',
  'whisperCaller',
  'listen',
  'join',
  'listen',
  'whisperAgent',
  'whisperCaller',
  'whisperAgent',
  'join',
  'whisperAgent',
  'join',
  'whisperCaller',
  'join',
  'listen',
]
