// The softphone over a JsSIP that a test plays, with two microphones, a speaker that keeps a log, and timers it owns.
import { afterEach, beforeEach, expect, vi } from 'vitest'
import type { LineAccount } from '#contract/line-account.ts'
import { createJsSipLine, type JsSipParts } from '#renderer/line/jssip-line.ts'
import type { PhoneEvent } from '#renderer/line/phone.ts'
import { FakeSession, FakeTrack, FakeUa } from '../../../fakes/fake-ua.ts'

/** Gives full scale for whatever it is connected to, and nothing before. */
class FakeAnalyser {
  hasSource = false
  getFloatTimeDomainData(into: Float32Array): void {
    into.fill(this.hasSource ? 1 : 0)
  }
}

const fakeContext = () => ({
  createMediaStreamSource: () => ({
    connect: (to: FakeAnalyser) => {
      to.hasSource = true
    },
    disconnect: () => {},
  }),
})

class FakeStream {
  readonly track: FakeTrack
  constructor([track]: [FakeTrack]) {
    this.track = track
  }
}
beforeEach(() => {
  vi.stubGlobal('MediaStream', FakeStream)
  vi.stubGlobal('AnalyserNode', FakeAnalyser)
})
afterEach(() => vi.unstubAllGlobals())

export const account: LineAccount = {
  uri: 'sip:5001@x',
  wsUrl: 'wss://x',
  authUser: '5001',
  password: 'p',
  displayName: '',
  iceServers: [],
}

export function setUp() {
  const uas: FakeUa[] = []
  const timers: { inMs: number; run: () => void }[] = []
  const events: PhoneEvent[] = []
  const microphones = [new FakeTrack(), new FakeTrack()] as const
  const waiting = [...microphones]
  let ticks = 0
  let devicesChanged = () => {}
  let speakerIs = (_state: 'ready' | 'gone') => {}
  const accounts: LineAccount[] = []
  const heard: unknown[] = []
  const parts: JsSipParts = {
    microphone: {
      getUserMedia: async () => ({ getAudioTracks: () => [waiting.shift() ?? new FakeTrack()] }) as never,
      silentTrack: () => new FakeTrack() as never,
      onDevicesChanged: (listener) => {
        devicesChanged = listener
        return () => {}
      },
      defaultDevice: async () => `device ${waiting.length}`,
      find: async ({ id }) => id,
    },
    createContext: () => fakeContext() as never,
    speaker: {
      play: (stream) => void heard.push(stream),
      silence: () => void heard.push('silence'),
      choose: (chosen) => void heard.push(`choose ${chosen?.id ?? null}`),
      insist: () => void heard.push('insist'),
      onState: (listener) => {
        speakerIs = listener
        return () => {}
      },
      setVolume: (volume) => void heard.push(`volume ${volume}`),
    },
    codecs: () => ['audio/opus', 'audio/PCMU'],
    clock: {
      now: () => 0,
      ticks: () => ticks,
      after: (inMs, run) => {
        const timer = { inMs, run }
        timers.push(timer)
        return () => {
          timer.run = () => {}
        }
      },
    },
    random: () => 0, // half of each wait
    seat: '0123456789ab',
    uniqueId: () => `id-${uas.length}`,
    createUa: (to, contact) => {
      accounts.push(to)
      const ua = new FakeUa(contact)
      uas.push(ua)
      return ua.agent() as never
    },
  }
  const phone = createJsSipLine(parts)
  phone.onEvent((event) => events.push(event))
  const ua = () => uas.at(-1) ?? expect.fail('no user agent was made')
  const of = <K extends PhoneEvent['kind']>(kind: K) =>
    events.filter((event): event is Extract<PhoneEvent, { kind: K }> => event.kind === kind)
  const later = (inMs: number) => {
    ticks += inMs
    for (const timer of timers.filter((one) => one.inMs === inMs)) {
      timers.splice(timers.indexOf(timer), 1)
      timer.run()
    }
  }
  return {
    phone,
    events,
    of,
    ua,
    uas,
    accounts,
    heard,
    timers,
    later,
    microphones,
    unplug: () => devicesChanged(),
    speakerIs: (state: 'ready' | 'gone') => speakerIs(state),
  }
}

/** Registered, with the microphone at hand and a call that was answered and is up. */
export async function onCall() {
  const stage = setUp()
  stage.phone.connect(account)
  await vi.waitFor(() => expect(stage.of('microphone').at(-1)?.microphone.source).toBe('ready'))
  stage.ua().registers()
  const session = new FakeSession('call-1', { name: 'Monitor', user: '1001' })
  stage.ua().invites(session)
  stage.phone.answer('call-1')
  session.confirm()
  return { ...stage, session, microphone: stage.microphones[0] }
}
