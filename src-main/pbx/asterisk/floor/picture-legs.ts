// Whose leg a channel is that its own phone does not name: a mobile or an outside number, reached for an agent through Local channels.
import type { AmiMessage } from '../wire/ami-codec.ts'
import { localOf, reachOf } from '../wire/ami-names.ts'
import { sameCall } from './picture-groups.ts'
import { agentOf, channelsOfAgent, markCall, ownerOf, peopleNow } from './picture-owners.ts'
import { queueOfCall } from './picture-sides.ts'
import { type Channel, otherHalf, type Tables } from './picture-tables.ts'

/** Fields: Asterisk's documentation of DialBegin; without `Uniqueid` nobody dialled, AMI did. */
export function dialled(tables: Tables, event: AmiMessage): void {
  const channel = tables.channels.get(event.DestUniqueid ?? '')
  if (!channel) return
  channel.dialledBy = event.Uniqueid || null
  channel.dialledAs = event.DialString || null
  const dialler = tables.channels.get(event.Uniqueid ?? '')
  if (dialler && tables.seats.has(event.DestLinkedid ?? '')) sameCall(tables, dialler.linkedId, channel.linkedId)
  attribute(tables, channel)
  markCall(tables, channel)
}

/** To be asked again whenever more of the channel is known. */
export function attribute(tables: Tables, channel: Channel): void {
  if (channel.phone === null || channel.agentId !== null || ownerOf(tables, channel.phone) !== null) return
  channel.agentId = agentByOwnDial(tables, channel) ?? agentByDial(tables, channel) ?? agentByNumber(tables, channel)
}

/** A queue says its member's whole interface (`SIP/trunk/5550100`), Dial what stands behind the technology. */
function agentByOwnDial(tables: Tables, { phone, dialledAs }: Channel): string | null {
  if (dialledAs === null || phone === null) return null
  const people = peopleNow(tables)
  return people.ofWay(dialledAs) ?? people.ofWay(`${phone.slice(0, phone.indexOf('/'))}/${dialledAs}`)
}

const longestChain = 12

/** Up the chain of those who dialled it, through each Local pair, until one of them is the way to an agent. */
function agentByDial(tables: Tables, channel: Channel): string | null {
  const people = peopleNow(tables)
  let at: Channel | undefined = tables.channels.get(channel.dialledBy ?? '')
  for (let hops = 0; at && hops < longestChain; hops++) {
    if (at.isSentOn) return null
    const local = localOf(at.name)
    const agent = local ? people.ofWay(local.way) : null
    if (agent !== null) return agent
    const first = local?.half === 2 ? tables.byName.get(`${local.pair};1`) : at
    at = tables.channels.get(first?.dialledBy ?? '')
  }
  return null
}

/** Nothing told who dialled it, but it was reached at a number that is the way to one agent alone. */
function agentByNumber(tables: Tables, channel: Channel): string | null {
  const isReached = channel.id !== channel.linkedId && (tables.groups.get(channel.linkedId)?.size ?? 0) > 1
  return isReached && channel.number !== null ? peopleNow(tables).ofNumber(channel.number.replace(/^\+/, '')) : null
}

/**
 * After a list, which names no dialler. Where a Local channel is the way to an agent, whoever talks through it is theirs. Else, where one
 * such channel is in the call, and one phone of it was dialled and is nobody's, that phone is. `before`: what is known of a channel already
 * stays so; an agent may have handed their call on since.
 */
export function attributeAll(tables: Tables, before: ReadonlyMap<string, Channel>): void {
  const people = peopleNow(tables)
  for (const group of tables.groups.values()) {
    const channels = [...group]
    for (const channel of channels) attribute(tables, channel)
    for (const channel of channels) attributeByBridge(tables, channel, before)
    const ways = new Set(channels.flatMap(({ name }) => people.ofWay(localOf(name)?.way ?? '') ?? []))
    const legs = channels.filter((channel) => channel.phone !== null && channel.id !== channel.linkedId)
    const strange = legs.filter((channel) => agentOf(tables, channel) === null && !before.has(channel.id))
    const [[agent], [leg]] = [[...ways], strange]
    if (ways.size === 1 && strange.length === 1 && leg && agent && !legs.some((one) => agentOf(tables, one) === agent))
      leg.agentId = agent
  }
  for (const queue of tables.inQueue.keys()) attributeByQueue(tables, queue, before)
}

/** Over a trunk nothing listed names whose leg it is; but where one such member talks with a caller of the queue, and one leg is nobody's, it is theirs. */
function attributeByQueue(tables: Tables, queue: string, before: ReadonlyMap<string, Channel>): void {
  const people = peopleNow(tables)
  const talking = [...(tables.inQueue.get(queue) ?? [])].flatMap(({ way, queues }) => {
    const { phone, context } = reachOf(way)
    const id = phone === null && context === null && queues.get(queue)?.isInCall ? people.ofMember(way) : null
    return id === null || channelsOfAgent(tables, id).length > 0 ? [] : [id]
  })
  const [[agent, second], legs] = [talking, [...tables.groups].filter(([call]) => queueOfCall(tables, call) === queue)]
  const strange = legs
    .flatMap(([, channels]) => [...channels])
    .filter((leg) => leg.phone !== null && leg.bridge !== null && leg.queue === null && leg.id !== leg.linkedId)
    .filter((leg) => agentOf(tables, leg) === null && !before.has(leg.id))
  const [leg, other] = strange
  if (!agent || second !== undefined || !leg || other) return
  leg.agentId = agent
  markCall(tables, leg)
}

function attributeByBridge(tables: Tables, way: Channel, before: ReadonlyMap<string, Channel>): void {
  const local = localOf(way.name)
  const agent = local?.half === 2 ? peopleNow(tables).ofWay(local.way) : null
  if (agent === null) return
  const leg = throughLocals(tables, way)
  if (leg && !before.has(leg.id) && agentOf(tables, leg) === null) leg.agentId = agent
}

/** The one phone that hears this half, over as many Local pairs as stand between; null: none, or several. */
function throughLocals(tables: Tables, half: Channel): Channel | null {
  let at: Channel | undefined = half
  for (let hops = 0; at && hops < longestChain; hops++) {
    const others: readonly Channel[] = [...(tables.bridges.get(at.bridge ?? '')?.members ?? [])].filter(
      (one) => one !== at,
    )
    const [other] = others
    if (others.length !== 1 || !other) return null
    if (other.phone !== null) return other
    at = otherHalf(tables, other)
  }
  return null
}
