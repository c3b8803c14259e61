// Whom or what an act is done to, by name. Pure.
import { emptyFloor, type Floor } from '#contract/floor.ts'
import { partyOnFloor } from '#renderer/floor/party-text.ts'
import type { RowSubject } from '#renderer/grid/row-about.ts'
import { formatNumber } from '#renderer/words/format.ts'
import type { ActWords } from '#renderer/words/later-acts.ts'
import type { Words } from '#renderer/words/words.ts'

export function whomText(words: Words, say: ActWords, subject: RowSubject, floor: Floor | null): string {
  if (subject.of === 'queue') return floor?.queues[subject.queueId]?.name ?? subject.queueId
  if (subject.of === 'team') return subject.name
  if (subject.of === 'agents') {
    const [one, ...others] = subject.agentIds
    if (one === undefined) return ''
    return others.length > 0 ? say.agents(formatNumber(others.length + 1)) : (floor?.agents[one]?.name ?? one)
  }
  const call = floor?.calls[subject.callId]
  return call ? partyOnFloor(words, floor ?? emptyFloor, call.from).main : say.theCall
}
