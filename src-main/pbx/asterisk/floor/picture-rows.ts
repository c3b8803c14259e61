// The picture read as rows of the floor: an agent, a call, a queue.
import { type Agent, type Call, type CallState, type Party, partiesOf, type Queue } from '#contract/floor.ts'
import type { Mode } from '#contract/monitor.ts'
import { isWithheld } from '#main/pbx/kit/withheld.ts'
import { known, nameOfPhone } from '../wire/ami-names.ts'
import { nameOfPerson } from './people.ts'
import { agentOf, isKnownPhone, membershipsOf, ownerOf, personOf } from './picture-owners.ts'
import { presenceOf } from './picture-presence.ts'
import { isIdleInSeat } from './picture-seats.ts'
import { isWaiting, queueOfCall, sidesOf } from './picture-sides.ts'
import { type Channel, hasLeft, hears, type Tables } from './picture-tables.ts'
import { wrapEndOf } from './picture-wrap-ups.ts'

/** The call of this id, or null while it is none: one phone alone that waits in no queue. */
export function callRow(tables: Tables, id: string): Call | null {
  const sides = sidesOf(tables, id)
  if (!sides) return null
  const { from, to, others } = sides
  const queueId = queueOfCall(tables, id)
  const state = stateOf(tables, id, from, to)
  if (state === null) return to === null ? parkedRow(tables, id, from, queueId) : null
  const agents = [to, from, ...others].map((channel) => channel && agentOf(tables, channel))
  return {
    id,
    from: party(tables, from),
    to: to ? party(tables, to) : { name: null, number: queueId ?? from.exten, onNet: true, agentId: null },
    ...(others.length > 0 ? { others: others.map((channel) => party(tables, channel)) } : {}),
    agentId: agents.find((agent) => agent !== null) ?? null,
    queueId,
    state,
    startedAt: from.startedAt,
    answeredAt:
      state === 'talking' || state === 'held' ? Math.max(from.bridgedAt ?? 0, to?.bridgedAt ?? 0) || null : null,
    ...([from, to, ...others].some((channel) => (channel?.recordings ?? 0) > 0) ? { recorded: true } : {}),
    monitors: monitorsOf(tables, [from, ...(to ? [to] : []), ...others]),
  }
}

function monitorsOf(tables: Tables, channels: readonly Channel[]): Call['monitors'] {
  const monitors = new Map<string, { readonly supervisor: string; readonly may: Mode[] }>()
  for (const spy of tables.spies.values()) {
    if (!channels.some((channel) => hears(spy, channel))) continue
    const before = monitors.get(spy.monitor)?.may ?? []
    monitors.set(spy.monitor, { supervisor: spy.supervisor, may: [...new Set([...before, ...spy.may])] })
  }
  return [...monitors.values()].map(({ supervisor, may }) => {
    const [mode] = may
    return mode !== undefined && may.length === 1 ? { supervisor, mode } : { supervisor, mode: 'monitor', may }
  })
}

/** Somebody in a parking lot: where the number is the space in which whoever picks them up will find them. */
function parkedRow(tables: Tables, id: string, from: Channel, queueId: string | null): Call | null {
  if (from.parked === null) return null
  const { space, by } = from.parked
  const agent = personOf(tables, ownerOf(tables, by) ?? '')
  const name = agent && (nameOfPerson(agent) ?? agent.extension)
  return {
    id,
    from: party(tables, from),
    to: { name: null, number: space, onNet: true, agentId: null },
    parkedBy: name ?? known(nameOfPhone(by)),
    agentId: null,
    queueId,
    state: 'parked',
    startedAt: from.startedAt,
    answeredAt: null,
    monitors: monitorsOf(tables, [from]),
  }
}

function stateOf(tables: Tables, call: string, from: Channel, to: Channel | null): CallState | null {
  if (to === null) return isWaiting(tables, call) ? 'waiting' : null
  // Between two bridges of a transfer nobody is in one for a moment; before the first, the call is not answered yet.
  if (from.bridgedAt === null || to.bridgedAt === null) return 'ringing'
  return from.held || to.held ? 'held' : 'talking'
}

function party(tables: Tables, channel: Channel): Party {
  const agentId = agentOf(tables, channel)
  const agent = agentId === null ? null : personOf(tables, agentId)
  const { callerName, number } = channel
  const name = (agent && nameOfPerson(agent)) ?? (isWithheld(callerName) ? null : callerName)
  const onNet = isOnNet(tables, channel)
  const endpoint = channel.phone === null ? null : nameOfPhone(channel.phone)
  const own = agent?.extension ?? (onNet && endpoint !== null && isExtension(endpoint) ? endpoint : null)
  const shownNumber = own ?? (isWithheld(number) ? '' : (number ?? ''))
  const shown = { name, number: shownNumber, onNet, agentId, ...(shownNumber === '' ? { leg: channel.id } : {}) }
  const isHidden = shown.number === '' && name === null && (isWithheld(number) || isWithheld(callerName))
  return isHidden ? { ...shown, withheld: true } : shown
}

/**
 * Such an endpoint is named by its own number. The caller ID tells less: a callee without one inherits the number that was
 * dialled (a queue's), and a caller may show the company's.
 */
const isExtension = (endpoint: string): boolean => /^\d{2,8}$/.test(endpoint)

/**
 * A phone of this house is one of which something says so: a queue, a hint of its own name, the site file, how it calls or is dialled.
 * A trunk that the site file forgot says none of that, and is not taken for one.
 */
function isOnNet(tables: Tables, channel: Channel): boolean {
  const { trunks } = tables.rules
  const { phone, context, number, dialledAs } = channel
  if (phone === null) return false
  // An agent at home is reached over a trunk: theirs is no phone of this house.
  if (isKnownPhone(tables, phone)) return true
  const endpoint = nameOfPhone(phone)
  if (trunks.endpoints.includes(endpoint) || trunks.contexts.includes(context)) return false
  // A phone calls under its own name and is dialled by it alone; over a trunk, a number is.
  return number === endpoint || dialledAs === endpoint || dialledAs === phone
}

/** `channels`: the agent's own. */
export function agentRow(
  tables: Tables,
  calls: Readonly<Record<string, Call>>,
  before: Agent | undefined,
  id: string,
  channels: readonly Channel[],
): Agent | null {
  const person = personOf(tables, id)
  if (!person) return null
  const memberships = membershipsOf(person)
  const present = channels.filter((channel) => !hasLeft(tables, channel) && !isIdleInSeat(tables, channel))
  const callId = shownCall(id, present, calls)
  const { presence, due } = presenceOf(tables, person, present, callId)
  if (due !== null) tables.due.agents.set(id, due)
  const same = before !== undefined && JSON.stringify(before.presence) === JSON.stringify(presence)
  return {
    id,
    name: nameOfPerson(person) ?? before?.name ?? channels.at(-1)?.callerName ?? person.extension,
    extension: person.extension,
    presence,
    since: same ? before.since : tables.now,
    queues: [...new Set(memberships.map(({ queue }) => queue))].sort(),
    callId,
    callsToday: person.members.length > 0 ? memberships.reduce((sum, { taken }) => sum + taken, 0) : null,
    ...(person.team === null ? {} : { team: person.team }),
  }
}

/** Of several, the one they talk on now, before one on hold or in a parking lot; of equals the last. */
function shownCall(agentId: string, present: readonly Channel[], calls: Readonly<Record<string, Call>>): string | null {
  const bridged = present.filter(({ bridge, awaitsMarked }) => bridge !== null && !awaitsMarked)
  const byState = (state: CallState) => bridged.findLast(({ linkedId }) => calls[linkedId]?.state === state)
  const on = byState('talking') ?? byState('held') ?? bridged.findLast(({ linkedId }) => calls[linkedId])
  const shown = (on ?? present.findLast((channel) => !isAside(agentId, channel, calls[channel.linkedId])))?.linkedId
  return shown !== undefined && calls[shown] ? shown : null
}

/** Waits for somebody marked, or has handed its call on to others. */
const isAside = (agentId: string, { awaitsMarked, handedOn, bridge }: Channel, call: Call | undefined): boolean =>
  awaitsMarked ||
  (handedOn && bridge === null && call !== undefined && partiesOf(call).every((party) => party.agentId !== agentId))

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
    agentsAvailable: freeIn(tables, agents, name).size,
    ...countsOf(tables, name),
  }
}

/** A pause and a wrap-up may hold for one queue alone; the presence tells of any. */
function freeIn(tables: Tables, agents: Readonly<Record<string, Agent>>, queue: string): ReadonlySet<string> {
  const free = new Set<string>()
  let due = Number.POSITIVE_INFINITY
  for (const { way, queues } of tables.inQueue.get(queue) ?? []) {
    const membership = queues.get(queue)
    if (membership?.paused !== false) continue
    const id = tables.people?.ofMember(way) ?? ''
    const wrapEnd = wrapEndOf(tables, way, membership)
    if (wrapEnd > tables.now) due = Math.min(due, wrapEnd)
    else if (mayBeFree.has(agents[id]?.presence.kind ?? '')) free.add(id)
  }
  if (Number.isFinite(due)) tables.due.queues.set(queue, due)
  return free
}

const mayBeFree: ReadonlySet<string> = new Set(['available', 'paused', 'wrapUp'])

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
