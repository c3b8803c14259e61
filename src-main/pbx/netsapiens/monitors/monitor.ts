// One monitor, as far as the rows of the feed tell: pure, from sighting to sighting.
import type { EndReason, Mode, MonitorEvent, Target } from '#contract/monitor.ts'
import type { LegSide, OwnCall, TapLeg, Taps } from '../wire/tap.ts'
import type { Ear, Leg, LegState } from './leg-plan.ts'

export type Monitor = {
  readonly ticketId: string
  readonly target: Target
  readonly origCallId: string // of the tapped call
  readonly agentSide: 'orig' | 'term'
  readonly askedAt: number
  readonly before: ReadonlySet<string> // keys of the tap rows that were there when we asked: somebody else's
  readonly phase: 'asked' | 'live' | 'afterCall'
  readonly legs: readonly Leg[]
  readonly own: readonly OwnCall[] // the bridge's calls to our phones
  readonly mode: Mode // the mode in force
}

export type Sighting = {
  readonly taps: Taps
  readonly user: string // ours
  /** Where the tapped call is now: another row of it after a transfer, null when it is over. */
  readonly target: Target | null
  readonly agentSide: 'orig' | 'term'
  readonly at: number
  readonly ringMs: number
  /** The first look after the feed was lost: what ended meanwhile, nobody saw end. */
  readonly afterGap: boolean
}

export type Seen = { readonly monitor: Monitor | null; readonly events: readonly MonitorEvent[] }

export function afterSighting(monitor: Monitor, sighting: Sighting): Seen {
  const rows = ourRows(monitor, sighting)
  switch (monitor.phase) {
    case 'asked':
      return whileAsked({ ...monitor, ...rows }, monitor, sighting)
    case 'live':
      return whileLive({ ...monitor, ...rows }, monitor, sighting)
    case 'afterCall':
      return lineGone(rows.own, monitor)
        ? over(monitor, 'lineHungUp')
        : { monitor: { ...monitor, ...rows }, events: [] }
  }
}

/** The monitor with what is now known of a leg. */
export function withLeg(monitor: Monitor, id: string, state: LegState): Monitor {
  return { ...monitor, legs: monitor.legs.map((leg) => (leg.id === id ? { ...leg, state } : leg)) }
}

/** Back in listen; an event only when another mode was in force. */
function fallBack(monitor: Monitor): Seen {
  if (monitor.mode === 'listen') return { monitor, events: [] }
  return { monitor: { ...monitor, mode: 'listen' }, events: [modeEvent(monitor)] }
}

/** The device that took the monitor, where the rows say. */
function answeringDevice(monitor: Monitor): string | null {
  return monitor.own.find((call) => call.answered)?.device.slice(0, 100) || null
}

const endOf = ({ afterGap }: Sighting): EndReason => (afterGap ? 'pbxLost' : 'lineHungUp')

function whileAsked(now: Monitor, before: Monitor, { target, at, ringMs, afterGap }: Sighting): Seen {
  if (afterGap && now.own.length === 0 && now.legs.length === 0) return over(now, 'pbxLost')
  if (target === null) return over(now, 'callEnded')
  if (lineGone(now.own, before) || at - now.askedAt > ringMs) return over(now, 'lineDidNotAnswer')
  if (!isAttached(now)) return { monitor: now, events: [] }
  const { ticketId } = now
  const device = answeringDevice(now)
  const attached: MonitorEvent = { kind: 'attached', ticketId, target: now.target, ...(device ? { device } : {}) }
  return { monitor: { ...now, target, phase: 'live' }, events: [attached] }
}

function whileLive(now: Monitor, before: Monitor, sighting: Sighting): Seen {
  const { target, agentSide } = sighting
  if (lineGone(now.own, before)) return over(now, endOf(sighting))
  const { ticketId } = now
  if (target === null) {
    const { monitor, events } = fallBack({ ...now, phase: 'afterCall', legs: [] })
    return { monitor, events: [...events, { kind: 'targetEnded', ticketId }] }
  }
  if (now.legs.length < 2 && now.own.length === 0) return over(now, sighting.afterGap ? 'pbxLost' : 'pbxEnded')
  if (target.callId !== now.target.callId) {
    const { legs } = ourRows({ ...now, agentSide }, sighting)
    const { monitor, events } = fallBack({ ...now, target, agentSide, legs: legs.map(unconfirmed) })
    return { monitor, events: [...events, { kind: 'retargeted', ticketId, target, by: 'transfer' }] }
  }
  return now.legs.length < 2 ? fallBack(now) : { monitor: now, events: [] }
}

const over = (monitor: Monitor, reason: EndReason): Seen => ({
  monitor: null,
  events: [{ kind: 'ended', ticketId: monitor.ticketId, reason }],
})

const modeEvent = ({ ticketId }: Monitor): MonitorEvent => ({ kind: 'mode', ticketId, mode: 'listen', changeId: null })

/** Both legs stand, and the supervisor's phone has answered where its call is shown at all. */
function isAttached(now: Monitor): boolean {
  return now.legs.length === 2 && (now.own.length === 0 || now.own.some((call) => call.answered))
}

/** Our line's call was there and is no more. */
const lineGone = (own: readonly OwnCall[], before: Monitor): boolean => before.own.length > 0 && own.length === 0

function ourRows(monitor: Monitor, { taps, user }: Sighting): Pick<Monitor, 'legs' | 'own'> {
  const mine = taps.own.filter((call) => call.user === user && !monitor.before.has(call.key))
  const legs = (taps.legs.get(monitor.origCallId) ?? []).filter((leg) => leg.answered && !monitor.before.has(leg.key))
  const bridge = ourBridge(monitor, legs, mine)
  const own = mine.filter(
    (call) => call.bridge === bridge || (bridge === null && call.tappedCallId === monitor.origCallId),
  )
  return {
    legs:
      bridge === null
        ? []
        : known(
            monitor,
            legs.filter((leg) => leg.bridge === bridge),
          ),
    own,
  }
}

// Another supervisor may tap the same call at the same moment: only a bridge that rings us, or the only new one, is ours.
function ourBridge(monitor: Monitor, legs: readonly TapLeg[], mine: readonly OwnCall[]): string | null {
  const bridges = [...new Set(legs.map((leg) => leg.bridge))]
  const named = bridges.find((bridge) => mine.some((call) => call.bridge === bridge))
  if (named !== undefined) return named
  const stillOurs = monitor.own[0]?.bridge ?? mine.find((call) => call.tappedCallId === monitor.origCallId)?.bridge
  if (stillOurs !== undefined) return stillOurs
  return bridges.length === 1 ? (bridges[0] ?? null) : null
}

function known(monitor: Monitor, legs: readonly TapLeg[]): Leg[] {
  return legs.map(({ key, id, side }) => {
    const seen = monitor.legs.find((leg) => leg.key === key)
    // A leg is born listening: the bridge starts silent.
    return { key, id, ear: earOf(side, monitor.agentSide), state: seen?.state ?? 'listen' }
  })
}

// After a transfer the rows say nothing of the legs' state any more: every one must be confirmed anew.
const unconfirmed = (leg: Leg): Leg => ({ ...leg, state: 'unknown' })

function earOf(side: LegSide, agentSide: 'orig' | 'term'): Ear {
  if (side === 'unknown') return 'unknown'
  return side === agentSide ? 'agent' : 'other'
}
