// The tables of the picture: what AMI said of channels, members, devices, queues and spies.
import type { Mode } from '#contract/monitor.ts'
import type { AsteriskSite } from '#contract/site-asterisk.ts'
import { localOf } from '../wire/ami-names.ts'
import type { PbxClock } from '../wire/pbx-clock.ts'
import type { Member, People } from './people.ts'
import type { Roster } from './roster.ts'

export type Channel = {
  readonly id: string // Uniqueid
  name: string // PJSIP/1001-0000002a
  phone: string | null // PJSIP/1001; null: Asterisk's own, one half of a Local pair
  /** The agent it was dialled for, where its phone does not say it: a mobile over a trunk. */
  agentId: string | null
  /** Uniqueid of the channel that dialled it. */
  dialledBy: string | null
  dialledAs: string | null // 1001, PJSIP/1001, 5550100@trunk
  linkedId: string // of its call, see picture-groups.ts
  up: boolean
  number: string | null
  callerName: string | null
  readonly context: string // where it began
  exten: string
  bridge: string | null
  bridgedAt: number | null // epoch ms on our clock
  leftAt: number | null // epoch ms on our clock, since when it is in no bridge any more; null: in one, or never in one
  held: boolean
  /** In a ConfBridge, until somebody marked comes: it hears music, or nothing, and nobody hears it. */
  awaitsMarked: boolean
  recordings: number // of it that were begun and not stopped, as far as they were told
  parked: Parked | null
  /** The agent of a pool who sits in AgentLogin on it (`2001`), or null. */
  seat: string | null
  readonly startedAt: number
  queue: string | null // the queue it came through, or waits in
  queuedAt: number // order in which it joined it
  /** The queue that has counted its call as completed, though it may go on: its agent has handed it on. */
  countedBy: string | null
  /** A blind transfer sent it on, and nobody has answered it yet. */
  isAwaited: boolean
  /** Its phone has transferred the call: it is there until it has hung up, a script perhaps first, and in no conversation. */
  handedOn: boolean
  /** A Local half whom a blind transfer has sent elsewhere: it is the way to its agent no more. */
  isSentOn: boolean
  /** Uniqueid of the channel that takes this one's place in its bridge, by a transfer. */
  heir: string | null
  readonly order: number // order of appearance
}

/** `shares`: whoever is in it is in one conversation; `isLot`: a parking lot. */
export type Bridge = { readonly members: Set<Channel>; shares: boolean; isLot: boolean }

export type Parked = { readonly space: string; readonly by: string } // by: PJSIP/1001

/** What the PBX counts of a queue since its statistics were last reset; moved by events between two lists. */
export type QueueCounts = {
  completed: number // calls an agent took that are over
  within: number // of those, answered within `serviceWithinS`
  abandoned: number
  serviceWithinS: number
}

/** What is known of a queue's own wrap-up time. */
export type WrapUp =
  | { readonly phase: 'set'; readonly seconds: number } // by the site file
  | { readonly phase: 'learned'; readonly seconds: number; readonly at: number }
  /** `wrapping`: ways of those who are, or whose call has just ended; `atLeastS`: as long as somebody was seen to be. */
  | { readonly phase: 'asked'; readonly wrapping: readonly string[]; readonly atLeastS: number }

/** A call that a member took: Uniqueids of its caller and of the member's leg, and how long it had waited. */
export type Connected = {
  readonly caller: string
  readonly leg: string
  readonly heldS: number
  isCounted: boolean
  /** Epoch ms. */
  readonly since: number
  /** The member took another call of this queue in the same second, as near as can be told. */
  readonly isOneOfTwo: boolean
  /** Of the connection before: they may have taken another since, untold. */
  readonly isOld: boolean
}

/** A supervisor's own channel that spies on a channel, as far as AMI shows it. */
export type Spy = {
  readonly spyer: string // its name
  readonly spyee: string // Uniqueid or name of the channel it hears, how that name begins, or its place in the dialplan (`1001@internal`)
  readonly monitor: string // whose: a console makes the next snoop of a monitor before the last one is gone
  readonly supervisor: string
  readonly may: readonly Mode[] // which may be in force; one, where it is told
}

export const hears = ({ spyee }: Spy, { id, name, exten, context }: Channel): boolean =>
  spyee === id || spyee === name || name.startsWith(`${spyee}-`) || spyee === `${exten}@${context}`

/** The same two ways round. */
export type Owned = { readonly byAgent: Map<string, Set<Channel>>; readonly agents: Map<Channel, string> }

export type Tables = PbxClock & {
  readonly channels: Map<string, Channel>
  readonly byName: Map<string, Channel>
  readonly groups: Map<string, Set<Channel>> // by call
  readonly joined: Map<string, string> // Linkedid → the call it has become part of
  readonly bridges: Map<string, Bridge>
  /** Ids of channels that are or were in AgentLogin: as a Linkedid they say nothing. */
  readonly seats: Set<string>
  readonly members: Map<string, Member> // by way
  readonly inQueue: Map<string, Set<Member>> // by queue: its members
  readonly hints: Map<string, readonly string[]> // what each watches, by `1004@ext-local`
  readonly devices: Map<string, { state: string; since: number }> // by `PJSIP/1004`, `Custom:DND1004`
  /** Every phone of the PBX is among them: they were listed. */
  hasAllDevices: boolean
  /** Of members and hints; null: one of them has changed since. */
  people: People | null
  /** Whose channel is whose; null: people or phones have changed since. */
  owned: Owned | null
  readonly listed: Set<string> // agents as they were when `people` was last made
  readonly queues: Map<string, Map<string, number>> // waiting channels and since when
  readonly counts: Map<string, QueueCounts> // by queue
  readonly wrapUps: Map<string, WrapUp> // by queue
  readonly serving: Map<string, Set<string>> // by queue: its calls an agent talks on
  readonly servedBy: Map<string, string> // by call: the queue that serves it
  /** By queue and member: the call they took last. */
  readonly connected: Map<string, Connected>
  readonly spies: Map<string, Spy> // by name of the spying channel
  readonly dirty: { readonly calls: Set<string>; readonly agents: Set<string>; readonly queues: Set<string> }
  readonly rules: PictureRules
  /** Epoch ms at which an agent's last channel went: their device may still say in use for a moment. */
  readonly freedAt: Map<string, number>
  /** What is to be looked at again without an event, and when. */
  readonly due: {
    readonly channels: Map<Channel, number>
    readonly agents: Map<string, number>
    readonly queues: Map<string, number>
  }
  now: number // epoch ms of the event or the look that is under way
  order: number
}

export type PictureRules = {
  readonly trunks: AsteriskSite['trunks']
  readonly extensions: AsteriskSite['extensions']
  /** What the site file says of agents; absent: nothing. */
  readonly roster?: Roster
  /** Endpoints that are no agents: the supervisors' lines. */
  readonly lines: readonly string[]
  /** Uniqueids that begin with this are channels of a console, ours or another's. */
  readonly consolePrefix: string
  /** Those of this console. */
  readonly ownPrefix: string
}

/** A channel that has left its last bridge goes on somewhere within this, or its call is over: a spy may keep it for minutes. */
export const endingMs = 2000

export const hasLeft = (tables: Tables, channel: Channel): boolean =>
  channel.bridge === null &&
  channel.leftAt !== null &&
  !channel.isAwaited &&
  tables.now - channel.leftAt >= endingMs &&
  !waits(tables, channel)

export function otherHalf({ byName }: Tables, { name }: Channel): Channel | undefined {
  const local = name.startsWith('Local/') ? localOf(name) : null
  return local ? byName.get(`${local.pair};${local.half === 1 ? 2 : 1}`) : undefined
}

/** In a queue, and not with an agent yet. */
export const waits = ({ queues }: Tables, { id, queue }: Channel): boolean =>
  queue !== null && (queues.get(queue)?.has(id) ?? false)

export function emptyTables(rules: PictureRules, clockOffsetMs: number): Tables {
  return {
    channels: new Map(),
    byName: new Map(),
    groups: new Map(),
    joined: new Map(),
    bridges: new Map(),
    seats: new Set(),
    members: new Map(),
    inQueue: new Map(),
    hints: new Map(),
    devices: new Map(),
    hasAllDevices: false,
    people: null,
    owned: null,
    listed: new Set(),
    queues: new Map(),
    counts: new Map(),
    wrapUps: new Map(),
    serving: new Map(),
    servedBy: new Map(),
    connected: new Map(),
    spies: new Map(),
    dirty: { calls: new Set(), agents: new Set(), queues: new Set() },
    rules,
    freedAt: new Map(),
    due: { channels: new Map(), agents: new Map(), queues: new Map() },
    now: 0,
    clockOffsetMs,
    clockToldMs: null,
    order: 0,
  }
}
