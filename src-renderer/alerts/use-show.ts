// Leads from an alert to what it is about, where there is no call to listen to at once: its rows, with the focus on the first.
import { useCallback } from 'react'
import type { PaneId } from '#contract/views.ts'
import { rowAbout } from '#renderer/grid/row-about.ts'
import { useViews } from '#renderer/views/view-store.ts'
import type { Subject } from './alert.ts'

export type Show = (subject: Subject, name: string) => void

/** A queue by its filter, in the calls; an agent by searching for the name. */
export function useShow(search: (text: string) => void): Show {
  const tell = useViews((state) => state.tell)
  return useCallback(
    (subject, name) => {
      if (subject.kind === 'queue') tell({ kind: 'filter', filters: { queueId: subject.queueId } })
      else search(name)
      requestAnimationFrame(() => focusFirstRow(subject.kind === 'queue' ? 'calls' : 'agents'))
    },
    [tell, search],
  )
}

/** Where L listens at once. */
function focusFirstRow(pane: PaneId): void {
  const body = document.querySelector(`[data-pane="${pane}"] .grid-body`)
  const rows = [...(body?.querySelectorAll<HTMLElement>('[role="row"]') ?? [])]
  const first = rows.find((row) => rowAbout(row).target !== null) ?? rows[0]
  first?.focus()
}
