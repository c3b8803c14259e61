// Leads from an alert to what it is about, where there is no call to listen to at once: its rows, with the focus on the first.
import { useCallback } from 'react'
import { usePlaces } from '#renderer/ui/places.ts'
import { useViews } from '#renderer/views/view-store.ts'
import type { Subject } from '../alert.ts'

export type Show = (subject: Subject, name: string) => void

/** A queue by its filter, in the calls; an agent by searching for the name. */
export function useShow(search: (text: string) => void): Show {
  const tell = useViews((state) => state.tell)
  const places = usePlaces()
  return useCallback(
    (subject, name) => {
      if (subject.kind === 'queue') tell({ kind: 'filter', filters: { queueIds: [subject.queueId] } })
      else search(name)
      const wanted = subject.kind === 'queue' ? 'calls' : 'agents'
      // Where L listens at once.
      requestAnimationFrame(() =>
        places
          .lists()
          .find(({ id }) => id === wanted)
          ?.enter('toHear'),
      )
    },
    [tell, search, places],
  )
}
