// Everything the servers have told us, as rows by their key; moved by one pure function.
import {
  type AgentRow,
  type CallRow,
  type DeviceRow,
  type PresenceRow,
  type QueuedRow,
  type QueueRow,
  readAgent,
  readCall,
  readDevice,
  readPresence,
  readQueue,
  readQueued,
} from '../wire/row.ts'

export type Picture = {
  readonly calls: ReadonlyMap<string, CallRow>
  readonly agents: ReadonlyMap<string, AgentRow> // by user|queue
  readonly queues: ReadonlyMap<string, QueueRow>
  readonly queued: ReadonlyMap<string, QueuedRow>
  readonly presence: ReadonlyMap<string, string> // of each user
  readonly devices: ReadonlyMap<string, ReadonlyMap<string, boolean>> // of each user, as far as told: registered or not
  readonly throughQueue: ReadonlyMap<string, string> // orig_callid -> queue it waited in
  readonly gone: ReadonlyMap<string, number> // keys of removed calls -> when, so that a late event cannot bring one back
}

export const emptyPicture: Picture = {
  calls: new Map(),
  agents: new Map(),
  queues: new Map(),
  queued: new Map(),
  presence: new Map(),
  devices: new Map(),
  throughQueue: new Map(),
  gone: new Map(),
}

/** What a reading of the REST interface brings; every list replaces what was known. */
export type Reading = {
  readonly calls: readonly CallRow[]
  readonly agents: readonly AgentRow[]
  readonly queues: readonly QueueRow[]
  readonly queued: readonly QueuedRow[]
  readonly devices: readonly DeviceRow[]
}

const goneForMs = 120_000

/**
 * The picture after a whole reading that was begun at `since`: what the feed removed after that stays removed, and calls the
 * feed reported after that stay, because the reading may be older than they are.
 */
export function afterReading(before: Picture, reading: Reading, since: number, touched: ReadonlySet<string>): Picture {
  const calls = new Map<string, CallRow>()
  for (const row of reading.calls) {
    const removedAt = before.gone.get(row.key)
    if (removedAt === undefined || removedAt < since) calls.set(row.key, row)
  }
  for (const key of touched) {
    const row = before.calls.get(key)
    if (row) calls.set(key, row)
  }
  return {
    ...before,
    calls,
    agents: byKey(reading.agents),
    queues: new Map(reading.queues.map((row) => [row.queue, { ...before.queues.get(row.queue), ...row }])),
    queued: byKey(reading.queued),
    throughQueue: routes(before.throughQueue, calls, reading.queued),
  }
}

/** The picture after one event of the feed; the same object when it says nothing new. */
export function afterEvent(before: Picture, name: string, data: unknown, now: number): Picture {
  let after = before
  for (const row of Array.isArray(data) ? data : [data]) after = afterRow(after, name, row, now)
  return after
}

function afterRow(before: Picture, name: string, row: unknown, now: number): Picture {
  switch (name) {
    case 'call':
    case 'call-domain':
      return afterCall(before, readCall(row), now)
    case 'agent':
      return afterAgent(before, readAgent(row))
    case 'agent-device':
      return afterDevice(before, readDevice(row))
    case 'queue':
      return afterQueue(before, readQueue(row))
    case 'queued':
      return afterQueued(before, readQueued(row))
    case 'contacts':
    case 'contacts-domain':
      return afterPresence(before, readPresence(row))
    default:
      return before
  }
}

function afterCall(before: Picture, row: CallRow | null, now: number): Picture {
  if (!row) return before
  if (row.removed) return withoutCall(before, row, now)
  const known = before.calls.get(row.key)
  if (before.gone.has(row.key) || (known && isOlder(row, known))) return before
  return { ...before, calls: new Map(before.calls).set(row.key, row) }
}

function withoutCall(before: Picture, row: CallRow, now: number): Picture {
  const gone = new Map([...before.gone].filter(([, at]) => now - at < goneForMs)).set(row.key, now)
  if (!before.calls.has(row.key)) return { ...before, gone }
  const calls = new Map(before.calls)
  calls.delete(row.key)
  return { ...before, calls, gone }
}

// Events may come out of order: an answered call never becomes unanswered again, and an older stamp never wins.
function isOlder(row: CallRow, known: CallRow): boolean {
  if (row.stamp !== '' && known.stamp !== '' && row.stamp < known.stamp) return true
  return neverAnswered(row) && !neverAnswered(known)
}

const neverAnswered = (row: CallRow): boolean => row.answered === '' || row.answered.startsWith('0000')

function afterAgent(before: Picture, row: AgentRow | null): Picture {
  if (!row) return before
  const agents = new Map(before.agents)
  if (row.removed) agents.delete(row.key)
  else agents.set(row.key, mergedAgent(before.agents.get(row.key), row))
  return { ...before, agents }
}

// The feed's rows carry neither names nor registrations: what REST said of them stays.
function mergedAgent(known: AgentRow | undefined, row: AgentRow): AgentRow {
  if (!known) return row
  return { ...row, name: row.name || known.name, registered: row.registered ?? known.registered }
}

function afterDevice(before: Picture, row: DeviceRow | null): Picture {
  if (!row || row.state === '') return before
  const user = row.device.replace(/^(\d+)[a-z]+$/i, '$1')
  const theirs = before.devices.get(user) ?? new Map()
  if (theirs.get(row.device) === row.registered) return before
  const devices = new Map(before.devices).set(user, new Map(theirs).set(row.device, row.registered))
  return { ...before, devices }
}

function afterQueue(before: Picture, row: QueueRow | null): Picture {
  if (!row) return before
  const known = before.queues.get(row.queue)
  const merged = known ? { ...row, name: row.name || known.name, waiting: row.waiting ?? known.waiting } : row
  return { ...before, queues: new Map(before.queues).set(row.queue, merged) }
}

function afterQueued(before: Picture, row: QueuedRow | null): Picture {
  if (!row) return before
  const queued = new Map(before.queued)
  if (row.removed) queued.delete(row.key)
  else queued.set(row.key, row)
  return { ...before, queued, throughQueue: routes(before.throughQueue, before.calls, [row]) }
}

function afterPresence(before: Picture, row: PresenceRow | null): Picture {
  if (!row || before.presence.get(row.user) === row.presence) return before
  return { ...before, presence: new Map(before.presence).set(row.user, row.presence) }
}

/** Which queue each call waited in, forgotten with the call. */
function routes(
  known: ReadonlyMap<string, string>,
  calls: ReadonlyMap<string, CallRow>,
  queued: readonly QueuedRow[],
): ReadonlyMap<string, string> {
  const after = new Map(known)
  for (const row of queued) if (row.origCallId !== '') after.set(row.origCallId, row.queue)
  if (after.size <= 2 * calls.size + 100) return after
  const alive = new Set([...calls.values()].map((row) => row.origCallId))
  return new Map([...after].filter(([id]) => alive.has(id)))
}

const byKey = <T extends { readonly key: string }>(rows: readonly T[]): Map<string, T> =>
  new Map(rows.map((row) => [row.key, row]))
