// A search of the history: its first page at every change of the filter, more on demand. Late answers are dropped.
import { useCallback, useEffect, useRef, useState } from 'react'
import type { HistoryFilter, HistoryPage, HistoryPlace } from '#contract/history.ts'
import type { Desk } from '#contract/ipc.ts'

const PAGE = 50

/** `again` reads the first page anew. */
export type Found = { readonly again: () => void } & (
  | { readonly phase: 'reading' }
  | { readonly phase: 'failed' }
  | { readonly phase: 'read'; readonly page: HistoryPage; readonly more: () => void }
)

export function useHistory(desk: Desk, filter: HistoryFilter): Found {
  const [page, setPage] = useState<HistoryPage | 'reading' | 'failed'>('reading')
  const asked = useRef(0)

  const ask = useCallback(
    (before: HistoryPlace | null, put: (next: HistoryPage) => HistoryPage) => {
      const mine = ++asked.current
      desk.request('listHistory', { filter, before, limit: PAGE }).then(
        (next) => mine === asked.current && setPage(put(next)),
        () => mine === asked.current && setPage('failed'),
      )
    },
    [desk, filter],
  )
  const again = useCallback(() => ask(null, (next) => next), [ask])
  useEffect(again, [again])

  if (page === 'reading' || page === 'failed') return { phase: page, again }
  const more = () =>
    ask(page.before, (next) => ({
      ...next,
      entries: [...page.entries, ...next.entries],
      acts: [...page.acts, ...next.acts],
    }))
  return { phase: 'read', page, more, again }
}
