import { describe, expect, it } from 'vitest'
import { noViews, type Views, views as viewsSchema } from '#contract/views.ts'
import { MOST_SAVED, nextViews, openView, type ViewEvent } from '#renderer/views/next-views.ts'

const viewsAfter = (...events: ViewEvent[]): Views => events.reduce(nextViews, noViews)
const onHold: ViewEvent = { kind: 'filter', filters: { callStates: ['held'] } }
const sort = (column: string, first: 'ascending' | 'descending' = 'ascending'): ViewEvent => ({
  kind: 'sort',
  pane: 'calls',
  column,
  first,
})

describe('sorting', () => {
  it('goes up, then down, then back to the pane’s own order with each press of the same header', () => {
    expect(viewsAfter(sort('from')).now.sorts.calls).toEqual({ column: 'from', descending: false })
    expect(viewsAfter(sort('from'), sort('from')).now.sorts.calls).toEqual({ column: 'from', descending: true })
    expect(viewsAfter(sort('from'), sort('from'), sort('from')).now.sorts.calls).toBeNull()
  })

  it('of a column whose most is what people look for begins there, and then turns', () => {
    const longest = sort('duration', 'descending')
    expect(viewsAfter(longest).now.sorts.calls).toEqual({ column: 'duration', descending: true })
    expect(viewsAfter(longest, longest).now.sorts.calls).toEqual({ column: 'duration', descending: false })
    expect(viewsAfter(longest, longest, longest).now.sorts.calls).toBeNull()
  })

  it('by another column begins upwards, and leaves the other panes alone', () => {
    const views = viewsAfter(sort('from'), sort('from'), sort('to'))
    expect(views.now.sorts).toEqual({ agents: null, calls: { column: 'to', descending: false }, queues: null })
  })
})

describe('a saved view', () => {
  it('brings back filters, sorting, grouping and panes as they were', () => {
    const saved = viewsAfter(
      onHold,
      sort('from'),
      { kind: 'groupBy', groupBy: 'team' },
      { kind: 'save', name: ' On hold ' },
    )
    const later = [{ kind: 'showAll' }, sort('to'), { kind: 'arrange', layout: { columns: [] } }] as const
    const away = later.reduce(nextViews, saved)
    expect(openView(away)).toBeUndefined()
    const back = nextViews(away, { kind: 'open', name: 'On hold' })
    expect(back.now).toEqual(saved.now)
    expect(openView(back)).toBe('On hold')
  })

  it('is replaced by one of the same name, and gone when it is deleted', () => {
    const twice = viewsAfter({ kind: 'save', name: 'Mine' }, onHold, { kind: 'save', name: 'Mine' })
    expect(twice.saved.map(({ name, filters }) => [name, filters.callStates])).toEqual([['Mine', ['held']]])
    expect(nextViews(twice, { kind: 'forget', name: 'Mine' }).saved).toEqual([])
  })

  it('needs a name, and is one of so many', () => {
    expect(viewsAfter({ kind: 'save', name: '  ' }).saved).toEqual([])
    const many = Array.from({ length: MOST_SAVED + 3 }, (_, i): ViewEvent => ({ kind: 'save', name: `view ${i}` }))
    expect(viewsAfter(...many).saved).toHaveLength(MOST_SAVED)
    expect(viewsSchema.safeParse(viewsAfter(...many)).success).toBe(true)
  })

  it('that is not there changes nothing', () => {
    const views = viewsAfter(onHold)
    expect(nextViews(views, { kind: 'open', name: 'nowhere' })).toBe(views)
  })
})

it('the whole floor is the view of somebody who has arranged nothing', () => {
  expect(openView(noViews)).toBeNull()
  expect(openView(viewsAfter(onHold))).toBeUndefined()
  expect(nextViews(viewsAfter(onHold), { kind: 'open', name: null }).now).toEqual(noViews.now)
})

it('a star is on, and off again, and stays when another view is opened', () => {
  const star: ViewEvent = { kind: 'favourite', what: 'agents', id: '1001' }
  expect(viewsAfter(star, { kind: 'open', name: null }).favourites).toEqual({ agents: ['1001'], queues: [] })
  expect(viewsAfter(star, star).favourites.agents).toEqual([])
})

it('showing everything keeps order and panes', () => {
  const views = viewsAfter(sort('from'), onHold, { kind: 'showAll' })
  expect(views.now).toEqual(viewsAfter(sort('from')).now)
})

describe('the queues', () => {
  it('are a strip at first and a table when wanted, which is part of the view', () => {
    expect(noViews.now.queuesAs).toBe('strip')
    const table = viewsAfter({ kind: 'queuesAs', queuesAs: 'table' })
    expect(table.now.queuesAs).toBe('table')
    expect(openView(table)).toBeUndefined()
    expect(openView(nextViews(table, { kind: 'open', name: null }))).toBeNull()
  })
})

describe('my team', () => {
  const myTeam = { teams: ['North'], agents: ['1001'] }
  const chosen: ViewEvent = { kind: 'myTeam', myTeam }

  it('is shown as soon as it is chosen, and kept whatever view is opened', () => {
    const views = viewsAfter(chosen)
    expect([views.myTeam, views.now.filters.mine]).toEqual([myTeam, true])
    const whole = nextViews(views, { kind: 'open', name: null })
    expect([whole.myTeam, whole.now.filters.mine]).toEqual([myTeam, false])
    expect(openView(views)).toBeUndefined()
  })

  it('with nobody in it hides nobody', () => {
    const nobody: ViewEvent = { kind: 'myTeam', myTeam: { teams: [], agents: [] } }
    expect(viewsAfter(chosen, nobody).now.filters.mine).toBe(false)
  })
})

it('the density of rows is part of the view', () => {
  const compact = viewsAfter({ kind: 'density', density: 'compact' }, { kind: 'save', name: 'Dense' })
  expect(openView(compact)).toBe('Dense')
  expect(openView(nextViews(compact, { kind: 'density', density: 'comfortable' }))).toBeNull()
})

it('a view is the same whatever order its values were chosen in', () => {
  const chosen = (states: readonly ('paused' | 'onHold')[]): ViewEvent => ({ kind: 'filter', filters: { states } })
  const saved = viewsAfter(chosen(['paused', 'onHold']), { kind: 'save', name: 'Away' })
  expect(openView(nextViews(saved, chosen(['onHold', 'paused'])))).toBe('Away')
})
