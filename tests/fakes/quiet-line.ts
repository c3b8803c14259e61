// What JsSIP's line needs of a computer, for tests in which nothing is to be heard.
import type { JsSipParts } from '#renderer/line/jssip-line.ts'
import { createUa } from '#renderer/line/jssip-ua.ts'
import { FakeTrack } from './fake-ua.ts'
import { quietSpeaker } from './quiet-speaker.ts'

export const quietLine = (): JsSipParts => ({
  microphone: {
    getUserMedia: async () => ({ getAudioTracks: () => [new FakeTrack()] }) as never,
    silentTrack: () => new FakeTrack() as never,
    onDevicesChanged: () => () => {},
    defaultDevice: async () => null,
    find: async () => null,
  },
  createContext: () => ({}) as never,
  speaker: quietSpeaker,
  codecs: () => ['audio/PCMU'],
  clock: { now: () => 0, ticks: () => 0, after: () => () => {} },
  random: () => 0,
  seat: '0123456789ab',
  uniqueId: () => '0000-0000',
  createUa,
})
