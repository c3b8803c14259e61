import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { alertRules } from '#contract/alerts.ts'
import type { Floor } from '#contract/floor.ts'
import { noFilters, noViews, type Sorting } from '#contract/views.ts'
import { queueUrgency } from '#renderer/floor/limits.ts'
import { groupsOf, PINNED, partsOfRow, rowsOfGroups } from '#renderer/panes/agents/agent-groups.ts'
import { agentsShown } from '#renderer/panes/agents/agent-order.ts'
import { callsShown } from '#renderer/panes/calls/call-order.ts'
import { pinFirst, sortRows } from '#renderer/panes/pane/sort-rows.ts'
import { headersOf } from '#renderer/panes/pane/table.tsx'
import { queuesShown } from '#renderer/panes/queues/queue-order.ts'
import { tables } from '#renderer/panes/tables.ts'
import { en as words } from '#renderer/words/en/en.ts'
import { aCall, anAgent } from '../../../fakes/floors.ts'

const queue = (id: string, name: string, more: object = {}) => ({
  id,
  name,
  extension: id,
  waiting: 0,
  oldestWaitSince: null,
  ...more,
})

const floor: Floor = {
  agents: {
    a: anAgent('a', { name: 'Ana', extension: '20', since: 50, callsToday: 3, queues: ['s'], team: 'Hill' }),
    b: anAgent('b', { name: 'Ben', extension: '3', since: 10, queues: ['s', 'b'], presence: { kind: 'available' } }),
    c: anAgent('c', { name: 'Cleo', extension: '100', since: 30, callsToday: 11, team: 'Harbour', callId: 'c2' }),
  },
  calls: {
    c1: aCall('c1', 'a', { startedAt: 5, answeredAt: 40, state: 'held' }),
    c2: aCall('c2', 'c', { startedAt: 9, answeredAt: 9 }),
  },
  queues: {
    s: queue('s', 'Sales', { waiting: 2, oldestWaitSince: 5, serviceLevel: 0.5, abandonedToday: 4 }),
    b: queue('b', 'Billing', { waiting: 11, oldestWaitSince: 9 }),
  },
}

const by = (column: string, descending = false): Sorting => ({ column, descending })
const { myTeam } = noViews
const asking = new Set<string>()
const agents = (sort: Sorting) =>
  agentsShown(words, ['a', 'b', 'c'], floor, { search: '', filters: noFilters, myTeam, asking, sort }, 0, tables).join(
    '',
  )
const calls = (sort: Sorting) =>
  callsShown(words, ['c1', 'c2'], floor, { search: '', filters: noFilters, myTeam, asking, sort }, 0, tables)
const queues = (sort: Sorting, favourites: string[] = []) =>
  queuesShown(words, floor.queues, { search: '', filters: noFilters, sort, favourites }, tables).join('')

describe('the most urgent queues first', () => {
  const rules = alertRules.parse({ waitingCallers: 5, longestWaitS: 60, serviceLevel: 0.7 })
  const now = 1_000_000
  const waits = (id: string, waiting: number, ms: number) =>
    queue(id, id.toUpperCase(), { waiting, oldestWaitSince: waiting > 0 ? now - ms : null })
  const order = (...queues: Floor['queues'][string][]) =>
    queuesShown(
      words,
      Object.fromEntries(queues.map((one) => [one.id, one])),
      { search: '', filters: noFilters, sort: null, favourites: [] },
      tables,
      (one) => queueUrgency(one, rules, now),
    ).join('')

  it('are those far past a limit, then those past one, then where most wait, then by name', () => {
    const calm = [waits('a', 0, 0), waits('b', 0, 0), waits('c', 2, 1000)]
    const over = [waits('d', 8, 1000), waits('e', 1, 61_000)]
    const far = [waits('f', 1, 120_000), waits('g', 10, 1000), queue('h', 'H', { serviceLevel: 0.3 })]
    expect(order(...calm, ...over, ...far)).toBe('gfhdecab')
  })
})

describe('sorted by a column', () => {
  it('agents stand by number, state, time in state, calls today or whom they talk to', () => {
    expect(agents(by('extension'))).toBe('bac')
    expect(agents(by('presence'))).toBe('acb')
    expect(agents(by('since', true))).toBe('bca')
    expect(agents(by('calls', true))).toBe('cab')
    expect(agents(by('talking'))).toBe('cab')
    expect(agents(by('name', true))).toBe('cba')
  })

  it('agents who are logged out rank last by time in state, both ways', () => {
    const away = anAgent('d', { name: 'Dan', since: 1, presence: { kind: 'loggedOut' } })
    const show = (descending: boolean) => ({
      search: '',
      filters: noFilters,
      myTeam,
      asking,
      sort: by('since', descending),
    })
    const wider = { ...floor, agents: { ...floor.agents, d: away } }
    for (const descending of [true, false])
      expect(agentsShown(words, ['d', 'a', 'b', 'c'], wider, show(descending), 0, tables).at(-1)).toBe('d')
  })

  it('agents who are paused come on top, the longest first, and the others stand by name', () => {
    const paused = (id: string, since: number) => anAgent(id, { since, presence: { kind: 'paused', reason: null } })
    const wider = { ...floor, agents: { ...floor.agents, d: paused('d', 20), e: paused('e', 10) } }
    const show = { search: '', filters: noFilters, myTeam, asking, sort: by('pausedFirst') }
    expect(agentsShown(words, ['a', 'b', 'c', 'd', 'e'], wider, show, 0, tables).join('')).toBe('edabc')
  })

  it('durations and counts begin with the most, names with the first', () => {
    const first = (id: 'agents' | 'calls' | 'queues') =>
      headersOf(words, tables[id]).flatMap((column) => (column.first === 'descending' ? [column.id] : []))
    expect(first('agents')).toEqual(['since', 'calls'])
    expect(first('calls')).toEqual(['duration'])
    expect(first('queues')).toEqual(['waiting', 'longest', 'inService', 'answered', 'abandoned'])
  })

  it('calls stand by state or by how long they last', () => {
    expect(calls(by('state'))).toEqual(['c2', 'c1'])
    expect(calls(by('duration', true))).toEqual(['c2', 'c1'])
    expect(calls(by('duration'))).toEqual(['c1', 'c2'])
  })

  it('queues stand by any figure, and those whose figure is unknown last both ways', () => {
    expect(queues(null)).toBe('bs')
    expect(queues(by('waiting'))).toBe('sb')
    expect(queues(by('longest', true))).toBe('sb')
    expect(queues(by('level'))).toBe('sb')
    expect(queues(by('level', true))).toBe('sb')
  })

  it('no row is lost and equal rows keep their order, whatever the values', () => {
    const row = fc.record({
      id: fc.nat(),
      key: fc.option(fc.oneof(fc.nat(3), fc.constantFrom('x', 'Y')), { nil: null }),
    })
    fc.assert(
      fc.property(fc.array(row), fc.boolean(), (rows, descending) => {
        const sorted = sortRows(rows, ({ key }) => key, descending)
        expect(new Set(sorted)).toEqual(new Set(rows))
        const nulls = (of: readonly { key: unknown }[]) => of.filter(({ key }) => key === null)
        expect(nulls(sorted)).toEqual(nulls(rows))
        expect(sorted.slice(sorted.length - nulls(rows).length)).toEqual(nulls(rows))
      }),
    )
  })
})

describe('favourites', () => {
  it('stand first, in the order of the others', () => {
    expect(pinFirst(['a', 'b', 'c', 'd'], (id) => id === 'd' || id === 'b')).toEqual(['b', 'd', 'a', 'c'])
    expect(queues(by('waiting'), ['b'])).toBe('bs')
  })

  it('leave the list itself alone while there are none', () => {
    const rows = ['a', 'b']
    expect(pinFirst(rows, () => false)).toBe(rows)
  })
})

describe('agents in groups', () => {
  const say = { favourites: 'Favourites', noTeam: 'No team', noQueue: 'No queue' }
  const groups = (groupBy: 'team' | 'queue', favourites: string[] = []) =>
    groupsOf(['a', 'b', 'c'], floor, { by: groupBy, favourites, say }).map(({ name, agents: of }) => [
      name,
      of.join(''),
    ])

  it('stand under their team by name, those without one last', () => {
    expect(groups('team')).toEqual([
      ['Harbour', 'c'],
      ['Hill', 'a'],
      ['No team', 'b'],
    ])
  })

  it('stand under each of their queues', () => {
    expect(groups('queue')).toEqual([
      ['Billing', 'b'],
      ['Sales', 'ab'],
      ['No queue', 'c'],
    ])
  })

  it('are pinned into a group of their own before all others', () => {
    expect(groups('queue', ['b'])[0]).toEqual(['Favourites', 'b'])
    expect(groups('queue', ['b']).slice(1)).toEqual([
      ['Sales', 'a'],
      ['No queue', 'c'],
    ])
  })

  it('have a row of their own in each group, and the group one before them', () => {
    const rows = rowsOfGroups(groupsOf(['a', 'b'], floor, { by: 'queue', favourites: ['a'], say }))
    expect(rows.map(partsOfRow)).toEqual([
      { agentId: null, groupId: PINNED },
      { agentId: 'a', groupId: PINNED },
      { agentId: null, groupId: 'queue b' },
      { agentId: 'b', groupId: 'queue b' },
      { agentId: null, groupId: 'queue s' },
      { agentId: 'b', groupId: 'queue s' },
    ])
    expect(new Set(rows).size).toBe(rows.length)
    expect(partsOfRow('1001')).toEqual({ agentId: '1001', groupId: null })
  })
})
