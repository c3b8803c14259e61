// What is known of the Asterisk: channels, members, devices and queues, moved by AMI events and read as the floor. No effects in here.

import type { Call, Floor, FloorPatch } from '#contract/floor.ts'
import type { AmiMessage } from '../wire/ami-codec.ts'
import { applyEvent } from './picture-events.ts'
import { agentRow, callRow, queueRow } from './picture-rows.ts'
import { emptyTables, type PictureRules, type Tables, wrapUntil } from './picture-tables.ts'

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
  const due = new Map<string, number>()

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
    nextDue: () => (due.size === 0 ? null : Math.min(...due.values())),
    takePatch(now) {
      for (const [id, at] of due)
        if (at <= now) {
          due.delete(id)
          tables.dirty.agents.add(id)
        }
      const calls = touch('calls', (id) => callRow(tables, id))
      const agents = touch('agents', (id) => agentRow(tables, rows.calls, rows.agents[id], id, now))
      for (const call of calls?.set ?? []) serve(tables, call.id, call)
      for (const id of calls?.gone ?? []) serve(tables, id, null)
      for (const id of [...(agents?.set.map((agent) => agent.id) ?? []), ...(agents?.gone ?? [])])
        for (const name of tables.members.get(id)?.queues.keys() ?? []) tables.dirty.queues.add(name)
      const queues = touch('queues', (id) => queueRow(tables, rows.agents, id))
      for (const row of agents?.set ?? []) {
        const until = wrapUntil(tables, row.id)
        if (row.presence.kind === 'wrapUp' && until > now) due.set(row.id, until)
      }
      if (!calls && !agents && !queues) return null
      return { ...(calls ? { calls } : {}), ...(agents ? { agents } : {}), ...(queues ? { queues } : {}) }
    },
  }
}

/** Keeps which queue's calls an agent talks on; a queue that gains or loses one is to be told anew. */
function serve(tables: Tables, callId: string, call: Call | null): void {
  const queue = call && (call.state === 'talking' || call.state === 'held') ? call.queueId : null
  for (const [name, calls] of tables.serving) if (name !== queue && calls.delete(callId)) tables.dirty.queues.add(name)
  if (queue === null) return
  const calls = tables.serving.get(queue) ?? new Set()
  if (calls.has(callId)) return
  tables.serving.set(queue, calls.add(callId))
  tables.dirty.queues.add(queue)
}
