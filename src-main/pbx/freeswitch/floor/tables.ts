// What is known of the PBX: legs, members of queues, agents, queues, registrations. Only the events and the rounds change it.
import type { FreeswitchSite } from '#contract/settings.ts'

export type Leg = {
  readonly id: string
  name: string // Channel-Name
  direction: 'inbound' | 'outbound'
  presence: string // EXTENSION@domain: right for both directions, where the name is not
  callUuid: string // of the first leg of its call
  /** DOWN DIALING RINGING EARLY ACTIVE HELD RING_WAIT UNHELD HANGUP */
  callState: string
  /** CS_HIBERNATE: its sound does not pass here. */
  state: string
  createdAt: number // epoch ms
  answeredAt: number | null
  cidName: string
  cidNumber: string
  calleeName: string
  calleeNumber: string
  dialled: string
  context: string
  tenant: string // variable_domain_name
  gateway: string | null
  /** Of a loopback leg (mod_loopback: a call sent back into the dialplan): its other end. Nobody sits at either. */
  loop: string | null
  /** The leg it is bridged with. */
  peer: string | null
  app: string
  appData: string
  conference: string | null
  /** Files it is being recorded into, as far as the console was there when it began. */
  readonly recordings: Set<string>
  /** Of a phone rung by an enterprise originate (`:_:`), which is a call of its own until it talks: the leg that dials. */
  dialler: string | null
  /** `agent`: by the module's name, of a leg that it dialled. */
  cc: { readonly side: string; readonly queue: string; readonly session: string; readonly agent: string } | null
  /** Somebody's monitor, not a call. */
  isSpy: boolean
  /** Of a spy: the digit that stands for its mode; null: not known. */
  digit: string | null
}

export type Member = {
  readonly id: string
  readonly queue: string
  readonly session: string // the caller's leg; '' once that is gone
  readonly joinedAt: number
  state: string // Waiting Trying Answered Abandoned
}

export type CcAgent = {
  readonly name: string
  /** Null: it is rung by something that is no extension of ours. */
  readonly extension: string | null
  /** The number outside that it is rung at instead. */
  readonly outside: string | null
  /** Of one whose phone is in a call all day (`uuid-standby`): that leg. */
  readonly standby: string | null
  status: string // by people: Logged Out, Available, Available (On Demand), On Break
  state: string // by the module: Waiting, Receiving, In a queue call, Idle, Reserved
  wrapUpS: number
  lastBridgeEnd: number // epoch ms; 0: never
  statusSince: number
  answered: number
}

export type CcQueue = { readonly name: string; answered: number; abandoned: number }
export type Registration = { readonly user: string; readonly contact: string }

export type Tables = {
  readonly site: FreeswitchSite
  readonly ownPrefix: string
  readonly legs: Map<string, Leg>
  readonly members: Map<string, Member>
  readonly agents: Map<string, CcAgent> // by the module's name
  readonly queues: Map<string, CcQueue>
  readonly tiers: Map<string, Set<string>> // queue -> names of agents
  readonly registrations: Map<string, Registration> // by token (the Call-ID of REGISTER)
  /** When a call began, and when somebody first talked in it. */
  readonly calls: Map<string, { startedAt: number; answeredAt: number | null }>
  /** Ended a moment ago: what is still told of them brings nothing back. */
  readonly ended: Set<string>
  /** Since when each agent's presence is what it is, where nothing else tells. */
  readonly seen: Map<string, { readonly kind: string; readonly since: number }>
}

export const emptyTables = (site: FreeswitchSite, ownPrefix: string): Tables => ({
  site,
  ownPrefix,
  legs: new Map(),
  members: new Map(),
  agents: new Map(),
  queues: new Map(),
  tiers: new Map(),
  registrations: new Map(),
  calls: new Map(),
  ended: new Set(),
  seen: new Map(),
})

const ENDED_KEPT = 4000

export function remember({ ended }: Tables, id: string): void {
  ended.add(id)
  if (ended.size <= ENDED_KEPT) return
  const [oldest] = ended
  if (oldest !== undefined) ended.delete(oldest)
}

/** The agent's leg of a queue's call belongs to the caller's call before it is bridged. */
export function callIdOf({ conference, cc, callUuid, dialler, peer }: Leg): string {
  if (conference !== null) return `conference-${conference}`
  if (dialler !== null && peer === null) return dialler
  return cc?.side === 'agent' && cc.session !== '' ? cc.session : callUuid
}

/** The extension of a phone of this site's domain; null: outside, or another tenant's. */
export function extensionOf({ site }: Tables, presence: string): string | null {
  const at = presence.lastIndexOf('@')
  return at > 0 && isDomain(site, presence.slice(at + 1)) ? presence.slice(0, at) : null
}

/** Names of hosts have no case (RFC 3261, 19.1.4): the directory, a phone and the site file may each write one. */
export const isDomain = ({ domain }: FreeswitchSite, text: string): boolean =>
  text.toLowerCase() === domain.toLowerCase()

/** Null: the dial string leads to no extension of this domain. Without a domain it is that of the PBX, which a server of tenants has not. */
export function extensionIn(site: FreeswitchSite, contact: string): string | null {
  const [, extension, at] = /^(?:\[[^\]]*\]|\{[^}]*\})*user\/([^@\s,|]+)(?:@([^\s,|]+))?$/.exec(contact) ?? []
  if (extension === undefined) return null
  const isOurs = at === undefined ? site.system === 'freeswitch' : isDomain(site, at)
  return isOurs ? extension : null
}

/** Tenants of one server never see each other's. */
export const isOwnQueue = ({ system, domain }: FreeswitchSite, queue: string): boolean =>
  system === 'freeswitch' || queue.toLowerCase().endsWith(`@${domain.toLowerCase()}`)

export function isOwnLeg(tables: Tables, leg: Leg): boolean {
  const { site } = tables
  if (extensionOf(tables, leg.presence) !== null) return true
  if (leg.cc && isOwnQueue(site, leg.cc.queue)) return true
  return site.system === 'freeswitch' || isDomain(site, leg.context) || isDomain(site, leg.tenant)
}

/** What a leg executes that hears another's call without being a part of it (mod_dptools.c, mod_spy.c). */
export const isSpyApp = (app: string): boolean => /^(eavesdrop|userspy|three_way)$/.test(app)

export const isGone = (leg: Leg): boolean => leg.callState === 'HANGUP'

/** Who it talks with, as far as that leg is there. */
export function peerOf({ legs }: Tables, leg: Leg): Leg | null {
  const peer = leg.peer === null ? undefined : legs.get(leg.peer)
  return peer && peer.peer === leg.id ? peer : null
}

/** Who it talks with in the end, past loopbacks. */
export function personAcross(tables: Tables, leg: Leg): Leg | null {
  let peer = peerOf(tables, leg)
  for (let loops = 0; peer?.loop && loops < MOST_LOOPS; loops++) {
    const end = tables.legs.get(peer.loop)
    peer = end ? peerOf(tables, end) : null
  }
  return peer
}

/** Follow me within a ring group within a forwarding is three. */
const MOST_LOOPS = 8

export const isLoop = ({ name, loop }: Leg): boolean => loop !== null || name.startsWith('loopback/')

/** The PBX's clock was set: what was told before is reckoned by the new one. */
export function moveClock({ legs, calls, members, agents, seen }: Tables, byMs: number): void {
  const moved = (at: number | null): number | null => at && at + byMs
  for (const leg of legs.values())
    Object.assign(leg, { createdAt: leg.createdAt + byMs, answeredAt: moved(leg.answeredAt) })
  for (const call of calls.values())
    Object.assign(call, { startedAt: call.startedAt + byMs, answeredAt: moved(call.answeredAt) })
  for (const [id, member] of members) members.set(id, { ...member, joinedAt: member.joinedAt + byMs })
  for (const agent of agents.values())
    Object.assign(agent, { lastBridgeEnd: moved(agent.lastBridgeEnd), statusSince: moved(agent.statusSince) })
  for (const [id, one] of seen) seen.set(id, { ...one, since: one.since + byMs })
}

export function unbridge({ legs }: Tables, leg: Leg): void {
  const peer = leg.peer === null ? undefined : legs.get(leg.peer)
  if (peer?.peer === leg.id) peer.peer = null
  leg.peer = null
}
