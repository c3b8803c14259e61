// What stands on the wall: figures the phone system gives or the floor shows, charts in words, tiles that fit.
import { describe, expect, it } from 'vitest'
import type { Agent, Call, Floor, Queue } from '#contract/floor.ts'
import { queueFigures, totalFigures } from '#renderer/wallboard/figures.ts'
import { roomOf, tilingOf } from '#renderer/wallboard/tiling.ts'
import { linesOf, peakOf } from '#renderer/wallboard/trend-lines.ts'

const queue = (id: string, more: Partial<Queue> = {}): Queue => ({
  id,
  name: id,
  extension: id,
  waiting: 0,
  oldestWaitSince: null,
  ...more,
})
const agent = (id: string, kind: 'available' | 'wrapUp', queues: string[]): Agent => ({
  id,
  name: id,
  extension: id,
  presence: { kind },
  since: 0,
  queues,
  callId: null,
})
const party = { name: null, number: '1', onNet: false, agentId: null }
const call = (id: string, queueId: string | null, state: Call['state']): Call => ({
  id,
  from: party,
  to: party,
  agentId: null,
  queueId,
  state,
  startedAt: 0,
  answeredAt: null,
  monitors: [],
})
const byId = <T extends { id: string }>(rows: readonly T[]) => Object.fromEntries(rows.map((row) => [row.id, row]))
const floorOf = (queues: Queue[], agents: Agent[] = [], calls: Call[] = []): Floor => ({
  queues: byId(queues),
  agents: byId(agents),
  calls: byId(calls),
})

describe('the figures of a queue', () => {
  it('are the phone system’s own where it gives them', () => {
    const sales = queue('sales', { inService: 9, agentsAvailable: 8, serviceLevel: 0.5, abandonedToday: 3 })
    const floor = floorOf([sales], [agent('a', 'available', ['sales'])], [call('c', 'sales', 'talking')])
    expect(queueFigures(floor, sales)).toMatchObject({
      inService: 9,
      agentsAvailable: 8,
      serviceLevel: 0.5,
      abandonedToday: 3,
    })
  })

  it('are counted from the floor, or said to be unknown, where it does not', () => {
    const sales = queue('sales', { waiting: 2, oldestWaitSince: 7 })
    const agents = [
      agent('a', 'available', ['sales']),
      agent('b', 'wrapUp', ['sales']),
      agent('c', 'available', ['x']),
      agent('d', 'available', ['x', 'sales']),
    ]
    const calls = [
      call('1', 'sales', 'talking'),
      call('2', 'sales', 'held'),
      call('3', 'sales', 'waiting'),
      call('4', null, 'talking'),
    ]
    expect(queueFigures(floorOf([sales], agents, calls), sales)).toEqual({
      id: 'sales',
      name: 'sales',
      waiting: 2,
      oldestWaitSince: 7,
      inService: 2,
      agentsAvailable: 2,
      serviceLevel: null,
      serviceWithinS: null,
      abandonedToday: null,
    })
  })
})

describe('all queues together', () => {
  it('wait as long as the longest of them, and count an agent of two queues once', () => {
    const queues = [queue('a', { waiting: 1, oldestWaitSince: 50 }), queue('b', { waiting: 2, oldestWaitSince: 20 })]
    expect(totalFigures(floorOf(queues, [agent('x', 'available', ['a', 'b'])]), queues)).toMatchObject({
      waiting: 3,
      oldestWaitSince: 20,
      agentsAvailable: 1,
    })
  })

  it('weigh the service level by the calls answered', () => {
    const queues = [
      queue('a', { serviceLevel: 1, answeredToday: 30 }),
      queue('b', { serviceLevel: 0, answeredToday: 10 }),
      queue('c'),
    ]
    expect(totalFigures(floorOf(queues), queues).serviceLevel).toBe(0.75)
  })

  it('name the seconds calls are to be answered in where all that have a level agree', () => {
    const within = (...limits: readonly (number | null)[]) => {
      const queues = limits.map((limit, at) => queue(`${at}`, { serviceLevel: limit && 1, serviceWithinS: limit }))
      return totalFigures(floorOf(queues), queues).serviceWithinS
    }
    expect([within(20, 20), within(20, null), within(20, 30), within(null)]).toEqual([20, 20, null, null])
  })

  it('claim no figure that no queue has', () => {
    const queues = [queue('a')]
    expect(totalFigures(floorOf(queues), queues)).toMatchObject({
      serviceLevel: null,
      abandonedToday: null,
      oldestWaitSince: null,
    })
    expect(totalFigures(floorOf([]), []).waiting).toBe(0)
  })
})

describe('the tiling', () => {
  it.each([
    [1, 1],
    [3, 3],
    [4, 2],
    [12, 4],
    [40, 8],
  ])('puts %d queues in %d columns on a wide wall', (count, columns) => {
    expect(tilingOf(count, 2.5).columns).toBe(columns)
  })

  it('has room for every queue, on any wall', () => {
    for (let count = 0; count <= 60; count++)
      for (const shape of [0.5, 1, 1.6, 2.5, 4]) {
        const { columns, rows } = tilingOf(count, shape)
        expect(columns * rows).toBeGreaterThanOrEqual(count)
        expect(columns * (rows - 1)).toBeLessThan(Math.max(count, 1))
      }
  })

  it('shows less in a tile that is fewer letters high, whatever the screen', () => {
    expect([12, 7.3, 7.2, 4.2, 4.1].map(roomOf)).toEqual(['all', 'all', 'few', 'few', 'bare'])
  })
})

describe('the lines of a chart', () => {
  const trend = {
    everyMs: 60_000,
    at: [0, 60_000, 120_000],
    queues: {
      a: { waiting: [1, null, 4], inService: [2, null, 2] },
      b: { waiting: [null, null, 4], inService: [null, null, 1] },
    },
  }

  it('are those of the queue, and none of a queue without a past', () => {
    expect(linesOf(trend, 'a').waiting).toEqual([1, null, 4])
    expect(linesOf(trend, 'new')).toEqual({ at: [], waiting: [], inService: [] })
    expect(linesOf(null, 'a').at).toEqual([])
  })

  it('have a peak, told with the moment it was first reached', () => {
    expect(peakOf(trend.at, [1, 4, 4])).toEqual({ value: 4, at: 60_000 })
    expect(peakOf(trend.at, [null, null, null])).toBeNull()
  })
})
