// The browser's own audio: microphones, a silent track, and the one element that plays what the line hears.
import type { MicrophoneParts } from './microphone.ts'

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
}

export type Speaker = {
  play(stream: MediaStream): void
  silence(): void
  choose(deviceId: string | null): void
  setVolume(volume: number): void // 0 to 1
}

/** Plays through an element: WebAudio output would escape echo cancellation. */
export function createSpeaker(): Speaker {
  const element = document.createElement('audio')
  element.autoplay = true
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
    choose: (deviceId) => {
      void element.setSinkId?.(deviceId ?? '').catch(() => element.setSinkId(''))
    },
  }
}
