// Supervisors who are present, and who may hand what to whom.
import { beforeEach, describe, expect, it } from 'vitest'
import { createHandOvers } from '#main/demo-pbx/monitor/hand-overs.ts'
import { fakeClock } from '../../../../fakes/fake-clock.ts'

const target = { call: 'c1', agent: '1001' }

function stage() {
  const clock = fakeClock()
  const told: [string, string][] = []
  const ended: string[] = []
  const present: (readonly string[])[] = []
  const overs = createHandOvers({
    tell: (owner, event) => told.push([owner, 'outcome' in event ? `${event.event} ${event.outcome}` : event.event]),
    targetOf: (owner, monitor) => (owner === 'ann' && monitor === 'm1' ? target : null),
    end: (_, monitor) => ended.push(monitor),
    after: clock.after,
    onPresence: () => present.push(overs.names()),
  })
  overs.present('ann', 'Ann')
  overs.present('bob', 'Bob')
  told.length = 0
  return {
    overs,
    clock,
    told,
    ended,
    present,
    offer: () => overs.offer('ann', { monitor: 'm1', to: 'bob', notes: '' }),
  }
}
let now: ReturnType<typeof stage>
beforeEach(() => {
  now = stage()
})

const attachedTo = (call: string) => ({ event: 'monitor.attached', monitor: 'm2', call, agent: '1001' }) as const

describe('who is at a console', () => {
  it('is told at every change, each name once, in order', () => {
    expect(now.present.at(-1)).toEqual(['Ann', 'Bob'])
    now.overs.present('bob-at-home', 'Bob')
    expect(now.present.at(-1)).toEqual(['Ann', 'Bob'])
    now.overs.left('ann')
    now.overs.left('nobody')
    expect(now.present.slice(-1)).toEqual([['Bob']])
    expect(now.overs.nameOf('bob')).toBe('Bob')
    expect(now.overs.nameOf('ann')).toBe('ann')
  })
})

describe('a hand-over', () => {
  it('ends the first monitor when the second is attached, and not a moment earlier', () => {
    expect(now.offer()).toMatchObject({ ok: true, value: { offer: 'offer-1' } })
    now.overs.answer('bob', 'offer-1', true)
    expect(now.ended).toEqual([])
    now.overs.heard('bob', attachedTo('c1'))
    expect(now.ended).toEqual(['m1'])
    expect(now.told).toEqual([
      ['bob', 'hand-over.offered'],
      ['ann', 'hand-over.ended taken'],
    ])
    expect(now.clock.waiting()).toBe(0)
  })

  it('changes nothing when nobody answers for half a minute', () => {
    now.offer()
    now.clock.pass(30_000)
    expect(now.ended).toEqual([])
    expect(now.told.slice(1)).toEqual([
      ['ann', 'hand-over.ended timed-out'],
      ['bob', 'hand-over.withdrawn'],
    ])
    expect(now.overs.answer('bob', 'offer-1', true)).toMatchObject({ ok: false })
  })

  it('changes nothing when the one who said yes never gets there', () => {
    now.offer()
    now.overs.answer('bob', 'offer-1', true)
    now.clock.pass(20_000)
    expect(now.ended).toEqual([])
    expect(now.told).toContainEqual(['ann', 'hand-over.ended timed-out'])
  })

  it('is declined by a console that goes away', () => {
    now.offer()
    now.overs.left('bob')
    expect(now.told).toContainEqual(['ann', 'hand-over.ended declined'])
  })

  it.each([
    ['a monitor of another', { monitor: 'm9', to: 'bob' }, 'unknown-monitor'],
    ['to oneself', { monitor: 'm1', to: 'ann' }, 'refused'],
    ['to somebody who is not there', { monitor: 'm1', to: 'cy' }, 'refused'],
  ])('is not possible of %s', (_, order, code) => {
    expect(now.overs.offer('ann', { ...order, notes: '' })).toMatchObject({ ok: false, error: { code } })
  })

  it('is asked of one supervisor at a time', () => {
    now.offer()
    expect(now.offer()).toMatchObject({ ok: false, error: { code: 'duplicate' } })
    now.overs.withdraw('ann', 'offer-1')
    expect(now.offer()).toMatchObject({ ok: true })
  })

  it('is answered only by the one who was asked, and withdrawn only by the one who asked', () => {
    now.offer()
    expect(now.overs.answer('cy', 'offer-1', true)).toMatchObject({ ok: false })
    now.overs.withdraw('bob', 'offer-1')
    expect(now.overs.answer('bob', 'offer-1', true)).toMatchObject({ ok: true })
  })
})
