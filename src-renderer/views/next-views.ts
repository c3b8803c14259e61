// What becomes of the person's views. Pure.
import {
  type FloorFilters,
  type FloorView,
  type MyTeam,
  noFilters,
  noViews,
  type PaneId,
  type PaneLayout,
  type Sorting,
  type Views,
} from '#contract/views.ts'
import { tidy } from './layout.ts'

export type SortDirection = 'ascending' | 'descending'

export type ViewEvent =
  | { readonly kind: 'filter'; readonly filters: Partial<FloorFilters> }
  | { readonly kind: 'showAll' }
  // The same column again: turned, then off. `first`: what people expect of the column at the first press.
  | { readonly kind: 'sort'; readonly pane: PaneId; readonly column: string; readonly first: SortDirection }
  | { readonly kind: 'sortBy'; readonly pane: PaneId; readonly sorting: Sorting }
  | { readonly kind: 'groupBy'; readonly groupBy: FloorView['groupBy'] }
  | { readonly kind: 'queuesAs'; readonly queuesAs: FloorView['queuesAs'] }
  | { readonly kind: 'density'; readonly density: FloorView['density'] }
  | { readonly kind: 'arrange'; readonly layout: PaneLayout }
  | { readonly kind: 'favourite'; readonly what: keyof Views['favourites']; readonly id: string } // on, and off again
  | { readonly kind: 'myTeam'; readonly myTeam: MyTeam } // shown at once; nobody in it: everybody again
  | { readonly kind: 'save'; readonly name: string }
  | { readonly kind: 'open'; readonly name: string | null } // null: the whole floor, as at first
  | { readonly kind: 'forget'; readonly name: string }

export const MOST_SAVED = 40

export function nextViews(views: Views, event: ViewEvent): Views {
  const { now, saved, favourites } = views
  switch (event.kind) {
    case 'filter':
      return withNow(views, { filters: { ...now.filters, ...event.filters } })
    case 'showAll':
      return withNow(views, { filters: noFilters })
    case 'sort':
      return withNow(views, { sorts: { ...now.sorts, [event.pane]: turned(now.sorts[event.pane], event) } })
    case 'sortBy':
      return withNow(views, { sorts: { ...now.sorts, [event.pane]: event.sorting } })
    case 'groupBy':
      return withNow(views, { groupBy: event.groupBy })
    case 'queuesAs':
      return withNow(views, { queuesAs: event.queuesAs })
    case 'density':
      return withNow(views, { density: event.density })
    case 'arrange':
      return withNow(views, { layout: tidy(event.layout) })
    case 'favourite': {
      const ids = favourites[event.what]
      const after = ids.includes(event.id) ? ids.filter((id) => id !== event.id) : [...ids, event.id]
      return { ...views, favourites: { ...favourites, [event.what]: after } }
    }
    case 'myTeam': {
      const mine = event.myTeam.teams.length + event.myTeam.agents.length > 0
      return withNow({ ...views, myTeam: event.myTeam }, { filters: { ...now.filters, mine } })
    }
    case 'save':
      return { ...views, saved: withSaved(saved, event.name.trim(), now) }
    case 'open':
      return open(views, event.name)
    case 'forget':
      return { ...views, saved: saved.filter(({ name }) => name !== event.name) }
  }
}

const withNow = (views: Views, change: Partial<FloorView>): Views => ({ ...views, now: { ...views.now, ...change } })

export function turned(before: Sorting, { column, first }: { column: string; first: SortDirection }): Sorting {
  const descending = first === 'descending'
  if (before?.column !== column) return { column, descending }
  return before.descending === descending ? { column, descending: !descending } : null
}

function withSaved(saved: Views['saved'], name: string, now: FloorView): Views['saved'] {
  if (name === '') return saved
  const view = { ...now, name }
  const at = saved.findIndex((one) => one.name === name)
  if (at >= 0) return saved.with(at, view)
  return saved.length < MOST_SAVED ? [...saved, view] : saved
}

function open(views: Views, name: string | null): Views {
  if (name === null) return { ...views, now: noViews.now }
  const found = views.saved.find((one) => one.name === name)
  if (!found) return views
  const { name: _name, ...now } = found
  return { ...views, now: { ...now, layout: tidy(now.layout) } }
}

/** The saved view the floor is looked at with now, if it is one; null: the whole floor as at first; undefined: none of them. */
export function openView({ now, saved }: Views): string | null | undefined {
  const same = (view: FloorView) => alike(view, now)
  const found = saved.find(same)
  return found ? found.name : same(noViews.now) ? null : undefined
}

function alike(a: FloorView, b: FloorView): boolean {
  const parts = ({ filters, sorts, groupBy, queuesAs, density, layout }: FloorView) => {
    const { queueIds, teams, states, callStates, net, longerThanMin, mine, needsHelp } = filters
    const several = [queueIds, teams, states, callStates].map((values) => [...values].sort())
    const order = [sorts.agents, sorts.calls, sorts.queues].map((one) => one && [one.column, one.descending])
    const panes = layout.columns.map(({ width, panes }) => [width, panes.map(({ id, height }) => [id, height])])
    return JSON.stringify([several, net, longerThanMin, mine, needsHelp, order, groupBy, queuesAs, density, panes])
  }
  return parts(a) === parts(b)
}
