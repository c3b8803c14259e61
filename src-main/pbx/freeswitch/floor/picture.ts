// The picture of the floor: tables moved by events, the rows made of them, and the patch of what has changed since it was told.
import type { Agent, Call, Floor, FloorPatch, Queue } from '#contract/floor.ts'
import type { FreeswitchSite } from '#contract/settings.ts'
import type { CallView } from '#main/pbx/kit/spot.ts'
import type { EslEvent } from '../wire/esl-codec.ts'
import { applyEvent } from './events.ts'
import { agentRow, callRow, extensionsOf, legsByCall, nextDue, queueRows } from './rows.ts'
import { emptyTables, extensionOf, type Leg, type Tables } from './tables.ts'
import { viewOf } from './view.ts'

export type Picture = {
  apply(events: readonly EslEvent[], at: number): void
  /** What is listed takes the place of what was told. */
  adopt(tables: Tables): void
  tables(): Tables
  /** Null: nothing has changed. */
  patch(now: number): FloorPatch | null
  whole(now: number): Floor
  view(): CallView
  leg(id: string): Leg | null
  /** When something changes that nothing tells (the end of a wrap-up), or null. */
  nextDue(now: number): number | null
}

type Told = { agents: Map<string, Agent>; calls: Map<string, Call>; queues: Map<string, Queue> }

export function createPicture(site: FreeswitchSite, ownPrefix: string): Picture {
  let tables = emptyTables(site, ownPrefix)
  let told: Told = { agents: new Map(), calls: new Map(), queues: new Map() }

  const rows = (now: number): Told => {
    const byCall = legsByCall(tables)
    const calls = new Map<string, Call>()
    for (const [id, legs] of byCall) {
      const call = callRow(tables, id, legs)
      if (call) calls.set(id, call)
    }
    for (const id of tables.calls.keys()) if (!byCall.has(id)) tables.calls.delete(id)
    const agents = new Map<string, Agent>()
    const legs = legsByExtension(tables, byCall)
    for (const extension of extensionsOf(tables))
      agents.set(extension, agentRow(tables, extension, legs.get(extension) ?? [], now))
    return { agents, calls, queues: new Map(queueRows(tables, agents).map((queue) => [queue.id, queue])) }
  }

  return {
    apply(events, at) {
      for (const event of events) applyEvent(tables, event, at)
    },
    adopt: (next) => {
      tables = next
    },
    tables: () => tables,
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
    nextDue: (now) => nextDue(tables, now),
  }
}

function legsByExtension(
  tables: Tables,
  calls: ReadonlyMap<string, readonly Leg[]>,
): ReadonlyMap<string, readonly Leg[]> {
  const all = new Map<string, Leg[]>()
  for (const legs of calls.values())
    for (const leg of legs) {
      const extension = extensionOf(tables, leg.presence)
      if (extension !== null) all.set(extension, [...(all.get(extension) ?? []), leg])
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
