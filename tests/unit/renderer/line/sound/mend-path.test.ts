// The way of a call's sound is lost: another one is looked for, and the call is kept as long as an outage may last.
import { describe, expect, it } from 'vitest'
import { mendPath } from '#renderer/line/sound/mend-path.ts'
import { fakeClock } from '../../../../fakes/fake-clock.ts'
import { FakeSession, FakeTrack } from '../../../../fakes/fake-ua.ts'

function setUp() {
  const clock = fakeClock()
  const session = new FakeSession('call-1', { name: 'Monitor', user: '1001' })
  session.answer({ mediaStream: { track: new FakeTrack() }, pcConfig: {} })
  session.confirm()
  const now = { isInReach: true, lost: 0, username: 'until noon' }
  const lost = () => {
    now.lost += 1
  }
  const ways = (): RTCConfiguration => ({ iceServers: [{ urls: 'turn:x', username: now.username, credential: 'c' }] })
  const path = mendPath({ session: session as never, clock, isInReach: () => now.isInReach, ways, lost })
  const ice = (state: string) => session.connection?.ice(state)
  const restarts = () => session.log.filter((what) => what === 'ice restart').length
  return { clock, session, path, now, ice, restarts }
}

describe('a way that is lost', () => {
  it('for a moment comes back by itself', () => {
    const { clock, ice, restarts } = setUp()
    ice('disconnected')
    clock.pass(1_000)
    ice('connected')
    clock.pass(90_000)
    expect([restarts(), clock.waiting()]).toEqual([0, 0])
  })

  it('for longer is looked for anew, again and again until one is found', () => {
    const { clock, ice, restarts, now } = setUp()
    ice('disconnected')
    clock.pass(1_600)
    expect(restarts()).toBe(1)
    clock.pass(8_000)
    expect(restarts()).toBe(3)
    ice('connected')
    clock.pass(90_000)
    expect([restarts(), now.lost, clock.waiting()]).toEqual([3, 0, 0])
  })

  it('and given up by ICE does not hang up: only after a minute it is over', () => {
    const { clock, session, ice, now } = setUp()
    ice('disconnected')
    ice('failed')
    expect(session.state).toBe('up')
    clock.pass(59_000)
    expect(now.lost).toBe(0)
    clock.pass(1_000)
    expect(now.lost).toBe(1)
  })

  it('while the PBX is out of reach is asked for as soon as it is back', () => {
    const { clock, session, ice, now, path, restarts } = setUp()
    now.isInReach = false
    ice('failed')
    clock.pass(10_000)
    expect(restarts()).toBe(0)
    now.isInReach = true
    path.isBack()
    expect(restarts()).toBe(1)
    session.offers.at(-1)?.failed()
    expect(session.state).toBe('up')
  })

  it('is not asked for while another offer is under way, nor once the call is over', () => {
    const { clock, session, ice, path, restarts } = setUp()
    session.isReady = false
    ice('failed')
    expect(restarts()).toBe(0)
    session.isReady = true
    session.hangUp()
    path.stop()
    clock.pass(90_000)
    expect([restarts(), clock.waiting()]).toEqual([0, 0])
  })
})

it('another network has its own way, found once the PBX is in reach by it', () => {
  const { session, now, path, restarts } = setUp()
  now.isInReach = false
  path.renew()
  now.isInReach = true
  path.isBack()
  expect(restarts()).toBe(1)
  session.offers.at(-1)?.succeeded()
  path.isBack()
  expect([restarts(), session.log.at(-1)]).toEqual([1, 'refresh'])
})

it('asks the TURN server with what is valid now, and leaves the rest of the call as it began', () => {
  const { session, now, path } = setUp()
  now.username = 'until midnight'
  path.renew()
  expect(session.connection?.config).toEqual({
    bundlePolicy: 'balanced',
    iceServers: [{ urls: 'turn:x', username: 'until midnight', credential: 'c' }],
  })
})

it('a request that an outage swallows ends no call (JsSIP issue 738)', () => {
  const { session } = setUp()
  session.onTransportError()
  session.onRequestTimeout()
  expect(session.state).toBe('up')
})
