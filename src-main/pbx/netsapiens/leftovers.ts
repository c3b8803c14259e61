// What may be left of a monitor on the PBX without our knowing: from a crash, or from a request nobody answered.
import type { Api } from './api.ts'
import type { NetsapiensParts } from './io.ts'
import type { Monitor } from './monitor.ts'
import { secretNames } from './session.ts'
import type { OwnCall } from './tap.ts'
import type { View } from './view.ts'

export type Leftovers = {
  /** Before a tap is asked for: a crash from now on leaves a trace. */
  readonly remember: (origCallId: string) => void
  readonly forget: () => void
  /** From now on our phones are not to be rung for a tap of this call; tap rows of `before` are somebody else's. */
  readonly add: (origCallId: string, before: ReadonlySet<string>) => void
  readonly see: (view: View, ours: readonly Monitor[]) => void
  readonly sweep: () => Promise<void>
}

type Parts = { readonly parts: NetsapiensParts; readonly api: Api; readonly view: () => View }

const watchedForMs = 20_000

/** Only calls of the bridge to our own phones are ever disconnected, and only for calls we asked to tap ourselves. */
export function createLeftovers({ parts, api, view }: Parts): Leftovers {
  const watched = new Map<string, { readonly until: number; readonly before: ReadonlySet<string> }>()
  const asked = new Set<string>()
  let swept = false

  const isLeftover = (own: OwnCall, seen: View, ours: readonly Monitor[]): boolean => {
    if (
      own.user !== seen.user ||
      asked.has(own.key) ||
      ours.some((monitor) => monitor.own.some(({ key }) => key === own.key))
    )
      return false
    const tapped = tappedBy(own, seen)
    // A monitor that is still being asked for may be about to claim it.
    if (ours.some((monitor) => monitor.origCallId === tapped)) return false
    const watch = watched.get(tapped)
    return watch !== undefined && parts.now() < watch.until && !watch.before.has(own.key)
  }

  return {
    remember: (origCallId) => void parts.secrets.set(secretNames.monitor, origCallId),
    forget: () => void parts.secrets.set(secretNames.monitor, null),
    add: (origCallId, before) => void watched.set(origCallId, { until: parts.now() + watchedForMs, before }),
    see: (seen, ours) => {
      for (const own of seen.taps.own) {
        if (!isLeftover(own, seen, ours)) continue
        asked.add(own.key)
        void api.disconnect(own.callId)
      }
    },
    sweep: async () => {
      // Once: after a later gap the trace is that of a monitor we still have.
      if (swept) return
      swept = true
      const origCallId = parts.secrets.get(secretNames.monitor)
      if (origCallId === null) return
      parts.secrets.set(secretNames.monitor, null)
      const seen = view()
      const left = seen.taps.own.filter((own) => own.user === seen.user && tappedBy(own, seen) === origCallId)
      await Promise.all(left.map((own) => api.disconnect(own.callId)))
    },
  }
}

/** The call a bridge's call to us belongs to: it says so itself, or its legs do. */
function tappedBy(own: OwnCall, { taps }: View): string {
  if (own.tappedCallId !== '') return own.tappedCallId
  for (const [origCallId, legs] of taps.legs) if (legs.some((leg) => leg.bridge === own.bridge)) return origCallId
  return ''
}
