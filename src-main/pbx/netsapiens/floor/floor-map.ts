// From the rows of the picture to the floor of the contract.
import type { Agent, Call, Floor, Presence, Queue } from '#contract/floor.ts'
import { type Mode, modes } from '#contract/monitor.ts'
import { readable } from '#main/pbx/kit/readable.ts'
import type { AgentRow, CallRow, QueuedRow } from '../wire/row.ts'
import { isTapRow, type LegSide, noTaps, type TapLeg, type Taps, tapsIn } from '../wire/tap.ts'
import type { ReadTime } from '../wire/timestamp.ts'
import { callOf, endsInService, type Meaning, partyOf } from './call-map.ts'
import { emptyPicture, type Picture } from './picture.ts'

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
      const agents = agentsOf(picture, calls, before, now)
      return { calls, agents, queues: queuesOf(picture, { ...before, calls, agents }, before, now) }
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
    const monitors = monitorsOf(row, call, taps)
    const startedAt = call.startedAt || now
    const state = isHeld(call, picture) ? 'held' : call.state
    const asRead = monitors.length === 0 && startedAt === call.startedAt && state === call.state
    calls[call.id] = asRead ? call : { ...call, startedAt, state, monitors }
  }
  for (const row of picture.queued.values())
    if (!shown.has(row.origCallId)) calls[`queued|${row.key}`.slice(0, 200)] = waitingCall(row, meaning, now)
  return calls
}

/** Where the call's own rows do not say it, the presence of an agent on it does. */
const isHeld = ({ state, from, to }: Call, { presence }: Picture): boolean =>
  state === 'talking' && [from.agentId, to.agentId].some((id) => id !== null && presence.get(id) === 'held')

function monitorsOf(row: CallRow, call: Call, taps: Taps): Call['monitors'] {
  const legs = taps.legs.get(row.origCallId) ?? []
  const agentSide = call.agentId !== null && call.from.agentId === call.agentId ? 'orig' : 'term'
  return [...new Set(legs.map((leg) => leg.bridge))].map((bridge) => {
    const supervisor = taps.own.find((own) => own.bridge === bridge)?.user.slice(0, 200) ?? ''
    const mode = modeOn(
      legs.filter((leg) => leg.bridge === bridge),
      agentSide,
    )
    return mode === null ? { supervisor, mode: 'monitoring', may: [...modes] } : { supervisor, mode }
  })
}

/** null where the rows do not tell listening from joining. */
function modeOn(legs: readonly TapLeg[], agentSide: LegSide): Mode | null {
  if (legs.length < 2 || legs.some(({ heard }) => heard === null)) return null
  const heard = legs.filter((leg) => leg.heard)
  if (heard.length !== 1) return heard.length === 0 ? 'listen' : 'join'
  if (heard[0]?.side === 'unknown') return null
  return heard[0]?.side === agentSide ? 'whisperAgent' : 'whisperCaller'
}

function waitingCall(row: QueuedRow, meaning: Meaning, now: number): Call {
  const side = { number: row.number, name: row.name, through: '', leg: `${row.origCallId} from` }
  return {
    id: `queued|${row.key}`.slice(0, 200),
    from: { ...partyOf(side, meaning), agentId: null },
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
    const presence = presenceOf(rows, call, picture.presence.get(user), picture.devices.get(user))
    agents[user] = {
      id: user,
      name: readable(rows.find((row) => row.name)?.name ?? user),
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

/** "automatic" is logged in to a queue, "manual" logged out of it (API v2, Update Agent in Call Queue). */
export const isOut = ({ availability, option }: AgentRow): boolean =>
  outWords.test(availability) || option === 'manual' || option === 'disabled'

/** A phone that is told to be registered counts more than what the queue's row said before. */
function hasNoPhone(rows: readonly AgentRow[], devices: ReadonlyMap<string, boolean> | undefined): boolean {
  if (devices && devices.size > 0) return ![...devices.values()].includes(true)
  return rows.some((row) => row.registered === false)
}

function presenceOf(
  rows: readonly AgentRow[],
  call: Call | null,
  presence: string | undefined,
  devices: ReadonlyMap<string, boolean> | undefined,
): Presence {
  if (call) {
    const calling = call.state === 'ringing' && !rows.some((row) => row.user === call.from.agentId)
    return calling ? { kind: 'ringing' } : { kind: 'onCall' }
  }
  if (rows.every(isOut)) return { kind: 'loggedOut' }
  if (hasNoPhone(rows, devices) || presence === 'closed') return { kind: 'unregistered' }
  if (rows.some((row) => /wrap/.test(row.availability))) return { kind: 'wrapUp' }
  const away = rows.find((row) => !readyWords.has(row.availability) && !outWords.test(row.availability))
  return away ? { kind: 'paused', reason: readable(away.availability) } : { kind: 'available' }
}

function since(known: Agent | undefined, presence: Presence, call: Call | null, now: number): number {
  if (presence.kind === 'onCall') return call?.answeredAt ?? call?.startedAt ?? now
  if (presence.kind === 'ringing') return call?.startedAt ?? now
  return known && JSON.stringify(known.presence) === JSON.stringify(presence) ? known.since : now
}

function queuesOf(
  picture: Picture,
  { calls, agents }: Pick<Floor, 'calls' | 'agents'>,
  before: Floor,
  now: number,
): Record<string, Queue> {
  const waiting = new Map<string, number[]>()
  const inService = new Map<string, number>()
  for (const { state, queueId, startedAt } of Object.values(calls)) {
    if (queueId === null) continue
    if (state === 'waiting') waiting.set(queueId, [...(waiting.get(queueId) ?? []), startedAt])
    else if (state !== 'ringing') inService.set(queueId, (inService.get(queueId) ?? 0) + 1)
  }
  const available = new Map<string, number>()
  for (const agent of Object.values(agents))
    if (agent.presence.kind === 'available')
      for (const queue of agent.queues) available.set(queue, (available.get(queue) ?? 0) + 1)
  const queues: Record<string, Queue> = {}
  for (const row of picture.queues.values()) {
    const seen = waiting.get(row.queue) ?? []
    const count = Math.max(seen.length, row.waiting ?? 0)
    queues[row.queue] = {
      id: row.queue,
      name: readable(row.name || row.queue),
      extension: row.queue,
      waiting: count,
      inService: inService.get(row.queue) ?? 0,
      agentsAvailable: available.get(row.queue) ?? 0,
      oldestWaitSince: count === 0 ? null : oldest(seen, row.maxWaitSeconds, before.queues[row.queue], now),
    }
  }
  return queues
}

function oldest(seen: readonly number[], maxWaitSeconds: number | null, known: Queue | undefined, now: number): number {
  if (seen.length > 0) return Math.min(...seen)
  return known?.oldestWaitSince ?? now - (maxWaitSeconds ?? 0) * 1_000
}
