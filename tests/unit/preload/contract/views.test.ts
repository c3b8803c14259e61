// How a supervisor looks at the floor, as the settings keep it: every filter, order and layout there is, and the usual ones.
import { describe, expect, it } from 'vitest'
import { defaultLayout, filtersInUse, floorFilters, floorView, noFilters, noViews, views } from '#contract/views.ts'

const filters = {
  queueIds: ['q', 'r'],
  teams: ['North'],
  states: ['wrapUp', 'onHold'],
  callStates: ['held'],
  net: 'on',
  longerThanMin: 5,
  mine: true,
  needsHelp: true,
} as const
const view = {
  filters,
  sorts: {
    agents: { column: 'name', descending: true },
    calls: { column: 'from', descending: false },
    queues: { column: 'waiting', descending: true },
  },
  groupBy: 'team',
  queuesAs: 'table',
  density: 'compact',
  layout: {
    columns: [
      { width: 1, panes: [{ id: 'queues', height: 0.5 }] },
      {
        width: 2,
        panes: [
          { id: 'agents', height: 1 },
          { id: 'calls', height: 1 },
        ],
      },
    ],
  },
} as const

describe('a view', () => {
  it('is kept whole', () => {
    const kept = {
      now: view,
      saved: [{ name: 'Mine', ...view }],
      favourites: { agents: ['1'], queues: ['q'] },
      myTeam: { teams: ['North'], agents: ['1'] },
    }
    expect(views.parse(kept)).toStrictEqual(kept)
  })

  it.each([
    [
      'states',
      [
        'loggedOut',
        'unregistered',
        'available',
        'ringing',
        'onCall',
        'onHold',
        'wrapUp',
        'paused',
        'doNotDisturb',
        'busy',
      ],
    ],
    ['callStates', ['waiting', 'ringing', 'talking', 'held']],
  ] as const)('may filter by any number of %s: %j', (name, values) => {
    expect(floorFilters.parse({ [name]: values })[name]).toEqual(values)
    expect(floorFilters.parse({ [name]: [] })[name]).toEqual([])
    expect(floorFilters.safeParse({ [name]: [''] }).success).toBe(false)
  })

  it('may filter by where the other party is', () => {
    for (const net of ['on', 'off', null]) expect(floorFilters.parse({ net }).net).toBe(net)
    expect(floorFilters.safeParse({ net: '' }).success).toBe(false)
  })

  it.each([
    [{ queueId: 'q' }, { queueIds: ['q'] }],
    [{ team: 'North', presence: null }, { teams: ['North'] }],
    [{ presence: 'wrapUp' }, { states: ['wrapUp'] }],
    [{ presence: 'onCall' }, { states: ['onCall', 'onHold'] }], // it was both
    [
      { callState: 'held', net: 'off', longerThanMin: 3 },
      { callStates: ['held'], net: 'off', longerThanMin: 3 },
    ],
    [{ queueId: 'old', queueIds: [] }, {}], // settings are merged: what is new stands
  ])('that was kept with one value a filter, %j, is read as %j', (kept, wanted) => {
    expect(floorFilters.parse(kept)).toEqual({ ...noFilters, ...wanted })
    expect(views.parse({ saved: [{ name: 'Old', filters: kept }] }).saved[0]?.filters).toEqual({
      ...noFilters,
      ...wanted,
    })
  })

  it.each([
    ['groupBy', ['none', 'team', 'queue']],
    ['queuesAs', ['strip', 'table']],
    ['density', ['comfortable', 'compact']],
  ] as const)('may show %s: %j', (name, values) => {
    for (const value of values) expect(floorView.parse({ [name]: value })[name]).toBe(value)
  })

  it('of which nothing is said is the whole floor, as at first', () => {
    const several = { queueIds: [], teams: [], states: [], callStates: [] }
    const none = { ...several, net: null, longerThanMin: null, mine: false, needsHelp: false }
    const first = {
      filters: none,
      sorts: { agents: null, calls: null, queues: null },
      groupBy: 'none',
      queuesAs: 'strip',
      density: 'comfortable',
      layout: defaultLayout,
    }
    expect(noViews).toEqual({
      now: first,
      saved: [],
      favourites: { agents: [], queues: [] },
      myTeam: { teams: [], agents: [] },
    })
    expect(floorView.parse({ filters: {}, sorts: {} })).toEqual(first)
    expect(views.parse({ favourites: {} })).toEqual(noViews)
    expect(noFilters).toEqual(none)
  })

  it('has the queues above the agents at first, and the calls beside them', () => {
    expect(defaultLayout.columns.map(({ panes }) => panes.map(({ id }) => id))).toEqual([
      ['queues', 'agents'],
      ['calls'],
    ])
  })

  it('counts the filters that are on', () => {
    expect([filtersInUse(noFilters), filtersInUse(filters)]).toEqual([0, 10])
    expect(filtersInUse({ ...noFilters, teams: ['North', 'East'] })).toBe(2)
  })

  it.each([
    { layout: { columns: [{ width: 0, panes: [] }] } },
    { layout: { columns: [{ width: 1, panes: [{ id: 'map', height: 1 }] }] } },
    { filters: { longerThanMin: 0 } },
    { filters: { longerThanMin: 1441 } },
    { filters: { teams: ['x'.repeat(201)] } },
  ])('that says %j cannot be read', (said) => {
    expect(floorView.safeParse(said).success).toBe(false)
  })
})
