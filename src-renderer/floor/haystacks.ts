// By which texts agents, calls and queues are found. Kept as long as the row stays the same: a floor has thousands of them.
import { type Agent, type Call, type Floor, isOnNet, otherParty, type Queue } from '../../src-preload/contract/floor.ts'
import { spokenNow } from '../words/language.ts'
import { words } from '../words/words.ts'
import { presenceText } from './agent-parts.ts'
import { partyOnFloor, reachedText } from './party-text.ts'
import { haystack } from './search.ts'

type Kept = { readonly of: readonly unknown[]; readonly hay: string }

function keeping<T extends object>() {
  const kept = new WeakMap<T, Kept>()
  return (row: T, beside: readonly unknown[], texts: () => readonly string[]): string => {
    const of = [spokenNow(), ...beside]
    const known = kept.get(row)
    if (known?.of.every((part, i) => part === of[i])) return known.hay
    const hay = haystack(texts())
    kept.set(row, { of, hay })
    return hay
  }
}

const agentHays = keeping<Agent>()
const callHays = keeping<Call>()
const queueHays = keeping<Queue>()

export const queueHay = (queue: Queue): string => queueHays(queue, [], () => [queue.name, queue.extension])

/** The agent's own, that of whom they talk to, and those of their queues. */
export function agentHay(floor: Floor, agent: Agent): readonly string[] {
  const call = agent.callId === null ? undefined : floor.calls[agent.callId]
  const own = agentHays(agent, [call], () => {
    const other = call ? otherParty(call, agent.id) : null
    return [
      ...[agent.name, agent.extension, presenceText(agent.presence), agent.team ?? ''],
      ...[other?.name ?? '', other?.number ?? ''],
    ]
  })
  return [own, ...queueHaysOf(floor, agent.queues)]
}

export function callHay(floor: Floor, call: Call): readonly string[] {
  const agents = [call.agentId, call.from.agentId, call.to.agentId].map((id) =>
    id ? floor.agents[id]?.name : undefined,
  )
  const own = callHays(call, agents, () => {
    const [from, to] = [partyOnFloor(floor, call.from), reachedText(floor, call)]
    return [
      ...[from.main, from.detail ?? '', to.main, to.detail ?? '', call.from.number, call.to.number],
      words.floor.callState[call.state],
      isOnNet(call) ? words.floor.onNet : words.floor.offNet,
    ]
  })
  return [own, ...queueHaysOf(floor, call.queueId === null ? [] : [call.queueId])]
}

const queueHaysOf = (floor: Floor, ids: readonly string[]): readonly string[] =>
  ids.flatMap((id) => {
    const queue = floor.queues[id]
    return queue ? [queueHay(queue)] : []
  })
