// The microphone's track: asked for early and kept disabled, so that answering is fast; exchanged when devices change.
import type { Clock, Stop } from '#contract/time.ts'
import type { AudioChoice, Microphone } from './phone.ts'

export type MicrophoneParts = {
  readonly getUserMedia: (constraints: MediaStreamConstraints) => Promise<MediaStream>
  /** A live track that only carries silence: RFC 4733 needs a sender even when there is no microphone. */
  readonly silentTrack: () => MediaStreamTrack
  readonly onDevicesChanged: (listener: () => void) => Stop
  /** The device behind the system's default microphone, as far as the system tells. */
  readonly defaultDevice: () => Promise<string | null>
  readonly clock: Pick<Clock, 'after'>
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
  choose(choice: AudioChoice): void
}

/** A question of permission that is open for longer is not being answered by the system itself. */
export const ASKING_MS = 1_500

/** `onExchanged` is told of every new track (disabled) and of every loss, before anything else can happen. */
export function createMicrophone(parts: MicrophoneParts, onExchanged: () => void): MicrophoneTrack {
  let choice: AudioChoice = { microphoneId: null, speakerId: null, processing: true }
  let track: MediaStreamTrack | null = null
  let silence: MediaStreamTrack | null = null
  let source: Microphone['source'] = 'idle'
  let wanted = 0 // only the latest request for a device counts
  let stopWatching: Stop | null = null
  let defaultDevice: string | null = null

  const exchange = (next: MediaStreamTrack | null, nextSource: Microphone['source']): void => {
    const before = track
    if (before) before.enabled = false
    track = next
    source = nextSource
    onExchanged()
    before?.stop()
  }

  const acquire = (): Promise<void> => {
    wanted += 1
    const mine = wanted
    stopWatching ??= parts.onDevicesChanged(() => void devicesChanged())
    void rememberDefault()
    const unanswered = parts.clock.after(ASKING_MS, () => mine === wanted && !track && exchange(null, 'asking'))
    return ask(parts, choice).then(
      (got) => {
        unanswered()
        if (mine === wanted) putTrack(got)
        else got.stop()
      },
      (error: unknown) => {
        unanswered()
        if (mine === wanted) exchange(null, isRefusal(error) ? 'refused' : 'absent')
      },
    )
  }

  const putTrack = (got: MediaStreamTrack): void => {
    got.addEventListener('ended', () => track === got && exchange(null, 'ended'))
    exchange(got, 'ready')
  }

  const rememberDefault = async (): Promise<void> => {
    defaultDevice = await parts.defaultDevice().catch(() => null)
  }

  const devicesChanged = async (): Promise<void> => {
    if (source === 'absent' || source === 'ended') return acquire()
    if (source !== 'ready' || choice.microphoneId !== null) return
    const before = defaultDevice
    await rememberDefault()
    if (stopWatching && defaultDevice !== before) await acquire()
  }

  return {
    track: () => {
      if (track) return track
      if (silence?.readyState !== 'live') silence = parts.silentTrack()
      silence.enabled = false
      return silence
    },
    current: () => track,
    source: () => source,
    acquire,
    release: () => {
      wanted += 1
      stopWatching?.()
      stopWatching = null
      exchange(null, 'idle')
    },
    choose: (next) => {
      const same = next.microphoneId === choice.microphoneId && next.processing === choice.processing
      choice = next
      if (!same && stopWatching) void acquire()
    },
  }
}

/** The track comes out disabled: it must never be attached anywhere otherwise. */
async function ask(parts: MicrophoneParts, choice: AudioChoice): Promise<MediaStreamTrack> {
  const [track] = (await askDevice(parts, choice)).getAudioTracks()
  if (!track) throw new DOMException('the device has no audio track', 'NotFoundError')
  track.enabled = false
  return track
}

async function askDevice(parts: MicrophoneParts, choice: AudioChoice): Promise<MediaStream> {
  const { microphoneId, processing } = choice
  const audio = { echoCancellation: processing, noiseSuppression: processing, autoGainControl: processing }
  if (microphoneId === null) return parts.getUserMedia({ audio })
  try {
    return await parts.getUserMedia({ audio: { ...audio, deviceId: { exact: microphoneId } } })
  } catch (error) {
    if (isRefusal(error)) throw error
    return parts.getUserMedia({ audio }) // the chosen one is not plugged in
  }
}

const isRefusal = (error: unknown): boolean =>
  error instanceof Error && (error.name === 'NotAllowedError' || error.name === 'SecurityError')
