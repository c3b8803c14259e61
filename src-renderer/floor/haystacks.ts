// Which agents, calls and queues are searched for. Their texts are kept as long as the row stays the same: a floor has thousands of them.
import { type Agent, type Call, type Floor, isOnNet, otherParty, type Queue } from '#contract/floor.ts'
import type { Words } from '#renderer/words/words.ts'
import { presenceText } from './agent-parts.ts'
import { partyOnFloor, reachedText } from './party-text.ts'
import { haystack, soughtWords } from './search.ts'

export type Finder = {
  readonly agent: (agent: Agent) => boolean
  readonly call: (call: Call) => boolean
  readonly queue: (queue: Queue) => boolean
}

/** Finds a row whose own texts, or those of its queues, hold every word. null while nothing is searched for. */
export function finder(words: Words, search: string, floor: Floor): Finder | null {
  const queues = Object.values(floor.queues)
  const sought = soughtWords(search).map((word) => {
    const found = queues.filter((queue) => queueHay(queue).includes(word))
    return { word, queues: new Set(found.map(({ id }) => id)) }
  })
  if (sought.length === 0) return null
  const finds = (hay: string, queueIds: readonly string[]) =>
    sought.every(({ word, queues }) => hay.includes(word) || queueIds.some((id) => queues.has(id)))
  return {
    agent: (agent) => finds(agentHay(words, floor, agent), agent.queues),
    call: (call) => finds(callHay(words, floor, call), call.queueId === null ? [] : [call.queueId]),
    queue: (queue) => finds(queueHay(queue), []),
  }
}

/** Reads every row beforehand, so that the first letter of a search is answered as fast as the others. */
export function readFloor(words: Words, floor: Floor | null): void {
  if (!floor) return
  for (const agent of Object.values(floor.agents)) agentHay(words, floor, agent)
  for (const call of Object.values(floor.calls)) callHay(words, floor, call)
}

type Kept = { readonly beside: readonly unknown[]; readonly hay: string }

/** `beside` is what the texts depend on beside the row. */
function keeping<T extends object>() {
  const kept = new WeakMap<T, Kept>()
  return (row: T, beside: readonly unknown[], texts: () => readonly string[]): string => {
    const known = kept.get(row)
    if (known?.beside.every((one, index) => one === beside[index])) return known.hay
    const hay = haystack(texts())
    kept.set(row, { beside, hay })
    return hay
  }
}

const agentHays = keeping<Agent>()
const callHays = keeping<Call>()
const queueHays = keeping<Queue>()

const queueHay = (queue: Queue): string => queueHays(queue, [], () => [queue.name, queue.extension])

/** The agent's own, and that of whom they talk to. */
function agentHay(words: Words, floor: Floor, agent: Agent): string {
  const call = agent.callId === null ? undefined : floor.calls[agent.callId]
  return agentHays(agent, [words, call], () => {
    const other = call ? otherParty(call, agent.id) : null
    return [
      ...[agent.name, agent.extension, presenceText(words, agent.presence), agent.team ?? ''],
      ...[other?.name ?? '', other?.number ?? ''],
    ]
  })
}

function callHay(words: Words, floor: Floor, call: Call): string {
  const nameOf = (id: string | null) => (id === null ? '' : (floor.agents[id]?.name ?? ''))
  // Not the agents themselves: they are others with every change of their state.
  const names = [nameOf(call.agentId), nameOf(call.from.agentId), nameOf(call.to.agentId)]
  return callHays(call, [words, ...names], () => {
    const [from, to] = [partyOnFloor(words, floor, call.from), reachedText(words, floor, call)]
    return [
      ...[from.main, from.detail ?? '', to.main, to.detail ?? '', call.from.number, call.to.number],
      words.floor.callState[call.state],
      isOnNet(call) ? words.floor.onNet : words.floor.offNet,
    ]
  })
}
