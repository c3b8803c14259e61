// Where the floor and what the PBX prints differ. Pure, and written without a line of the product's own reading of Asterisk.
import { type Agent, type Call, type Floor, type Party, partiesOf } from '#contract/floor.ts'
import type { Difference } from '../ledger.ts'
import type { TrueChannel, TrueMember, Truth } from './truth.ts'

/** What the test knows of its own site: whose phone is whose, and which outside number rings for which agent. */
export type Site = {
  readonly agentOfPhone: ReadonlyMap<string, string> // by endpoint
  readonly agentOfNumber: ReadonlyMap<string, string> // by outside number
  /** Numbers that are an agent's only where a queue rang them: dialled otherwise, whoever answers may be anybody. */
  readonly mobiles: ReadonlyMap<string, { readonly agent: string; readonly way: string }>
  readonly agentOfWay: ReadonlyMap<string, string> // by interface of a queue member
}

/** How long each kind of difference may last, in ms: what no event tells has the time of a slow round. */
export type Patience = { readonly told: number; readonly figures: number; readonly members: number }

export function differences(truth: Truth, floor: Floor, site: Site, patience: Patience): readonly Difference[] {
  const talks = conversationsOf(truth)
  const view: View = { truth, floor, site, talks, keyOf: keyOf(site, talks) }
  return [
    ...conversationDifferences(view, patience.told),
    ...ghosts(view, patience.told),
    ...waitingDifferences(view, patience.told),
    ...parkedDifferences(view, patience.told),
    ...agentDifferences(view, patience),
    ...queueDifferences(view, patience),
  ]
}

type View = {
  readonly truth: Truth
  readonly floor: Floor
  readonly site: Site
  /** Channels that hear each other: in one bridge, or on both sides of a Local pair. */
  readonly talks: readonly (readonly TrueChannel[])[]
  /** Who is at a channel: an agent's id, or a number; null: nobody (a channel of Asterisk's own). */
  readonly keyOf: (channel: TrueChannel) => string | null
}

function keyOf(site: Site, talks: View['talks']): View['keyOf'] {
  const places = new Map(talks.flatMap((group) => group.map((channel) => [channel, group])))
  return (channel) => {
    const { name, number } = channel
    const endpoint = /^PJSIP\/(.+)-[0-9a-f]+$/.exec(name)?.[1]
    if (endpoint === undefined) return null
    if (endpoint !== 'trunk') return site.agentOfPhone.get(endpoint) ?? endpoint
    const mobile = site.mobiles.get(number)
    const mates = (places.get(channel) ?? []).map(({ name }) => name)
    // Where the way to their desk phone stands between, they took the call there and sent it on: to their own number, perhaps.
    const isSentOn = mobile && mates.some((name) => name.startsWith(`Local/FMPR-${mobile.agent}@`))
    const isRungByQueue = mobile && !isSentOn && mates.some((name) => name.startsWith(mobile.way))
    return isRungByQueue ? mobile.agent : (site.agentOfNumber.get(number) ?? (number || withheld))
  }
}

const withheld = 'anonymous'
const partyKey = ({ agentId, number }: Party): string => agentId ?? (number || withheld)
const together = (keys: readonly string[]): string => [...new Set(keys)].sort().join(' + ')
const isTalking = ({ state }: Call): boolean => state === 'talking' || state === 'held'
const described = ({ state, from, to, others, queueId }: Call): string =>
  `${state} ${[from, to, ...(others ?? [])].map(partyKey).join(' > ')}${queueId === null ? '' : ` by ${queueId}`}`

function conversationsOf(truth: Truth): View['talks'] {
  const inBridge = truth.channels.filter(({ bridge }) => truth.talking.has(bridge))
  const byPlace = new Map<string, TrueChannel[]>()
  for (const channel of inBridge)
    for (const place of placesOf(channel)) byPlace.set(place, [...(byPlace.get(place) ?? []), channel])
  const seen = new Set<TrueChannel>()
  return inBridge.flatMap((first) => {
    if (seen.has(first)) return []
    const group = new Set([first])
    for (const channel of group)
      for (const place of placesOf(channel)) for (const mate of byPlace.get(place) ?? []) group.add(mate)
    for (const channel of group) seen.add(channel)
    return [[...group]]
  })
}

function placesOf({ name, bridge }: TrueChannel): readonly string[] {
  const pair = /^(Local\/.+);[12]$/.exec(name)?.[1]
  return pair === undefined ? [bridge] : [bridge, pair]
}

/** Who talks with whom, each conversation as the keys of its people. */
const conversations = ({ talks, keyOf }: View): readonly (readonly string[])[] =>
  talks.map((group) => group.flatMap((channel) => keyOf(channel) ?? [])).filter((keys) => keys.length > 1)

function conversationDifferences(view: View, within: number): Difference[] {
  const theirs = conversations(view).map(together)
  const rows = Object.values(view.floor.calls).filter(isTalking)
  const ours = rows.map((call) => together(partiesOf(call).map(partyKey)))
  const near = (key: string) => {
    const people = key.split(' + ')
    const about = Object.values(view.floor.calls).filter((call) =>
      partiesOf(call).some((party) => people.includes(partyKey(party))),
    )
    return about.map(described).join('; ') || 'nothing of them'
  }
  const nearTrue = (key: string) => {
    const people = key.split(' + ')
    const about = view.truth.channels.filter((channel) => people.includes(view.keyOf(channel) ?? ''))
    return about.map(({ name, state, bridge }) => `${name} ${state} ${bridge.slice(0, 4)}`).join('; ') || 'nothing'
  }
  return [
    ...theirs
      .filter((key) => !ours.includes(key))
      .map((key) => ({
        what: `a conversation of ${key}`,
        ours: near(key),
        theirs: `they talk: ${nearTrue(key)}`,
        within,
      })),
    ...ours
      .filter((key) => !theirs.includes(key))
      .map((key) => ({
        what: `a row of ${key}`,
        ours: near(key),
        theirs: `they do not talk: ${nearTrue(key)}`,
        within,
      })),
  ]
}

/** Whoever dialled in a row has a channel. */
function ghosts({ truth, floor, keyOf }: View, within: number): Difference[] {
  const there = new Set(truth.channels.map(keyOf))
  return Object.values(floor.calls)
    .filter(({ from }) => !there.has(partyKey(from)))
    .map((call) => ({
      what: `the row ${call.id}`,
      ours: described(call),
      theirs: 'has no channel of its caller',
      within,
    }))
}

/** The phone that waits where a Local channel stands in the queue for it. */
function partiesBehind(view: View, name: string): readonly string[] {
  const { channels } = view.truth
  const at = channels.find((channel) => channel.name === name)
  const other = name.replace(/;([12])$/, (_, half) => `;${half === '1' ? 2 : 1}`)
  const half = channels.find((channel) => channel.name === other)
  const mates = channels.filter(({ bridge }) => bridge !== '' && [at?.bridge, half?.bridge].includes(bridge))
  return [...(at ? [at] : []), ...mates].flatMap((channel) => view.keyOf(channel) ?? [])
}

function waitingDifferences(view: View, within: number): Difference[] {
  return [...view.truth.queues].flatMap(([queue, { callers }]) =>
    callers.flatMap((name) => {
      const keys = partiesBehind(view, name)
      if (keys.length === 0) return []
      const rows = Object.values(view.floor.calls).filter((call) =>
        partiesOf(call).some((party) => keys.includes(partyKey(party))),
      )
      const isRight = rows.some(
        ({ queueId, state }) => queueId === queue && (state === 'waiting' || state === 'ringing'),
      )
      const ours = rows.map(described).join('; ') || 'no row'
      return isRight ? [] : [{ what: `${name} in ${queue}`, ours, theirs: `${together(keys)} waits`, within }]
    }),
  )
}

function parkedDifferences(view: View, within: number): Difference[] {
  const rows = Object.values(view.floor.calls).filter(({ state }) => state === 'parked')
  const ours = rows.map(({ from, to }) => `${partyKey(from)} at ${to.number}`)
  const theirs = view.truth.parked.flatMap(({ space, channel }) => {
    const found = view.truth.channels.find(({ name }) => name === channel)
    const key = found ? view.keyOf(found) : null
    return key === null ? [] : [`${key} at ${space}`]
  })
  return [
    ...theirs.filter((key) => !ours.includes(key)).map((key) => side(`parked ${key}`, 'not parked', 'parked', within)),
    ...ours.filter((key) => !theirs.includes(key)).map((key) => side(`parked ${key}`, 'parked', 'not parked', within)),
  ]
}

const side = (what: string, ours: string, theirs: string, within: number): Difference => ({
  what,
  ours,
  theirs,
  within,
})

type Membership = TrueMember & { readonly queue: string }

function membershipsOf({ truth, site }: View): ReadonlyMap<string, readonly Membership[]> {
  const found = new Map<string, Membership[]>()
  for (const [queue, { members }] of truth.queues)
    for (const member of members) {
      const id = site.agentOfWay.get(member.way) ?? member.way
      found.set(id, [...(found.get(id) ?? []), { ...member, queue }])
    }
  return found
}

function agentDifferences(view: View, patience: Patience): Difference[] {
  const found: Difference[] = []
  for (const [id, memberships] of membershipsOf(view)) {
    const agent = view.floor.agents[id]
    const queues = memberships.map(({ queue }) => queue).sort()
    if (!agent) {
      found.push(side(`agent ${id}`, 'not there', `in ${queues.join()}`, patience.members))
      continue
    }
    if (agent.queues.join() !== queues.join())
      found.push(side(`queues of ${id}`, agent.queues.join(), queues.join(), patience.members))
    const taken = memberships.reduce((sum, member) => sum + member.taken, 0)
    if (agent.callsToday !== taken)
      found.push(side(`calls of ${id}`, String(agent.callsToday), String(taken), patience.figures))
    const presence = presenceOf(view, id, memberships)
    if (presence.length > 0 && !presence.includes(agent.presence.kind))
      found.push(
        side(`presence of ${id}: ${presence.join(' or ')}`, agent.presence.kind, presence.join(' or '), patience.told),
      )
    found.push(...callOfAgent(view, agent, patience.told))
  }
  return found
}

/** Whoever talks or is rung has the row of it. */
function callOfAgent(view: View, agent: Agent, within: number): Difference[] {
  const own = view.truth.channels.filter((channel) => view.keyOf(channel) === agent.id)
  const talks = conversations(view).filter((keys) => keys.includes(agent.id))
  const row = view.floor.calls[agent.callId ?? '']
  const ours = row ? described(row) : `no call (${agent.presence.kind})`
  if (talks.length > 0) {
    const isOne = row && talks.some((keys) => together(keys) === together(partiesOf(row).map(partyKey)))
    const theirs = talks.map(together).join(' or ')
    return isOne ? [] : [side(`the call of ${agent.id}: ${theirs}`, ours, theirs, within)]
  }
  // A phone that a program rings, as for a click to call, has nobody on the other side yet.
  const isRung = own.length > 0 && own.every(({ state, isDialled }) => state === 'Ringing' && isDialled)
  return isRung && !row ? [side(`the call of ${agent.id}`, ours, 'a phone of theirs rings', within)] : []
}

/** Kinds of presence that fit; empty: nothing is expected, as between two states of a channel. */
function presenceOf(view: View, id: string, memberships: readonly Membership[]): readonly Agent['presence']['kind'][] {
  const own = view.truth.channels.filter((channel) => view.keyOf(channel) === id)
  const talks = conversations(view).some((keys) => keys.includes(id))
  // Alone on the line, as in an empty room.
  if (own.some(({ state }) => state === 'Up')) return talks ? ['onCall'] : ['onCall', 'busy']
  if (own.length > 0) return own.every(({ state }) => state === 'Ringing') ? ['ringing'] : []
  if (isMobileRung(view, id)) return []
  const statuses = memberships.map(({ status }) => status)
  if (statuses.some((status) => status === 'Unavailable' || status === 'Invalid')) return ['unregistered']
  if (memberships.every(({ isPaused }) => isPaused)) return ['paused']
  if (view.truth.custom.get(`DND${id}`) === 'BUSY') return ['doNotDisturb']
  if (statuses.some((status) => status === 'Ringing' || status === 'Unknown')) return []
  if (statuses.some((status) => status !== 'Not in use')) return ['busy']
  return memberships.some(({ isPaused }) => isPaused) ? ['paused'] : ['available']
}

/** Whether it is the queue that rings it is not printed. */
const isMobileRung = ({ truth, site }: View, id: string): boolean =>
  truth.channels.some(({ number, bridge }) => bridge === '' && site.mobiles.get(number)?.agent === id)

function queueDifferences(view: View, patience: Patience): Difference[] {
  const { truth, floor } = view
  const names = new Set([...truth.queues.keys(), ...Object.keys(floor.queues)])
  return [...names].flatMap((name) => {
    const [there, ours] = [truth.queues.get(name), floor.queues[name]]
    if (!there || !ours)
      return [side(`queue ${name}`, ours ? 'there' : 'not there', there ? 'there' : 'not there', patience.members)]
    const waiting = side(`waiting in ${name}`, String(ours.waiting), String(there.callers.length), patience.told)
    const figures = side(
      `figures of ${name}`,
      `${(ours.answeredToday ?? 0) - (ours.inService ?? 0)} completed, ${ours.abandonedToday} abandoned`,
      `${there.completed} completed, ${there.abandoned} abandoned`,
      patience.figures,
    )
    const { least, most } = freeIn(view, name)
    const told = ours.agentsAvailable ?? -1
    const isFitting = told >= least && told <= most
    const free = side(`free in ${name}`, String(told), isFitting ? String(told) : `${least} to ${most}`, patience.told)
    return [waiting, figures, free].filter((one) => one.ours !== one.theirs)
  })
}

/** Of whom nothing is expected now, as while their mobile rings, may be counted or not. */
function freeIn(view: View, queue: string): { readonly least: number; readonly most: number } {
  const here = [...membershipsOf(view)].filter(([, memberships]) =>
    memberships.some((member) => member.queue === queue && !member.isPaused),
  )
  const kinds = here.map(([id, memberships]) => presenceOf(view, id, memberships))
  const free = kinds.filter(([kind]) => kind === 'available' || kind === 'paused').length
  return { least: free, most: free + kinds.filter((kind) => kind.length === 0).length }
}
