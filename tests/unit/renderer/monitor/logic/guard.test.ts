// The guard against a forgotten monitor.
import { describe, expect, it } from 'vitest'
import { type Guard, type GuardEvent, isOver, nextGuard, noGuard } from '#renderer/monitor/logic/guard.ts'
import { idle, type Live, type Monitor } from '#renderer/monitor/logic/monitor.ts'
import { ticketFor } from '../../../../fakes/fake-desk.ts'

const LIMIT = 120_000
const target = { callId: 'a', agentId: '1' }
const live: Live = {
  phase: 'live',
  asks: 1,
  ticket: ticketFor(target),
  takenBy: 'console',
  device: null,
  target,
  heard: { since: 0, until: null },
  modeState: { kind: 'confirmed', mode: 'listen', changeId: null },
  changes: 0,
  chosenFor: [],
  call: 'up',
  move: null,
  hops: 0,
  follow: { on: false, askedId: 0 },
  links: 'up',
  notice: null,
}
const ended: Live = { ...live, call: 'ended' }
const on = (monitor: Monitor): GuardEvent => ({ kind: 'monitor', monitor })
const play = (steps: readonly (readonly [GuardEvent, number])[]): Guard =>
  steps.reduce((guard, [event, at]) => nextGuard(guard, event, at, LIMIT), noGuard)

describe('the guard', () => {
  it('rests while the call is up, and while nothing is monitored', () => {
    expect(
      play([
        [on(live), 0],
        [on(idle), 5],
      ]),
    ).toBe(noGuard)
  })

  it('counts from the end of the call, whatever else changes meanwhile', () => {
    const guard = play([
      [on(live), 0],
      [on(ended), 1_000],
      [on({ ...ended, notice: { kind: 'onHold' } }), 50_000],
    ])
    expect(guard).toEqual({ kind: 'counting', ticketId: ended.ticket.id, until: 121_000, lastsMs: LIMIT })
    expect(isOver(guard, 120_999)).toBe(false)
    expect(isOver(guard, 121_000)).toBe(true)
  })

  it('lets a kept monitor be, for good', () => {
    const guard = play([
      [on(ended), 0],
      [{ kind: 'keep' }, 10],
      [on({ ...ended, notice: null }), 20],
    ])
    expect(guard.kind).toBe('kept')
    expect(isOver(guard, 10 * LIMIT)).toBe(false)
  })

  it('counts anew when a kept monitor’s next call has ended too', () => {
    expect(
      play([
        [on(ended), 0],
        [{ kind: 'keep' }, 10],
        [on(live), 20],
        [on(ended), 30],
      ]),
    ).toMatchObject({ until: 30 + LIMIT })
  })

  it('lets go when the monitor hops, ends or follows its agent', () => {
    const hopping: Live = { ...ended, move: { to: { callId: 'b', agentId: '2' }, hopId: 1, why: 'chosen' } }
    const following: Live = { ...ended, follow: { on: true, askedId: 1 } }
    for (const monitor of [hopping, following, live, idle])
      expect(
        play([
          [on(ended), 0],
          [on(monitor), 5],
        ]),
        monitor.phase,
      ).toBe(noGuard)
  })

  it('counts from now when its length is changed under way', () => {
    const counting = play([[on(ended), 0]])
    expect(nextGuard(counting, { kind: 'limit' }, 60_000, 30_000)).toMatchObject({ until: 90_000 })
  })

  it('has nothing to keep or to change while it rests', () => {
    expect(nextGuard(noGuard, { kind: 'keep' }, 0, LIMIT)).toBe(noGuard)
    expect(nextGuard(noGuard, { kind: 'limit' }, 0, LIMIT)).toBe(noGuard)
  })
})
