// The day of an agent: what they do now, every call of theirs that was listened to since midnight, with its notes, and what was done.
import { useMemo } from 'react'
import { anyHistory, type CallRecord, type HistoryEntry } from '#contract/history.ts'
import type { Desk } from '#contract/ipc.ts'
import { stateText } from '#renderer/floor/agent-parts.ts'
import { useFloor } from '#renderer/floor/floor-store.ts'
import { useWords } from '#renderer/words/words.ts'
import { HistoryRows } from './history-rows.tsx'
import { useHistory } from './use-history.ts'

type AgentTodayProps = {
  readonly agent: CallRecord['call']['agent']
  readonly desk: Desk
  readonly now: () => number
  readonly open: (entry: HistoryEntry) => void
}

export function AgentToday({ agent, desk, now, open }: AgentTodayProps) {
  const words = useWords()
  const say = words.history.entry
  const from = new Date(now()).setHours(0, 0, 0, 0)
  const filter = useMemo(() => ({ ...anyHistory, agentId: agent.id, from }), [agent.id, from])
  const found = useHistory(desk, filter)
  const onFloor = useFloor((floor) => floor?.agents[agent.id] ?? null)
  const call = useFloor((floor) => floor?.calls[onFloor?.callId ?? ''])
  const page = found.phase === 'read' ? found.page : null
  const isEmpty = page !== null && page.entries.length + page.acts.length === 0
  const title = say.agentToday(agent.name)
  return (
    <section className="entry-agent" aria-label={title}>
      <h3>{title}</h3>
      <p>{onFloor ? stateText(words, onFloor, call) : say.notOnFloor}</p>
      {found.phase === 'failed' && <p role="alert">{words.history.failed}</p>}
      {isEmpty && <p className="history-note-all">{say.noneToday}</p>}
      {page && !isEmpty && <HistoryRows caption={title} page={page} opening={{ open, opened: null }} />}
    </section>
  )
}
