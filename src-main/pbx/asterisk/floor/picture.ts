// What is known of the Asterisk: channels, members, devices and queues, moved by AMI events and read as the floor. No effects in here.

import type { Call, Floor, FloorPatch } from '#contract/floor.ts'
import type { AmiMessage } from '../wire/ami-codec.ts'
import { servesNoMore } from './picture-counts.ts'
import { applyEvent } from './picture-events.ts'
import { agentOf, channelsOfAgent, markCall, membershipsOf, peopleNow } from './picture-owners.ts'
import { agentRow, callRow, queueRow } from './picture-rows.ts'
import { emptyTables, type PictureRules, type Tables } from './picture-tables.ts'

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
      const moments = [...tables.due.channels.values(), ...tables.due.agents.values(), ...tables.due.queues.values()]
      return moments.length === 0 ? null : Math.min(...moments)
    },
    takePatch(now) {
      tables.now = now
      const people = peopleNow(tables)
      for (const channel of takeDue(tables.due.channels, now))
        if (tables.channels.get(channel.id) === channel) markCall(tables, channel)
      for (const id of takeDue(tables.due.agents, now)) tables.dirty.agents.add(id)
      for (const id of takeDue(tables.due.queues, now)) tables.dirty.queues.add(id)
      const calls = touch('calls', (id) => callRow(tables, id))
      for (const id of [...(calls?.set.map((call) => call.id) ?? []), ...(calls?.gone ?? [])]) markAgents(tables, id)
      const agents = touch('agents', (id) =>
        agentRow(tables, rows.calls, rows.agents[id], id, channelsOfAgent(tables, id)),
      )
      for (const call of calls?.set ?? []) serve(tables, call.id, call)
      for (const id of calls?.gone ?? []) serve(tables, id, null)
      for (const id of [...(agents?.set.map((agent) => agent.id) ?? []), ...(agents?.gone ?? [])]) {
        const person = people.byId.get(id)
        for (const { queue } of person ? membershipsOf(person) : []) tables.dirty.queues.add(queue)
      }
      const queues = touch('queues', (id) => queueRow(tables, rows.agents, id))
      if (!calls && !agents && !queues) return null
      return { ...(calls ? { calls } : {}), ...(agents ? { agents } : {}), ...(queues ? { queues } : {}) }
    },
  }
}

/** That it is a call at all is said by its row. */
function markAgents(tables: Tables, callId: string): void {
  for (const channel of tables.groups.get(callId) ?? []) {
    const agent = agentOf(tables, channel)
    if (agent !== null) tables.dirty.agents.add(agent)
  }
}

/** What is due by now is read again although nothing was told of it. */
function takeDue<K>(due: Map<K, number>, now: number): readonly K[] {
  const found = [...due].flatMap(([key, at]) => (at <= now ? [key] : []))
  for (const key of found) due.delete(key)
  return found
}

const isCounted = ({ groups }: Tables, { id, queueId }: Call): boolean =>
  queueId !== null && [...(groups.get(id) ?? [])].some(({ countedBy }) => countedBy === queueId)

/** Keeps which queue's calls an agent talks on; a queue that gains or loses one is to be told anew. */
function serve(tables: Tables, callId: string, call: Call | null): void {
  const isServed = call !== null && (call.state === 'talking' || call.state === 'held') && !isCounted(tables, call)
  const queue = isServed ? call.queueId : null
  const before = tables.servedBy.get(callId) ?? null
  if (before === queue) return
  if (before !== null) servesNoMore(tables, before, callId)
  if (queue === null) return
  tables.servedBy.set(callId, queue)
  tables.serving.set(queue, (tables.serving.get(queue) ?? new Set()).add(callId))
  tables.dirty.queues.add(queue)
}
