// The day of an agent: what they do now, and every call of theirs that was listened to since midnight, with its notes.
import { useMemo } from 'react'
import { anyHistory, type CallRecord, type HistoryEntry } from '#contract/history.ts'
import type { Desk } from '#contract/ipc.ts'
import { stateText } from '#renderer/floor/agent-parts.ts'
import { useFloor } from '#renderer/floor/floor-store.ts'
import { DataTable } from '#renderer/ui/data-table.tsx'
import { useWords } from '#renderer/words/words.ts'
import { historyColumns } from './columns.tsx'
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
  const filter = useMemo(
    () => ({ ...anyHistory, act: 'none' as const, agentId: agent.id, from: new Date(now()).setHours(0, 0, 0, 0) }),
    [agent.id, now],
  )
  const found = useHistory(desk, filter)
  const onFloor = useFloor((floor) => floor?.agents[agent.id] ?? null)
  const call = useFloor((floor) => floor?.calls[onFloor?.callId ?? ''])
  const entries = found.phase === 'read' ? found.page.entries : []
  const title = say.agentToday(agent.name)
  return (
    <section className="entry-agent" aria-label={title}>
      <h3>{title}</h3>
      <p>{onFloor ? stateText(words, onFloor, call) : say.notOnFloor}</p>
      {found.phase === 'failed' && <p role="alert">{words.history.failed}</p>}
      {found.phase === 'read' && entries.length === 0 && <p className="history-note-all">{say.noneToday}</p>}
      {entries.length > 0 && (
        <DataTable
          caption={title}
          columns={historyColumns(words, { open, opened: null })}
          rows={entries}
          keyOf={({ record }) => record.id}
        />
      )}
    </section>
  )
}
