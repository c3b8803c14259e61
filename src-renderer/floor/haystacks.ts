// Which agents, calls and queues are searched for. Their texts are kept as long as the row stays the same: a floor has thousands of them.
import { type Agent, type Call, type Floor, isOnNet, otherParty, type Queue } from '#contract/floor.ts'
import { spokenNow } from '#renderer/words/language.ts'
import { words } from '#renderer/words/words.ts'
import { presenceText } from './agent-parts.ts'
import { partyOnFloor, reachedText } from './party-text.ts'
import { haystack, soughtWords } from './search.ts'

export type Finder = {
  readonly agent: (agent: Agent) => boolean
  readonly call: (call: Call) => boolean
  readonly queue: (queue: Queue) => boolean
}

/** Finds a row whose own texts, or those of its queues, hold every word. null while nothing is searched for. */
export function finder(search: string, floor: Floor): Finder | null {
  const queues = Object.values(floor.queues)
  const sought = soughtWords(search).map((word) => {
    const found = queues.filter((queue) => queueHay(queue).includes(word))
    return { word, queues: new Set(found.map(({ id }) => id)) }
  })
  if (sought.length === 0) return null
  const finds = (hay: string, queueIds: readonly string[]) =>
    sought.every(({ word, queues }) => hay.includes(word) || queueIds.some((id) => queues.has(id)))
  return {
    agent: (agent) => finds(agentHay(floor, agent), agent.queues),
    call: (call) => finds(callHay(floor, call), call.queueId === null ? [] : [call.queueId]),
    queue: (queue) => finds(queueHay(queue), []),
  }
}

/** Reads every row beforehand, so that the first letter of a search is answered as fast as the others. */
export function readFloor(floor: Floor | null): void {
  if (!floor) return
  for (const agent of Object.values(floor.agents)) agentHay(floor, agent)
  for (const call of Object.values(floor.calls)) callHay(floor, call)
}

type Kept = { readonly spoken: unknown; readonly beside: readonly unknown[]; readonly hay: string }

/** `beside` is what the texts depend on beside the row and the language. */
function keeping<T extends object>() {
  const kept = new WeakMap<T, Kept>()
  return (row: T, beside: readonly unknown[], texts: () => readonly string[]): string => {
    const spoken = spokenNow()
    const known = kept.get(row)
    if (known && known.spoken === spoken && known.beside.every((one, index) => one === beside[index])) return known.hay
    const hay = haystack(texts())
    kept.set(row, { spoken, beside, hay })
    return hay
  }
}

const agentHays = keeping<Agent>()
const callHays = keeping<Call>()
const queueHays = keeping<Queue>()

const queueHay = (queue: Queue): string => queueHays(queue, [], () => [queue.name, queue.extension])

/** The agent's own, and that of whom they talk to. */
function agentHay(floor: Floor, agent: Agent): string {
  const call = agent.callId === null ? undefined : floor.calls[agent.callId]
  return agentHays(agent, [call], () => {
    const other = call ? otherParty(call, agent.id) : null
    return [
      ...[agent.name, agent.extension, presenceText(agent.presence), agent.team ?? ''],
      ...[other?.name ?? '', other?.number ?? ''],
    ]
  })
}

function callHay(floor: Floor, call: Call): string {
  const nameOf = (id: string | null) => (id === null ? '' : (floor.agents[id]?.name ?? ''))
  // Not the agents themselves: they are others with every change of their state.
  const names = [nameOf(call.agentId), nameOf(call.from.agentId), nameOf(call.to.agentId)]
  return callHays(call, names, () => {
    const [from, to] = [partyOnFloor(floor, call.from), reachedText(floor, call)]
    return [
      ...[from.main, from.detail ?? '', to.main, to.detail ?? '', call.from.number, call.to.number],
      words.floor.callState[call.state],
      isOnNet(call) ? words.floor.onNet : words.floor.offNet,
    ]
  })
}
