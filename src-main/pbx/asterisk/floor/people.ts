// Who is who: from queue members and hints to agents, each with the phones that are theirs. Pure.
//
// The same number may stand for two people: in the contexts of two companies, or of two technologies. Then each is named by
// number and context, and nobody is merged.
import { nameOfPhone, type Reach, reachOf, wayOf } from '../wire/ami-names.ts'
import { plainRoster, type Roster } from './roster.ts'

export type Membership = {
  queue: string
  status: number
  paused: boolean
  reason: string | null
  /** Seconds they wrap up after a call, where the member has a time of its own; 0: the queue's, which no list tells. */
  ownWrapS: number
  lastCallS: number // epoch s on the PBX's clock; 0: none yet
  taken: number // calls, by the PBX's own count
  /** The PBX says that they talk with a caller of this queue. */
  isInCall: boolean
  order: number // of what was heard last
}
/** `way`: whom the queue rings (`Local/1004@from-queue/n`); `state`: the device it asks for their state (`hint:1004@ext-local`). */
export type Member = {
  readonly way: string
  state: string
  name: string | null
  readonly queues: Map<string, Membership>
}

export type Person = {
  readonly id: string
  readonly extension: string
  /** By the site file, or null. */
  readonly name: string | null
  readonly team: string | null
  readonly members: readonly Member[]
  /** Their devices as AMI names them (`PJSIP/1004`); null: not told. */
  readonly phones: readonly string[] | null
  /** What a hint of theirs watches besides: `Custom:DND1004`. */
  readonly signs: readonly string[]
}

/** By the site file, else by a queue; null: neither says. */
export const nameOfPerson = ({ name, members }: Person): string | null =>
  name ?? members.find((member) => member.name !== null)?.name ?? null

export type People = {
  readonly byId: ReadonlyMap<string, Person>
  /** Whose device this is, or null. */
  ofPhone(phone: string): string | null
  /** Who is reached this way (`Local/1004@from-queue`), or null. */
  ofWay(way: string): string | null
  /** Whose interface exactly this is, or null where the site file leaves it out. */
  ofMember(way: string): string | null
  /** Who is reached at this number by the dialplan alone: no device of theirs is known. */
  ofNumber(number: string): string | null
  /** Whose state this device tells, by their queue (`Agent:1001`), or null. */
  ofState(device: string): string | null
  /** Whose state this device tells besides their phones: a hint of theirs watches it, or a queue goes by it. */
  ofSign(device: string): readonly string[]
  deskOf(phone: string): Desk
  /** Main phones whose hint watches this besides phones. */
  desksBeside(sign: string): readonly string[]
  /** A hint named after one of its phones watches this one. */
  isOfDesk(phone: string): boolean
}

/** All that a hint named after one of its phones watches. */
export type Desk = { readonly main: string; readonly phones: readonly string[]; readonly signs: readonly string[] }

/** What each hint watches, by `1004@ext-local`. */
export type Hints = ReadonlyMap<string, readonly string[]>

type Facet = {
  readonly member: Member
  readonly at: Reach
  readonly phones: readonly string[] | null
  readonly signs: readonly string[]
}
type Group = { readonly number: string; readonly facets: Facet[] }

export function peopleOf(members: Iterable<Member>, hints: Hints, roster: Roster = plainRoster): People {
  const all = withoutPoolTwice([...members])
  const realms = realmsOf(all)
  const facets = all
    .map((member) => facetOf(member, hints, realms))
    .filter((facet) => !roster.leavesOut(namesOf(facet)))
  const groups = joinedByName(grouped(facets, realms), roster)
  const times = new Map<string, number>()
  for (const { number } of groups) times.set(number, (times.get(number) ?? 0) + 1)
  const people = groups.map((group) => personOf(group, (times.get(group.number) ?? 0) > 1, roster))
  return indexed(people, hints)
}

/** Who is only known to sit in a pool is nobody else where a queue has them, or a phone of that number. */
function withoutPoolTwice(members: readonly Member[]): readonly Member[] {
  const inQueues = members.filter(({ queues, way }) => queues.size > 0 || !way.startsWith('Agent:'))
  const known = new Set(inQueues.flatMap(({ way, state }) => [state, reachOf(state).number, reachOf(way).number]))
  return members.filter((member) => inQueues.includes(member) || !known.has(reachOf(member.way).number))
}

/** FreePBX reaches one extension through several contexts of its own. */
const freepbx = ['ext-local', 'from-queue', 'from-internal', 'from-internal-xfer'] as const

/** Contexts in which a number means the same person: those a member names together. */
function realmsOf(members: readonly Member[]): (context: string) => string {
  const parents = new Map<string, string>(freepbx.map((context) => [context, freepbx[0]]))
  const root = (context: string): string => {
    const parent = parents.get(context)
    return parent === undefined || parent === context ? context : root(parent)
  }
  for (const member of members) {
    const [state, way] = [reachOf(member.state).context, reachOf(member.way).context]
    if (state !== null && way !== null && root(state) !== root(way)) parents.set(root(way), root(state))
  }
  return root
}

function facetOf(member: Member, hints: Hints, realm: (context: string) => string): Facet {
  const [state, way] = [reachOf(member.state), reachOf(member.way)]
  const at = [state, way].find((reach) => reach.context !== null || reach.phone !== null) ?? way
  if (at.phone !== null || at.context === null)
    return { member, at, phones: at.phone === null ? null : [at.phone], signs: [] }
  const watched = hintOf(at.number, at.context, hints, realm)
  if (!watched) return { member, at, phones: null, signs: [] }
  return { member, at, phones: watched.filter(isPhone), signs: watched.filter((device) => !isPhone(device)) }
}

/** Whatever the site file may call this member by. */
const namesOf = ({ member, at, phones }: Facet): readonly string[] => [
  ...new Set([member.way, wayOf(member.way), member.state, wayOf(member.state), at.number, ...(phones ?? [])]),
]

/** Interfaces that the site file gives to one name are one person's, which no list of the PBX tells. */
function joinedByName(groups: readonly Group[], roster: Roster): readonly Group[] {
  const byEntry = new Map<number, Group>()
  return groups.filter((group) => {
    const known = roster.known(group.facets.flatMap(namesOf))
    const first = known?.name ? byEntry.get(known.index) : undefined
    if (first) first.facets.push(...group.facets)
    else if (known?.name) byEntry.set(known.index, group)
    return first === undefined
  })
}

function hintOf(number: string, context: string, hints: Hints, realm: (context: string) => string) {
  const own = hints.get(`${number}@${context}`)
  if (own) return own
  const contexts = [...new Set([realm(context), ...freepbx])].filter((other) => realm(other) === realm(context))
  return contexts.map((other) => hints.get(`${number}@${other}`)).find((found) => found !== undefined)
}

const isPhone = (device: string): boolean => /^(?!Local\/)[A-Za-z0-9_]+\//i.test(device)

function grouped(facets: readonly Facet[], realm: (context: string) => string): readonly Group[] {
  const groups = new Map<string, Group>()
  const add = (key: string, facet: Facet) => {
    const group = groups.get(key) ?? { number: facet.at.number, facets: [] }
    group.facets.push(facet)
    groups.set(key, group)
  }
  for (const facet of facets) if (facet.at.context !== null) add(`${facet.at.number}@${realm(facet.at.context)}`, facet)
  const inContexts = [...groups.entries()]
  const owners = new Map<string, string[]>()
  for (const [key, group] of inContexts)
    for (const phone of phonesOf(group) ?? []) owners.set(phone, [...(owners.get(phone) ?? []), key])
  const unresolved = new Map<string, string[]>()
  for (const [key, group] of inContexts)
    if (phonesOf(group) === null) unresolved.set(group.number, [...(unresolved.get(group.number) ?? []), key])
  for (const facet of facets) {
    const { phone, number, context } = facet.at
    if (context !== null) continue
    const ways = phone === null ? [] : (owners.get(phone) ?? unresolved.get(number) ?? [])
    const [only] = ways
    add(ways.length === 1 && only !== undefined ? only : (phone ?? facet.member.way), facet)
  }
  return [...groups.values()]
}

/** All devices that are known; null where none is told of any of them. */
function phonesOf({ facets }: Group): readonly string[] | null {
  const told = facets.flatMap(({ phones }) => (phones === null ? [] : [phones]))
  return told.length === 0 ? null : [...new Set(told.flat())]
}

function personOf(group: Group, isShared: boolean, roster: Roster): Person {
  const { number, facets } = group
  const [context] = facets.flatMap(({ at }) => at.context ?? []).sort()
  const other =
    context === undefined ? (facets[0]?.at.phone ?? facets[0]?.member.way ?? number) : `${number}@${context}`
  const members = facets.map(({ member }) => member)
  const known = roster.known(facets.flatMap(namesOf))
  return {
    id: (isShared ? other : number).slice(0, 200),
    extension: number.slice(0, 200),
    name: known?.name ?? null,
    team: known?.team ?? null,
    members,
    phones: phonesOf(group),
    signs: [...new Set(facets.flatMap(({ signs }) => signs))],
  }
}

function indexed(people: readonly Person[], hints: Hints): People {
  const phones = new Map<string, string | null>() // null: two people claim it
  const ways = new Map<string, string>()
  const owners = new Map<string, string>() // by interface, with its options
  const numbers = new Map<string, string | null>()
  const states = new Map<string, string | null>()
  const signs = new Map<string, string[]>()
  const desks = desksOf(hints)
  const mains = new Map<string, string[]>() // by sign
  for (const [phone, desk] of desks)
    for (const sign of phone === desk.main ? desk.signs : []) mains.set(sign, [...(mains.get(sign) ?? []), phone])
  const whole = people.map((person) => withDesk(person, desks))
  for (const person of whole) {
    const { id, extension, members } = person
    for (const phone of person.phones ?? [])
      phones.set(phone, ownerOf(phones.get(phone), id, nameOfPhone(phone) === extension))
    for (const { way, state } of members) {
      ways.set(wayOf(way), id)
      owners.set(way, id)
      states.set(state, states.get(state) === undefined || states.get(state) === id ? id : null)
    }
    if (person.phones === null) numbers.set(extension, numbers.has(extension) ? null : id)
    for (const sign of new Set([...person.signs, ...members.map(({ state }) => state)]))
      signs.set(sign, [...(signs.get(sign) ?? []), id])
  }
  return {
    byId: new Map(whole.map((person) => [person.id, person])),
    ofPhone: (phone) => (phones.has(phone) ? phones.get(phone) : numbers.get(nameOfPhone(phone))) ?? null,
    ofMember: (way) => owners.get(way) ?? null,
    ofWay: (way) => ways.get(way) ?? null,
    ofNumber: (number) => numbers.get(number) ?? null,
    ofState: (device) => states.get(device) ?? null,
    ofSign: (device) => signs.get(device) ?? [],
    desksBeside: (sign) => mains.get(sign) ?? [],
    isOfDesk: (phone) => desks.has(phone),
    deskOf: (phone) => desks.get(phone) ?? { main: phone, phones: [phone], signs: [] },
  }
}

const ownerOf = (before: string | null | undefined, id: string, isNamed: boolean): string | null =>
  before === undefined || isNamed || before === id ? id : null

function withDesk(person: Person, desks: ReadonlyMap<string, Desk>): Person {
  const own = (person.phones ?? []).flatMap((phone) => {
    const desk = desks.get(phone)
    return desk && nameOfPhone(desk.main) === person.extension ? [desk] : []
  })
  if (own.length === 0) return person
  const phones = [...new Set([...(person.phones ?? []), ...own.flatMap((desk) => desk.phones)])]
  return { ...person, phones, signs: [...new Set([...person.signs, ...own.flatMap((desk) => desk.signs)])] }
}

/** A hint of `1004` that watches `PJSIP/1004` and more says which other devices are the same person's. */
function desksOf(hints: Hints): ReadonlyMap<string, Desk> {
  const desks = new Map<string, Desk>()
  for (const [hint, devices] of hints) {
    const phones = devices.filter(isPhone)
    const main = phones.find((phone) => nameOfPhone(phone) === hint.split('@')[0])
    if (main === undefined) continue
    const desk = { main, phones, signs: devices.filter((device) => !isPhone(device)) }
    for (const phone of phones) if (phone === main || !desks.has(phone)) desks.set(phone, desk)
  }
  return desks
}
