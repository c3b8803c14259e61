// The tables of the floor: what their panes, their menus and the search read.
import { createContext, useContext, useMemo } from 'react'
import type { PaneId } from '#contract/views.ts'
import type { Column } from '#renderer/grid/grid-head.tsx'
import { useWords } from '#renderer/words/words.ts'
import { agentColumns, agentOrders } from './agents/columns.tsx'
import { callColumns } from './calls/columns.tsx'
import { headersOf, type TableOrder } from './pane/table.tsx'
import { queueColumns } from './queues/columns.tsx'

export const tables = { agents: agentColumns, calls: callColumns, queues: queueColumns } as const

export type Tables = typeof tables

export const TablesContext = createContext<Tables>(tables)

export const useTables = (): Tables => useContext(TablesContext)

export const useTable = <Id extends PaneId>(id: Id): Tables[Id] => useTables()[id]

/** The headers of a table, the same ones while the language stays. */
export function useHeaders(id: PaneId): readonly Column[] {
  const words = useWords()
  const table = useTable(id)
  return useMemo(() => headersOf(words, table), [words, table])
}

/** `turns`: chosen again it goes the other way. */
export type SortName = {
  readonly column: string
  readonly name: string
  readonly first: 'ascending' | 'descending'
  readonly turns: boolean
}

const orders: Readonly<Record<PaneId, readonly TableOrder<never>[]>> = { agents: agentOrders, calls: [], queues: [] }

/** What a pane can be sorted by, under the names that say most. */
export function useSortNames(id: PaneId): readonly SortName[] {
  const words = useWords()
  const headers = useHeaders(id)
  return [
    ...orders[id].map(({ id: column, name }) => ({
      column,
      name: name(words),
      first: 'ascending' as const,
      turns: false,
    })),
    ...headers
      .filter(({ sorts }) => sorts)
      .map(({ id: column, title, header, first }) => ({ column, name: title ?? header, first, turns: true })),
  ]
}
