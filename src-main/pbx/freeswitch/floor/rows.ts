// The tables as the console knows a floor: agents, calls and queues in the contract's words. Pure.
import type { Agent, Call, Party, Presence, Queue } from '#contract/floor.ts'
import type { Mode } from '#contract/monitor.ts'
import { readable } from '#main/pbx/kit/readable.ts'
import { isWithheld } from '#main/pbx/kit/withheld.ts'
import { modeOfDigit } from '../wire/digits.ts'
import { ccAgentsOf, idleSeats, idOf, personOn } from './cc-agents.ts'
import {
  type CcAgent,
  callIdOf,
  extensionOf,
  isGone,
  isLoop,
  isOwnLeg,
  isOwnQueue,
  isSpyApp,
  type Leg,
  personAcross,
  type Tables,
} from './tables.ts'

/** Legs of each call, spies left out: the leg a monitor hangs on is nobody's call. */
export function legsByCall(tables: Tables): ReadonlyMap<string, readonly Leg[]> {
  const calls = new Map<string, Leg[]>()
  const idle = idleSeats(tables)
  for (const leg of tables.legs.values()) {
    if (leg.isSpy || isGone(leg) || idle.has(leg)) continue
    const id = callIdOf(leg)
    const legs = calls.get(id)
    if (legs) legs.push(leg)
    else calls.set(id, [leg])
  }
  return calls
}

/** Null: of another tenant, or none: somebody alone with a machine, as in a voicemail. */
export function callRow(tables: Tables, id: string, legs: readonly Leg[]): Call | null {
  if (legs.length === 0 || !legs.some((leg) => isOwnLeg(tables, leg))) return null
  const first = legs.find((leg) => leg.id === id) ?? legs.find((leg) => leg.cc?.side !== 'agent') ?? legs[0]
  if (!first) return null
  const member = [...tables.members.values()].find(({ session, state }) => session === first.id && state !== 'Answered')
  const peer = personAcross(tables, first)
  const others = legs.filter((leg) => leg !== first && leg !== peer && !isLoop(leg))
  const alone = others.filter((leg) => leg.peer === null)
  // Whoever must press a key to take the call has answered already (group_confirm_key).
  const reached = alone.find((leg) => leg.answeredAt === null) ?? alone[0]
  const inRoom = first.conference !== null
  const second = peer ?? (inRoom ? others[0] : reached) ?? null
  const queue = member?.queue ?? first.cc?.queue ?? second?.cc?.queue ?? null
  const times = tables.calls.get(id)
  const look = { first, second, peer, isReached: reached !== undefined, isWaiting: member !== undefined, inRoom }
  const state = stateOf(look, times?.answeredAt ?? null)
  if (state === null) return null
  // Nobody calls it but the PBX itself (originate): who is rung is the called one.
  const isRung = second === null && first.direction === 'outbound' && first.answeredAt === null
  const from = isRung ? shownTo(first) : partyOf(tables, first)
  const to = second ? partyOf(tables, second) : isRung ? partyOf(tables, first) : dialled(first, queue)
  const rest = inRoom ? others.slice(peer ? 0 : 1).map((leg) => partyOf(tables, leg)) : []
  return {
    id,
    from,
    to,
    ...(rest.length > 0 && { others: rest }),
    agentId: to.agentId ?? from.agentId ?? rest.find(({ agentId }) => agentId !== null)?.agentId ?? null,
    queueId: queue !== null && tables.queues.has(queue) ? queue : null,
    state,
    startedAt: times?.startedAt ?? first.createdAt,
    answeredAt: times?.answeredAt ?? null,
    monitors: monitorsOf(tables, legs),
    ...(legs.some(({ recordings }) => recordings.size > 0) && { recorded: true as const }),
  }
}

type Look = {
  readonly first: Leg
  readonly second: Leg | null
  readonly peer: Leg | null
  readonly isReached: boolean
  readonly isWaiting: boolean
  readonly inRoom: boolean
}

function stateOf(look: Look, talkedAt: number | null): Call['state'] | null {
  const { first, second, peer, isReached, isWaiting, inRoom } = look
  if (peer) return [first, peer].some(({ callState }) => callState === 'HELD') ? 'held' : 'talking'
  if (inRoom) return second ? 'talking' : null
  if (isReached) return 'ringing'
  if (isWaiting) return 'waiting'
  if (/^(park|valet_park|fifo)$/.test(first.app)) return 'parked'
  return isOnTheWay(first, talkedAt) ? 'ringing' : null
}

/** A caller who is in no call yet, or between two: it is dialled, or sent on. One who was answered and never talked hears a machine. */
const isOnTheWay = ({ answeredAt, callState, app }: Leg, talkedAt: number | null): boolean =>
  answeredAt === null ||
  callState === 'RING_WAIT' ||
  /^(bridge|callcenter)$/.test(app) ||
  (talkedAt !== null && app === '')

/** What the phone that is rung by the PBX itself shows as its caller. */
function shownTo({ id, cidName, cidNumber }: Leg): Party {
  const isHidden = cidNumber === '' || isWithheld(cidNumber)
  const isName = cidName !== cidNumber && !isNoName(cidName)
  return {
    name: isName ? readable(cidName) : null,
    number: isHidden ? '' : readable(cidNumber),
    onNet: false,
    agentId: null,
    ...(isHidden && { withheld: true, leg: id }),
  }
}

/** FreeSWITCH's own words for a leg it has dialled, and for a caller who has no name. */
const isNoName = (text: string): boolean => /^(Outbound Call|Inbound Call)?$/i.test(text) || isWithheld(text)

function partyOf(tables: Tables, leg: Leg): Party {
  const extension = extensionOf(tables, leg.presence)
  const person = personOn(tables, leg)
  // Whoever was dialled is who they were dialled as, also where they are the first of the call: what is shown to them is the other's.
  const isCalled = leg.direction === 'outbound'
  const number = extension ?? (isCalled ? leg.calleeNumber || leg.dialled : leg.cidNumber)
  const told = isCalled ? leg.calleeName : leg.cidName
  const label = person === null ? undefined : tables.site.agents[person]?.name
  const isName = told !== number && !isNoName(told)
  const { gateways, contexts } = tables.site.trunks
  const isOutside = leg.gateway !== null && (gateways.length === 0 || gateways.includes(leg.gateway))
  const name = label ?? (isName ? told : null)
  const isHidden = person === null && (number === '' || isWithheld(number))
  return {
    name: name === null ? null : readable(name),
    number: isHidden ? '' : readable(number),
    onNet: extension !== null && !isOutside && !(leg.direction === 'inbound' && contexts.includes(leg.context)),
    agentId: person !== null && isAgent(tables, person) ? person : null,
    ...(isHidden && { withheld: true, leg: leg.id }),
  }
}

const dialled = (leg: Leg, queue: string | null): Party => ({
  name: null,
  number: readable(queue === null ? leg.dialled : (queue.split('@')[0] ?? queue)),
  onNet: false,
  agentId: null,
})

/** Whoever else hears the call. Its digits are told to everyone; where the beginning was missed, it may be any. */
function monitorsOf(tables: Tables, legs: readonly Leg[]): Call['monitors'] {
  const all: Mode[] = ['listen', 'whisperAgent', 'whisperCaller', 'join']
  return [...tables.legs.values()]
    .filter((spy) => isSpyApp(spy.app) && !spy.id.startsWith(tables.ownPrefix) && legs.some((leg) => hears(spy, leg)))
    .map((spy) => {
      const supervisor = readable(extensionOf(tables, spy.presence) ?? spy.presence)
      const mode = spy.app === 'three_way' ? 'join' : spy.digit === null ? null : modeOfDigit(spy.digit)
      return mode ? { supervisor, mode } : { supervisor, mode: 'listen', may: all }
    })
}

/** `userspy 1001@DOMAIN [uuid]` sits on whatever that user talks on (mod_spy.c). */
const hears = ({ app, appData }: Leg, { id, presence }: Leg): boolean =>
  app === 'userspy' ? presence !== '' && appData.split(' ')[0] === presence : appData === id

/** Whose presence the floor shows: agents of the module, and the phones the site names. */
export function agentIdsOf(tables: Tables): ReadonlySet<string> {
  const { site, agents, registrations } = tables
  const all = new Set([...agents.values()].flatMap((agent) => idOf(tables, agent) ?? []))
  if (site.extensions !== 'all') for (const extension of site.extensions) all.add(extension)
  else
    for (const { user } of registrations.values()) {
      const extension = extensionOf(tables, user)
      if (extension !== null && extension !== site.line?.user) all.add(extension)
    }
  return all
}

function isAgent(tables: Tables, id: string): boolean {
  const { extensions, line } = tables.site
  if (extensions !== 'all' && extensions.includes(id)) return true
  if (ccAgentsOf(tables, id).length > 0) return true
  return extensions === 'all' && id !== line?.user
}

/** `calls`: those that are shown. */
export function agentRow(
  tables: Tables,
  id: string,
  { legs, calls }: { readonly legs: readonly Leg[]; readonly calls: ReadonlyMap<string, Call> },
  now: number,
): Agent {
  const ccs = ccAgentsOf(tables, id)
  const names = new Set(ccs.map(({ name }) => name))
  const { presence, since } = presenceOf(tables, id, mostReady(ccs), legs, now)
  const named = tables.site.agents[id]
  return {
    id,
    name: readable(named?.name ?? ccs.map(({ name }) => nameIn(name)).find((name) => name !== null) ?? id),
    extension: id,
    presence,
    since,
    queues: [...tables.tiers].filter(([, tier]) => [...tier].some((name) => names.has(name))).map(([queue]) => queue),
    callId: callOfAgent(legs, calls),
    ...(named?.team !== undefined && { team: named.team }),
    ...(ccs.length > 0 && { callsToday: ccs.reduce((sum, { answered }) => sum + answered, 0) }),
  }
}

/** `anna.smith@default` says who they are, a number or the uuid of a FusionPBX nothing. */
function nameIn(ccName: string): string | null {
  const [name = ''] = ccName.split('@')
  return /\p{L}/u.test(name) && !/^[0-9a-f]{8}-[0-9a-f-]{27}$/i.test(name) ? name : null
}

/** Of several agents who are one person, the one through whom callers reach them. */
function mostReady(ccs: readonly CcAgent[]): CcAgent | null {
  const is = (status: RegExp) => ccs.find((cc) => status.test(cc.status))
  return is(/^Available/) ?? is(/^On Break$/) ?? ccs[0] ?? null
}

const talking = (legs: readonly Leg[]): Leg | undefined =>
  legs.findLast((leg) => leg.peer !== null || leg.conference !== null) ??
  legs.findLast((leg) => leg.answeredAt !== null)

function callOfAgent(legs: readonly Leg[], calls: ReadonlyMap<string, Call>): string | null {
  const leg = talking(legs) ?? legs.at(-1)
  return leg && calls.has(callIdOf(leg)) ? callIdOf(leg) : null
}

type Told = { readonly presence: Presence; readonly since: number }

function presenceOf(tables: Tables, extension: string, cc: CcAgent | null, legs: readonly Leg[], now: number): Told {
  const { presence, since: told, isExact } = presenceNow(tables, extension, cc, legs, now)
  const before = tables.seen.get(extension)
  const since = isExact
    ? told
    : sinceWhen(before?.kind === presence.kind ? before.since : null, told, before ? now : null)
  tables.seen.set(extension, { kind: presence.kind, since: since ?? now })
  return { presence, since: since ?? now }
}

/** `same`: since when it was seen to be so, where it was before; `returned`: now, where it was something else. */
const sinceWhen = (same: number | null, told: number | null, returned: number | null): number | null =>
  same === null ? (returned ?? told) : Math.max(same, told ?? 0)

/** `since`: as the PBX tells it; null: it does not. `isExact`: nothing the console has seen can be truer. */
type Found = { readonly presence: Presence; readonly since: number | null; readonly isExact: boolean }

const exactly = (presence: Presence, since: number): Found => ({ presence, since, isExact: true })

function presenceNow(tables: Tables, extension: string, cc: CcAgent | null, legs: readonly Leg[], now: number): Found {
  const on = talking(legs)
  if (on) return exactly({ kind: 'onCall' }, on.answeredAt ?? on.createdAt)
  const rung = legs.at(-1)
  // Whoever dials waits for an answer; a phone that is rung rings.
  if (rung) return exactly({ kind: rung.direction === 'outbound' ? 'ringing' : 'onCall' }, rung.createdAt)
  if (cc?.status === 'Logged Out') return exactly({ kind: 'loggedOut' }, cc.statusSince)
  // Nobody registers a number outside.
  if (
    cc?.outside == null &&
    ![...tables.registrations.values()].some(({ user }) => extensionOf(tables, user) === extension)
  )
    return { presence: { kind: 'unregistered' }, since: null, isExact: false }
  if (cc?.status === 'On Break') return exactly({ kind: 'paused', reason: null }, cc.statusSince)
  const wrapUpEnd = cc && cc.lastBridgeEnd > 0 ? cc.lastBridgeEnd + cc.wrapUpS * 1000 : 0
  if (cc && now < wrapUpEnd) return exactly({ kind: 'wrapUp' }, cc.lastBridgeEnd)
  return { presence: { kind: 'available' }, since: Math.max(cc?.statusSince ?? 0, wrapUpEnd) || null, isExact: false }
}

/** When the next agent's wrap-up is over; nothing tells it. */
export function nextDue({ agents }: Tables, now: number): number | null {
  const ends = [...agents.values()].map((cc) => cc.lastBridgeEnd + cc.wrapUpS * 1000).filter((end) => end > now)
  return ends.length === 0 ? null : Math.min(...ends)
}

export function queueRows(tables: Tables, agents: ReadonlyMap<string, Agent>): readonly Queue[] {
  return [...tables.queues.values()]
    .filter(({ name }) => isOwnQueue(tables.site, name))
    .map(({ name, answered, abandoned }) => {
      // The module may keep a member whose call ended long ago.
      const members = [...tables.members.values()].filter(
        ({ queue, session }) => queue === name && tables.legs.has(session),
      )
      const waiting = members.filter(({ state }) => state === 'Waiting' || state === 'Trying')
      // A person may be several agents of the module, and in here by one who is not available.
      const served = [...(tables.tiers.get(name) ?? [])].flatMap((one) => tables.agents.get(one) ?? [])
      const ready = new Set(served.flatMap((cc) => (/^Available/.test(cc.status) ? (idOf(tables, cc) ?? []) : [])))
      return {
        id: name,
        name: readable(tables.site.queues[name] ?? name),
        extension: readable(name.split('@')[0] ?? name),
        waiting: waiting.length,
        oldestWaitSince: waiting.length === 0 ? null : Math.min(...waiting.map(({ joinedAt }) => joinedAt)),
        inService: members.filter(({ state }) => state === 'Answered').length,
        agentsAvailable: [...ready].filter((id) => agents.get(id)?.presence.kind === 'available').length,
        answeredToday: answered,
        abandonedToday: abandoned,
      }
    })
}
