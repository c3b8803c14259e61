// What is known of the Asterisk: channels, members, devices and queues, moved by AMI events and read as the floor. No effects in here.

import type { Call, Floor, FloorPatch } from '#contract/floor.ts'
import type { AmiMessage } from '../wire/ami-codec.ts'
import { applyEvent } from './picture-events.ts'
import { agentRow, callRow, queueRow } from './picture-rows.ts'
import {
  agentOf,
  type Channel,
  emptyTables,
  membershipsOf,
  type PictureRules,
  peopleNow,
  type Tables,
} from './picture-tables.ts'

export type Picture = {
  readonly tables: Tables
  apply(event: AmiMessage, now: number): void
  /** What changed since the last patch, or null. */
  takePatch(now: number): FloorPatch | null
  floor(): Floor
  /** When the next presence changes by time alone (end of a wrap-up), or null. */
  nextDue(): number | null
}

export function createPicture(rules: PictureRules, clockOffsetMs: number): Picture {
  const tables = emptyTables(rules, clockOffsetMs)
  const rows: { agents: Floor['agents']; calls: Floor['calls']; queues: Floor['queues'] } = {
    agents: {},
    calls: {},
    queues: {},
  }

  const touch = <K extends 'agents' | 'calls' | 'queues'>(kind: K, row: (id: string) => Floor[K][string] | null) => {
    const table = rows[kind] as Record<string, Floor[K][string]>
    const set: Floor[K][string][] = []
    const gone: string[] = []
    for (const id of tables.dirty[kind]) {
      const next = row(id)
      const before = table[id]
      if (next === null) {
        if (before !== undefined) gone.push(id)
        delete table[id]
      } else if (before === undefined || JSON.stringify(before) !== JSON.stringify(next)) {
        table[id] = next
        set.push(next)
      }
    }
    tables.dirty[kind].clear()
    return set.length + gone.length > 0 ? { set, gone } : undefined
  }

  return {
    tables,
    apply: (event, now) => applyEvent(tables, event, now),
    floor: () => ({ agents: { ...rows.agents }, calls: { ...rows.calls }, queues: { ...rows.queues } }),
    nextDue: () => {
      const moments = [...tables.due.calls.values(), ...tables.due.agents.values()]
      return moments.length === 0 ? null : Math.min(...moments)
    },
    takePatch(now) {
      tables.now = now
      const people = peopleNow(tables)
      lookAgain(tables, 'calls')
      const timed = lookAgain(tables, 'agents')
      const calls = touch('calls', (id) => callRow(tables, id))
      const channels = tables.dirty.agents.size > 0 ? byAgent(tables) : new Map<string, Channel[]>()
      const agents = touch('agents', (id) => agentRow(tables, rows.calls, rows.agents[id], id, channels.get(id) ?? []))
      for (const call of calls?.set ?? []) serve(tables, call.id, call)
      for (const id of calls?.gone ?? []) serve(tables, id, null)
      for (const id of [...(agents?.set.map((agent) => agent.id) ?? []), ...(agents?.gone ?? []), ...timed]) {
        const person = people.byId.get(id)
        for (const { queue } of person ? membershipsOf(person) : []) tables.dirty.queues.add(queue)
      }
      const queues = touch('queues', (id) => queueRow(tables, rows.agents, id))
      if (!calls && !agents && !queues) return null
      return { ...(calls ? { calls } : {}), ...(agents ? { agents } : {}), ...(queues ? { queues } : {}) }
    },
  }
}

/** What is due by now is read again although nothing was told of it. */
function lookAgain({ due, dirty, now }: Tables, kind: 'calls' | 'agents'): readonly string[] {
  const found = [...due[kind]].flatMap(([id, at]) => (at <= now ? [id] : []))
  for (const id of found) {
    due[kind].delete(id)
    dirty[kind].add(id)
  }
  return found
}

function byAgent(tables: Tables): ReadonlyMap<string, Channel[]> {
  const found = new Map<string, Channel[]>()
  for (const channel of tables.channels.values()) {
    const id = agentOf(tables, channel)
    if (id !== null) found.set(id, [...(found.get(id) ?? []), channel])
  }
  return found
}

const isCounted = ({ groups }: Tables, { id, queueId }: Call): boolean =>
  queueId !== null && [...(groups.get(id) ?? [])].some(({ countedBy }) => countedBy === queueId)

/** Keeps which queue's calls an agent talks on; a queue that gains or loses one is to be told anew. */
function serve(tables: Tables, callId: string, call: Call | null): void {
  const isServed = call !== null && (call.state === 'talking' || call.state === 'held') && !isCounted(tables, call)
  const queue = isServed ? call.queueId : null
  for (const [name, calls] of tables.serving) if (name !== queue && calls.delete(callId)) tables.dirty.queues.add(name)
  if (queue === null) return
  const calls = tables.serving.get(queue) ?? new Set()
  if (calls.has(callId)) return
  tables.serving.set(queue, calls.add(callId))
  tables.dirty.queues.add(queue)
}
