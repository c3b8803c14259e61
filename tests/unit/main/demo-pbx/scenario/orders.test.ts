// What an operator or a phone makes happen on a still floor.
import { describe, expect, it } from 'vitest'
import type { Answer } from '#main/demo-pbx/kit/answer.ts'
import { advance, nextDue, setTraffic } from '#main/demo-pbx/scenario/advance.ts'
import { openFloor } from '#main/demo-pbx/scenario/opening.ts'
import {
  type CallOrder,
  dial,
  orderCall,
  orderEnd,
  orderHandOff,
  orderHold,
  orderPresence,
  orderTransfer,
} from '#main/demo-pbx/scenario/orders.ts'
import { placeOfAgent, roomOf } from '#main/demo-pbx/scenario/rooms.ts'
import type { World } from '#main/demo-pbx/scenario/world.ts'

const HOUR = 3_600_000
const still = openFloor({ now: 1000, seed: 3, speed: 0 })
const value = <T>(answer: Answer<T>): T => {
  if (!answer.ok) throw new Error(answer.error.text)
  return answer.value
}
const code = (answer: Answer<unknown>) => (answer.ok ? 'ok' : answer.error.code)
const withCall = (order: CallOrder, world: World = still) => value(orderCall(world, order))
const phone = { number: '5001', name: null, local: true, agent: null }

describe('a call the operator makes', () => {
  it('is answered at once, from outside unless it is to be on-net', () => {
    const { world, call } = withCall({ agent: '1001', queue: '8002' })
    expect(world.calls[call]).toMatchObject({ state: 'up', agent: '1001', queue: '8002', answered: 1000 })
    expect(world.calls[call]?.from).toMatchObject({
      local: false,
      number: expect.stringMatching(/^\+1\d{3}55501\d\d$/),
    })
    expect(world.agents['1001']).toMatchObject({ status: 'in-call', call })
    const onNet = withCall({ agent: '1001', onNet: true })
    expect(onNet.world.calls[onNet.call]?.from).toMatchObject({
      local: true,
      number: expect.stringMatching(/^20\d\d$/),
    })
  })

  it('takes the number and the name it is given, and the number of an agent for that agent', () => {
    const named = withCall({ agent: '1001', number: '+441632960999', name: 'Ann Example' })
    expect(named.world.calls[named.call]?.from).toMatchObject({ number: '+441632960999', name: 'Ann Example' })
    const between = withCall({ agent: '1001', onNet: true, number: '1002' })
    expect(between.world.calls[between.call]).toMatchObject({
      agent: '1001',
      from: { agent: '1002' },
      to: { agent: '1001' },
    })
    expect(between.world.agents['1002']).toMatchObject({ status: 'in-call', call: between.call })
  })

  it('waits in its queue for ever when it is to', () => {
    const { world, call } = withCall({ queue: '8001', hold: true })
    expect(advance(world, HOUR).calls[call]).toMatchObject({ state: 'waiting', agent: null, to: { number: '8001' } })
  })

  it('goes on until it is ended; then the agent is free at once', () => {
    const { world, call } = withCall({ agent: '1001' })
    const later = advance(world, HOUR)
    expect(later.calls[call]?.state).toBe('up')
    const ended = value(orderEnd(later, call))
    expect(ended.calls).toEqual({})
    expect(ended.agents['1001']).toMatchObject({ status: 'idle', call: null, since: HOUR })
  })

  it('is refused for a sentence: no such agent, busy, no phone, no such queue', () => {
    const { world } = withCall({ agent: '1001' })
    expect(code(orderCall(world, { agent: '1001' }))).toBe('not-allowed')
    expect(code(orderCall(world, { agent: '9' }))).toBe('bad-params')
    expect(code(orderCall(world, { agent: '1002', queue: '9' }))).toBe('bad-params')
    expect(code(orderCall(world, { hold: true }))).toBe('bad-params')
    expect(code(orderCall(world, { agent: '1002', onNet: true, number: '1001' }))).toBe('not-allowed')
    expect(code(orderCall(world, { agent: '1002', onNet: true, number: '1002' }))).toBe('bad-params')
    const away = value(orderPresence(world, '1003', 'logged-out', null))
    expect(code(orderCall(away, { agent: '1003' }))).toBe('not-allowed')
  })
})

describe('hold', () => {
  it('lasts until it is taken back', () => {
    const { world, call } = withCall({ agent: '1001' })
    const held = advance(value(orderHold(world, call, true)), HOUR)
    expect(held.calls[call]?.state).toBe('held')
    expect(roomOf(held, call)?.state).toBe('held')
    expect(value(orderHold(held, call, false)).calls[call]?.state).toBe('up')
  })

  it('of a call by chance stops its own plans, but not its end', () => {
    const busy = advance(openFloor({ now: 0, seed: 5, speed: 1 }), 30_000)
    const call = Object.values(busy.calls).find((one) => one.state === 'up' && !one.consults)?.id ?? ''
    const held = value(orderHold(busy, call, true))
    expect(held.timers.filter(({ due }) => 'call' in due && due.call === call).map(({ due }) => due.kind)).toEqual([
      'end',
    ])
  })

  it('needs an answered call', () => {
    const { world, call } = withCall({ queue: '8001', hold: true })
    expect(code(orderHold(world, call, true))).toBe('not-answered')
    expect(code(orderHold(world, 'c99', true))).toBe('call-gone')
  })
})

describe('a transfer', () => {
  it('blind: the old agent is free, the new one rings and answers; the caller alone meanwhile', () => {
    const { world, call } = withCall({ agent: '1001' })
    const moved = value(orderTransfer(world, call, '1002', false))
    expect(moved.calls[call]).toMatchObject({ state: 'ringing', agent: '1002', to: { number: '1002' } })
    expect([moved.agents['1001']?.status, moved.agents['1002']?.status]).toEqual(['idle', 'ringing'])
    expect(roomOf(moved, call)?.state).toBe('alone')
    expect(placeOfAgent(moved, '1002')).toBeNull()
    const answered = advance(moved, moved.now + 1000)
    expect(answered.calls[call]).toMatchObject({ state: 'up', answered: 1000 })
    expect(placeOfAgent(answered, '1002')).toEqual({ call, side: 'to' })
  })

  it('attended: the caller is held while the agents speak, then handed over', () => {
    const { world, call } = withCall({ agent: '1001' })
    const asking = value(orderTransfer(world, call, '1002', true))
    expect(asking.calls[call]).toMatchObject({ state: 'held', agent: '1001' })
    expect(code(orderTransfer(asking, call, '1003', true))).toBe('not-allowed')
    const done = advance(asking, asking.now + 1000)
    expect(done.calls[call]).toMatchObject({ state: 'up', agent: '1002' })
    expect([done.agents['1001']?.status, done.agents['1002']?.status]).toEqual(['idle', 'in-call'])
  })

  it('by the other party to a number outside: the call is off the network, and a colleague who left it is free', () => {
    const { world, call } = withCall({ agent: '1001', onNet: true, number: '1003' })
    const to = { number: '+15550177' }
    const handed = value(orderHandOff(world, call, to))
    expect(handed.calls[call]).toMatchObject({ state: 'up', agent: '1001', from: { ...to, local: false, agent: null } })
    expect([handed.agents['1001']?.status, handed.agents['1003']?.status]).toEqual(['in-call', 'idle'])
    expect(code(orderHandOff(world, 'nothing', to))).toBe('call-gone')
    const waiting = withCall({ queue: '8002', hold: true })
    expect(code(orderHandOff(waiting.world, waiting.call, to))).toBe('not-answered')
  })

  it('that is cut short by the end of the call frees both agents', () => {
    const { world, call } = withCall({ agent: '1001' })
    const ended = value(orderEnd(value(orderTransfer(world, call, '1002', true)), call))
    expect([ended.agents['1001']?.status, ended.agents['1002']?.status]).toEqual(['idle', 'idle'])
  })

  it('needs somebody free', () => {
    const { world, call } = withCall({ agent: '1001' })
    expect(code(orderTransfer(world, call, '1001', false))).toBe('not-allowed')
    expect(code(orderTransfer(world, call, '8001', false))).toBe('bad-params')
    expect(code(orderTransfer(world, 'c99', '1002', false))).toBe('call-gone')
  })
})

describe('a phone that dials an agent', () => {
  it('rings for a second, then they talk', () => {
    const { world, call } = value(dial(still, phone, '1001'))
    expect(world.calls[call]?.state).toBe('ringing')
    expect(advance(world, world.now + 1000).calls[call]).toMatchObject({ state: 'up', from: phone })
  })

  it('finds the agent busy on a call or in a break', () => {
    expect(code(dial(withCall({ agent: '1001' }).world, phone, '1001'))).toBe('not-allowed')
    expect(code(dial(value(orderPresence(still, '1001', 'paused', 'Break')), phone, '1001'))).toBe('not-allowed')
  })
})

describe('presence by hand', () => {
  it('keeps its reason only in a pause', () => {
    const paused = value(orderPresence(still, '1001', 'paused', 'Lunch'))
    expect(paused.agents['1001']).toMatchObject({ status: 'paused', reason: 'Lunch' })
    expect(value(orderPresence(paused, '1001', 'idle', 'Lunch')).agents['1001']).toMatchObject({ reason: null })
  })

  it('cannot contradict a call', () => {
    expect(code(orderPresence(withCall({ agent: '1001' }).world, '1001', 'idle', null))).toBe('not-allowed')
    expect(code(orderPresence(still, '1001', 'in-call', null))).toBe('not-allowed')
  })
})

describe('traffic', () => {
  it('brings a still floor to life, and lets it come to rest again', () => {
    const lively = advance(setTraffic(still, true), 10 * 60_000)
    expect(lively.lastCall).toBeGreaterThan(20)
    const rest = advance(setTraffic(lively, false), HOUR * 10)
    expect([Object.keys(rest.calls), nextDue(rest)]).toEqual([[], null])
  })
})
