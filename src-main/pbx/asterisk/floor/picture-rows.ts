// The picture read as rows of the floor: an agent, a call, a queue.
import type { Agent, Call, CallState, Party, Presence, Queue } from '#contract/floor.ts'
import { type Channel, hears, isAgent, type Tables, wrapUntil } from './picture-tables.ts'

/** The call of this Linkedid, or null while it is none: one phone alone that waits in no queue. */
export function callRow(tables: Tables, linkedId: string): Call | null {
  const sides = sidesOf(tables, linkedId)
  if (!sides) return null
  const { from, to } = sides
  const queueId = from.queue ?? to?.queue ?? null
  const state = stateOf(tables, from, to)
  if (state === null) return null
  const toAgent = to && isAgent(tables, to.endpoint) ? to.endpoint : null
  const fromAgent = isAgent(tables, from.endpoint) ? from.endpoint : null
  return {
    id: linkedId,
    from: party(tables, from),
    to: to ? party(tables, to) : { name: null, number: queueId ?? from.exten, onNet: true, agentId: null },
    agentId: toAgent ?? fromAgent,
    queueId,
    state,
    startedAt: from.startedAt,
    answeredAt:
      state === 'talking' || state === 'held' ? Math.max(from.bridgedAt ?? 0, to?.bridgedAt ?? 0) || null : null,
    monitors: [...tables.spies.values()]
      .filter((spy) => hears(spy, from) || (to !== null && hears(spy, to)))
      .map(({ supervisor, mode }) => ({ supervisor, mode })),
  }
}

/** Who dialled, and whom they talk to: the newest channel that is up, else the newest that rings. */
export function sidesOf(tables: Tables, linkedId: string): { from: Channel; to: Channel | null } | null {
  const channels = [...(tables.groups.get(linkedId) ?? [])].sort((one, two) => one.order - two.order)
  const from = channels.find((channel) => channel.id === linkedId) ?? channels[0]
  if (!from) return null
  const others = channels.filter((channel) => channel !== from)
  const to =
    others.findLast((channel) => channel.bridge !== null) ?? others.findLast((channel) => channel.up) ?? others.at(-1)
  return { from, to: to ?? null }
}

function stateOf(tables: Tables, from: Channel, to: Channel | null): CallState | null {
  const waits = from.queue !== null && (tables.queues.get(from.queue)?.has(from.id) ?? false)
  if (to === null) return waits ? 'waiting' : null
  // Between two bridges of a transfer nobody is in one for a moment; before the first, the call is not answered yet.
  if (from.bridgedAt === null || to.bridgedAt === null) return 'ringing'
  return from.held || to.held ? 'held' : 'talking'
}

function party(tables: Tables, channel: Channel): Party {
  const agent = isAgent(tables, channel.endpoint)
  const name = (agent ? tables.members.get(channel.endpoint)?.name : null) ?? channel.callerName
  const onNet = isOnNet(tables, channel)
  return {
    name,
    number: agent || (onNet && isExtension(channel.endpoint)) ? channel.endpoint : (channel.number ?? ''),
    onNet,
    agentId: agent ? channel.endpoint : null,
  }
}

/**
 * Such an endpoint is named by its own number. The caller ID tells less: a callee without one inherits the number that was
 * dialled (a queue's), and a caller may show the company's.
 */
const isExtension = (endpoint: string): boolean => /^\d{2,8}$/.test(endpoint)

function isOnNet(tables: Tables, channel: Channel): boolean {
  const { trunks } = tables.rules
  if (isAgent(tables, channel.endpoint)) return true
  if (trunks.endpoints.includes(channel.endpoint) || trunks.contexts.includes(channel.context)) return false
  // Where the site names no trunk: a phone of this PBX calls under its own name, a trunk under its callers'.
  return trunks.endpoints.length + trunks.contexts.length > 0 || channel.number === channel.endpoint
}

export function agentRow(
  tables: Tables,
  calls: Readonly<Record<string, Call>>,
  before: Agent | undefined,
  id: string,
  now: number,
): Agent | null {
  if (!isAgent(tables, id)) return null
  const member = tables.members.get(id)
  const channels = [...tables.channels.values()].filter((channel) => channel.endpoint === id)
  const talking = channels.findLast((channel) => channel.bridge !== null && calls[channel.linkedId]) ?? channels.at(-1)
  const callId = talking && calls[talking.linkedId] ? talking.linkedId : null
  const presence = presenceOf(tables, id, channels, now)
  const same = before !== undefined && JSON.stringify(before.presence) === JSON.stringify(presence)
  return {
    id,
    name: member?.name ?? before?.name ?? channels.at(-1)?.callerName ?? id,
    extension: id,
    presence,
    since: same ? before.since : now,
    queues: [...(member?.queues.keys() ?? [])].sort(),
    callId,
    callsToday: member ? [...member.queues.values()].reduce((sum, { taken }) => sum + taken, 0) : null,
  }
}

function presenceOf(tables: Tables, id: string, channels: readonly Channel[], now: number): Presence {
  const memberships = [...(tables.members.get(id)?.queues.values() ?? [])]
  const state = tables.devices.get(id)?.state ?? byStatus[memberships[0]?.status ?? 0] ?? 'UNKNOWN'
  if (channels.some((channel) => channel.up)) return { kind: 'onCall' }
  if (channels.length > 0) return { kind: state === 'INUSE' || state === 'BUSY' ? 'onCall' : 'ringing' }
  const paused = memberships.find((membership) => membership.paused)
  if (tables.members.has(id) && memberships.length === 0 && !named(tables, id)) return { kind: 'loggedOut' }
  if (state === 'UNAVAILABLE' || state === 'INVALID') return { kind: 'unregistered' }
  if (paused) return { kind: 'paused', reason: paused.reason }
  if (wrapUntil(tables, id) > now) return { kind: 'wrapUp' }
  return { kind: 'available' }
}

const named = (tables: Tables, id: string): boolean =>
  tables.rules.extensions === 'all' || tables.rules.extensions.includes(id)

/** AST_DEVICE_* numbers of queue members, in the words of DeviceStateChange. */
const byStatus = ['UNKNOWN', 'NOT_INUSE', 'INUSE', 'BUSY', 'INVALID', 'UNAVAILABLE', 'RINGING', 'RINGINUSE', 'ONHOLD']

export function queueRow(tables: Tables, agents: Readonly<Record<string, Agent>>, name: string): Queue | null {
  const waiting = tables.queues.get(name)
  if (!waiting) return null
  const since = [...waiting.values()]
  return {
    id: name,
    name,
    extension: name,
    waiting: since.length,
    oldestWaitSince: since.length === 0 ? null : Math.max(0, Math.min(...since)),
    inService: tables.serving.get(name)?.size ?? 0,
    agentsAvailable: Object.values(agents).filter((agent) => isFree(tables, agent, name)).length,
    ...countsOf(tables, name),
  }
}

/** A pause may hold for one queue alone; the presence tells of any. */
function isFree(tables: Tables, agent: Agent, queue: string): boolean {
  const membership = tables.members.get(agent.id)?.queues.get(queue)
  if (!membership || membership.paused) return false
  return agent.presence.kind === 'available' || agent.presence.kind === 'paused'
}

/** A call is answered when an agent takes it, the PBX counts it when it is over. */
function countsOf(tables: Tables, name: string) {
  const counts = tables.counts.get(name)
  if (!counts) return {}
  const { completed, within, abandoned, serviceWithinS } = counts
  return {
    answeredToday: completed + (tables.serving.get(name)?.size ?? 0),
    abandonedToday: abandoned,
    serviceLevel: completed > 0 && serviceWithinS > 0 ? Math.min(1, within / completed) : null,
    serviceWithinS: serviceWithinS > 0 ? serviceWithinS : null,
  }
}
