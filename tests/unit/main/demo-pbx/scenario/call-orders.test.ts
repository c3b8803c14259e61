// What a supervisor does to calls of the demo floor.
import { describe, expect, it } from 'vitest'
import type { Answer } from '#main/demo-pbx/kit/answer.ts'
import { advance } from '#main/demo-pbx/scenario/advance.ts'
import {
  giveCall,
  holdCall,
  moveCall,
  parkCall,
  pickForLine,
  sendCall,
  takeOverCall,
} from '#main/demo-pbx/scenario/call-orders.ts'
import { openFloor } from '#main/demo-pbx/scenario/opening.ts'
import { orderCall, orderEnd } from '#main/demo-pbx/scenario/orders.ts'
import type { World } from '#main/demo-pbx/scenario/world.ts'

const still = openFloor({ now: 1000, seed: 3, speed: 0 })
const value = <T>(answer: Answer<T>): T => {
  if (!answer.ok) throw new Error(answer.error.text)
  return answer.value
}
const codeOf = (answer: Answer<unknown>): string => (answer.ok ? 'done' : answer.error.code)
const talking = value(orderCall(still, { agent: '1001', number: '+15550100' }))
const call = talking.call
const line = { number: '5001', name: 'Sam', local: true, agent: null }
const waits = (world: World, number: string) => value(orderCall(world, { queue: '8001', hold: true, number }))
const queued = waits(still, '+15550101')
const both = waits(queued.world, '+15550102')

describe('a call that is handed on', () => {
  it('rings at another agent, and its own is free', () => {
    const sent = value(sendCall(talking.world, call, '1001', { agent: '1002' }))
    expect(sent.calls[call]).toMatchObject({ state: 'ringing', agent: '1002', from: { number: '+15550100' } })
    expect(sent.agents['1001']).toMatchObject({ status: 'idle', call: null })
    expect(advance(sent, 5000).calls[call]).toMatchObject({ state: 'up', agent: '1002' })
  })
  it('waits in a queue, or talks to a number outside', () => {
    const waiting = value(sendCall(talking.world, call, '1001', { queue: '8001' }))
    expect(waiting.calls[call]).toMatchObject({ state: 'waiting', queue: '8001', agent: null })
    const outside = value(sendCall(talking.world, call, '1001', { number: '+49301234' }))
    expect(outside.calls[call]).toMatchObject({ state: 'up', agent: null, to: { number: '+49301234', local: false } })
  })
  it('stays where it is when it cannot go there, or the people are others', () => {
    expect(codeOf(sendCall(talking.world, call, '1001', { queue: '9999' }))).toBe('bad-params')
    expect(codeOf(sendCall(talking.world, call, '1001', { agent: '1001' }))).toBe('done')
    expect(codeOf(sendCall(talking.world, call, '1002', { queue: '8001' }))).toBe('refused')
    expect(codeOf(sendCall(talking.world, call, null, { queue: '8001' }))).toBe('refused')
    expect(codeOf(sendCall(still, 'c99', '1001', { queue: '8001' }))).toBe('call-gone')
  })
})

describe('a waiting call', () => {
  it('is first among those that wait', () => {
    const moved = value(moveCall(both.world, both.call, 'front'))
    expect(Object.keys(moved.calls)).toEqual([both.call, queued.call])
    expect(codeOf(moveCall(talking.world, call, 'front'))).toBe('not-allowed')
  })
  it('is moved to another queue, and given to an agent', () => {
    expect(value(moveCall(both.world, both.call, { queue: '8002' })).calls[both.call]).toMatchObject({ queue: '8002' })
    const given = value(giveCall(both.world, both.call, '1002'))
    expect(given.calls[both.call]).toMatchObject({ state: 'ringing', agent: '1002' })
    const again = value(giveCall(given, both.call, '1003'))
    expect(again.agents['1002']).toMatchObject({ status: 'idle', call: null })
    expect(codeOf(giveCall(talking.world, call, '1002'))).toBe('not-allowed')
  })
})

it('a call is held and resumed by the agent who has it', () => {
  const held = value(holdCall(talking.world, call, '1001', true))
  expect(held.calls[call]).toMatchObject({ state: 'held' })
  expect(value(holdCall(held, call, '1001', false)).calls[call]).toMatchObject({ state: 'up' })
  expect(codeOf(holdCall(talking.world, call, '1002', true))).toBe('refused')
})

it('a call is parked in a space of its own, and retrieved', () => {
  const parked = value(parkCall(talking.world, call, '1001'))
  expect(parked.calls[call]).toMatchObject({ state: 'parked', to: { number: '701' }, agent: null })
  expect(parked.agents['1001']).toMatchObject({ status: 'idle' })
  expect(value(giveCall(parked, call, '1002')).calls[call]).toMatchObject({ state: 'ringing', agent: '1002' })
})

describe('a call that is taken over', () => {
  const taken = value(takeOverCall(talking.world, call, '1001', line))
  it('has the supervisor on its other side, and its agent is out', () => {
    expect(taken.calls[call]).toMatchObject({ state: 'up', agent: null, from: { number: '+15550100' }, to: line })
    expect(taken.agents['1001']).toMatchObject({ status: 'idle', call: null })
    expect(advance(taken, 10_000_000).calls[call]).toEqual(taken.calls[call])
  })
  it('goes back to an agent or a queue', () => {
    const back = value(sendCall(taken, call, null, { agent: '1001' }))
    expect(back.calls[call]).toMatchObject({ state: 'ringing', agent: '1001', onLine: false })
  })
  it('is not taken when it has ended, or another agent has it', () => {
    expect(codeOf(takeOverCall(value(orderEnd(talking.world, call)), call, '1001', line))).toBe('call-gone')
    expect(codeOf(takeOverCall(talking.world, call, '1002', line))).toBe('refused')
    expect(codeOf(takeOverCall(taken, call, '1001', line))).toBe('refused')
  })
  it('is one between two agents as well: the other stays', () => {
    const onNet = value(orderCall(still, { agent: '1001', onNet: true, number: '1002' }))
    const after = value(takeOverCall(onNet.world, onNet.call, '1001', line))
    expect(after.calls[onNet.call]).toMatchObject({ agent: '1002', from: { agent: '1002' }, to: line })
  })
})

it('a call nobody has answered is picked up by a line, and no other', () => {
  expect(value(pickForLine(queued.world, queued.call, line)).calls[queued.call]).toMatchObject({
    state: 'up',
    to: line,
  })
  expect(codeOf(pickForLine(talking.world, call, line))).toBe('not-allowed')
})
