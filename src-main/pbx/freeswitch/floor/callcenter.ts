// What mod_callcenter tells (CUSTOM callcenter::info). Its members-count stays one too high after an answer, so members are counted here.
import type { EslEvent } from '../wire/esl-codec.ts'
import type { Tables } from './tables.ts'

export function applyCallcenter(tables: Tables, event: EslEvent, at: number): void {
  const { members, agents, queues } = tables
  const [id, session] = [event['CC-Member-UUID'] ?? '', event['CC-Member-Session-UUID'] ?? '']
  const agent = agents.get(event['CC-Agent'] ?? '')
  const queue = queues.get(event['CC-Queue'] ?? '')
  switch (event['CC-Action']) {
    case 'member-queue-start':
      members.set(id, { id, queue: event['CC-Queue'] ?? '', session, joinedAt: at, state: 'Waiting' })
      return
    case 'bridge-agent-start': {
      const member = members.get(id)
      if (queue && member?.state !== 'Answered') queue.answered += 1
      if (agent && member?.state !== 'Answered') agent.answered += 1
      if (member) member.state = 'Answered'
      return
    }
    case 'bridge-agent-end':
      // There is no event and no state for the time after a call: it is now until this and the agent's wrap_up_time.
      if (agent) agent.lastBridgeEnd = secondsOf(event['CC-Bridge-Terminated-Time']) ?? at
      return
    case 'member-queue-end':
      if (event['CC-Cause'] === 'Cancel' && queue && members.has(id)) queue.abandoned += 1
      members.delete(id)
      return
    case 'agent-status-change':
      if (!agent) return
      // Logged Out to Available begins a new day for that agent.
      if (agent.status === 'Logged Out' && /^Available/.test(event['CC-Agent-Status'] ?? '')) agent.answered = 0
      agent.status = event['CC-Agent-Status'] ?? agent.status
      agent.statusSince = at
      return
    case 'agent-state-change':
      if (agent) agent.state = event['CC-Agent-State'] ?? agent.state
      return
  }
}

function secondsOf(text: string | undefined): number | null {
  const seconds = Number(text)
  return text !== undefined && seconds > 0 ? seconds * 1000 : null
}
