import { describe, expect, it } from 'vitest'
import type { Floor } from '#contract/floor.ts'
import { type FloorFilters, filtersInUse, noFilters, noViews } from '#contract/views.ts'
import { agentsShown } from '#renderer/panes/agents/agent-order.ts'
import { callsShown } from '#renderer/panes/calls/call-order.ts'
import { queuesShown } from '#renderer/panes/queues/queue-order.ts'
import { tables } from '#renderer/panes/tables.ts'
import { en as words } from '#renderer/words/en/en.ts'
import { aCall, agentParty, anAgent } from '../../../fakes/floors.ts'

const NOW = 10 * 60_000

const floor: Floor = {
  agents: {
    1: anAgent('1', { queues: ['s'], team: 'Hill', callId: 'c1', since: NOW - 5 * 60_000 }),
    2: anAgent('2', { queues: ['s', 'b'], team: 'Harbour', callId: 'c2', since: NOW - 60_000 }),
    3: anAgent('3', { queues: ['b'], presence: { kind: 'available' }, since: 0 }),
  },
  calls: {
    c1: aCall('c1', '1', { queueId: 's', startedAt: NOW - 6 * 60_000, answeredAt: NOW - 5 * 60_000 }),
    c2: aCall('c2', '2', { from: agentParty('9'), state: 'held', startedAt: NOW - 60_000, answeredAt: NOW - 60_000 }),
    w: aCall('w', '', { agentId: null, queueId: 'b', state: 'waiting', startedAt: NOW - 120_000, answeredAt: null }),
  },
  queues: {
    s: { id: 's', name: 'Sales', extension: '8001', waiting: 0, oldestWaitSince: null },
    b: { id: 'b', name: 'Billing', extension: '8003', waiting: 1, oldestWaitSince: NOW - 120_000 },
  },
}

const shown = (change: Partial<FloorFilters>, myTeam = noViews.myTeam, asking: ReadonlySet<string> = new Set()) => {
  const show = { search: '', filters: { ...noFilters, ...change }, myTeam, asking, sort: null, favourites: [] }
  return {
    agents: agentsShown(words, ['1', '2', '3'], floor, show, NOW, tables),
    calls: callsShown(words, ['c1', 'c2', 'w'], floor, show, NOW, tables),
    queues: queuesShown(words, floor.queues, show, tables),
  }
}

describe('a filter', () => {
  it('on a queue keeps its agents, its calls and itself', () => {
    expect(shown({ queueIds: ['s'] })).toEqual({ agents: ['1', '2'], calls: ['c1'], queues: ['s'] })
  })

  it('on a team keeps its agents and the calls they are on', () => {
    expect(shown({ teams: ['Hill'] })).toMatchObject({ agents: ['1'], calls: ['c1'] })
  })

  it('on an agent’s state keeps the calls of such agents', () => {
    expect(shown({ states: ['available'] })).toMatchObject({ agents: ['3'], calls: [] })
  })

  it('on hold keeps the calls on hold and the agents on them', () => {
    expect(shown({ callStates: ['held'] })).toMatchObject({ agents: ['2'], calls: ['c2'] })
  })

  it('on who needs help keeps these agents and the calls they are on, whatever else is filtered by', () => {
    const asking = new Set(['2', '3'])
    expect(shown({ needsHelp: true }, noViews.myTeam, asking)).toMatchObject({ agents: ['2', '3'], calls: ['c2'] })
    expect(shown({ needsHelp: true, states: ['available'] }, noViews.myTeam, asking).agents).toEqual(['3'])
    expect(shown({ needsHelp: true }).agents).toEqual([])
    expect(shown({}, noViews.myTeam, asking).agents).toEqual(['1', '2', '3'])
  })

  it('of several values lets any of them through', () => {
    expect(shown({ queueIds: ['s', 'b'] })).toEqual({ agents: ['1', '2', '3'], calls: ['c1', 'w'], queues: ['b', 's'] })
    expect(shown({ teams: ['Hill', 'Harbour'] })).toMatchObject({ agents: ['1', '2'], calls: ['c1', 'c2'] })
    expect(shown({ states: ['available', 'onHold'] })).toMatchObject({ agents: ['2', '3'], calls: ['c2'] })
    expect(shown({ callStates: ['held', 'waiting'] })).toMatchObject({ agents: ['2'], calls: ['c2', 'w'] })
  })

  it('on agents on a call leaves those out whose call is on hold, who are a state of their own', () => {
    expect(shown({ states: ['onCall'] })).toMatchObject({ agents: ['1'], calls: ['c1'] })
    expect(shown({ states: ['onHold'] })).toMatchObject({ agents: ['2'], calls: ['c2'] })
  })

  it('on one’s own team keeps its teams and its agents, and the calls they are on', () => {
    const myTeam = { teams: ['Hill'], agents: ['3'] }
    expect(shown({ mine: true }, myTeam)).toMatchObject({ agents: ['1', '3'], calls: ['c1'] })
    expect(shown({ mine: false }, myTeam).agents).toEqual(['1', '2', '3'])
    expect(shown({ mine: true, states: ['available'] }, myTeam)).toMatchObject({ agents: ['3'], calls: [] })
  })

  it('on the network keeps calls within the house, or those with outside', () => {
    expect(shown({ net: 'on' })).toMatchObject({ agents: ['2'], calls: ['c2'] })
    expect(shown({ net: 'off' })).toMatchObject({ agents: ['1'], calls: ['c1', 'w'] })
  })

  it('on length counts what the row shows: the talk, the wait, the time in state', () => {
    expect(shown({ longerThanMin: 2 })).toMatchObject({ agents: ['1', '3'], calls: ['c1', 'w'] })
    expect(shown({ longerThanMin: 5 })).toMatchObject({ agents: ['1', '3'], calls: ['c1'] })
  })

  it('and another must both be passed', () => {
    expect(shown({ queueIds: ['s'], callStates: ['held'] })).toMatchObject({ agents: ['2'], calls: [] })
  })

  it('that is off counts for nothing', () => {
    expect(filtersInUse(noFilters)).toBe(0)
    expect(filtersInUse({ ...noFilters, net: 'on', longerThanMin: 1 })).toBe(2)
    expect(filtersInUse({ ...noFilters, mine: true, states: ['paused', 'onHold'] })).toBe(3)
    expect(shown({}).calls).toEqual(['c1', 'c2', 'w'])
  })
})
