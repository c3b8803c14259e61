// From the records of the ledger to the calls a person reads: newest notes in place, filtered, and what was covered. Pure.
import {
  type ActEntry,
  type ActRecord,
  type AgentCoverage,
  type BegunRecord,
  type CallRecord,
  type HistoryEntry,
  type HistoryFilter,
  type HistoryPlace,
  type HistoryRecord,
  heardMs,
  historyRecord,
  type LaterNote,
  LEAST_HEARD_MS,
  listenedFrom,
  type MonitorRecord,
} from '#contract/history.ts'
import type { Mode } from '#contract/monitor.ts'
import { type FilledScore, mean, scoreOfCall } from '#contract/site/scorecard.ts'
import type { Link } from './chain.ts'
import type { Draft } from './draft.ts'
import { callsOf } from './old-form.ts'

export type Written = {
  readonly entries: readonly HistoryEntry[] // in the order of the chain
  readonly acts: readonly ActEntry[] // by when they were asked
  readonly open: readonly BegunRecord[] // begun, and nothing says that they ended
  readonly scores: ReadonlyMap<string, readonly FilledScore[]> // by the record's id, also of those that have none yet
}

/** Records that are not in the language of the contract (by another version, or tampered with) are left to `verify`. */
export function readEntries(links: readonly Link[]): Written {
  const tables: Tables = { over: new Map(), open: new Map(), later: new Map(), acts: new Map(), scores: new Map() }
  for (const { seq, hash, record } of links) {
    const parsed = historyRecord.safeParse(record)
    if (parsed.success) applyRecord(tables, { seq, hash }, parsed.data)
  }
  const entries = [...tables.over.values()].flatMap((over) => entriesOf(over, tables))
  const { acts, open, scores } = tables
  return { entries, acts: [...acts.values()], open: [...open.values()], scores }
}

type Place = { readonly seq: number; readonly hash: string }
type Over = Place & { readonly record: CallRecord | MonitorRecord }
type Tables = {
  readonly over: Map<string, Over>
  readonly open: Map<string, BegunRecord>
  readonly later: Map<string, readonly LaterNote[]>
  readonly acts: Map<string, ActEntry>
  readonly scores: Map<string, readonly FilledScore[]>
}

function applyRecord({ over, open, later, acts, scores }: Tables, place: Place, record: HistoryRecord): void {
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
    case 'act':
      // Its outcome comes behind it, and keeps its place.
      acts.set(record.id, { ...place, record })
      return
    case 'score': {
      const { at, by, answers } = record
      scores.set(record.id, [...(scores.get(record.id) ?? []), { at, by, answers }])
      return
    }
    case 'pruned':
      return
  }
}

function entriesOf({ seq, hash, record }: Over, { later, scores }: Tables): readonly HistoryEntry[] {
  const calls = record.kind === 'call' ? [record] : callsOf(record)
  const tagsOf = calls.length > 1 ? 'monitor' : 'call'
  return calls.map((call) => ({
    seq,
    hash,
    record: call,
    later: [...(later.get(call.id) ?? [])],
    scores: [...(scores.get(call.id) ?? [])],
    tagsOf,
  }))
}

export type Row =
  | { readonly kind: 'call'; readonly entry: HistoryEntry }
  | { readonly kind: 'act'; readonly entry: ActEntry }

/** Where it stands in the list. */
export const placeOf = (row: Row): HistoryPlace =>
  row.kind === 'call'
    ? { at: listenedFrom(row.entry.record), id: row.entry.record.id }
    : { at: row.entry.record.at, id: row.entry.record.id }

/** Calls and acts that fit, newest first, as the list shows them. */
export function newestRows(
  { entries, acts }: Pick<Written, 'entries' | 'acts'>,
  filter: HistoryFilter,
): readonly Row[] {
  const calls = isOfActs(filter) ? [] : entries.filter((entry) => fits(entry, filter))
  const rows: readonly Row[] = [
    ...calls.map((entry) => ({ kind: 'call' as const, entry })),
    ...acts.filter(({ record }) => actFits(record, filter)).map((entry) => ({ kind: 'act' as const, entry })),
  ]
  return rows.toSorted((a, b) => {
    const [one, other] = [placeOf(a), placeOf(b)]
    return other.at - one.at || (one.id < other.id ? 1 : -1)
  })
}

const isOfActs = ({ act }: HistoryFilter): boolean => act !== null && act !== undefined && act !== 'none'

/** An act has no mode, and no reason to listen. */
function actFits(record: ActRecord, { act = null, agentId, mode, why, from, to, search }: HistoryFilter): boolean {
  if (act === 'none' || mode !== null || why !== null) return false
  if (act !== null && act !== 'any' && act !== record.act) return false
  if (agentId !== null && record.agent?.id !== agentId) return false
  if ((from !== null && record.at < from) || (to !== null && record.at >= to)) return false
  return search.trim() === '' || actHolds(record, search)
}

function actHolds({ supervisor, agent, call, queues, to, detail }: ActRecord, search: string): boolean {
  const { name = '', number = '' } = call?.other ?? {}
  const names = [supervisor.name, supervisor.extension, agent?.name ?? '', agent?.extension ?? '', name ?? '', number]
  return hasWords([...names, ...queues.map((one) => one.name), to?.name ?? '', to?.number ?? '', detail ?? ''], search)
}

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
  return hasWords(
    [
      ...[supervisor.name, supervisor.extension, agent.name, agent.extension],
      ...[other?.name ?? '', other?.number ?? '', queue?.name ?? ''],
      ...[...notes, ...later].map(({ text }) => text),
      ...tags,
      record.reason ?? '',
    ],
    search,
  )
}

function hasWords(texts: readonly string[], search: string): boolean {
  const hay = plain(texts.join('\n'))
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
export type Listened = Pick<CallRecord | Draft, 'attachedAt' | 'call' | 'supervisor'> & {
  readonly isRunning: boolean
  readonly scores: readonly FilledScore[]
}

/** The calls that are monitored now count up to `at`. */
export const runningUntil = (
  { attachedAt, call, supervisor }: Draft,
  at: number,
  scores: Listened['scores'] = [],
): Listened => ({
  attachedAt,
  supervisor,
  call: { ...call, until: call.until ?? at },
  isRunning: attachedAt !== null && call.until === null,
  scores,
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
  return [...agents].map(([agentId, { calls, scores, ...covered }]) => {
    const given = [...scores.values()].flatMap((ofCall) => scoreOfCall(ofCall) ?? [])
    return {
      agentId,
      ...covered,
      // Who came back to a call heard one call.
      times: [...calls.values()].filter((ms) => ms >= LEAST_HEARD_MS).length,
      heardMs: [...calls.values()].reduce((sum, ms) => sum + ms, 0),
      scored: given.length,
      score: mean(given),
    }
  })
}

type Covered = Omit<AgentCoverage, 'agentId' | 'times' | 'heardMs' | 'scored' | 'score'> & {
  readonly calls: ReadonlyMap<string, number>
  readonly scores: ReadonlyMap<string, readonly FilledScore[]> // by the call, as `calls`
}
const nothing: Covered = {
  name: '',
  lastHeardAt: 0,
  by: [],
  isHeardNow: false,
  calls: new Map(),
  scores: new Map(),
}

function withListened(before: Covered, one: Listened, end: number, ms: number): Covered {
  const { call, supervisor, isRunning } = one
  const { callId } = call
  return {
    name: call.agent.name,
    lastHeardAt: Math.max(before.lastHeardAt, end),
    by: [...new Set([supervisor.name, ...before.by])],
    isHeardNow: before.isHeardNow || isRunning,
    calls: new Map([...before.calls, [callId, (before.calls.get(callId) ?? 0) + ms]]),
    scores: new Map([...before.scores, [callId, [...(before.scores.get(callId) ?? []), ...one.scores]]]),
  }
}
