// What the queues and agents of the demo floor have done since it opened.
import { describe, expect, it } from 'vitest'
import { wholeFloor } from '#main/demo-pbx/control/feed.ts'
import { advance } from '#main/demo-pbx/scenario/advance.ts'
import { answer } from '#main/demo-pbx/scenario/call-rules.ts'
import { addCall } from '#main/demo-pbx/scenario/edit.ts'
import { openFloor } from '#main/demo-pbx/scenario/opening.ts'
import { orderCall, orderEnd, orderTransfer } from '#main/demo-pbx/scenario/orders.ts'
import type { World } from '#main/demo-pbx/scenario/world.ts'

const still = openFloor({ now: 1000, seed: 3, speed: 0 })
const caller = { number: '+15550100', name: null, local: false, agent: null }

function call(world: World, order: { agent?: string; queue?: string; hold?: boolean }): { world: World; call: string } {
  const made = orderCall(world, order)
  if (!made.ok) throw new Error(made.error.text)
  return made.value
}

const world = (answer: ReturnType<typeof orderEnd>): World => {
  if (!answer.ok) throw new Error(answer.error.text)
  return answer.value
}

const queue = (of: World, ext: string) => wholeFloor(of, () => []).queues.find((row) => row.ext === ext)

describe('the figures of a queue', () => {
  it('are unknown as a level and zero as counts before the first call', () => {
    expect(queue(still, '8001')).toMatchObject({ talking: 0, answered: 0, abandoned: 0, level: null, within: 20 })
  })

  it('count who talks and who could take the next call', () => {
    const before = queue(still, '8001')?.available ?? 0
    const { world } = call(still, { agent: '1001', queue: '8001' })
    expect(queue(world, '8001')).toMatchObject({ talking: 1, available: before - 1, answered: 1, level: 1 })
  })

  it('count a caller who was answered late against the level', () => {
    const [waits, id] = addCall(still, { from: caller, queue: '8003', agent: null, manual: true })
    const late = advance(waits, 1000 + 20_001)
    const agent = late.agents['1005']
    if (!agent) throw new Error('1005 is missing')
    const ringing = { ...late, calls: { ...late.calls, [id]: { ...late.calls[id], state: 'ringing', agent: '1005' } } }
    expect(queue(answer(ringing as World, id), '8003')).toMatchObject({ answered: 1, level: 0 })
  })

  it('count a caller who hung up while waiting as abandoned, one who was helped not', () => {
    const waits = call(still, { queue: '8002', hold: true })
    const helped = call(waits.world, { agent: '1001', queue: '8002' })
    const after = world(orderEnd(world(orderEnd(helped.world, waits.call)), helped.call))
    expect(queue(after, '8002')).toMatchObject({ answered: 1, abandoned: 1, talking: 0, waiting: 0 })
  })
})

it('an agent has taken one call more with each that is answered or handed over to them', () => {
  const first = call(still, { agent: '1001', queue: '8001' })
  expect(first.world.agents['1001']?.calls).toBe(1)
  const moved = advance(world(orderTransfer(first.world, first.call, '1002', true)), 60_000)
  expect([moved.agents['1001']?.calls, moved.agents['1002']?.calls]).toEqual([1, 1])
  expect(queue(moved, '8001')?.answered).toBe(1)
})

it('a living floor opens with a morning behind it', () => {
  const living = openFloor({ now: 1000, seed: 7, speed: 1 })
  expect(queue(living, '8002')?.answered).toBeGreaterThan(50)
  expect(living.agents['1001']?.calls).toBeGreaterThan(0)
  expect(new Set(Object.values(living.agents).map((agent) => agent.team)).size).toBe(2)
})
