// The tables of the floor: what their panes, their menus and the search read.
import { createContext, useContext } from 'react'
import type { PaneId } from '#contract/views.ts'
import { useWords } from '#renderer/words/words.ts'
import { agentColumns } from './agents/columns.tsx'
import { callColumns } from './calls/columns.tsx'
import { headersOf } from './pane/table.tsx'
import { queueColumns } from './queues/columns.tsx'

export const tables = { agents: agentColumns, calls: callColumns, queues: queueColumns } as const

export type Tables = typeof tables

export const TablesContext = createContext<Tables>(tables)

export const useTables = (): Tables => useContext(TablesContext)

export const useTable = <Id extends PaneId>(id: Id): Tables[Id] => useTables()[id]

/** What a pane can be sorted by, under the names that say most. */
export const useSortNames = (id: PaneId): readonly { readonly column: string; readonly name: string }[] =>
  headersOf(useWords(), useTable(id))
    .filter(({ sorts }) => sorts)
    .map(({ id: column, title, header }) => ({ column, name: title ?? header }))
