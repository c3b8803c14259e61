// Which channels of a call are its two sides: phones, seen through the Local pairs between them.
import { agentOf } from './picture-owners.ts'
import { type Channel, hasLeft, otherHalf, type Tables, waits } from './picture-tables.ts'

/** `others`: whoever else is in their conversation, each person once. */
export type Sides = { readonly from: Channel; readonly to: Channel | null; readonly others: readonly Channel[] }

/** Who dialled, and whom they talk to: the newest channel in a bridge, else the newest that is up, else the newest that rings. */
export function sidesOf(tables: Tables, call: string): Sides | null {
  const channels = [...(tables.groups.get(call) ?? [])].sort((one, two) => one.order - two.order)
  const phones = channels.filter(({ phone, awaitsMarked }) => phone !== null && !awaitsMarked)
  const present = phones.filter((channel) => !hasLeft(tables, channel))
  // Who only has left its bridge may yet be the side that somebody else is being called for.
  const staying = present.filter(({ handedOn, bridge }) => !handedOn || bridge !== null)
  const standing = present.length === 1 ? phones : present
  const parties = [...standIn(tables, channels), ...(staying.length > 1 ? staying : standing)]
  const from = parties.find(({ id }) => id === call) ?? parties[0]
  if (!from) return null
  const others = parties.filter((channel) => channel !== from && !hasLeft(tables, channel))
  const to =
    others.findLast((channel) => channel.bridge !== null) ?? others.findLast((channel) => channel.up) ?? others.at(-1)
  return { from, to: to ?? null, others: to ? othersOf(tables, from, to, others) : [] }
}

/** Of a conference: by bridge, and through Local pairs from bridge to bridge. Who consults somebody else is not in it. */
function othersOf(tables: Tables, from: Channel, to: Channel, channels: readonly Channel[]): readonly Channel[] {
  const others = channels.filter((channel) => channel !== to && channel.bridge !== null)
  if (others.length === 0) return []
  const together = conversationOf(tables, from)
  if (!together.has(to)) return []
  const people = new Set([from, to].map((channel) => agentOf(tables, channel)))
  return others.filter((channel) => {
    const agent = agentOf(tables, channel)
    const isNew = together.has(channel) && (agent === null || !people.has(agent))
    people.add(agent)
    return isNew
  })
}

function conversationOf(tables: Tables, first: Channel): ReadonlySet<Channel> {
  const together = new Set([first])
  for (const channel of together) {
    for (const mate of tables.bridges.get(channel.bridge ?? '')?.members ?? [])
      if (!mate.awaitsMarked) together.add(mate)
    const half = otherHalf(tables, channel)
    if (half) together.add(half)
  }
  return together
}

/**
 * A caller without a phone, as a dialler or a click to call makes one: a Local channel whose other half talks by itself. Only
 * where the call began with such a channel; everywhere else it stands between two phones.
 */
function standIn(tables: Tables, channels: readonly Channel[]): readonly Channel[] {
  const [first] = channels
  if (!first || first.phone !== null) return []
  const found = channels.find(
    (channel) =>
      channel.phone === null &&
      (waits(tables, channel) || channel.queue !== null || channel.bridge !== null) &&
      !leadsToPhone(tables, channel, channels),
  )
  return found ? [found] : []
}

/** Its other half has dialled somebody, has talked to somebody, or waits in a queue for whom it talks to: they are the side, not it. */
function leadsToPhone(tables: Tables, channel: Channel, channels: readonly Channel[]): boolean {
  const half = otherHalf(tables, channel)
  if (!half) return false
  return (
    half.bridgedAt !== null ||
    half.queue !== null ||
    channels.some(({ dialledBy, phone }) => phone !== null && dialledBy === half.id)
  )
}

export const isWaiting = (tables: Tables, call: string): boolean =>
  [...(tables.groups.get(call) ?? [])].some((channel) => waits(tables, channel))

/** The queue a call waits in, or came through last: perhaps by a Local channel on its behalf. */
export function queueOfCall(tables: Tables, call: string): string | null {
  const inQueue = [...(tables.groups.get(call) ?? [])].filter(({ queue }) => queue !== null)
  return inQueue.sort((one, two) => one.queuedAt - two.queuedAt).at(-1)?.queue ?? null
}
