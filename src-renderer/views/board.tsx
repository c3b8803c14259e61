// The panes as the supervisor has arranged them, with dividers between them; beneath the last column what is docked there.
import { Fragment, type ReactNode, useContext, useMemo } from 'react'
import { useStore } from 'zustand'
import type { LayoutColumn, PaneId } from '#contract/views.ts'
import type { Freshness } from '#renderer/desk/desk-state.ts'
import { FavouritesContext } from '#renderer/floor/favourite-star.tsx'
import { onlyQueue } from '#renderer/floor/filters.ts'
import { AskingContext } from '#renderer/floor/needs-help.tsx'
import { QueueFilterContext, type QueueFilterKept } from '#renderer/floor/queue-filter.tsx'
import { useSearch } from '#renderer/floor/search-store.tsx'
import type { Shown } from '#renderer/floor/shown.ts'
import { AgentsPane, type PaneProps } from '#renderer/panes/agents-pane.tsx'
import { CallsPane } from '#renderer/panes/calls-pane.tsx'
import { QueuesPane } from '#renderer/panes/queues-pane.tsx'
import { useWords, type Words } from '#renderer/words/words.ts'
import { divideColumns, dividePanes, filling } from './layout.ts'
import { PaneFrame } from './pane-frame.tsx'
import { Splitter } from './splitter.tsx'
import { useStrips } from './use-strips.ts'
import { useViews } from './view-store.ts'
import './views.css'

type BoardProps = { readonly now: Freshness; readonly children: ReactNode }

export function Board({ now, children }: BoardProps) {
  const words = useWords()
  const columns = useViews(({ views }) => views.now.layout.columns)
  const favourites = useViews(({ views }) => views.favourites)
  const tell = useViews((state) => state.tell)
  const widths = filling(columns.map(({ width }) => width))
  const kept = useMemo(
    () => ({
      favourites,
      toggle: (what: keyof typeof favourites, id: string) => tell({ kind: 'favourite', what, id }),
    }),
    [favourites, tell],
  )
  const filtered = useQueueFilter()
  return (
    <FavouritesContext value={kept}>
      <QueueFilterContext value={filtered}>
        <div className="board">
          {columns.map((column, index) => (
            <Fragment key={column.panes[0]?.id}>
              {index > 0 && <ColumnSplitter before={index - 1} />}
              <BoardColumn column={column} index={index} width={widths[index] ?? 1} now={now}>
                {index === columns.length - 1 && children}
              </BoardColumn>
            </Fragment>
          ))}
          {columns.length === 0 && (
            <div className="board-column">
              <p className="pane-note">{words.floor.views.panes.none}</p>
              {children}
            </div>
          )}
        </div>
      </QueueFilterContext>
    </FavouritesContext>
  )
}

function useQueueFilter(): QueueFilterKept {
  const queueIds = useViews(({ views }) => views.now.filters.queueIds)
  const tell = useViews((state) => state.tell)
  return useMemo(
    () => ({
      queueIds,
      toggle: (id: string) => tell({ kind: 'filter', filters: { queueIds: onlyQueue(queueIds, id) } }),
    }),
    [queueIds, tell],
  )
}

type ColumnProps = BoardProps & {
  readonly column: LayoutColumn
  readonly index: number
  readonly width: number // its share of the whole
}

function BoardColumn({ column, index, width, now, children }: ColumnProps) {
  const strips = useStrips()
  const isStrip = (id: PaneId | undefined) => id !== undefined && strips.includes(id)
  const heights = filling(column.panes.map(({ id, height }) => (isStrip(id) ? 0 : height)))
  return (
    <div className="board-column" style={{ flexGrow: width }}>
      {column.panes.map(({ id }, row) => (
        <Fragment key={id}>
          {row > 0 && (
            <Between column={index} before={row - 1} fixed={isStrip(id) || isStrip(column.panes[row - 1]?.id)} />
          )}
          <PaneFrame id={id} height={heights[row] ?? 1} strip={isStrip(id)}>
            {(tools) => <OnePane id={id} now={now} tools={tools} strip={isStrip(id)} />}
          </PaneFrame>
        </Fragment>
      ))}
      {children}
    </div>
  )
}

/** What is as tall as what it shows has nothing to divide. */
function Between({ fixed, ...place }: { column: number; before: number; fixed: boolean }) {
  return fixed ? <div className="board-gap" /> : <PaneSplitter {...place} />
}

const panes: Readonly<Record<PaneId, (props: PaneProps) => ReactNode>> = {
  agents: AgentsPane,
  calls: CallsPane,
  queues: QueuesPane,
}

type OnePaneProps = Omit<BoardProps, 'children'> & {
  readonly id: PaneId
  readonly tools: ReactNode
  readonly strip: boolean
}

function OnePane({ id, now, tools, strip }: OnePaneProps) {
  const search = useSearch()
  const { filters, groupBy, density } = useViews(({ views }) => views.now)
  const myTeam = useViews(({ views }) => views.myTeam)
  const asking = useStore(useContext(AskingContext), ({ agents }) => (filters.needsHelp ? agents : nobody))
  const sort = useViews(({ views }) => views.now.sorts[id])
  const { agents, queues } = useViews(({ views }) => views.favourites)
  const tell = useViews((state) => state.tell)
  const favourites = id === 'agents' ? agents : id === 'queues' ? queues : none
  const show = useMemo(
    (): Shown => ({
      search,
      filters,
      myTeam,
      asking,
      sort,
      density,
      favourites,
      groupBy: id === 'agents' ? groupBy : 'none',
      onSort: (column, first) => tell({ kind: 'sort', pane: id, column, first }),
      onFilter: (change) => tell({ kind: 'filter', filters: change }),
      onShowAll: () => tell({ kind: 'showAll' }),
    }),
    [id, search, filters, myTeam, asking, sort, density, groupBy, favourites, tell],
  )
  const Pane = panes[id]
  return <Pane show={show} now={now} tools={tools} strip={strip} />
}

const none: readonly string[] = []
const nobody: ReadonlySet<string> = new Set()

export const paneName = (words: Words, id: PaneId | undefined): string => (id === undefined ? '' : words.floor[id])

function ColumnSplitter({ before }: { before: number }) {
  const words = useWords()
  const layout = useViews(({ views }) => views.now.layout)
  const tell = useViews((state) => state.tell)
  const [first, second] = [layout.columns[before], layout.columns[before + 1]]
  if (!first || !second) return null
  return (
    <Splitter
      orientation="vertical"
      label={words.floor.views.panes.between(paneName(words, first.panes[0]?.id), paneName(words, second.panes[0]?.id))}
      share={first.width / (first.width + second.width)}
      onShare={(share) => tell({ kind: 'arrange', layout: divideColumns(layout, before, share) })}
    />
  )
}

function PaneSplitter({ column, before }: { column: number; before: number }) {
  const words = useWords()
  const layout = useViews(({ views }) => views.now.layout)
  const tell = useViews((state) => state.tell)
  const panesHere = layout.columns[column]?.panes
  const [first, second] = [panesHere?.[before], panesHere?.[before + 1]]
  if (!first || !second) return null
  return (
    <Splitter
      orientation="horizontal"
      label={words.floor.views.panes.between(paneName(words, first.id), paneName(words, second.id))}
      share={first.height / (first.height + second.height)}
      onShare={(share) => tell({ kind: 'arrange', layout: dividePanes(layout, column, before, share) })}
    />
  )
}
