// How far past a limit something is: over it, far over it, or not at all.
import { describe, expect, it } from 'vitest'
import { alertRules } from '#contract/alerts.ts'
import {
  agentLimit,
  callLimit,
  countUrgency,
  levelUrgency,
  pauseLimit,
  queueUrgency,
  spanUrgency,
  worst,
} from '#renderer/floor/limits.ts'
import { aCall, anAgent } from '../../../fakes/floors.ts'

const rules = alertRules.parse({
  longCallS: 900,
  longPauseS: 600,
  longestWaitS: 60,
  queues: [{ queueId: 'q', longCallS: 300, longPauseS: 60, longestWaitS: null }],
})

describe('a figure beside its limit', () => {
  it.each([
    [4, 5, 'none'],
    [5, 5, 'over'],
    [9, 5, 'over'],
    [10, 5, 'far'],
    [1000, null, 'none'],
  ] as const)('%d of at most %j: %s', (count, limit, urgency) => {
    expect(countUrgency(count, limit)).toBe(urgency)
    expect(spanUrgency(count * 1000, limit)).toBe(urgency)
  })

  it.each([
    [0.7, 0.7, 'none'],
    [0.69, 0.7, 'over'],
    [0.4, 0.7, 'far'], // twice as many missed as the limit allows
    [null, 0.7, 'none'],
    [0.1, null, 'none'],
  ] as const)('%j of at least %j answered in time: %s', (share, limit, urgency) => {
    expect(levelUrgency(share, limit)).toBe(urgency)
  })

  it('is as bad as the worst of several', () => {
    expect(worst()).toBe('none')
    expect(worst('over', 'none')).toBe('over')
    expect(worst('over', 'far', 'none')).toBe('far')
  })
})

describe('the limit', () => {
  const agent = (kind: 'available' | 'loggedOut' | 'onCall') => anAgent('1', { presence: { kind } })

  it('of an agent is that of the call, by its queue, or of the pause', () => {
    expect(agentLimit(agent('onCall'), aCall('c', '1'), rules)).toBe(900)
    expect(agentLimit(agent('onCall'), aCall('c', '1', { queueId: 'q' }), rules)).toBe(300)
    expect(agentLimit(agent('onCall'), undefined, rules)).toBe(900)
    expect(agentLimit(anAgent('1', { presence: { kind: 'paused', reason: null } }), undefined, rules)).toBe(600)
    for (const kind of ['available', 'loggedOut'] as const) expect(agentLimit(agent(kind), undefined, rules)).toBeNull()
    expect(agentLimit(agent('onCall'), undefined, null)).toBeNull()
  })

  it('of a pause is the shortest of the agent’s queues', () => {
    expect(pauseLimit(anAgent('1', { queues: ['q', 'r'] }), rules)).toBe(60)
    expect(pauseLimit(anAgent('1', { queues: ['r'] }), rules)).toBe(600)
  })

  it('of a call is that of its wait or of its talk', () => {
    expect(callLimit(aCall('c', '1', { state: 'waiting' }), rules)).toBe(60)
    expect(callLimit(aCall('c', '1', { state: 'waiting', queueId: 'q' }), rules)).toBeNull()
    expect(callLimit(aCall('c', '1', { state: 'held', queueId: 'q' }), rules)).toBe(300)
    expect(callLimit(aCall('c', '1', { state: 'ringing' }), rules)).toBeNull()
    expect(callLimit(aCall('c', '1'), null)).toBeNull()
  })
})

it('a queue where nobody waits is not urgent, however long ago somebody did', () => {
  const queue = { id: 'r', name: 'Retention', extension: '8', waiting: 0, oldestWaitSince: 0 }
  expect(queueUrgency(queue, rules, 1_000_000)).toBe('none')
  expect(queueUrgency({ ...queue, waiting: 1 }, rules, 1_000_000)).toBe('far')
  expect(queueUrgency({ ...queue, waiting: 1 }, null, 1_000_000)).toBe('none')
})
