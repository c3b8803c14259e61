// The browser's own audio: microphones, a silent track, and the one element that plays what the line hears.
import { createListeners } from '#contract/observable.ts'
import type { Clock, Stop } from '#contract/time.ts'
import type { ChosenDevice, MicrophoneParts } from './microphone.ts'
import type { SpeakerState } from './phone.ts'
import { createFind } from './sound/find-device.ts'

export const browserMicrophone: Omit<MicrophoneParts, 'clock'> = {
  getUserMedia: async (constraints) => {
    // Without a secure context there is no mediaDevices at all.
    if (!navigator.mediaDevices) throw new DOMException('no microphone in this context', 'NotFoundError')
    return navigator.mediaDevices.getUserMedia(constraints)
  },
  silentTrack: () => {
    const context = new AudioContext()
    void context.resume()
    const [track] = context.createMediaStreamDestination().stream.getAudioTracks()
    if (!track) throw new Error('a MediaStreamAudioDestinationNode has one track')
    return track
  },
  onDevicesChanged: (listener) => {
    navigator.mediaDevices?.addEventListener('devicechange', listener)
    return () => navigator.mediaDevices?.removeEventListener('devicechange', listener)
  },
  defaultDevice: async () => {
    const devices = (await navigator.mediaDevices?.enumerateDevices()) ?? []
    const microphones = devices.filter((device) => device.kind === 'audioinput')
    const own = microphones.find((device) => device.deviceId === 'default')
    if (!own) return microphones[0]?.groupId ?? null
    const isTold = microphones.some(({ deviceId, groupId }) => deviceId !== 'default' && groupId === own.groupId)
    // Chromium on Linux does not tell which one it is: whenever any comes or goes it may be another.
    return isTold ? own.groupId : microphones.map(({ deviceId }) => deviceId).join(' ')
  },
  find: createFind(() => navigator.mediaDevices?.enumerateDevices() ?? Promise.resolve([])),
}

/** Every way of coding sound this browser has, as mime types. */
export const browserCodecs = (): readonly string[] =>
  RTCRtpReceiver.getCapabilities('audio')?.codecs.map(({ mimeType }) => mimeType) ?? []

export type Speaker = {
  play(stream: MediaStream): void
  silence(): void
  /** `gone` is told at every change; nothing is played elsewhere meanwhile, unless that is insisted on. */
  choose(chosen: ChosenDevice | null): void
  insist(): void
  onState(listener: (speaker: SpeakerState) => void): Stop
  setVolume(volume: number): void // 0 to 1
}

/** How long a headset may be gone before anybody knows, where the system raises no event. */
export const LOOK_EVERY_MS = 1_000

/**
 * Chromium on Linux learns of devices without a cable, or of another program, only when it is asked for them: until then it neither tells of a
 * change nor ends a track whose device is gone. So it is asked for as long as there is something to hear. Windows and macOS tell of each device
 * by themselves (Chromium: system_monitor for both), and are left in peace.
 */
function lookAtDevices({ every }: Pick<Clock, 'every'>): Stop {
  if (/Windows|Macintosh/.test(navigator.userAgent)) return () => {}
  return every(LOOK_EVERY_MS, () => void navigator.mediaDevices?.enumerateDevices().catch(() => {}))
}

/**
 * Chromium keeps the stream of a device for 5 s after it was used last, and takes it again for the same device. Meanwhile the system may have
 * moved it to the loudspeaker of the room, because its device was gone.
 */
export const FORGOTTEN_AFTER_MS = 6_000

/** Plays through an element: WebAudio output would escape echo cancellation. */
export function createSpeaker(clock: Pick<Clock, 'after' | 'every' | 'ticks'>, parts = browserMicrophone): Speaker {
  const element = document.createElement('audio')
  element.autoplay = true
  const { emit, on: onState } = createListeners<SpeakerState>()
  let chosen: ChosenDevice | null = null
  let insisted = false
  let asked = 0 // only the latest counts
  let stopLooking: Stop = () => {}
  let stream: MediaStream | null = null // what plays, or will once its device is back

  let goneAt = 0 // in ticks
  let stopWaiting: Stop = () => {}
  let state: SpeakerState = 'ready'

  const attach = (now: MediaStream | null): void => {
    if (element.srcObject === now) return
    element.srcObject = now
    if (now) void element.play().catch(() => {}) // a new stream interrupts the play of the one before
  }
  const become = (speaker: SpeakerState): void => {
    element.muted = speaker === 'gone' // the room must not hear whom a headset was to hear
    attach(speaker === 'gone' ? null : stream)
    if (speaker === 'gone' && state !== 'gone') goneAt = clock.ticks()
    if (speaker !== state) emit(speaker)
    state = speaker
  }
  const apply = async (): Promise<void> => {
    const mine = ++asked
    const wanted = chosen
    const found = wanted && (await parts.find(wanted).catch(() => null))
    if (mine !== asked) return
    stopWaiting()
    const inMs = goneAt + FORGOTTEN_AFTER_MS - clock.ticks()
    if (found !== null && state === 'gone' && inMs > 0) {
      stopWaiting = clock.after(inMs, () => void apply())
      return
    }
    const isThere = wanted === null || (found !== null && (await sinkTo(element, found)))
    if (mine !== asked) return
    if (isThere) insisted = false
    else if (!insisted) return become('gone')
    else await sinkTo(element, '')
    if (wanted === null) await sinkTo(element, '')
    if (mine === asked) become('ready')
  }
  parts.onDevicesChanged(() => void (chosen && apply()))
  return {
    play: (next) => {
      stopLooking()
      stopLooking = lookAtDevices(clock)
      stream = next
      attach(state === 'gone' ? null : next)
    },
    silence: () => {
      stopLooking()
      stream = null
      attach(null)
    },
    setVolume: (volume) => {
      element.volume = volume
    },
    choose: (next) => {
      if (next?.id !== chosen?.id) insisted = false
      chosen = next
      void apply()
    },
    insist: () => {
      insisted = true
      void apply()
    },
    onState,
  }
}

async function sinkTo(element: HTMLAudioElement, deviceId: string): Promise<boolean> {
  if (!element.setSinkId) return true // nothing can be chosen here
  return element.setSinkId(deviceId).then(
    () => true,
    () => false,
  )
}
