// What may be left of a monitor on the PBX without our knowing: from a crash, or from a request nobody answered.

import type { View } from '../floor/view.ts'
import type { NetsapiensParts } from '../io.ts'
import type { Api } from '../wire/api.ts'
import { secretNames } from '../wire/session.ts'
import type { OwnCall } from '../wire/tap.ts'
import type { Monitor } from './monitor.ts'

export type Leftovers = {
  /** Before a tap is asked for: a crash from now on leaves a trace. */
  readonly remember: (origCallId: string) => void
  readonly forget: () => void
  /** From now on our phones are not to be rung for a tap of this call; tap rows of `before` are somebody else's. */
  readonly add: (origCallId: string, before: ReadonlySet<string>) => void
  readonly see: () => void
  readonly sweep: () => Promise<void>
}

type Parts = {
  readonly parts: NetsapiensParts
  readonly api: Api
  readonly view: () => View
  readonly ours: () => readonly Monitor[]
}

const watchedForMs = 20_000

/** The legs of a bridge come with its call to us, or a moment later. One without any for so long has nothing left to tap. */
const withoutLegsMs = 1_000

type Watch = { readonly until: number; readonly before: ReadonlySet<string> }

/** Only calls of the bridge to our own phones are ever disconnected, and only for calls we asked to tap ourselves. */
export function createLeftovers({ parts, api, view, ours }: Parts): Leftovers {
  const watched = new Map<string, Watch>()
  const asked = new Set<string>()
  const orphans = new Map<string, number>() // keys of calls to us without legs -> since when
  let swept = false

  const isLeftover = (own: OwnCall, seen: View): boolean => {
    if (own.user !== seen.user || asked.has(own.key)) return false
    if (ours().some((monitor) => monitor.own.some(({ key }) => key === own.key))) return false
    const tapped = tappedBy(own, seen)
    if (tapped === '') return isOrphan(own)
    // A monitor that is still being asked for may be about to claim it.
    if (ours().some((monitor) => monitor.origCallId === tapped)) return false
    return isWatched(own, watched.get(tapped))
  }
  const isWatched = ({ key }: OwnCall, watch: Watch | undefined): boolean =>
    watch !== undefined && parts.clock.now() < watch.until && !watch.before.has(key)

  /** The call ended before its bridge was built: a phone rings, and nothing says any more for which call. */
  function isOrphan(own: OwnCall): boolean {
    const isOurs = [...watched.values()].some((watch) => isWatched(own, watch))
    if (!isOurs || own.answered || ours().some(({ phase }) => phase === 'asked')) return false
    const since = orphans.get(own.key)
    if (since !== undefined) return parts.clock.now() - since >= withoutLegsMs
    orphans.set(own.key, parts.clock.now())
    parts.clock.after(withoutLegsMs + 100, see)
    return false
  }

  function see() {
    const seen = view()
    for (const own of seen.taps.own) {
      if (!isLeftover(own, seen)) continue
      asked.add(own.key)
      void api.disconnect(own.callId)
    }
  }

  return {
    remember: (origCallId) => void parts.secrets.set(secretNames.monitor, origCallId),
    forget: () => void parts.secrets.set(secretNames.monitor, null),
    add: (origCallId, before) => void watched.set(origCallId, { until: parts.clock.now() + watchedForMs, before }),
    see,
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
