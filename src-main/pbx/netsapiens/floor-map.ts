// From the rows of the picture to the floor of the contract.
import type { Agent, Call, Floor, Presence, Queue } from '../../../src-preload/contract/floor.ts'
import { callOf, endsInService, isExtension, type Meaning } from './call-map.ts'
import { emptyPicture, type Picture } from './picture.ts'
import type { AgentRow, CallRow, QueuedRow } from './row.ts'
import { isTapRow, noTaps, type Taps, tapsIn } from './tap.ts'
import type { ReadTime } from './timestamp.ts'

export type SiteMeaning = { readonly extensionDigits: number; readonly readTime: ReadTime }

export type FloorMap = {
  /** The floor now. `before` lends the moments since when each agent is what they are: the servers do not say. */
  readonly floor: (picture: Picture, before: Floor, now: number) => Floor
  /** What the last floor was made with. */
  readonly last: () => { readonly taps: Taps; readonly meaning: Meaning }
}

/** Remembers what each row meant, so that an event among thousands of calls costs only its own row. */
export function createFloorMap(site: SiteMeaning, legIs: 'orig_callid' | 'term_callid'): FloorMap {
  let known = new WeakMap<CallRow, Call>()
  let made: Picture = emptyPicture
  let meaning = meaningOf(emptyPicture, site)
  let taps: Taps = noTaps
  return {
    last: () => ({ taps, meaning }),
    floor: (picture, before, now) => {
      if (
        picture.agents !== made.agents ||
        picture.queues !== made.queues ||
        picture.throughQueue !== made.throughQueue
      ) {
        meaning = meaningOf(picture, site)
        known = new WeakMap()
      }
      made = picture
      taps = tapsIn(picture.calls.values(), legIs)
      const callFor = (row: CallRow): Call => {
        const call = known.get(row) ?? callOf(row, meaning)
        known.set(row, call)
        return call
      }
      const calls = callsOf(picture, taps, meaning, callFor, now)
      return {
        calls,
        agents: agentsOf(picture, calls, before, now),
        queues: queuesOf(picture, calls, before, now),
      }
    },
  }
}

function meaningOf(picture: Picture, site: SiteMeaning): Meaning {
  const agents = new Map<string, string>()
  for (const row of picture.agents.values()) agents.set(row.user, row.name || agents.get(row.user) || row.user)
  return { ...site, agents, queues: new Set(picture.queues.keys()), throughQueue: picture.throughQueue }
}

/** Whether the portal would offer Listen on it: answered, between people. */
export function canBeTapped(row: CallRow, meaning: Meaning): boolean {
  return !isTapRow(row) && !endsInService(row, meaning) && meaning.readTime(row.answered) !== null
}

function callsOf(
  picture: Picture,
  taps: Taps,
  meaning: Meaning,
  callFor: (row: CallRow) => Call,
  now: number,
): Record<string, Call> {
  const calls: Record<string, Call> = {}
  const shown = new Set<string>()
  for (const row of picture.calls.values()) {
    if (isTapRow(row)) continue
    const call = callFor(row)
    shown.add(row.origCallId)
    const monitors = monitorsOf(row, taps)
    const startedAt = call.startedAt || now
    calls[call.id] = monitors.length === 0 && startedAt === call.startedAt ? call : { ...call, startedAt, monitors }
  }
  for (const row of picture.queued.values())
    if (!shown.has(row.origCallId)) calls[`queued|${row.key}`.slice(0, 200)] = waitingCall(row, meaning, now)
  return calls
}

function monitorsOf(row: CallRow, taps: Taps): { supervisor: string; mode: string }[] {
  const bridges = new Set((taps.legs.get(row.origCallId) ?? []).map((leg) => leg.bridge))
  return [...bridges].map((bridge) => ({
    supervisor: taps.own.find((own) => own.bridge === bridge)?.user.slice(0, 200) ?? '',
    mode: 'monitoring', // the rows do not tell listening from joining
  }))
}

function waitingCall(row: QueuedRow, meaning: Meaning, now: number): Call {
  const onNet = isExtension(row.number, '', meaning.extensionDigits)
  return {
    id: `queued|${row.key}`.slice(0, 200),
    from: { name: row.name || null, number: row.number, onNet, agentId: null },
    to: { name: null, number: row.queue, onNet: true, agentId: null },
    agentId: null,
    queueId: row.queue,
    state: 'waiting',
    startedAt: meaning.readTime(row.since) ?? now,
    answeredAt: null,
    monitors: [],
  }
}

function agentsOf(
  picture: Picture,
  calls: Readonly<Record<string, Call>>,
  before: Floor,
  now: number,
): Record<string, Agent> {
  const rowsOf = new Map<string, AgentRow[]>()
  for (const row of picture.agents.values()) rowsOf.set(row.user, [...(rowsOf.get(row.user) ?? []), row])
  const callOfUser = callsByAgent(calls)
  const agents: Record<string, Agent> = {}
  for (const [user, rows] of rowsOf) {
    const call = callOfUser.get(user) ?? null
    const presence = presenceOf(rows, call, picture.presence.get(user))
    agents[user] = {
      id: user,
      name: (rows.find((row) => row.name)?.name ?? user).slice(0, 200),
      extension: user,
      presence,
      since: since(before.agents[user], presence, call, now),
      queues: [...new Set(rows.map((row) => row.queue).filter(Boolean))].sort(),
      callId: call?.id ?? null,
    }
  }
  return agents
}

/** The call each agent is on; one they talk on goes before one that rings. */
function callsByAgent(calls: Readonly<Record<string, Call>>): Map<string, Call> {
  const found = new Map<string, Call>()
  for (const call of Object.values(calls)) {
    if (call.state === 'waiting') continue
    for (const user of [call.to.agentId, call.from.agentId]) {
      if (user === null) continue
      const known = found.get(user)
      if (!known || (known.state === 'ringing' && call.state !== 'ringing')) found.set(user, call)
    }
  }
  return found
}

const readyWords = new Set(['', 'available', 'online', 'ready', 'active', 'yes', 'on', 'in'])
const outWords = /^(unavailable|offline|logged.?out|out|off|no|disabled)$/

function presenceOf(rows: readonly AgentRow[], call: Call | null, presence: string | undefined): Presence {
  if (call) {
    const calling = call.state === 'ringing' && !rows.some((row) => row.user === call.from.agentId)
    return calling ? { kind: 'ringing' } : { kind: 'onCall' }
  }
  if (rows.every((row) => outWords.test(row.availability) || row.option === 'disabled')) return { kind: 'loggedOut' }
  if (rows.some((row) => row.registered === false) || presence === 'closed') return { kind: 'unregistered' }
  if (rows.some((row) => /wrap/.test(row.availability))) return { kind: 'wrapUp' }
  const away = rows.find((row) => !readyWords.has(row.availability) && !outWords.test(row.availability))
  return away ? { kind: 'paused', reason: away.availability.slice(0, 200) } : { kind: 'available' }
}

function since(known: Agent | undefined, presence: Presence, call: Call | null, now: number): number {
  if (presence.kind === 'onCall') return call?.answeredAt ?? call?.startedAt ?? now
  if (presence.kind === 'ringing') return call?.startedAt ?? now
  return known && JSON.stringify(known.presence) === JSON.stringify(presence) ? known.since : now
}

function queuesOf(
  picture: Picture,
  calls: Readonly<Record<string, Call>>,
  before: Floor,
  now: number,
): Record<string, Queue> {
  const waiting = new Map<string, number[]>()
  for (const call of Object.values(calls))
    if (call.state === 'waiting' && call.queueId)
      waiting.set(call.queueId, [...(waiting.get(call.queueId) ?? []), call.startedAt])
  const queues: Record<string, Queue> = {}
  for (const row of picture.queues.values()) {
    const seen = waiting.get(row.queue) ?? []
    const count = Math.max(seen.length, row.waiting ?? 0)
    queues[row.queue] = {
      id: row.queue,
      name: (row.name || row.queue).slice(0, 200),
      extension: row.queue,
      waiting: count,
      oldestWaitSince: count === 0 ? null : oldest(seen, row.maxWaitSeconds, before.queues[row.queue], now),
    }
  }
  return queues
}

function oldest(seen: readonly number[], maxWaitSeconds: number | null, known: Queue | undefined, now: number): number {
  if (seen.length > 0) return Math.min(...seen)
  return known?.oldestWaitSince ?? now - (maxWaitSeconds ?? 0) * 1_000
}
