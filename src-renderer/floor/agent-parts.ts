// What a row of an agent says beside the agent's own fields.
import { type Agent, type Call, type Floor, otherParty, type Party, type Presence } from '#contract/floor.ts'
import { formatList } from '#renderer/words/format.ts'
import type { Words } from '#renderer/words/words.ts'
import { partyText } from './party-text.ts'

export type AgentParts = {
  readonly call: Call | null
  readonly other: Party | null // whom they talk to, or who rings them
  readonly queueNames: readonly string[]
  readonly presenceText: string
}

export function agentParts(words: Words, floor: Floor, agent: Agent): AgentParts {
  const call = agent.callId === null ? null : (floor.calls[agent.callId] ?? null)
  return {
    call,
    other: call ? otherParty(call, agent.id) : null,
    queueNames: agent.queues.map((id) => floor.queues[id]?.name ?? id),
    presenceText: presenceText(words, agent.presence),
  }
}

export function presenceText(words: Words, presence: Presence): string {
  if (presence.kind !== 'paused') return words.floor.presence[presence.kind]
  const { reason, queues } = presence
  const state = queues ? words.floor.pausedIn(formatList(queues)) : words.floor.presence.paused
  return reason ? words.floor.pausedFor(state, reason) : state
}

/** The row's name to a screen reader. */
export function agentLabel(words: Words, agent: Agent, other: Party | null): string {
  const state = presenceText(words, agent.presence)
  if (!other) return words.floor.agentRow(agent.name, agent.extension, state)
  return words.floor.agentRowTalking(agent.name, agent.extension, state, partyText(words, other).main)
}
