// The tables of the picture: what AMI said of channels, members, devices, queues and spies.
import type { AsteriskSite } from '#contract/site-asterisk.ts'

export type Channel = {
  readonly id: string // Uniqueid
  name: string // PJSIP/1001-0000002a
  endpoint: string // 1001
  linkedId: string // of its call, see picture-groups.ts
  up: boolean
  number: string | null
  callerName: string | null
  readonly context: string // where it began
  exten: string
  bridge: string | null
  bridgedAt: number | null // epoch ms on our clock
  held: boolean
  readonly startedAt: number
  queue: string | null // the queue it came through, or waits in
  /** A blind transfer sent it on, and nobody has answered it yet. */
  isAwaited: boolean
  /** Uniqueid of the channel that takes this one's place in its bridge, by a transfer. */
  heir: string | null
  readonly order: number // order of appearance
}

export type Membership = {
  queue: string
  status: number
  paused: boolean
  reason: string | null
  wrapUntil: number
  taken: number // calls, by the PBX's own count
}
export type Member = { readonly id: string; name: string | null; readonly queues: Map<string, Membership> }

/** What the PBX counts of a queue since its statistics were last reset; moved by events between two lists. */
export type QueueCounts = {
  completed: number // calls an agent took that are over
  within: number // of those, answered within `serviceWithinS`
  abandoned: number
  serviceWithinS: number
}

/** A supervisor's own channel that spies on a channel, as far as AMI shows it. */
export type Spy = {
  readonly spyer: string // its name
  readonly spyee: string // Uniqueid or name of the channel it hears, or how that name begins
  readonly supervisor: string
  readonly mode: string
}

export const hears = ({ spyee }: Spy, { id, name }: Channel): boolean =>
  spyee === id || spyee === name || name.startsWith(`${spyee}-`)

export type Tables = {
  readonly channels: Map<string, Channel>
  readonly byName: Map<string, Channel>
  readonly groups: Map<string, Set<Channel>> // by call
  readonly joined: Map<string, string> // Linkedid → the call it has become part of
  readonly bridges: Map<string, { readonly members: Set<Channel>; shares: boolean }>
  readonly members: Map<string, Member>
  readonly devices: Map<string, { state: string; since: number }> // by endpoint
  readonly queues: Map<string, Map<string, number>> // waiting channels and since when
  readonly counts: Map<string, QueueCounts> // by queue
  readonly serving: Map<string, Set<string>> // by queue: its calls an agent talks on
  readonly spies: Map<string, Spy> // by name of the spying channel
  readonly dirty: { readonly calls: Set<string>; readonly agents: Set<string>; readonly queues: Set<string> }
  readonly rules: PictureRules
  clockOffsetMs: number // ours minus the PBX's
  order: number
}

export type PictureRules = {
  readonly trunks: AsteriskSite['trunks']
  readonly extensions: AsteriskSite['extensions']
  /** Endpoints that are no agents: the supervisors' lines. */
  readonly lines: readonly string[]
  /** Uniqueids that begin with this are channels of a console, ours or another's. */
  readonly consolePrefix: string
  /** Those of this console. */
  readonly ownPrefix: string
}

export function isAgent(tables: Tables, endpoint: string): boolean {
  const { rules } = tables
  if (tables.members.has(endpoint)) return true
  if (rules.lines.includes(endpoint) || rules.trunks.endpoints.includes(endpoint)) return false
  return rules.extensions === 'all' ? tables.devices.has(endpoint) : rules.extensions.includes(endpoint)
}

export const wrapUntil = (tables: Tables, agentId: string): number =>
  Math.max(0, ...[...(tables.members.get(agentId)?.queues.values() ?? [])].map((membership) => membership.wrapUntil))

export function emptyTables(rules: PictureRules, clockOffsetMs: number): Tables {
  return {
    channels: new Map(),
    byName: new Map(),
    groups: new Map(),
    joined: new Map(),
    bridges: new Map(),
    members: new Map(),
    devices: new Map(),
    queues: new Map(),
    counts: new Map(),
    serving: new Map(),
    spies: new Map(),
    dirty: { calls: new Set(), agents: new Set(), queues: new Set() },
    rules,
    clockOffsetMs,
    order: 0,
  }
}

export const markCall = (tables: Tables, channel: Channel): void => {
  tables.dirty.calls.add(channel.linkedId)
  if (isAgent(tables, channel.endpoint)) tables.dirty.agents.add(channel.endpoint)
}
