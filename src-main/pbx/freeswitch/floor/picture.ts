// The picture of the floor: tables moved by events, the rows made of them, and the patch of what has changed since it was told.
import type { Agent, Call, Floor, FloorPatch, Queue } from '#contract/floor.ts'
import type { FreeswitchSite } from '#contract/settings.ts'
import type { CallView } from '#main/pbx/kit/spot.ts'
import type { EslEvent } from '../wire/esl-codec.ts'
import { personOn } from './cc-agents.ts'
import { applyEvent } from './events.ts'
import { agentIdsOf, agentRow, callRow, legsByCall, nextDue, queueRows } from './rows.ts'
import { emptyTables, type Leg, moveClock, type Tables } from './tables.ts'
import { viewOf } from './view.ts'

/** Moments go in and come out by our clock; in between everything is reckoned by the PBX's, which may be another. */
export type Picture = {
  apply(events: readonly EslEvent[], at: number): void
  /** What is listed takes the place of what was told. */
  adopt(tables: Tables): void
  tables(): Tables
  /** Ours minus the PBX's, as just now seen. */
  clockSeen(offsetMs: number): void
  /** What the PBX's clock shows now. */
  pbxTime(now: number): number
  /** Null: nothing has changed. */
  patch(now: number): FloorPatch | null
  whole(now: number): Floor
  view(): CallView
  leg(id: string): Leg | null
  /** When something changes that nothing tells (the end of a wrap-up), or null. */
  nextDue(now: number): number | null
}

/** Clocks that are as near are the same: how long an answer was on its way is in it. */
const SAME_CLOCK_MS = 1_000

type Told = { agents: Map<string, Agent>; calls: Map<string, Call>; queues: Map<string, Queue> }

export function createPicture(site: FreeswitchSite, ownPrefix: string): Picture {
  let tables = emptyTables(site, ownPrefix)
  let offsetMs = 0
  let hasTold = false
  let told: Told = { agents: new Map(), calls: new Map(), queues: new Map() }

  const pbxTime = (now: number): number => now - offsetMs
  const ours = (at: number): number => Math.max(0, at + offsetMs)
  const oursOrNot = (at: number | null): number | null => at && ours(at)
  const rows = (at: number): Told => {
    hasTold = true
    const now = pbxTime(at)
    const byCall = legsByCall(tables)
    const calls = new Map<string, Call>()
    for (const [id, legs] of byCall) {
      const call = callRow(tables, id, legs)
      if (call) calls.set(id, { ...call, startedAt: ours(call.startedAt), answeredAt: oursOrNot(call.answeredAt) })
    }
    for (const id of tables.calls.keys()) if (!byCall.has(id)) tables.calls.delete(id)
    const agents = new Map<string, Agent>()
    const legs = legsByPerson(tables, byCall)
    for (const id of agentIdsOf(tables)) {
      const agent = agentRow(tables, id, { legs: legs.get(id) ?? [], calls }, now)
      agents.set(id, { ...agent, since: ours(agent.since) })
    }
    const queues = new Map<string, Queue>()
    for (const queue of queueRows(tables, agents))
      queues.set(queue.id, { ...queue, oldestWaitSince: oursOrNot(queue.oldestWaitSince) })
    return { agents, calls, queues }
  }

  return {
    apply(events, at) {
      for (const event of events) applyEvent(tables, event, pbxTime(at))
    },
    adopt: (next) => {
      tables = next
    },
    tables: () => tables,
    pbxTime,
    clockSeen(seenMs) {
      if (Math.abs(seenMs - offsetMs) <= SAME_CLOCK_MS) return
      // Before the first picture nothing was told by the old one.
      if (hasTold) moveClock(tables, offsetMs - seenMs)
      offsetMs = seenMs
    },
    patch(now) {
      const next = kept(told, rows(now))
      const patch = patchOf(told, next)
      told = next
      return patch
    },
    whole(now) {
      told = kept(told, rows(now))
      return {
        agents: Object.fromEntries(told.agents),
        calls: Object.fromEntries(told.calls),
        queues: Object.fromEntries(told.queues),
      }
    },
    view: () => viewOf(tables),
    leg: (id) => tables.legs.get(id) ?? null,
    nextDue: (now) => oursOrNot(nextDue(tables, pbxTime(now))),
  }
}

function legsByPerson(tables: Tables, calls: ReadonlyMap<string, readonly Leg[]>): ReadonlyMap<string, readonly Leg[]> {
  const all = new Map<string, Leg[]>()
  for (const legs of calls.values())
    for (const leg of legs) {
      const person = personOn(tables, leg)
      if (person !== null) all.set(person, [...(all.get(person) ?? []), leg])
    }
  return all
}

/** A row that says the same stays the same object, so that nobody looks at it again. */
function kept(before: Told, next: Told): Told {
  const same = <T>(old: ReadonlyMap<string, T>, fresh: Map<string, T>): Map<string, T> => {
    for (const [id, row] of fresh) {
      const was = old.get(id)
      if (was !== undefined && JSON.stringify(was) === JSON.stringify(row)) fresh.set(id, was)
    }
    return fresh
  }
  return {
    agents: same(before.agents, next.agents),
    calls: same(before.calls, next.calls),
    queues: same(before.queues, next.queues),
  }
}

function patchOf(before: Told, next: Told): FloorPatch | null {
  const change = <T>(old: ReadonlyMap<string, T>, fresh: ReadonlyMap<string, T>) => ({
    set: [...fresh].filter(([id, row]) => old.get(id) !== row).map(([, row]) => row),
    gone: [...old.keys()].filter((id) => !fresh.has(id)),
  })
  const patch = {
    agents: change(before.agents, next.agents),
    calls: change(before.calls, next.calls),
    queues: change(before.queues, next.queues),
  }
  return Object.values(patch).some(({ set, gone }) => set.length + gone.length > 0) ? asPatch(patch) : null
}

/** Tables in which nothing has changed are left out. */
function asPatch({ agents, calls, queues }: Required<FloorPatch>): FloorPatch {
  const isFull = ({ set = [], gone = [] }: { set?: unknown[] | undefined; gone?: unknown[] | undefined }) =>
    set.length + gone.length > 0
  return {
    ...(isFull(agents ?? {}) && { agents }),
    ...(isFull(calls ?? {}) && { calls }),
    ...(isFull(queues ?? {}) && { queues }),
  }
}
