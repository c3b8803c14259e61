// The microphone's track: asked for early and kept disabled, so that answering is fast; exchanged when devices change.
import type { Clock, Stop } from '#contract/time.ts'
import type { AudioChoice, Microphone } from './phone.ts'
import { isSameProcessing, voiceProcessing } from './voice-processing.ts'

export type MicrophoneParts = {
  readonly getUserMedia: (constraints: MediaStreamConstraints) => Promise<MediaStream>
  /** A live track that only carries silence: RFC 4733 needs a sender even when there is no microphone. */
  readonly silentTrack: () => MediaStreamTrack
  readonly onDevicesChanged: (listener: () => void) => Stop
  /** The device behind the system's default microphone, as far as the system tells. */
  readonly defaultDevice: () => Promise<string | null>
  /** The id by which the chosen device is plugged in now; null: it is not. */
  readonly find: (wanted: ChosenDevice) => Promise<string | null>
  readonly clock: Pick<Clock, 'after'>
}

export type ChosenDevice = {
  readonly kind: 'audioinput' | 'audiooutput'
  readonly id: string
  readonly name: string | null
}

export type MicrophoneTrack = {
  /** The microphone's track, or silence; always disabled when it is new. */
  track(): MediaStreamTrack
  /** The microphone's own track, or null while there is none. */
  current(): MediaStreamTrack | null
  source(): Microphone['source']
  /** Resolves when the device has answered. */
  acquire(): Promise<void>
  /** Gives the device back to the system. */
  release(): void
  /** Whether the line is logged in, and whether there is a call on it: it is opened and given back by that. */
  needed(by: { readonly line?: boolean; readonly call?: boolean }): void
  /** Somebody is to hear the supervisor in the call there is. Resolves when the device has answered. */
  toSpeak(): Promise<void>
  choose(choice: AudioChoice): void
  /** Another one speaks in place of the chosen one, until that is back. */
  insist(): void
  /** This sound is sent in place of a microphone, which is given back to the system and not opened meanwhile; null: the microphone again. */
  standIn(sound: MediaStreamTrack | null): void
}

/** A question of permission that is open for longer is not being answered by the system itself. */
export const ASKING_MS = 1_500

/** `onExchanged` is told of every new track (disabled) and of every loss, before anything else can happen. */
export function createMicrophone(parts: MicrophoneParts, onExchanged: () => void): MicrophoneTrack {
  let choice: AudioChoice = { microphoneId: null, speakerId: null, processing: true }
  let stopWatching: Stop | null = null
  let insisted = false
  let need: Need = { line: false, call: false, word: false }
  let opening: Promise<void> | null = null
  let isStoodIn = false
  const silence = silenceOf(parts)
  const byDefault = defaultOf(parts)
  const { track, source, exchange, put } = createHolder(onExchanged)
  const asking = createAsking(parts, { track, exchange, put })

  const acquire = async (): Promise<void> => {
    if (isStoodIn) return
    stopWatching ??= parts.onDevicesChanged(() => void devicesChanged())
    void byDefault.remember()
    await asking.ask(choice, insisted)
  }
  const closed = (): 'idle' | 'rests' => (need.line && choice.microphoneAt === 'whisper' ? 'rests' : 'idle')
  const release = (): void => {
    asking.forget()
    opening = null
    stopWatching?.()
    stopWatching = null
    exchange(null, closed())
  }

  const followNeed = (now: Need): void => {
    need = now
    if (isStoodIn) return
    const isNeeded = need.line && isNeededNow(choice, need)
    if (isNeeded && !stopWatching) opening = acquire()
    else if (!isNeeded && (stopWatching || source() !== closed())) release()
  }

  const devicesChanged = async (): Promise<void> => {
    if (isMissing(source())) return acquire()
    if (source() !== 'ready') return
    const chosen = chosenOf(choice)
    if (chosen) {
      // What stands in for it goes on until it is there.
      if (!insisted || (await parts.find(chosen)) === null) return
      insisted = false
      return acquire()
    }
    if ((await byDefault.hasMoved()) && stopWatching) await acquire()
  }

  return {
    track: () => track() ?? silence(),
    current: track,
    source,
    acquire,
    release,
    needed: (by) => followNeed(nextNeed(need, by)),
    toSpeak: async () => {
      followNeed({ ...need, word: need.call })
      await opening
    },
    choose: (next) => {
      const same = next.microphoneId === choice.microphoneId && isSameProcessing(next, choice)
      if (next.microphoneId !== choice.microphoneId) insisted = false
      const isOpenedOtherwise = next.microphoneAt !== choice.microphoneAt
      choice = next
      if (!same && stopWatching) opening = acquire()
      if (isOpenedOtherwise) followNeed(need)
    },
    insist: () => {
      insisted = true
      void acquire()
    },
    standIn: (sound) => {
      if (!sound && !isStoodIn) return
      isStoodIn = sound !== null
      release()
      if (sound) put(sound)
      else followNeed(need)
    },
  }
}

/** Asks for a device; only the latest request counts. */
function createAsking(
  parts: MicrophoneParts,
  { track, exchange, put }: Pick<ReturnType<typeof createHolder>, 'track' | 'exchange' | 'put'>,
) {
  let wanted = 0
  let latest: { readonly choice: AudioChoice; readonly over: Promise<unknown> } | null = null
  return {
    forget: (): void => {
      wanted += 1
    },
    ask: async (choice: AudioChoice, insisted: boolean): Promise<void> => {
      const mine = ++wanted
      const unanswered = parts.clock.after(ASKING_MS, () => mine === wanted && !track() && exchange(null, 'asking'))
      const isLatest = (): boolean => {
        unanswered()
        return mine === wanted
      }
      const none = (error: unknown) => isLatest() && exchange(null, whyNone(error))
      const open = () => openTrack(parts, choice, insisted).then((got) => (isLatest() ? put(got) : got.stop()), none)
      // Chromium gives a device that is open the processing it was opened with, whatever is asked for.
      const before = latest && !isSameProcessing(latest.choice, choice) ? latest.over : null
      if (before && track()) exchange(null, 'idle')
      const over = before ? before.then(() => mine === wanted && open()) : open()
      latest = { choice, over }
      await over
    },
  }
}

/** `word`: somebody is to hear the supervisor in the call there is. */
type Need = { readonly line: boolean; readonly call: boolean; readonly word: boolean }

function nextNeed(need: Need, by: { readonly line?: boolean; readonly call?: boolean }): Need {
  const call = by.call ?? need.call
  return { line: by.line ?? need.line, call, word: need.word && call }
}

const isNeededNow = (
  { microphoneAt = 'day' }: AudioChoice,
  { call, word }: { call: boolean; word: boolean },
): boolean => microphoneAt === 'day' || (call && (microphoneAt === 'listen' || word))

/** The track of the moment, or why there is none. The one before is closed first, and stopped once everybody has the next. */
function createHolder(onExchanged: () => void) {
  let track: MediaStreamTrack | null = null
  let source: Microphone['source'] = 'idle'
  const exchange = (next: MediaStreamTrack | null, nextSource: Microphone['source']): void => {
    const before = track
    if (before) before.enabled = false
    track = next
    source = nextSource
    onExchanged()
    before?.stop()
  }
  return {
    track: () => track,
    source: () => source,
    exchange,
    put: (got: MediaStreamTrack): void => {
      got.enabled = false
      got.addEventListener('ended', () => track === got && exchange(null, 'ended'))
      exchange(got, 'ready')
    },
  }
}

/** What is sent where there is no microphone; disabled. */
function silenceOf({ silentTrack }: MicrophoneParts): () => MediaStreamTrack {
  let silence: MediaStreamTrack | null = null
  return () => {
    if (silence?.readyState !== 'live') silence = silentTrack()
    silence.enabled = false
    return silence
  }
}

/** Which device the system's default was when it was last looked at. */
function defaultOf({ defaultDevice }: MicrophoneParts) {
  let known: string | null = null
  const look = () => defaultDevice().catch(() => null)
  return {
    remember: async (): Promise<void> => {
      known = await look()
    },
    hasMoved: async (): Promise<boolean> => {
      const before = known
      known = await look()
      return known !== before
    },
  }
}

type Devices = Pick<MicrophoneParts, 'getUserMedia' | 'find'>

/** The track comes out disabled: it must never be attached anywhere otherwise. */
export async function openTrack(parts: Devices, choice: AudioChoice, insisted: boolean): Promise<MediaStreamTrack> {
  const [track] = (await askDevice(parts, choice, insisted)).getAudioTracks()
  if (!track) throw new DOMException('the device has no audio track', 'NotFoundError')
  track.enabled = false
  return track
}

async function askDevice(parts: Devices, choice: AudioChoice, insisted: boolean): Promise<MediaStream> {
  const audio = voiceProcessing(choice)
  const chosen = chosenOf(choice)
  if (!chosen) return parts.getUserMedia({ audio })
  const deviceId = (await parts.find(chosen)) ?? chosen.id
  try {
    return await parts.getUserMedia({ audio: { ...audio, deviceId: { exact: deviceId } } })
  } catch (error) {
    if (isRefusal(error) || isInUse(error)) throw error
    // The room must not be heard because a headset is not plugged in.
    if (insisted) return parts.getUserMedia({ audio })
    throw new DOMException('the chosen microphone is not plugged in', GONE)
  }
}

const GONE = 'ChosenGoneError'

const chosenOf = ({ microphoneId, microphoneName = null }: AudioChoice): ChosenDevice | null =>
  microphoneId === null ? null : { kind: 'audioinput', id: microphoneId, name: microphoneName }

const isMissing = (source: Microphone['source']): boolean =>
  source === 'absent' || source === 'gone' || source === 'ended' || source === 'inUse'

export function whyNone(error: unknown): Extract<Microphone['source'], 'refused' | 'inUse' | 'gone' | 'absent'> {
  if (isRefusal(error)) return 'refused'
  if (isInUse(error)) return 'inUse'
  return error instanceof Error && error.name === GONE ? 'gone' : 'absent'
}

const isInUse = (error: unknown): boolean => error instanceof Error && error.name === 'NotReadableError'

const isRefusal = (error: unknown): boolean =>
  error instanceof Error && (error.name === 'NotAllowedError' || error.name === 'SecurityError')
