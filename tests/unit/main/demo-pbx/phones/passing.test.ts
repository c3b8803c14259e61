// Calls of phones that are passed on: who hears whom afterwards, and who is out of it.
import { describe, expect, it } from 'vitest'
import { floorHz, phoneFloor } from './phone-floor.ts'

const { agent, caller } = floorHz

/** A line that talks to this agent. */
function talkingTo(ext: string, floor = phoneFloor('5001', '5002')) {
  const phone = floor.telephony.dial('5001', ext)
  floor.pass(1_100)
  floor.speaks(phone, 1000)
  return { floor, phone }
}

describe('at once', () => {
  it('an agent goes to another agent, who hears them and nobody else', () => {
    const { floor, phone } = talkingTo('1001')
    expect(floor.ear('1001', 1000)).toEqual([1000])
    expect(phone.refer('1002')).toEqual([200])
    expect(phone.ended()?.by).toBe('local')
    floor.pass(1_100)
    expect(floor.calls()).toMatchObject([{ state: 'up', from: { agent: '1001' }, to: { agent: '1002' } }])
    expect(floor.ear('1002', 1000, agent, caller)).not.toContain(1000)
    expect([floor.agent('1001')?.call, floor.agent('1002')?.call]).toEqual(['c1', 'c1'])
  })

  it.each([
    ['an agent on a call', '1002', 486],
    ['a number nobody has', '99', 404],
  ])('to %s it is refused, and the call goes on as it was', (_who, number, status) => {
    const { floor, phone } = talkingTo('1001')
    floor.telephony.dial('5002', '1002')
    floor.pass(1_100)
    expect(phone.refer(number)).toEqual([status])
    expect(phone.ended()).toBeNull()
    expect(floor.ear('1001', 1000)).toEqual([1000])
    phone.hangUp()
    expect(floor.agent('1001')?.call).toBeNull()
  })

  it('to another line the call waits until it is answered there, and comes back where it is declined', () => {
    const { floor, phone } = talkingTo('1001')
    const declined = phone.refer('5002')
    expect(declined).toEqual([])
    floor.telephony.phones[0]?.hangUp(603)
    expect([declined, phone.ended()]).toEqual([[603], null])
    const taken = phone.refer('5002')
    const other = floor.telephony.phones[1]
    if (!other) throw new Error('5002 was not rung')
    other.answer()
    floor.speaks(other, 1500)
    expect(taken).toEqual([200])
    expect(phone.ended()).not.toBeNull()
    expect(floor.ear('1001', 1000, 1500)).toEqual([1500])
    expect(floor.heard(other, agent)).toEqual([agent])
    other.hangUp()
    expect(floor.calls()).toEqual([])
  })

  it('a phone goes to an agent, and the call of the floor is theirs', () => {
    const floor = phoneFloor('5001', '5002')
    const phone = floor.telephony.dial('5001', '5002')
    const other = floor.telephony.phones[0]
    if (!other) throw new Error('5002 was not rung')
    other.answer()
    floor.speaks(other, 1500)
    expect(phone.refer('1001')).toEqual([200])
    expect([phone.ended()?.by, other.ended()]).toEqual(['local', null])
    floor.pass(1_100)
    expect(floor.ear('1001', 1500)).toEqual([1500])
    expect(floor.calls()).toMatchObject([{ from: { number: '5002' } }])
  })

  it('an echo is nobody who could be passed on', () => {
    const floor = phoneFloor('5001')
    const phone = floor.telephony.dial('5001', '*43')
    expect(phone.refer('1001')).toEqual([488])
    expect(phone.ended()).toBeNull()
  })
})

describe('after asking first', () => {
  it('two agents talk to each other, and the phone is out of both calls', () => {
    const { floor, phone } = talkingTo('1001')
    phone.hold(true)
    const second = floor.telephony.dial('5001', '1002')
    floor.pass(1_100)
    expect(phone.refer('1002', second.call)).toEqual([200])
    expect([phone.ended()?.by, second.ended()?.by]).toEqual(['local', 'local'])
    expect(floor.calls()).toMatchObject([{ state: 'up' }])
    expect(floor.ear('1001', agent, caller)).not.toEqual([])
    expect(floor.ear('1002', agent, caller)).not.toEqual([])
    expect(floor.agent('1001')?.call).toBe(floor.agent('1002')?.call)
  })

  it('a phone and an agent talk to each other', () => {
    const { floor, phone } = talkingTo('1001')
    const second = floor.telephony.dial('5001', '5002')
    const other = floor.telephony.phones[0]
    if (!other) throw new Error('5002 was not rung')
    other.answer()
    floor.speaks(other, 1500)
    expect(second.refer('1001', phone.call)).toEqual([200])
    expect(other.ended()).toBeNull()
    expect(floor.ear('1001', 1000, 1500)).toEqual([1500])
    other.hangUp()
    expect(floor.calls()).toEqual([])
  })

  it('a call of somebody else, or one that is over, replaces nothing', () => {
    const { floor, phone } = talkingTo('1001')
    const foreign = floor.telephony.dial('5002', '1002')
    const over = floor.telephony.dial('5001', '*43')
    over.hangUp()
    expect([phone.refer('1002', foreign.call), phone.refer('*43', over.call)]).toEqual([[481], [481]])
    expect(phone.ended()).toBeNull()
  })
})

describe('the room', () => {
  it('three meet in it, hear each other, and the agents are let go with the last phone', () => {
    const { floor, phone } = talkingTo('1001')
    const second = floor.telephony.dial('5001', '1002')
    floor.pass(1_100)
    expect([phone.refer('630'), second.refer('630')]).toEqual([[200], [200]])
    const own = floor.telephony.dial('5001', '630')
    floor.speaks(own, 1500)
    expect(floor.heard(own, agent, 1500)).toEqual([agent])
    expect(floor.ear('1001', 1000, 1500, agent)).toEqual([1500, agent])
    expect(floor.ear('1002', 1000, 1500, agent)).toEqual([1500, agent])
    own.hangUp()
    floor.pass(10_100)
    expect(floor.calls()).toEqual([])
  })
})
