// The line as the screen sees it; monitor/start.ts feeds it and gives it its actions.
import type { StoreApi } from 'zustand'
import type { DeskError } from '#contract/errors.ts'
import type { Target } from '#contract/monitor.ts'
import { partContext, usePart, usePartStore } from '#renderer/ui/console-part.ts'
import { type Line, noLine } from './line.ts'
import type { DeclineStatus, Microphone, Phone, SpeakerState } from './phone.ts'
import type { SoundLoss } from './sound-watch.ts'

/** What has come of asking for the microphone again. */
export type MicrophoneRetry =
  | { readonly kind: 'none' }
  | { readonly kind: 'trying' }
  | { readonly kind: 'failed'; readonly source: Microphone['source'] }

export type LineView = {
  readonly line: Line
  readonly microphone: Microphone
  readonly speaker: SpeakerState
  readonly retry: MicrophoneRetry
  readonly soundLosses: readonly SoundLoss[] // where sound is missed on the call there is
  readonly trouble: DeskError | null // why there is no line, where the desk has found out
  readonly ringer: string | null // the device on which calls ring; null: the system's
  readonly earpiece: string | null // the one that is listened to
  readonly hasAccount: boolean // whether this site gives the supervisor a line in the console
  readonly logIn: () => void
  readonly logOut: () => void
  readonly answer: () => void
  readonly decline: (status?: DeclineStatus) => void
  readonly hangUp: () => void
  readonly hold: () => void // the phone call
  readonly missedSeen: () => void
  readonly mute: (on: boolean) => void // the phone call
  readonly retryMicrophone: () => void
  readonly renewPaths: Phone['renewPaths']
  readonly insist: Phone['insist'] // on another device than the chosen one
  readonly volume: number // of what is heard, 0 to 1
  readonly setVolume: (volume: number) => void
  /** A test tone in place of the microphone: it is let out for this call alone. Null: the microphone again. */
  readonly speakTone: (tone: { readonly sound: MediaStreamTrack; readonly onlyOn: Target } | null) => void
  readonly tracks: Phone['tracks']
  readonly stats: Phone['stats']
  readonly measureEcho: Phone['measureEcho']
  readonly mediaPath: Phone['mediaPath']
  readonly messages: Phone['messages']
  readonly openMeters: Phone['openMeters']
}

export type LineSight = Pick<
  LineView,
  | 'line'
  | 'microphone'
  | 'speaker'
  | 'retry'
  | 'soundLosses'
  | 'trouble'
  | 'ringer'
  | 'earpiece'
  | 'hasAccount'
  | 'volume'
>

export const restingLine: LineSight = {
  line: noLine,
  microphone: { source: 'idle', open: false },
  speaker: 'ready',
  retry: { kind: 'none' },
  soundLosses: [],
  trouble: null,
  ringer: null,
  earpiece: null,
  hasAccount: false,
  volume: 1,
}

export type LineStore = StoreApi<LineView>

export const LineContext = partContext<LineView>('line')
export const useLineStore = (): LineStore => usePartStore(LineContext)
export const useLine = <T>(pick: (view: LineView) => T): T => usePart(LineContext, pick)
