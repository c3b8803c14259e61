// How a supervisor looks at the floor, as the settings keep it: every filter, order and layout there is, and the usual ones.
import { describe, expect, it } from 'vitest'
import { defaultLayout, filtersInUse, floorFilters, floorView, noFilters, noViews, views } from '#contract/views.ts'

const filters = {
  queueId: 'q',
  team: 'North',
  presence: 'wrapUp',
  callState: 'held',
  net: 'on',
  longerThanMin: 5,
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
    const kept = { now: view, saved: [{ name: 'Mine', ...view }], favourites: { agents: ['1'], queues: ['q'] } }
    expect(views.parse(kept)).toStrictEqual(kept)
  })

  it.each([
    ['presence', ['loggedOut', 'unregistered', 'available', 'ringing', 'onCall', 'wrapUp', 'paused']],
    ['callState', ['waiting', 'ringing', 'talking', 'held']],
    ['net', ['on', 'off']],
  ] as const)('may filter by %s: %j', (name, values) => {
    for (const value of [...values, null]) expect(floorFilters.parse({ [name]: value })[name]).toBe(value)
    expect(floorFilters.safeParse({ [name]: '' }).success).toBe(false)
  })

  it.each([
    ['groupBy', ['none', 'team', 'queue']],
    ['queuesAs', ['strip', 'table']],
  ] as const)('may show %s: %j', (name, values) => {
    for (const value of values) expect(floorView.parse({ [name]: value })[name]).toBe(value)
  })

  it('of which nothing is said is the whole floor, as at first', () => {
    const none = { queueId: null, team: null, presence: null, callState: null, net: null, longerThanMin: null }
    const first = {
      filters: none,
      sorts: { agents: null, calls: null, queues: null },
      groupBy: 'none',
      queuesAs: 'strip',
      layout: defaultLayout,
    }
    expect(noViews).toEqual({ now: first, saved: [], favourites: { agents: [], queues: [] } })
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
    expect([filtersInUse(noFilters), filtersInUse(filters)]).toEqual([0, 6])
    expect(filtersInUse({ ...noFilters, team: 'North' })).toBe(1)
  })

  it.each([
    { layout: { columns: [{ width: 0, panes: [] }] } },
    { layout: { columns: [{ width: 1, panes: [{ id: 'map', height: 1 }] }] } },
    { filters: { longerThanMin: 0 } },
    { filters: { longerThanMin: 1441 } },
    { filters: { team: 'x'.repeat(201) } },
  ])('that says %j cannot be read', (said) => {
    expect(floorView.safeParse(said).success).toBe(false)
  })
})
