// What is kept for whoever looks for a fault of the line or of the floor: the last half hour of sound, and the changes of both. Pure.
import type { ConnectorStatus } from '#contract/ipc.ts'
import type { Registration } from '#renderer/line/phone.ts'
import type { SoundLoss } from '#renderer/line/sound-watch.ts'
import { mosOf, type SoundFigures } from './mos.ts'

/** `at` is epoch ms. */
export type SoundSample = SoundFigures & { readonly at: number; readonly mos: number }
export type LineChange = { readonly at: number; readonly registration: Registration }
/** Where sound was missed from then on; none: nowhere any more. */
export type LossChange = { readonly at: number; readonly losses: readonly SoundLoss[] }
export type FeedChange = { readonly at: number; readonly status: ConnectorStatus }

/** Oldest first. */
export type Diagnostics = {
  readonly sound: readonly SoundSample[]
  readonly line: readonly LineChange[]
  readonly losses: readonly LossChange[]
  readonly feed: readonly FeedChange[]
}

export const noDiagnostics: Diagnostics = { sound: [], line: [], losses: [], feed: [] }

const MOST_SAMPLES = 900
const MOST_CHANGES = 200

export const withSample = (known: Diagnostics, figures: SoundFigures, at: number): Diagnostics => {
  const { lossPercent, jitterMs, roundTripMs } = figures
  const sample = { at, mos: mosOf(figures), lossPercent, jitterMs, roundTripMs }
  return { ...known, sound: [...known.sound.slice(1 - MOST_SAMPLES), sample] }
}

export const withLine = (known: Diagnostics, registration: Registration, at: number): Diagnostics => ({
  ...known,
  line: [...known.line.slice(1 - MOST_CHANGES), { at, registration }],
})

export const withLosses = (known: Diagnostics, losses: readonly SoundLoss[], at: number): Diagnostics => ({
  ...known,
  losses: [...known.losses.slice(1 - MOST_CHANGES), { at, losses }],
})

/** What is told anew of the same state (further behind, live by another way) is no change: only the last of it is kept. */
export const withFeed = (known: Diagnostics, status: ConnectorStatus, at: number): Diagnostics => {
  const last = known.feed.at(-1)
  const isSame = last?.status.phase === status.phase && codeOf(last.status) === codeOf(status)
  const before = isSame ? known.feed.slice(0, -1) : known.feed.slice(1 - MOST_CHANGES)
  return { ...known, feed: [...before, { at: isSame ? last.at : at, status }] }
}

const codeOf = (status: ConnectorStatus): string | null => ('cause' in status ? (status.cause?.code ?? null) : null)
