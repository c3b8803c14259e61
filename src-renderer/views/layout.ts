// Where the panes stand: columns side by side, in each its panes beneath one another. Pure.
import { type LayoutColumn, type PaneId, type PaneLayout, paneIds } from '#contract/views.ts'

export type Direction = 'left' | 'right' | 'up' | 'down'
export type Side = 'before' | 'after' | 'above' | 'below' // of a pane that another is dropped on
export type Growth = 'wider' | 'narrower' | 'taller' | 'shorter'

const MOST_COLUMNS = 3
const STEP = 0.05 // of the two neighbours together
const LEAST = 0.12

type Place = { readonly column: number; readonly row: number }
type Pane = LayoutColumn['panes'][number]

export function placeOf({ columns }: PaneLayout, id: PaneId): Place | null {
  for (const [column, { panes }] of columns.entries()) {
    const row = panes.findIndex((pane) => pane.id === id)
    if (row >= 0) return { column, row }
  }
  return null
}

export const hiddenPanes = (layout: PaneLayout): readonly PaneId[] => paneIds.filter((id) => !placeOf(layout, id))

/** Each pane at most once and no empty column, whatever a file says. The very same layout when it is so already. */
export function tidy(layout: PaneLayout): PaneLayout {
  const seen = new Set<PaneId>()
  const columns = layout.columns
    .map((column) => ({ ...column, panes: column.panes.filter(({ id }) => !seen.has(id) && seen.add(id)) }))
    .filter(({ panes }) => panes.length > 0)
  const count = (of: readonly LayoutColumn[]) => of.reduce((sum, { panes }) => sum + panes.length + 1, 0)
  return count(columns) === count(layout.columns) ? layout : { columns }
}

export function hide({ columns }: PaneLayout, id: PaneId): PaneLayout {
  return {
    columns: columns
      .map((column) => ({ ...column, panes: column.panes.filter((pane) => pane.id !== id) }))
      .filter(({ panes }) => panes.length > 0),
  }
}

/** A hidden pane comes back beneath those of the last column. */
export function show(layout: PaneLayout, id: PaneId): PaneLayout {
  if (placeOf(layout, id)) return layout
  const { columns } = layout
  const last = columns.at(-1)
  if (!last) return { columns: [{ width: 1, panes: [{ id, height: 1 }] }] }
  return { columns: columns.with(-1, { ...last, panes: [...last.panes, { id, height: 1 }] }) }
}

/** The layout after the move, or null where there is no such way to go. */
export function move(layout: PaneLayout, id: PaneId, direction: Direction): PaneLayout | null {
  const place = placeOf(layout, id)
  if (!place) return null
  if (direction === 'up' || direction === 'down') return swap(layout, place, direction === 'up' ? -1 : 1)
  return aside(layout, id, place, direction === 'left' ? -1 : 1)
}

function swap({ columns }: PaneLayout, { column, row }: Place, step: -1 | 1): PaneLayout | null {
  const of = columns[column]
  const [pane, other] = [of?.panes[row], of?.panes[row + step]]
  if (!of || !pane || !other) return null
  return { columns: columns.with(column, { ...of, panes: of.panes.with(row, other).with(row + step, pane) }) }
}

/** Into the next column, or at the edge into a new one of its own. */
function aside({ columns }: PaneLayout, id: PaneId, { column, row }: Place, step: -1 | 1): PaneLayout | null {
  const from = columns[column]
  const pane = from?.panes[row]
  if (!from || !pane) return null
  const to = columns[column + step]
  if (to) {
    const joined = columns.with(column + step, { ...to, panes: to.panes.toSpliced(row, 0, pane) })
    return { columns: without(joined, column, id) }
  }
  if (from.panes.length === 1 || columns.length >= MOST_COLUMNS) return null
  const own = { width: from.width, panes: [{ ...pane, height: 1 }] }
  const left = without(columns, column, id)
  return { columns: step === -1 ? [own, ...left] : [...left, own] }
}

const without = (columns: readonly LayoutColumn[], column: number, id: PaneId): readonly LayoutColumn[] =>
  columns
    .map((one, index) => (index === column ? { ...one, panes: one.panes.filter((pane) => pane.id !== id) } : one))
    .filter(({ panes }) => panes.length > 0)

/** Puts a pane beside another: into a column of its own before or after, or into that one's column above or below. */
export function place(layout: PaneLayout, id: PaneId, side: Side, beside: PaneId): PaneLayout {
  const pane = paneOf(layout, id)
  if (id === beside || !pane) return layout
  const { columns } = hide(layout, id)
  const target = placeOf({ columns }, beside)
  const column = target && columns[target.column]
  if (!target || !column) return layout
  if (side === 'above' || side === 'below') {
    const row = target.row + (side === 'below' ? 1 : 0)
    return { columns: columns.with(target.column, { ...column, panes: column.panes.toSpliced(row, 0, pane) }) }
  }
  if (columns.length >= MOST_COLUMNS) return layout
  const own = { width: column.width, panes: [{ id, height: 1 }] }
  return { columns: columns.toSpliced(target.column + (side === 'after' ? 1 : 0), 0, own) }
}

function paneOf(layout: PaneLayout, id: PaneId): Pane | null {
  const at = placeOf(layout, id)
  return (at && layout.columns[at.column]?.panes[at.row]) ?? null
}

/** The divider after that column moved: `share` is that of the first of the two beside it, of both together. */
export function divideColumns({ columns }: PaneLayout, column: number, share: number): PaneLayout {
  const [first, second] = [columns[column], columns[column + 1]]
  if (!first || !second) return { columns }
  const [width, rest] = divided(first.width + second.width, share)
  return { columns: columns.with(column, { ...first, width }).with(column + 1, { ...second, width: rest }) }
}

/** The divider beneath that pane moved. */
export function dividePanes({ columns }: PaneLayout, column: number, row: number, share: number): PaneLayout {
  const of = columns[column]
  const [first, second] = [of?.panes[row], of?.panes[row + 1]]
  if (!of || !first || !second) return { columns }
  const [height, rest] = divided(first.height + second.height, share)
  const panes = of.panes.with(row, { ...first, height }).with(row + 1, { ...second, height: rest })
  return { columns: columns.with(column, { ...of, panes }) }
}

/** Shares that fill the whole: a flex-grow below 1 in all leaves room over, as after others were hidden. */
export function filling(sizes: readonly number[]): readonly number[] {
  const sum = sizes.reduce((total, size) => total + size, 0)
  return sizes.map((size) => size / (sum || 1))
}

export const clampShare = (share: number): number => Math.min(1 - LEAST, Math.max(LEAST, share))

function divided(sum: number, share: number): readonly [number, number] {
  const first = sum * clampShare(share)
  return [first, sum - first]
}

/**
 * One step more or less room for the pane, from its neighbour after it, else before it; null where it has none.
 * `fixed`: panes as tall as what they show, which neither give nor take height.
 */
export function grow(layout: PaneLayout, id: PaneId, growth: Growth, fixed: readonly PaneId[] = []): PaneLayout | null {
  const at = placeOf(layout, id)
  if (!at) return null
  if (growth === 'wider' || growth === 'narrower') {
    const widths = layout.columns.map(({ width }) => width)
    const cut = cutAfter(widths, at.column, growth === 'wider')
    return cut && divideColumns(layout, cut.first, cut.share)
  }
  const of = layout.columns[at.column]
  const free = of?.panes.filter((pane) => !fixed.includes(pane.id)) ?? []
  const heights = free.map(({ height }) => height)
  const here = free.findIndex((pane) => pane.id === id)
  const cut = here < 0 ? null : cutAfter(heights, here, growth === 'taller')
  const [one, other] = cut ? [free[cut.first], free[cut.first + 1]] : []
  if (!of || !cut || !one || !other) return null
  const [height, rest] = divided(one.height + other.height, cut.share)
  const panes = of.panes.map((pane) =>
    pane === one ? { ...one, height } : pane === other ? { ...other, height: rest } : pane,
  )
  return { columns: layout.columns.with(at.column, { ...of, panes }) }
}

/** Between which two of these sizes the line moves so that the one `here` has a step more (or less), and to where. */
function cutAfter(sizes: readonly number[], here: number, isMore: boolean): { first: number; share: number } | null {
  const isLast = here === sizes.length - 1
  const first = isLast ? here - 1 : here
  const [one, other] = [sizes[first], sizes[first + 1]]
  if (one === undefined || other === undefined) return null
  const share = one / (one + other) + (isLast === isMore ? -STEP : STEP)
  return share === clampShare(share) ? { first, share } : null
}
