// What standing orders see of the console: what hinders them, and the calls that may be listened to. Pure.
import { type Floor, partiesOf } from '#contract/floor.ts'
import type { AgentCoverage } from '#contract/history.ts'
import type { LineView } from '#renderer/line/line-store.ts'
import { accessNow, mayRingElsewhere } from '#renderer/monitor/logic/access-now.ts'
import { targetOf } from '#renderer/monitor/logic/monitor.ts'
import type { MonitorView } from '#renderer/monitor/monitor-store.ts'
import { situationOf } from '#renderer/monitor/refusals.ts'
import type { Hearable } from './logic/fair.ts'
import type { Hindrance, Seen } from './logic/next-orders.ts'

export type Around = {
  readonly monitor: Pick<MonitorView, 'monitor' | 'site' | 'feedLive' | 'people'>
  readonly line: Pick<LineView, 'line' | 'microphone' | 'hasAccount'>
  readonly floor: Floor | null
  readonly covered: readonly AgentCoverage[] | null // null: not known yet
  readonly hand: { readonly isAway: boolean; readonly isWriting: boolean }
}

export function seenOf(around: Around): Seen {
  const { monitor } = around.monitor
  const hindrance = hindranceOf(around)
  return {
    hindrance,
    target: targetOf(monitor),
    isLive: monitor.phase === 'live',
    wasLocked: isLocked(monitor),
    calls: hindrance ? [] : hearables(around),
    by: around.monitor.site?.supervisor.extension ?? '',
  }
}

const isLocked = (monitor: Around['monitor']['monitor']): boolean =>
  monitor.phase === 'idle' && monitor.notice?.kind === 'notStarted' && monitor.notice.error.code === 'screenLocked'

function hindranceOf({
  monitor: { monitor, site, feedLive },
  line: { line },
  covered,
  hand,
}: Around): Hindrance | null {
  if (monitor.phase !== 'idle') return 'monitoring'
  if (line.call.kind !== 'none' || line.waiting || line.aside.length > 0) return 'onPhone'
  if (hand.isAway) return 'away'
  if (hand.isWriting) return 'writing'
  if (!feedLive || !site) return 'stale'
  if (!site.rights.includes('listen')) return 'notAllowed'
  if (line.registration.kind !== 'registered' && !mayRingElsewhere(site)) return 'noLine'
  return covered ? null : 'reading'
}

/** By the rules of the Listen button itself; the desk judges again. */
function hearables({ monitor, line, floor, covered }: Around): readonly Hearable[] {
  const known = new Map(covered?.map((one) => [one.agentId, one]))
  const situation = situationOf(monitor, line)
  return Object.values(floor?.calls ?? {}).flatMap((call) => {
    if (call.answeredAt === null) return []
    const { id: callId, queueId, answeredAt } = call
    const agents = new Set([call.agentId, ...partiesOf(call).map((party) => party.agentId)])
    return [...agents].flatMap((agentId) => {
      if (agentId === null || !accessNow(call, agentId, situation).listen.allowed) return []
      const { times = 0, lastHeardAt = 0 } = known.get(agentId) ?? {}
      const team = floor?.agents[agentId]?.team ?? null
      return { callId, agentId, queueId, team, answeredAt, times, lastHeardAt }
    })
  })
}
