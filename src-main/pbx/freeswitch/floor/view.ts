// What a monitor asks the picture: which leg to sit on, whether it still talks, and what has become of the call.
import type { CallView, Spot } from '#main/pbx/kit/spot.ts'
import { ccAgentsOf, idleSeats, personOn } from './cc-agents.ts'
import { callIdOf, isGone, type Leg, peerOf, type Tables } from './tables.ts'

export function viewOf(tables: Tables): CallView {
  const legs = (): Leg[] => {
    const idle = idleSeats(tables)
    return [...tables.legs.values()].filter((leg) => !leg.isSpy && !isGone(leg) && !idle.has(leg))
  }
  const spot = (leg: Leg | undefined): Spot | null => {
    const agentId = leg ? personOn(tables, leg) : null
    return leg && agentId !== null ? { channelId: leg.id, channelName: leg.name, callId: callIdOf(leg), agentId } : null
  }
  const talks = (leg: Leg): boolean =>
    peerOf(tables, leg) !== null ||
    (leg.conference !== null && legs().some((other) => other !== leg && other.conference === leg.conference))
  return {
    // The other half of a call may be an extension of the site as well; the agent meant is the one that was named.
    talking: (agentId, callId) =>
      spot(
        legs().findLast(
          (leg) => personOn(tables, leg) === agentId && talks(leg) && (callId === null || callIdOf(leg) === callId),
        ),
      ),
    agentOn: (callId) => {
      const on = legs().filter((leg) => callIdOf(leg) === callId && talks(leg) && isAgents(tables, leg))
      return spot(on.find(({ direction }) => direction === 'outbound') ?? on[0])
    },
    callOf: (channelId) => {
      const leg = tables.legs.get(channelId)
      return leg && !isGone(leg) && talks(leg) ? callIdOf(leg) : null
    },
    callState: (callId) =>
      stateOf(
        tables,
        legs().filter((leg) => callIdOf(leg) === callId),
      ),
  }
}

function isAgents(tables: Tables, leg: Leg): boolean {
  const person = personOn(tables, leg)
  const { extensions } = tables.site
  return (
    person !== null && (extensions === 'all' || extensions.includes(person) || ccAgentsOf(tables, person).length > 0)
  )
}

function stateOf(tables: Tables, legs: readonly Leg[]): ReturnType<CallView['callState']> {
  if (legs.length === 0) return 'none'
  const waits = [...tables.members.values()].some(
    ({ session, state }) => state !== 'Answered' && legs.some(({ id }) => id === session),
  )
  if (waits || legs.some(({ app }) => /^(park|valet_park|fifo)$/.test(app))) return 'open'
  if (legs.some((leg) => leg.answeredAt === null)) return 'open'
  // Sent on by a transfer: it waits for whoever is rung next.
  return legs.some(({ callState }) => callState === 'RING_WAIT') ? 'transferred' : 'settled'
}
