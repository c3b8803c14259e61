// What a row of an agent says beside the agent's own fields.
import { type Agent, type Call, type Floor, otherParty, type Party } from '#contract/floor.ts'
import type { AgentState } from '#contract/views.ts'
import { formatList } from '#renderer/words/format.ts'
import type { Words } from '#renderer/words/words.ts'
import { partyText } from './party-text.ts'

export type AgentParts = {
  readonly call: Call | null
  readonly other: Party | null // whom they talk to, or who rings them
  readonly queueNames: readonly string[]
  readonly stateText: string
}

export function agentParts(words: Words, floor: Floor, agent: Agent): AgentParts {
  const call = agent.callId === null ? null : (floor.calls[agent.callId] ?? null)
  return {
    call,
    other: call ? otherParty(call, agent.id) : null,
    queueNames: agent.queues.map((id) => floor.queues[id]?.name ?? id),
    stateText: stateText(words, agent, call),
  }
}

/** What the agent does: the presence, and whether the call they are on is on hold. */
export const agentState = ({ presence }: Agent, call: Pick<Call, 'state'> | null | undefined): AgentState =>
  presence.kind === 'onCall' && call?.state === 'held' ? 'onHold' : presence.kind

export function stateText(words: Words, agent: Agent, call: Pick<Call, 'state'> | null | undefined): string {
  const { presence } = agent
  if (presence.kind !== 'paused') return words.floor.presence[agentState(agent, call)]
  const { reason, queues } = presence
  const state = queues ? words.floor.pausedIn(formatList(queues)) : words.floor.presence.paused
  return reason ? words.floor.pausedFor(state, reason) : state
}

/** The row's name to a screen reader. */
export function agentLabel(words: Words, agent: Agent, call: Call | undefined): string {
  const state = stateText(words, agent, call)
  const other = call ? otherParty(call, agent.id) : null
  if (!other) return words.floor.agentRow(agent.name, agent.extension, state)
  return words.floor.agentRowTalking(agent.name, agent.extension, state, partyText(words, other).main)
}
