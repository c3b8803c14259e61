// What a supervisor does to agents of the demo floor.
import { expect, it } from 'vitest'
import type { Answer } from '#main/demo-pbx/kit/answer.ts'
import { advance } from '#main/demo-pbx/scenario/advance.ts'
import { endWrapUp, logInAgent, logOutAgent, pauseAgent, readyAgent } from '#main/demo-pbx/scenario/agent-orders.ts'
import { openFloor } from '#main/demo-pbx/scenario/opening.ts'
import { orderCall, orderEnd } from '#main/demo-pbx/scenario/orders.ts'
import type { World } from '#main/demo-pbx/scenario/world.ts'

const still = openFloor({ now: 1000, seed: 3, speed: 0 })
const value = <T>(answer: Answer<T>): T => {
  if (!answer.ok) throw new Error(answer.error.text)
  return answer.value
}
const one = (world: World, ext = '1001') => world.agents[ext]
const onCall = (world: World) => value(orderCall(world, { agent: '1001' }))

it('pauses who is free, with the reason, and gives them calls again when they are ready', () => {
  const paused = value(pauseAgent(still, '1001', 'Lunch'))
  expect(one(paused)).toMatchObject({ status: 'paused', reason: 'Lunch' })
  const waiting = value(orderCall(paused, { queue: '8001', hold: true })).world
  expect(one(value(readyAgent(waiting, '1001')))).toMatchObject({ status: 'idle', reason: null })
})

it('lets who talks go on, and pauses them after the call', () => {
  const { world, call } = onCall(still)
  const asked = value(pauseAgent(world, '1001', 'Break'))
  expect(one(asked)).toMatchObject({ status: 'in-call', call })
  expect(one(value(orderEnd(asked, call)))).toMatchObject({ status: 'paused', reason: 'Break', call: null })
  const taken = value(readyAgent(asked, '1001'))
  expect(one(value(orderEnd(taken, call)))).toMatchObject({ status: 'idle' })
})

it('keeps whom a supervisor has paused, though others of a living floor come back by themselves', () => {
  const living = openFloor({ now: 1000, seed: 7, speed: 1 })
  const paused = value(pauseAgent(living, '1007', 'Training'))
  expect(one(advance(paused, 1000 + 3_600_000), '1007')).toMatchObject({ status: 'paused', reason: 'Training' })
})

it('takes an agent out of queues, out of the last one altogether, and in again', () => {
  const left = value(logOutAgent(still, '1002', ['8001']))
  expect(one(left, '1002')).toMatchObject({ status: 'idle', queues: ['8003'] })
  const out = value(logOutAgent(left, '1002', ['8003']))
  expect(one(out, '1002')).toMatchObject({ status: 'logged-out' })
  expect(one(value(logInAgent(out, '1002', ['8002'])), '1002')).toMatchObject({ status: 'idle', queues: ['8002'] })
  expect(logInAgent(still, '1002', ['9999'])).toMatchObject({ ok: false })
})

it('ends a wrap-up early, and the end that was planned does not shorten the next one', () => {
  const living = openFloor({ now: 1000, seed: 7, speed: 1 })
  const early = value(endWrapUp(living, '1009'))
  expect(one(early, '1009')?.status).not.toBe('wrap-up')
  expect(early.timers.filter(({ due }) => due.kind === 'ready' && due.agent === '1009')).toEqual([])
  expect(endWrapUp(early, '1009')).toMatchObject({ ok: false, error: { code: 'not-allowed' } })
})

it('refuses what cannot be, by name', () => {
  const out = value(logOutAgent(still, '1001', null))
  expect(pauseAgent(out, '1001', null)).toMatchObject({ error: { code: 'not-allowed' } })
  expect(readyAgent(out, '1001')).toMatchObject({ error: { code: 'not-allowed' } })
  expect(pauseAgent(still, '9', null)).toMatchObject({ error: { code: 'bad-params' } })
})
