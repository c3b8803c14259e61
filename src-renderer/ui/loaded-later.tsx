// A part of the page that is not on the first screen: its code comes after the start, and is there when it is asked for.
import { type ComponentType, useEffect, useState } from 'react'

const IDLE_AT_LATEST_MS = 2_000

export type LaterPart<Props> = {
  /** Fetches the code before it is asked for. What fails is tried again when the part is shown. */
  readonly fetch: () => Promise<void>
  /** Null until the code is there. */
  readonly loaded: () => ComponentType<Props> | null
}

export function loadedLater<Props extends object>(load: () => Promise<ComponentType<Props>>): LaterPart<Props> {
  let loaded: ComponentType<Props> | null = null
  return {
    fetch: async () => {
      loaded ??= await load().catch(() => null)
    },
    loaded: () => loaded,
  }
}

/** Fetches the code of a part once the page has nothing better to do, so that the part opens in the action that asks for it. */
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

type LaterProps<Props> = { readonly part: LaterPart<Props>; readonly props: Props }

/** Fetched, it is drawn at once. Before that, nothing is; a failure never takes the page with it, as a thrown one would. */
export function Later<Props extends object>({ part, props }: LaterProps<Props>) {
  const [Loaded, show] = useState(part.loaded)
  useEffect(() => {
    let isShown = true
    if (!Loaded) void part.fetch().then(() => isShown && show(part.loaded))
    return () => {
      isShown = false
    }
  }, [Loaded, part])
  return Loaded && <Loaded {...props} />
}
