// What a pane is to show of the floor: search, filters, order, favourites. Handed in by whoever arranges the panes.
import { type FloorFilters, type FloorView, filtersInUse, type MyTeam, type Sorting } from '#contract/views.ts'

export type Shown = {
  readonly search: string
  readonly filters: FloorFilters
  readonly myTeam: MyTeam
  readonly asking: ReadonlySet<string> // ids of the agents who ask for help; nobody while it is not filtered by
  readonly sort: Sorting
  readonly groupBy: FloorView['groupBy'] // of agents
  readonly favourites: readonly string[]
  readonly density: FloorView['density']
  readonly onSort: (column: string, first: 'ascending' | 'descending') => void
  readonly onFilter: (change: Partial<FloorFilters>) => void
  readonly onShowAll: () => void
}

/** What decides which rows there are, and their order. */
export type Sought = Pick<Shown, 'search' | 'filters' | 'myTeam' | 'asking' | 'sort'>

/** Changes when the person asks for other rows or another order: what stands on screen need not be held then. */
export const scopeOf = ({ search, filters, myTeam, sort, groupBy, favourites }: Shown): string =>
  JSON.stringify([search, filters, filters.mine ? myTeam : null, sort, groupBy, favourites])

/** Whether which rows there are, or their order, depends on more than the rows' own names. */
export const needsFloor = ({ search, filters, sort, groupBy }: Shown): boolean =>
  search.trim() !== '' || filtersInUse(filters) > 0 || sort !== null || groupBy !== 'none'
