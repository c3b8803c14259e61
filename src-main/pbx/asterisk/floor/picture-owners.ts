// Who is who in the tables: whose a device and a channel is, and which channels an agent has.
import { nameOfPhone, reachOf } from '../wire/ami-names.ts'
import { type Member, type Membership, type People, type Person, peopleOf } from './people.ts'
import { type Channel, type Owned, otherHalf, type Tables } from './picture-tables.ts'
import { plainRoster } from './roster.ts'

/** Members and hints read as people; whoever has changed by it is to be told anew, and so is every call and queue. */
export function peopleNow(tables: Tables): People {
  if (tables.people) return tables.people
  const members = [...tables.members.values()].filter((member) => !isQueue(tables, member))
  const people = peopleOf(members, tables.hints, tables.rules.roster)
  tables.people = people
  tables.owned = null
  for (const id of [...tables.listed, ...people.byId.keys()]) tables.dirty.agents.add(id)
  tables.listed.clear()
  for (const id of people.byId.keys()) tables.listed.add(id)
  for (const call of tables.groups.keys()) tables.dirty.calls.add(call)
  for (const queue of tables.queues.keys()) tables.dirty.queues.add(queue)
  for (const phone of [...tables.devices.keys(), ...[...tables.channels.values()].map((channel) => channel.phone)]) {
    const owner = phone === null ? null : ownerOf(tables, phone)
    if (owner !== null) tables.dirty.agents.add(owner)
  }
  return people
}

/** One queue may ring another as its member: `Local/401@ext-queues/n`. */
function isQueue({ queues }: Tables, { way, state }: Member): boolean {
  const { number, context } = reachOf(way)
  return context !== null && queues.has(number) && reachOf(state).phone === null && !state.startsWith('hint:')
}

/** Whose device this is: a queue member's, or that of an extension the site shows. */
export function ownerOf(tables: Tables, phone: string): string | null {
  const people = peopleNow(tables)
  const member = people.ofPhone(phone)
  if (member !== null) return member
  const { rules } = tables
  const { main } = people.deskOf(phone)
  const name = nameOfPhone(main)
  if (rules.lines.includes(name) || rules.trunks.endpoints.includes(name)) return null
  if (!isShown(tables, main, name)) return null
  return people.byId.has(name) ? main : name
}

/** Of a queue, of a hint named after it, or named by the site. That all endpoints are shown says nothing of this one. */
export function isKnownPhone(tables: Tables, phone: string): boolean {
  const people = peopleNow(tables)
  const { extensions } = tables.rules
  if (people.ofPhone(phone) !== null || people.isOfDesk(phone)) return true
  return extensions !== 'all' && extensions.includes(nameOfPhone(phone))
}

function isShown({ rules, devices }: Tables, main: string, name: string): boolean {
  const { extensions, roster = plainRoster } = rules
  if (extensions !== 'all' && extensions.includes(name)) return true
  const names = [main, name]
  return devices.has(main) && (extensions === 'all' ? !roster.leavesOut(names) : roster.includes(names))
}

export function agentOf(tables: Tables, { agentId, phone, seat }: Channel): string | null {
  const seated = seat === null ? null : peopleNow(tables).ofState(`Agent:${seat}`)
  if (seated !== null) return seated
  if (agentId !== null && peopleNow(tables).byId.has(agentId)) return agentId
  return phone === null ? null : ownerOf(tables, phone)
}

/** The agent of this id: a member of queues, or an extension the site shows; null: there is none. */
export function personOf(tables: Tables, id: string): Person | null {
  const people = peopleNow(tables)
  const member = people.byId.get(id)
  if (member) return member
  const phones = id.includes('/') ? [id] : technologies.map((technology) => `${technology}/${id}`)
  const main = phones.find((phone) => tables.devices.has(phone)) ?? phones[0] ?? id
  if (ownerOf(tables, main) !== id) return null
  const desk = people.deskOf(main)
  const known = (tables.rules.roster ?? plainRoster).known([main, nameOfPhone(main)])
  return {
    id,
    extension: nameOfPhone(main),
    name: known?.name ?? null,
    team: known?.team ?? null,
    members: [],
    phones: desk.phones,
    signs: desk.signs,
  }
}

export const technologies = ['PJSIP', 'SIP', 'IAX2', 'SCCP'] as const

export const membershipsOf = ({ members }: Pick<Person, 'members'>): readonly Membership[] =>
  members.flatMap(({ queues }) => [...queues.values()])

/** Their channels in order of appearance. */
export function channelsOfAgent(tables: Tables, id: string): readonly Channel[] {
  return [...(ownedNow(tables).byAgent.get(id) ?? [])].sort((one, two) => one.order - two.order)
}

function ownedNow(tables: Tables): Owned {
  peopleNow(tables)
  if (tables.owned) return tables.owned
  const owned: Owned = { byAgent: new Map(), agents: new Map() }
  for (const channel of tables.channels.values()) own(owned, channel, agentOf(tables, channel))
  tables.owned = owned
  return owned
}

function own({ byAgent, agents }: Owned, channel: Channel, agent: string | null): void {
  const before = agents.get(channel)
  if (before === (agent ?? undefined)) return
  if (before !== undefined) byAgent.get(before)?.delete(channel)
  agents.delete(channel)
  if (agent === null) return
  agents.set(channel, agent)
  byAgent.set(agent, (byAgent.get(agent) ?? new Set()).add(channel))
}

/** To be called whenever anything of this channel has changed: its call and its agent are to be told anew. */
export function markCall(tables: Tables, channel: Channel): void {
  tables.dirty.calls.add(channel.linkedId)
  // Where one half of a Local pair stands decides what the other is.
  const half = otherHalf(tables, channel)
  if (half) tables.dirty.calls.add(half.linkedId)
  // Everybody is marked once people are made anew; a list of members between calls must not make them anew for each.
  if (!tables.people) return
  const before = tables.owned?.agents.get(channel)
  const agent = agentOf(tables, channel)
  if (tables.owned && tables.channels.get(channel.id) === channel) own(tables.owned, channel, agent)
  for (const id of [before, agent]) if (id) tables.dirty.agents.add(id)
}

/** It is gone, or nobody's business. */
export function dropChannel(tables: Tables, channel: Channel): void {
  tables.channels.delete(channel.id)
  if (tables.byName.get(channel.name) === channel) tables.byName.delete(channel.name)
  if (tables.owned) own(tables.owned, channel, null)
}
