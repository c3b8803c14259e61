// The watch over the sound of a call: where it is lost, in either direction, once it has been missed for two seconds. Pure.
import type { LineStats } from './phone.ts'

/**
 * Of what is heard. network: no packet comes, and nothing else gets through either. pbx: the way stands, and the PBX sends nothing.
 * digitalSilence: packets come and hold nothing at all, not even a quiet room.
 */
export type HearingLoss = 'network' | 'pbx' | 'digitalSilence'
/**
 * Of what the supervisor says. muted: the system or the headset gives silence. silent: the microphone gives nothing at all.
 * notSent: nothing leaves this computer. notArriving: more than half is lost on its way.
 */
export type SpeakingLoss = 'muted' | 'silent' | 'notSent' | 'notArriving'

export type SoundLoss =
  | { readonly side: 'hearing'; readonly where: HearingLoss }
  | { readonly side: 'speaking'; readonly where: SpeakingLoss }

/** One measurement. `at` in ticks. */
export type SoundLook = {
  readonly at: number
  readonly stats: LineStats
  /** The call is up, not on hold, and there is somebody on it to hear. */
  readonly isSoundDue: boolean
  readonly isOpen: boolean // the microphone
  /** Noise suppression makes true silence of a quiet room. */
  readonly isNoiseSuppressed: boolean
}

/** When each of them last moved, in ticks. */
export type SoundWatch = {
  readonly last: LineStats | null
  readonly packetAt: number
  readonly answerAt: number
  readonly heardAt: number
  readonly sentAt: number
  readonly spokenAt: number
  readonly unmutedAt: number
  readonly losses: readonly SoundLoss[]
}

export const noSoundWatch: SoundWatch = {
  last: null,
  packetAt: 0,
  answerAt: 0,
  heardAt: 0,
  sentAt: 0,
  spokenAt: 0,
  unmutedAt: 0,
  losses: [],
}

const MISSED_MS = 2_000
/** Nobody speaks for so long, and a call that is muted on both sides is no fault: packets without any sound are said late. */
const SILENT_CALL_MS = 15_000
/** With noise suppression a person who says nothing sends true silence. */
const PROCESSED_SILENCE_MS = 8_000
const MOST_LOST = 0.5

/** The same object as before in `losses` when nothing has changed of it. */
export function nextSoundWatch(before: SoundWatch, look: SoundLook): SoundWatch {
  const { at, stats, isSoundDue, isOpen } = look
  // Another call counts from its beginning.
  const known = before.last && stats.received >= before.last.received ? before.last : null
  const moved = (now: number | null, then: number | null | undefined, when: number, isDue: boolean): number =>
    !known || !isDue || now === null || now !== then ? at : when
  const { flow } = stats
  const watch = {
    last: stats,
    packetAt: moved(stats.received, known?.received, before.packetAt, isSoundDue),
    // What is not told says nothing for the way.
    answerAt:
      flow.answers === null ? before.answerAt : moved(flow.answers, known?.flow.answers, before.answerAt, isSoundDue),
    heardAt: moved(flow.heardEnergy, known?.flow.heardEnergy, before.heardAt, isSoundDue),
    sentAt: moved(flow.sent, known?.flow.sent, before.sentAt, isSoundDue && isOpen),
    spokenAt: moved(flow.spokenEnergy, known?.flow.spokenEnergy, before.spokenAt, isOpen),
    unmutedAt: isOpen && flow.isMuted && known ? before.unmutedAt : at,
  }
  const losses = [...hearing(watch, at), ...speaking(watch, look)]
  return { ...watch, losses: sameLosses(losses, before.losses) ? before.losses : losses }
}

type Moments = Omit<SoundWatch, 'losses'>

function hearing({ packetAt, answerAt, heardAt }: Moments, at: number): SoundLoss[] {
  if (at - packetAt >= MISSED_MS) return [{ side: 'hearing', where: answerAt > packetAt ? 'pbx' : 'network' }]
  return at - heardAt >= SILENT_CALL_MS ? [{ side: 'hearing', where: 'digitalSilence' }] : []
}

function speaking({ sentAt, spokenAt, unmutedAt, last }: Moments, look: SoundLook): SoundLoss[] {
  const { at, isOpen, isNoiseSuppressed } = look
  if (!isOpen) return []
  if (at - unmutedAt >= MISSED_MS) return [{ side: 'speaking', where: 'muted' }]
  if (at - spokenAt >= (isNoiseSuppressed ? PROCESSED_SILENCE_MS : MISSED_MS))
    return [{ side: 'speaking', where: 'silent' }]
  if (at - sentAt >= MISSED_MS) return [{ side: 'speaking', where: 'notSent' }]
  return (last?.flow.lostThere ?? 0) > MOST_LOST ? [{ side: 'speaking', where: 'notArriving' }] : []
}

const sameLosses = (one: readonly SoundLoss[], other: readonly SoundLoss[]): boolean =>
  one.length === other.length &&
  one.every(({ side, where }, index) => other[index]?.side === side && other[index]?.where === where)
