import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { AgentCoverage } from '#contract/history.ts'
import { coverageRows } from '#renderer/coverage/coverage-rows.ts'
import { pickSample } from '#renderer/coverage/pick-sample.ts'
import { weekBefore } from '#renderer/coverage/week.ts'
import { aCall, anAgent } from '../../../fakes/floors.ts'

const heard = (agentId: string, times: number, heardMs = 0): AgentCoverage => ({
  agentId,
  name: `Agent ${agentId}`,
  times,
  heardMs,
  lastHeardAt: 1,
  by: ['Sue'],
  isHeardNow: false,
  scored: 0,
  score: null,
})
const all = () => true

describe('a sample', () => {
  it('goes to an agent who was heard least, says how often, and among how many', () => {
    const calls = [aCall('c1', '1'), aCall('c2', '2'), aCall('c3', '3')]
    const covered = [heard('1', 2), heard('2', 1), heard('3', 1)]
    expect(pickSample(calls, covered, all, 0)).toEqual({ callId: 'c2', agentId: '2', times: 1, among: 2 })
    expect(pickSample(calls, covered, all, 0.99)).toEqual({ callId: 'c3', agentId: '3', times: 1, among: 2 })
    expect(pickSample([...calls, aCall('c4', '4')], covered, all, 0.5)).toMatchObject({
      agentId: '4',
      times: 0,
      among: 1,
    })
  })

  it('is none where none can be listened to, or no agent is on the call', () => {
    expect(pickSample([aCall('c1', '1')], [], () => false, 0)).toBeNull()
    expect(pickSample([aCall('c1', '1', { agentId: null, state: 'waiting' })], [], all, 0)).toBeNull()
    expect(pickSample([], [], all, 0)).toBeNull()
  })

  it('gives every call with the same claim the same chance, and never passes over who was heard less', () => {
    fc.assert(
      fc.property(fc.array(fc.nat(3), { minLength: 1, maxLength: 12 }), (times) => {
        const calls = times.map((_, n) => aCall(`c${n}`, `${n}`))
        const covered = times.map((count, n) => heard(`${n}`, count))
        const fair = times.filter((count) => count === Math.min(...times)).length
        const picked = Array.from({ length: fair }, (_, n) => pickSample(calls, covered, all, n / fair))
        expect(new Set(picked.map((sample) => sample?.callId)).size).toBe(fair)
        for (const sample of picked) expect(sample?.times).toBe(Math.min(...times))
      }),
    )
  })
})

/** Numbers in [0, 1) that are the same at every run (mulberry32). */
function chances(seed: number): () => number {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }
}

describe('the distribution of samples', () => {
  it('gives each agent with the same claim the same share, however many calls they have, and each call of theirs too', () => {
    const calls = [aCall('a', '1'), aCall('b', '2'), aCall('c', '2'), aCall('d', '3'), aCall('e', '4')]
    const covered = [heard('4', 1)]
    const chance = chances(5)
    const draws = Array.from({ length: 12_000 }, () => pickSample(calls, covered, all, chance())?.callId)
    const count = (id: string) => draws.filter((one) => one === id).length
    // Five standard deviations of 12,000 draws: a fair pick never leaves these bounds, one by calls is far out of them.
    for (const id of ['a', 'd']) expect(Math.abs(count(id) - 4000)).toBeLessThan(260)
    for (const id of ['b', 'c']) expect(Math.abs(count(id) - 2000)).toBeLessThan(205)
    expect(count('e')).toBe(0)
  })

  it('hears everybody who is always on a call equally often over a week', () => {
    const agents = Array.from({ length: 9 }, (_, n) => `${n}`)
    const times = new Map(agents.map((id) => [id, 0]))
    const chance = chances(11)
    for (let n = 0; n < 200; n++) {
      const covered = agents.map((id) => heard(id, times.get(id) ?? 0))
      const calls = agents.map((id) => aCall(`call of ${id}`, id))
      const picked = pickSample(calls, covered, all, chance())?.agentId ?? ''
      times.set(picked, (times.get(picked) ?? 0) + 1)
      expect(Math.max(...times.values()) - Math.min(...times.values())).toBeLessThanOrEqual(1)
    }
  })
})

describe('coverage', () => {
  it('lists every agent of the floor, or of the queue, those heard least first', () => {
    const agents = [
      anAgent('1', { queues: ['8001'] }),
      anAgent('2', { queues: ['8002'] }),
      anAgent('3', { queues: ['8001'] }),
      anAgent('4', { queues: ['8001'] }),
    ]
    const covered = [heard('1', 2), heard('4', 1, 900), heard('3', 1, 500), heard('gone', 5)]
    expect(coverageRows(agents, covered, '').map(({ agentId, times }) => [agentId, times])).toEqual([
      ['2', 0],
      ['3', 1],
      ['4', 1],
      ['1', 2],
    ])
    expect(coverageRows(agents, covered, '8001').map(({ agentId }) => agentId)).toEqual(['3', '4', '1'])
  })

  it('speaks of seven days, today among them, from midnight', () => {
    const at = new Date(2026, 2, 10, 15, 30).getTime()
    expect(new Date(weekBefore(at))).toEqual(new Date(2026, 2, 4))
  })
})
