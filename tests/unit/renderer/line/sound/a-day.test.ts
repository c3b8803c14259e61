// A day of a seat, on a clock that is turned: monitors every ten minutes, networks that break, sound that does not come. Nothing of it stays.
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import type { LineAccount } from '#contract/line-account.ts'
import { createJsSipLine, type JsSipParts } from '#renderer/line/jssip-line.ts'
import { createRunner } from '#renderer/monitor/run/runner.ts'
import { watchQuality } from '#renderer/monitor/watch-quality.ts'
import { type FakeClock, fakeClock, settle } from '../../../../fakes/fake-clock.ts'
import { fakeDesk, TOKEN } from '../../../../fakes/fake-desk.ts'
import { type FakeConnection, FakeSession, FakeTrack, FakeUa } from '../../../../fakes/fake-ua.ts'
import { quietSpeaker } from '../../../../fakes/quiet-speaker.ts'
import { chanceFrom } from '../../../model/chance.ts'
import { alice, listen } from '../../monitor/stories.ts'

const HOURS = 24
const MINUTE = 60_000

beforeEach(() =>
  vi.stubGlobal(
    'MediaStream',
    class {
      readonly track: FakeTrack
      constructor([track]: [FakeTrack]) {
        this.track = track
      }
    },
  ),
)
afterEach(() => vi.unstubAllGlobals())

const account: LineAccount = {
  uri: 'sip:5001@x',
  wsUrl: 'wss://x',
  authUser: '5001',
  password: 'p',
  displayName: '',
  iceServers: [],
}

/** Counts whatever must be given back. */
function counted() {
  const now = { contexts: 0, tracks: 0, watchers: 0 }
  const context = () => {
    now.contexts += 1
    const close = async () => {
      now.contexts -= 1
    }
    return { suspend: async () => {}, resume: async () => {}, close }
  }
  const parts = (clock: FakeClock, uas: FakeUa[]): JsSipParts => ({
    microphone: {
      getUserMedia: async () => {
        now.tracks += 1
        return { getAudioTracks: () => [new FakeTrack()] } as never
      },
      silentTrack: () => new FakeTrack() as never,
      onDevicesChanged: () => {
        now.watchers += 1
        return () => {
          now.watchers -= 1
        }
      },
      defaultDevice: async () => 'headset',
      find: async ({ id }) => id,
    },
    createContext: () => context() as never,
    speaker: quietSpeaker,
    codecs: () => ['audio/opus'],
    clock,
    random: () => 0.5,
    seat: '0123456789ab',
    uniqueId: () => `id-${uas.length}`,
    createUa: (_, contact) => {
      const ua = new FakeUa(contact)
      uas.push(ua)
      return ua.agent() as never
    },
  })
  return { now, parts }
}

function seat() {
  vi.stubGlobal('AnalyserNode', class {})
  const clock = fakeClock(1_000_000)
  const uas: FakeUa[] = []
  const { now: counts, parts } = counted()
  const phone = createJsSipLine(parts(clock, uas))
  const desk = fakeDesk()
  const runner = createRunner({ desk: desk.desk, phone, clock, onChange: () => {} })
  runner.links({ feed: 'live' })
  const line = { getState: () => ({ ...runner.running(), stats: phone.stats }) }
  const monitor = () => runner.running().monitor
  const watch = { clock, line, monitor, isNoiseSuppressed: () => true, show: () => {}, lost: () => {} }
  const stopWatch = watchQuality(watch)
  const ua = () => uas.at(-1) ?? expect.fail('no user agent was made')
  const back = () => {
    ua().connects()
    ua().registers()
  }
  phone.connect(account)
  back()
  return { clock, uas, counts, phone, desk, runner, ua, back, stopWatch }
}

type Seat = ReturnType<typeof seat>
const sounds = [['in', { type: 'inbound-rtp', kind: 'audio', packetsReceived: 500 }]] as const

/** One monitor, however it goes. `bad`: what happens to it. */
async function monitorOnce(at: Seat, n: number, bad: 'nothing' | 'noSound' | 'noPath' | 'outage' | 'farEnd' | 'early') {
  const { runner, desk, clock, phone, ua, back } = at
  runner.monitor(listen(alice))
  await settle()
  const ticketId = `ticket-${String(n).padStart(4, '0')}`
  const session = new FakeSession(`call-${n}`, { name: 'Monitor', user: '1001' })
  ua().invites(session, { 'X-Earshot-Token': `${TOKEN}-${ticketId}` })
  session.confirm()
  desk.pbx({ kind: 'attached', ticketId, target: alice })
  const connection = session.connection ?? expect.fail(`monitor ${n} was not answered`)
  if (bad === 'early') runner.monitor({ kind: 'end' })
  else if (bad !== 'noSound') connection.stats = sounds
  await clock.advance(MINUTE / 2)
  const meters = phone.openMeters()
  if (bad === 'noPath') connection.ice('failed')
  if (bad === 'outage') {
    ua().loses()
    connection.ice('disconnected')
    await clock.advance(20_000)
    back()
    connection.ice('connected')
  }
  await clock.advance(2 * MINUTE)
  meters.close()
  if (bad === 'farEnd') session.hangUp()
  else if (runner.running().monitor.phase === 'live') runner.monitor({ kind: 'end' })
  await settle()
  desk.pbx({ kind: 'ended', ticketId, reason: 'asked' })
  await clock.advance(10_000)
  expect(runner.running(), `after monitor ${n}, ${bad}`).toMatchObject({
    monitor: { phase: 'idle' },
    line: { call: { kind: 'none' } },
  })
  expect(runner.running().microphone.open).toBe(false)
  return { session, connection }
}

const isCaptured = (connection: FakeConnection): number => connection.captured()

it(`${HOURS} hours leave no timer, listener, track, context or connection behind`, { timeout: 120_000 }, async () => {
  const at = seat()
  const { clock, counts, uas, phone, runner, stopWatch } = at
  const chance = chanceFrom(24)
  await clock.advance(MINUTE)
  const atFirst = { timers: clock.waiting(), ...counts, uas: uas.length }
  const left: number[] = []
  let n = 0
  for (let minute = 0; minute < HOURS * 60; minute += 10) {
    n += 1
    const { connection, session } = await monitorOnce(
      at,
      n,
      chance.pick(['nothing', 'noSound', 'noPath', 'outage', 'farEnd', 'early']),
    )
    expect(await phone.stats(), 'no call is kept').toBeNull()
    expect([session.state, isCaptured(connection)]).toEqual(['over', 0])
    if (chance.happens(0.3)) {
      at.ua().loses()
      await clock.advance(chance.pick([2_000, 10_000, 60_000]))
      at.back()
    }
    await clock.advance(6 * MINUTE)
    left.push(clock.waiting())
  }
  expect(n).toBe(HOURS * 6)
  expect({ timers: clock.waiting(), ...counts, uas: uas.length }).toEqual(atFirst)
  expect(Math.max(...left), 'timers at rest').toBe(atFirst.timers)
  stopWatch()
  runner.stop()
  phone.disconnect()
  expect({ timers: clock.waiting(), watchers: counts.watchers, contexts: counts.contexts }).toEqual({
    timers: 0,
    watchers: 0,
    contexts: 0,
  })
})
