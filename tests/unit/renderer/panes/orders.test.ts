import { describe, expect, it } from 'vitest'
import type { Floor } from '#contract/floor.ts'
import { noFilters, noViews } from '#contract/views.ts'
import { stateCounts, statesIn } from '#renderer/floor/select.ts'
import { agentOrder, agentsShown, noAgents } from '#renderer/panes/agents/agent-order.ts'
import { callOrder, callsShown, noCalls } from '#renderer/panes/calls/call-order.ts'
import { queuesShown } from '#renderer/panes/queues/queue-order.ts'
import { tables } from '#renderer/panes/tables.ts'
import { en as words } from '#renderer/words/en/en.ts'
import { aCall, agentParty, anAgent, floorWith } from '../../../fakes/floors.ts'

const byId = (...names: [string, string][]): Floor['agents'] =>
  Object.fromEntries(names.map(([id, name]) => [id, anAgent(id, { name })]))

const asking = new Set<string>()

describe('the order of agents', () => {
  it('is by name, accents and case aside, then by extension', () => {
    const { ids } = agentOrder(noAgents, byId(['3', 'Zoë'], ['2', 'élise'], ['1', 'Eli'], ['10', 'Zoë']))
    expect(ids).toEqual(['1', '2', '3', '10'])
  })

  it('does not move a row when an agent goes on a call', () => {
    const agents = byId(['1', 'Ana'], ['2', 'Ben'])
    const before = agentOrder(noAgents, agents)
    const busy = { ...agents, '2': anAgent('2', { name: 'Ben', presence: { kind: 'available' } }) }
    expect(agentOrder(before, busy).ids).toBe(before.ids)
  })

  it('takes in an agent who is new and drops one who is gone', () => {
    const before = agentOrder(noAgents, byId(['1', 'Ana'], ['2', 'Ben']))
    expect(agentOrder(before, byId(['1', 'Ana'], ['3', 'Abe'])).ids).toEqual(['3', '1'])
  })

  it('moves a row when the agent is renamed', () => {
    const before = agentOrder(noAgents, byId(['1', 'Ana'], ['2', 'Ben']))
    expect(agentOrder(before, byId(['1', 'Zita'], ['2', 'Ben'])).ids).toEqual(['2', '1'])
  })
})

describe('the order of calls', () => {
  it('is the oldest first, so that a new call moves none', () => {
    const floor = floorWith([
      aCall('new', '1', { startedAt: 9, answeredAt: 9 }),
      aCall('old', '2', { startedAt: 1, answeredAt: 1 }),
    ])
    expect(callOrder(noCalls, floor.calls).ids).toEqual(['old', 'new'])
  })

  it('is by the time that is shown: a call that was answered late stands behind those that talk longer', () => {
    const late = aCall('late', '1', { startedAt: 1, answeredAt: 8 })
    const soon = aCall('soon', '2', { startedAt: 3, answeredAt: 4 })
    const waits = aCall('waits', '', { agentId: null, state: 'waiting', startedAt: 6, answeredAt: null })
    const waiting = callOrder(noCalls, floorWith([{ ...late, answeredAt: null, state: 'waiting' }, soon, waits]).calls)
    expect(waiting.ids).toEqual(['late', 'soon', 'waits'])
    expect(callOrder(waiting, floorWith([late, soon, waits]).calls).ids).toEqual(['soon', 'waits', 'late'])
  })

  it('stays the same object when a call is put on hold', () => {
    const before = callOrder(noCalls, floorWith([aCall('c', '1')]).calls)
    const held = floorWith([aCall('c', '1', { state: 'held' })])
    expect(callOrder(before, held.calls).ids).toBe(before.ids)
  })
})

describe('search', () => {
  const floor: Floor = {
    agents: {
      1: anAgent('1', { name: 'Inês Ferreira', extension: '1009', callId: 'c1', queues: ['q'] }),
      2: anAgent('2', { name: 'Ben', presence: { kind: 'paused', reason: 'Lunch' } }),
    },
    calls: {
      c1: aCall('c1', '1', { from: { name: null, number: '+1 (415) 555-0134', onNet: false, agentId: null } }),
      c2: aCall('c2', '2', { from: agentParty('1'), state: 'held' }),
    },
    queues: { q: { id: 'q', name: 'Sales', extension: '8001', waiting: 0, oldestWaitSince: null } },
  }
  const agents = (search: string) =>
    agentsShown(
      words,
      ['1', '2'],
      floor,
      { search, filters: noFilters, myTeam: noViews.myTeam, asking, sort: null },
      0,
      tables,
    )
  const calls = (search: string) =>
    callsShown(
      words,
      ['c1', 'c2'],
      floor,
      { search, filters: noFilters, myTeam: noViews.myTeam, asking, sort: null },
      0,
      tables,
    )

  it('finds an agent by name without accents, extension, queue, pause reason or whom they talk to', () => {
    expect(agents('ines')).toEqual(['1'])
    expect(agents('1009')).toEqual(['1'])
    expect(agents('sales')).toEqual(['1'])
    expect(agents('lunch')).toEqual(['2'])
    expect(agents('555-0134')).toEqual(['1'])
  })

  it('finds a number however it is written', () => {
    expect(agents('4155550134')).toEqual(['1'])
    expect(calls('+14155550134')).toEqual(['c1'])
  })

  it('finds a call by its agent, state or network', () => {
    expect(calls('inês')).toEqual(['c1', 'c2'])
    expect(calls('hold')).toEqual(['c2'])
    expect(calls('external')).toEqual(['c1'])
  })

  it('wants every word', () => {
    expect(agents('ines sales')).toEqual(['1'])
    expect(agents('ines lunch')).toEqual([])
  })

  it('finds a queue by name or number', () => {
    const queues = (search: string) =>
      queuesShown(words, floor.queues, { search, filters: noFilters, sort: null, favourites: [] }, tables)
    expect(queues('SAL')).toEqual(['q'])
    expect(queues('8001')).toEqual(['q'])
    expect(queues('billing')).toEqual([])
  })

  it('finds an agent by the state of now, not by an earlier one', () => {
    expect(agents('lunch')).toEqual(['2'])
    const back = { ...floor.agents, 2: anAgent('2', { name: 'Ben', presence: { kind: 'available' } }) }
    const show = { search: 'lunch', filters: noFilters, myTeam: noViews.myTeam, asking, sort: null }
    expect(agentsShown(words, ['1', '2'], { ...floor, agents: back }, show, 0, tables)).toEqual([])
  })

  it('finds an agent by whom they talk to now, after the call has changed', () => {
    const call = aCall('c1', '1', { from: { name: 'Zelda', number: '', onNet: false, agentId: null } })
    const after = { ...floor, calls: { ...floor.calls, c1: call } }
    const show = { search: 'zelda', filters: noFilters, myTeam: noViews.myTeam, asking, sort: null }
    expect(agentsShown(words, ['1', '2'], floor, show, 0, tables)).toEqual([])
    expect(agentsShown(words, ['1', '2'], after, show, 0, tables)).toEqual(['1'])
  })
})

it('counts the agents of each state in a fixed order and leaves out states nobody is in', () => {
  const calls = { c2: aCall('c2', '2', { state: 'held' }) }
  const agents = {
    1: anAgent('1', { presence: { kind: 'available' } }),
    2: anAgent('2', { callId: 'c2' }),
    4: anAgent('4', { callId: 'gone' }),
    3: anAgent('3', { presence: { kind: 'available' } }),
  }
  const counts = stateCounts(calls, Object.values(agents))
  expect(statesIn(counts).map((state) => [state, counts[state]])).toEqual([
    ['onCall', 1],
    ['onHold', 1],
    ['available', 2],
  ])
  expect(statesIn(counts, ['paused'])).toContain('paused')
})
