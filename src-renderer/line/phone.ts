// What a softphone must do for the console; jssip-line.ts does it for real, tests/fakes/fake-line.ts in tests.
import type { DeskError } from '#contract/errors.ts'
import type { LineAccount } from '#contract/line-account.ts'
import type { Result } from '#contract/result.ts'
import type { Stop } from '#contract/time.ts'
import type { MediaPath } from './media-path.ts'
import type { MeteredTracks, Meters } from './meters.ts'
import type { SipMessage } from './sip-trace.ts'

/**
 * reconnecting: the socket of a registered line closed a moment ago; calls stand, and what the PBX confirms by another way goes on.
 * lost: it did not come back within that moment, and is tried again by itself. refused and taken stay until the supervisor logs in again.
 */
export type Registration =
  | { readonly kind: 'off' }
  | { readonly kind: 'connecting' }
  | { readonly kind: 'registered' }
  | { readonly kind: 'reconnecting'; readonly cause: DeskError }
  | { readonly kind: 'lost'; readonly cause: DeskError }
  | { readonly kind: 'refused'; readonly cause: DeskError }
  | { readonly kind: 'taken'; readonly cause: DeskError }

/** An INVITE as far as deciding needs it. Header names are lower case. */
export type Invite = {
  readonly id: string
  readonly from: { readonly name: string | null; readonly number: string }
  readonly requestUri: string
  readonly headers: Readonly<Record<string, readonly string[]>>
}

/**
 * `open` is read from the sender's own track, never remembered. idle: not asked for yet. rests: opened when somebody is to hear the
 * supervisor, and not before. asking: the supervisor has been asked
 * for permission and has not answered for a while. inUse: another program has it. gone: the chosen one is not plugged in, and no other is
 * used unless the supervisor insists.
 */
export type Microphone = {
  readonly source: 'idle' | 'rests' | 'asking' | 'ready' | 'refused' | 'inUse' | 'absent' | 'gone' | 'ended'
  readonly open: boolean
}

/**
 * What has come of the sound of a call. came: its first packet. noPath: no packet can pass between here and the PBX, or none any more.
 * noPackets: one could, and the PBX sends none.
 */
export type Sound = 'came' | 'noPath' | 'noPackets'

export type PhoneEvent =
  | { readonly kind: 'registration'; readonly registration: Registration }
  | { readonly kind: 'invite'; readonly invite: Invite }
  | { readonly kind: 'established'; readonly id: string }
  /** Of a call that is established: whether it can be heard. */
  | { readonly kind: 'sound'; readonly id: string; readonly sound: Sound }
  /** A call that was placed rings at the other side. */
  | { readonly kind: 'rings'; readonly id: string }
  /**
   * `elsewhere`: another phone of the line has answered it (RFC 3326). `cause`: where it ended for a fault of the line. `status`: why a call
   * that was placed has not come about; 0: no answer at all.
   */
  | {
      readonly kind: 'ended'
      readonly id: string
      readonly elsewhere?: true
      readonly cause?: DeskError
      readonly status?: number
    }
  | { readonly kind: 'hold'; readonly id: string; readonly held: boolean }
  /** The PBX has confirmed that the other side is on hold, or no longer. */
  | { readonly kind: 'onHold'; readonly id: string; readonly on: boolean }
  /** `status`: of the call to whom it is passed on, or of the PBX that refuses; 200: done. 0: no answer. */
  | { readonly kind: 'transferred'; readonly id: string; readonly status: number }
  | { readonly kind: 'voicemail'; readonly voicemail: Voicemail }
  /** The microphone closed without being told to (unplugged, exchanged), or its source changed. */
  | { readonly kind: 'speaker'; readonly speaker: SpeakerState }
  | { readonly kind: 'microphone'; readonly microphone: Microphone; readonly interrupted: boolean }

/** What the PBX tells of the mailbox (RFC 3842). `count`: new messages, where it says how many. */
export type Voicemail = { readonly waiting: boolean; readonly count: number | null }

/** What the caller hears: busy, declined, or nobody there just now. */
export type DeclineStatus = 480 | 486 | 603

/** gone: the chosen one is not plugged in, and nothing is played through another unless the supervisor insists. */
export type SpeakerState = 'ready' | 'gone'

/** A device is known again by its id, and by its name where ids are others (another port of this page, plugged in elsewhere). */
export type AudioChoice = {
  readonly microphoneId: string | null
  readonly microphoneName?: string | null
  readonly speakerId: string | null
  readonly speakerName?: string | null
  /** Whether the voice is worked on at all; each of the three below is then on unless it is off. */
  readonly processing: boolean
  readonly echoCancellation?: boolean
  readonly noiseSuppression?: boolean
  readonly gainControl?: boolean
  /**
   * day: for as long as the line is logged in. listen: from the beginning of a call to its end, monitored or not. whisper: from the first time
   * in a call that somebody is to hear the supervisor.
   */
  readonly microphoneAt?: 'day' | 'listen' | 'whisper'
}

/** Of the audio received: packets lost and received since the start, jitter and round trip in ms (null before the first report). */
export type LineStats = {
  readonly lost: number
  readonly received: number
  readonly jitterMs: number | null
  readonly roundTripMs: number | null
  readonly flow: SoundFlow
}

/** What moves while sound flows, as the browser counts it since the start; null: it does not tell. */
export type SoundFlow = {
  readonly heardEnergy: number | null // of what is received
  readonly answers: number | null // of the far end to ICE's questions: the way stands
  readonly sent: number // packets
  readonly spokenEnergy: number | null // of the microphone, while it is open
  readonly isMuted: boolean // the microphone, by the system or by the headset itself
  readonly lostThere: number | null // 0 to 1, of what was sent, as the far end told last
}

/** `ms`: there and back. otherSound: the tone was not in it. silence: packets without sound. nothing: no packets. */
export type ToneBack =
  | { readonly kind: 'back'; readonly ms: number }
  | { readonly kind: 'otherSound' | 'silence' | 'nothing' }

export type Phone = {
  connect(account: LineAccount): void
  /** Other servers for the sound, or other credentials: calls in progress use them when they next look for another way. */
  takeWays(account: LineAccount): void
  /** Ends what call there is, unregisters, and gives the microphone back to the system. */
  disconnect(): void
  /** The network may be another one, or the machine has slept: whether the line still leads anywhere is looked at now. */
  check(): void
  /** Looks for another way for the sound of the calls there are: the network has changed, or somebody misses the sound. */
  renewPaths(): void
  onEvent(listener: (event: PhoneEvent) => void): Stop
  /** Answers with the microphone closed. Unknown ids are ignored, here and below: the caller may have gone meanwhile. */
  answer(id: string): void
  decline(id: string, status: DeclineStatus): void
  hangUp(id: string): void
  /** Places a call under an id of the caller's own, with the microphone closed; its end tells what it failed for. */
  dial(id: string, number: string): void
  /** Neither heard nor speaking; `tell`: the PBX puts the other side on hold. */
  setAside(id: string, tell: boolean): void
  /** Heard again; the microphone stays closed until it is opened. */
  takeBack(id: string): void
  /** Passes the other side on, by REFER; with another call, by Replaces (RFC 5589). */
  transfer(
    id: string,
    to: { readonly kind: 'number'; readonly number: string } | { readonly kind: 'call'; readonly id: string },
  ): void
  /** Resolves ok when the far end has taken them: INFO by its 200, RFC 4733 when the last tone was sent. */
  sendDigits(id: string, digits: string, by: 'info' | 'rfc4733'): Promise<Result<null>>
  /** Synchronous, at the source: the sender's own track, of that call alone (null: the only one). Returns what the tracks say afterwards. */
  setMicrophoneOpen(open: boolean, id?: string | null): boolean
  chooseAudio(choice: AudioChoice): void
  /** Uses whatever device there is in place of the chosen one, until that is back. */
  insist(what: 'microphone' | 'speaker'): void
  /** Of what is heard, 0 to 1. */
  setVolume(volume: number): void
  /** Somebody is to hear the supervisor in the call there is: opens a microphone that rests. Resolves with what has come of it. */
  wantMicrophone(): Promise<Microphone['source']>
  /** Asks for the microphone again after it was refused, absent or lost. Resolves with what has come of it. */
  retryMicrophone(): Promise<Microphone['source']>
  /** Sends this sound in place of the microphone, which is not opened meanwhile; null: the microphone again. Closed as that is. */
  standIn(sound: MediaStreamTrack | null): void
  /** What the call there is sends and receives, for whoever measures it. */
  readonly tracks: MeteredTracks
  /**
   * Sends a short tone in that call in place of the microphone, and resolves with what came back; null: it could not be measured. Only for a call to an
   * echo: whoever is on it hears the tone.
   */
  measureEcho(id: string): Promise<ToneBack | null>
  stats(): Promise<LineStats | null>
  /** Of the call there is; null without one. */
  mediaPath(): Promise<MediaPath | null>
  /** The last ones of the line, oldest first. */
  messages(): readonly SipMessage[]
  /** For as long as somebody looks; to be closed. */
  openMeters(): Meters
}
