// From the records of the ledger to the calls a person reads: newest notes in place, filtered, and what was covered. Pure.
import {
  type AgentCoverage,
  type BegunRecord,
  type CallRecord,
  type HistoryEntry,
  type HistoryFilter,
  type HistoryRecord,
  heardMs,
  historyRecord,
  type LaterNote,
  LEAST_HEARD_MS,
  listenedFrom,
  type MonitorRecord,
} from '#contract/history.ts'
import type { Mode } from '#contract/monitor.ts'
import type { Link } from './chain.ts'
import type { Draft } from './draft.ts'
import { callsOf } from './old-form.ts'

export type Written = {
  readonly entries: readonly HistoryEntry[] // in the order of the chain
  readonly open: readonly BegunRecord[] // begun, and nothing says that they ended
}

/** Records that are not in the language of the contract (by another version, or tampered with) are left to `verify`. */
export function readEntries(links: readonly Link[]): Written {
  const tables: Tables = { over: new Map(), open: new Map(), later: new Map() }
  for (const { seq, hash, record } of links) {
    const parsed = historyRecord.safeParse(record)
    if (parsed.success) applyRecord(tables, { seq, hash }, parsed.data)
  }
  const entries = [...tables.over.values()].flatMap((over) => entriesOf(over, tables.later))
  return { entries, open: [...tables.open.values()] }
}

type Place = { readonly seq: number; readonly hash: string }
type Over = Place & { readonly record: CallRecord | MonitorRecord }
type Tables = {
  readonly over: Map<string, Over>
  readonly open: Map<string, BegunRecord>
  readonly later: Map<string, readonly LaterNote[]>
}

function applyRecord({ over, open, later }: Tables, place: Place, record: HistoryRecord): void {
  switch (record.kind) {
    case 'begun':
      open.set(record.id, record)
      return
    case 'call':
    case 'monitor':
      open.delete(record.id)
      over.set(record.id, { ...place, record })
      return
    case 'notes': {
      const before = over.get(record.id)
      const { notes, tags } = record
      if (before) over.set(record.id, { ...before, record: { ...before.record, notes, tags } })
      return
    }
    case 'added': {
      const { at, text, by } = record
      later.set(record.id, [...(later.get(record.id) ?? []), { at, text, by }])
      return
    }
    case 'pruned':
      return
  }
}

function entriesOf({ seq, hash, record }: Over, later: Tables['later']): readonly HistoryEntry[] {
  const calls = record.kind === 'call' ? [record] : callsOf(record)
  const tagsOf = calls.length > 1 ? 'monitor' : 'call'
  return calls.map((call) => ({ seq, hash, record: call, later: [...(later.get(call.id) ?? [])], tagsOf }))
}

/** Newest first, as the list shows them. */
export const newestFirst = (entries: readonly HistoryEntry[]): readonly HistoryEntry[] =>
  entries.toSorted((a, b) => listenedFrom(b.record) - listenedFrom(a.record) || (a.record.id < b.record.id ? 1 : -1))

export function fits(entry: HistoryEntry, filter: HistoryFilter): boolean {
  const { record } = entry
  const { search, agentId, mode, why, from, to } = filter
  if (agentId !== null && record.call.agent.id !== agentId) return false
  if (mode !== null && !mayHaveBeen(record, mode)) return false
  if (why !== null && record.why !== why) return false
  if (from !== null && listenedFrom(record) < from) return false
  if (to !== null && listenedFrom(record) >= to) return false
  return search.trim() === '' || holds(entry, search)
}

const mayHaveBeen = ({ modes, unsure }: CallRecord, mode: Mode): boolean =>
  modes.some((time) => time.mode === mode) || unsure.some((time) => time.modes.includes(mode))

function holds({ record, later }: HistoryEntry, search: string): boolean {
  const { supervisor, call, notes, tags } = record
  const { agent, other, queue } = call
  const hay = plain(
    [
      ...[supervisor.name, supervisor.extension, agent.name, agent.extension],
      ...[other?.name ?? '', other?.number ?? '', queue?.name ?? ''],
      ...[...notes, ...later].map(({ text }) => text),
      ...tags,
      record.reason ?? '',
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

/** A record, or one that is still being lived. */
export type Listened = Pick<CallRecord | Draft, 'attachedAt' | 'call' | 'supervisor'> & { readonly isRunning: boolean }

/** The calls that are monitored now count up to `at`. */
export const runningUntil = ({ attachedAt, call, supervisor }: Draft, at: number): Listened => ({
  attachedAt,
  supervisor,
  call: { ...call, until: call.until ?? at },
  isRunning: attachedAt !== null && call.until === null,
})

/** Who was heard since `from` (epoch ms), each agent once; a call counts as far as it lies behind `from`. */
export function coverage(listened: readonly Listened[], from: number): readonly AgentCoverage[] {
  const agents = new Map<string, Covered>()
  for (const one of listened) {
    const { attachedAt, call } = one
    const end = call.until ?? attachedAt
    if (attachedAt === null || end === null || end < from) continue
    const ms = heardMs({ call, attachedAt: Math.max(attachedAt, Math.min(from, end)) }) ?? 0
    const before = agents.get(call.agent.id)
    agents.set(call.agent.id, withListened(before ?? nothing, one, end, ms))
  }
  return [...agents].map(([agentId, { calls, ...covered }]) => ({
    agentId,
    ...covered,
    // Who came back to a call heard one call.
    times: [...calls.values()].filter((ms) => ms >= LEAST_HEARD_MS).length,
    heardMs: [...calls.values()].reduce((sum, ms) => sum + ms, 0),
  }))
}

type Covered = Omit<AgentCoverage, 'agentId' | 'times' | 'heardMs'> & { readonly calls: ReadonlyMap<string, number> }
const nothing: Covered = { name: '', lastHeardAt: 0, by: [], isHeardNow: false, calls: new Map() }

function withListened(before: Covered, { call, supervisor, isRunning }: Listened, end: number, ms: number): Covered {
  return {
    name: call.agent.name,
    lastHeardAt: Math.max(before.lastHeardAt, end),
    by: [...new Set([supervisor.name, ...before.by])],
    isHeardNow: before.isHeardNow || isRunning,
    calls: new Map([...before.calls, [call.callId, (before.calls.get(call.callId) ?? 0) + ms]]),
  }
}
