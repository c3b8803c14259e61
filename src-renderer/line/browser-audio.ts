// The browser's own audio: microphones, a silent track, and the one element that plays what the line hears.
import { createListeners } from '#contract/observable.ts'
import type { Stop } from '#contract/time.ts'
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
    return (microphones.find((device) => device.deviceId === 'default') ?? microphones[0])?.groupId ?? null
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

/** Plays through an element: WebAudio output would escape echo cancellation. */
export function createSpeaker(parts = browserMicrophone): Speaker {
  const element = document.createElement('audio')
  element.autoplay = true
  const { emit, on: onState } = createListeners<SpeakerState>()
  let chosen: ChosenDevice | null = null
  let insisted = false
  let asked = 0 // only the latest counts

  let state: SpeakerState = 'ready'

  const become = (speaker: SpeakerState): void => {
    element.muted = speaker === 'gone' // the room must not hear whom a headset was to hear
    if (speaker !== state) emit(speaker)
    state = speaker
  }
  const apply = async (): Promise<void> => {
    const mine = ++asked
    const wanted = chosen
    const found = wanted && (await parts.find(wanted).catch(() => null))
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
    play: (stream) => {
      element.srcObject = stream
      void element.play().catch(() => {}) // a new stream interrupts the play of the one before
    },
    silence: () => {
      element.srcObject = null
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
