// The views of the person at this desk, for as long as the window is open.
import { useEffect, useMemo, useRef } from 'react'
import type { Desk } from '#contract/ipc.ts'
import type { Clock } from '#contract/time.ts'
import type { Views } from '#contract/views.ts'
import { createViewStore, rememberViews, type ViewStore } from './view-store.ts'

/** `remembered` counts once: from then on the window knows better than the settings it saves to. */
export function useViewStore(desk: Desk, clock: Clock, remembered: Views): ViewStore {
  const first = useRef(remembered)
  const store = useMemo(() => createViewStore(first.current), [])
  useEffect(() => rememberViews(store, { desk, clock, onLeave }), [store, desk, clock])
  return store
}

const onLeave = (run: () => void) => {
  window.addEventListener('pagehide', run)
  return () => window.removeEventListener('pagehide', run)
}
