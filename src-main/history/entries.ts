// From the records of the ledger to the monitors a person reads: newest notes in place, filtered, by page, and what was covered. Pure.
import {
  type AgentCoverage,
  type BegunRecord,
  type HistoryEntry,
  type HistoryFilter,
  type HistoryRecord,
  historyRecord,
  type MonitorRecord,
} from '#contract/history.ts'
import type { Mode } from '#contract/monitor.ts'
import type { Link } from './chain.ts'

export type Written = {
  readonly entries: readonly HistoryEntry[] // oldest first
  readonly open: readonly BegunRecord[] // begun, and nothing says that they ended
}

/** Records that are not in the language of the contract (by another version, or tampered with) are left to `verify`. */
export function readEntries(links: readonly Link[]): Written {
  const entries = new Map<string, HistoryEntry>()
  const open = new Map<string, BegunRecord>()
  for (const { seq, hash, record } of links) {
    const parsed = historyRecord.safeParse(record)
    if (parsed.success) applyRecord({ entries, open }, { seq, hash }, parsed.data)
  }
  return { entries: [...entries.values()], open: [...open.values()] }
}

type Tables = { readonly entries: Map<string, HistoryEntry>; readonly open: Map<string, BegunRecord> }

function applyRecord({ entries, open }: Tables, place: { seq: number; hash: string }, record: HistoryRecord): void {
  switch (record.kind) {
    case 'begun':
      open.set(record.id, record)
      return
    case 'monitor':
      open.delete(record.id)
      entries.set(record.id, { ...place, record })
      return
    case 'notes': {
      const entry = entries.get(record.id)
      const { why, notes, tags } = record
      if (entry) entries.set(record.id, { ...entry, record: { ...entry.record, why, notes, tags } })
      return
    }
    case 'pruned':
      return
  }
}

export function fits({ record }: HistoryEntry, filter: HistoryFilter): boolean {
  const { search, agentId, mode, why, from, to } = filter
  if (agentId !== null && !record.calls.some(({ agent }) => agent.id === agentId)) return false
  if (mode !== null && !mayHaveBeen(record, mode)) return false
  if (why !== null && record.why !== why) return false
  if (from !== null && record.askedAt < from) return false
  if (to !== null && record.askedAt >= to) return false
  return search.trim() === '' || holds(record, search)
}

const mayHaveBeen = ({ modes, unsure }: MonitorRecord, mode: Mode): boolean =>
  modes.some((time) => time.mode === mode) || unsure.some((time) => time.modes.includes(mode))

function holds(record: MonitorRecord, search: string): boolean {
  const hay = plain(
    [
      ...[record.supervisor.name, record.supervisor.extension],
      ...record.calls.flatMap(({ agent, other, queue }) => [
        ...[agent.name, agent.extension, other?.name ?? '', other?.number ?? '', queue?.name ?? ''],
      ]),
      ...record.notes.map(({ text }) => text),
      ...record.tags,
    ].join('\n'),
  )
  return plain(search)
    .split(/\s+/)
    .every((word) => hay.includes(word))
}

const plain = (text: string): string =>
  text
    .normalize('NFD')
    .replace(/\p{Diacritic}/gu, '')
    .toLowerCase()

/** Who was heard since `from` (epoch ms), each agent once; a call counts as far as it lies behind `from`. */
export function coverage(entries: readonly HistoryEntry[], from: number): readonly AgentCoverage[] {
  const agents = new Map<string, AgentCoverage>()
  for (const { record } of entries) {
    if (record.attachedAt === null || record.endedAt < from) continue
    const counted = new Set<string>()
    for (const { agent, at, until } of record.calls) {
      const end = until ?? at
      if (end < from) continue
      const before = agents.get(agent.id)
      const times = (before?.times ?? 0) + (counted.has(agent.id) ? 0 : 1)
      counted.add(agent.id)
      agents.set(agent.id, {
        agentId: agent.id,
        name: agent.name,
        times,
        lastHeardAt: Math.max(before?.lastHeardAt ?? 0, end),
        heardMs: (before?.heardMs ?? 0) + Math.max(0, end - Math.max(at, from)),
        by: [...new Set([record.supervisor.name, ...(before?.by ?? [])])],
      })
    }
  }
  return [...agents.values()]
}
