// How one side of a call is named.
import { type Call, type Floor, otherParty, type Party } from '#contract/floor.ts'
import { formatNumber } from '#renderer/words/format.ts'
import type { Words } from '#renderer/words/words.ts'

export type PartyText = { readonly main: string; readonly detail: string | null }

/** The name with the number beside it, or whatever of the two is known. */
export function partyText(words: Words, { name, number, agentId, withheld }: Party): PartyText {
  if (name) return { main: name, detail: number === '' || number === name ? null : number }
  if (number !== '') return { main: number, detail: null }
  return { main: agentId ?? (withheld ? words.floor.withheldParty : words.floor.unknownParty), detail: null }
}

/** A party who is an agent goes by the agent's name and extension, whatever the call says. */
export function partyOnFloor(words: Words, floor: Pick<Floor, 'agents'>, party: Party): PartyText {
  const agent = party.agentId === null ? undefined : floor.agents[party.agentId]
  return agent ? { main: agent.name, detail: agent.extension } : partyText(words, party)
}

/** The name, and how many more are with them in a conference. */
export const andOthers = (words: Words, name: string, others: number): string =>
  others === 0 ? name : words.floor.andOthers(name, others, formatNumber(others))

/** Whom an agent talks to on this call. */
export function talkingTo(words: Words, floor: Pick<Floor, 'agents'>, call: Call, agentId: string): PartyText {
  const { main, detail } = partyOnFloor(words, floor, otherParty(call, agentId))
  return { main: andOthers(words, main, call.others?.length ?? 0), detail }
}

/** Who was reached; while nobody has been, the agent who is rung or else the queue. */
export function reachedText(words: Words, floor: Pick<Floor, 'agents'>, call: Call): PartyText {
  const agent = call.agentId === null ? undefined : floor.agents[call.agentId]
  if (call.to.agentId === null && agent && call.from.agentId !== agent.id)
    return { main: agent.name, detail: agent.extension }
  if (call.state === 'waiting') return { main: words.floor.queueParty, detail: null }
  if (call.state === 'parked') return { main: parkedText(words, call), detail: call.to.number || null }
  const { main, detail } = partyOnFloor(words, floor, call.to)
  return { main: andOthers(words, main, call.others?.length ?? 0), detail }
}

function parkedText(words: Words, { parkedBy }: Call): string {
  return parkedBy ? words.floor.parkedBy(parkedBy) : words.floor.callState.parked
}
