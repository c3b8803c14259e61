// Fetches the code of a part once the page has nothing better to do, so that the part opens in the action that asks for it.
import { useEffect } from 'react'
import type { LaterPart } from './loaded-later.tsx'

export function useFetchedWhenIdle(part: Pick<LaterPart<never>, 'fetch'>): void {
  useEffect(() => {
    // jsdom has no idle time; what a test renders is fetched at once.
    if (typeof requestIdleCallback === 'undefined') {
      void part.fetch()
      return
    }
    const asked = requestIdleCallback(() => void part.fetch(), { timeout: IDLE_AT_LATEST_MS })
    return () => cancelIdleCallback(asked)
  }, [part])
}

const IDLE_AT_LATEST_MS = 2_000
