// Which rows of the feed are those of one monitor: the legs of its bridge, and the bridge's calls to our phones. Pure.
import type { View } from '../floor/view.ts'
import { type LegSide, type OwnCall, type TapLeg, tappedBy } from '../wire/tap.ts'
import type { Ear, Leg } from './leg-plan.ts'
import type { Monitor } from './monitor.ts'

export type Rows = Pick<Monitor, 'legs' | 'own' | 'strays'>

export function ourRows(monitor: Monitor, { taps, user }: Pick<View, 'taps' | 'user'>): Rows {
  const mine = taps.own.filter((call) => call.user === user && !monitor.before.has(call.key))
  const legs = (taps.legs.get(monitor.origCallId) ?? []).filter((leg) => leg.answered && !monitor.before.has(leg.key))
  const bridge = ourBridge(monitor, legs, mine)
  const isOwn = (call: OwnCall) =>
    call.bridge === bridge || (bridge === null && call.tappedCallId === monitor.origCallId)
  return {
    legs: known(
      monitor,
      legs.filter((leg) => leg.bridge === bridge),
    ),
    own: mine.filter(isOwn),
    strays: mine.filter((call) => !isOwn(call) && tappedBy(call, taps) === monitor.origCallId),
  }
}

// Another supervisor may tap the same call at the same moment: only a bridge that rings us, or the only new one, is ours.
function ourBridge(monitor: Monitor, legs: readonly TapLeg[], mine: readonly OwnCall[]): string | null {
  const stillOurs = monitor.own.find(({ key }) => mine.some((call) => call.key === key))?.bridge
  if (stillOurs !== undefined) return stillOurs
  const bridges = [...new Set(legs.map((leg) => leg.bridge))]
  const named = bridges.find((bridge) => mine.some((call) => call.bridge === bridge))
  if (named !== undefined) return named
  const rung = monitor.own[0]?.bridge ?? mine.find((call) => call.tappedCallId === monitor.origCallId)?.bridge
  if (rung !== undefined) return rung
  return bridges.length === 1 ? (bridges[0] ?? null) : null
}

function known(monitor: Monitor, legs: readonly TapLeg[]): Leg[] {
  return legs.map(({ key, id, side }) => {
    const seen = monitor.legs.find((leg) => leg.key === key)
    // The bridge starts silent, so a leg is born listening. Of one that comes later, or comes back, nothing is known.
    const born = monitor.phase === 'asked' ? 'listen' : 'unknown'
    return { key, id, ear: earOf(side, monitor.agentSide), state: seen?.state ?? born }
  })
}

function earOf(side: LegSide, agentSide: 'orig' | 'term'): Ear {
  if (side === 'unknown') return 'unknown'
  return side === agentSide ? 'agent' : 'other'
}
