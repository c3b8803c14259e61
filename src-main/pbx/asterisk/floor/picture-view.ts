// What a monitor asks the picture: which channel to attach to, whether it is still in that call, who is on its other side.
import type { CallView, Spot } from '#main/pbx/kit/spot.ts'
import type { Picture } from './picture.ts'
import { callIdOf } from './picture-groups.ts'
import { agentOf, channelsOfAgent } from './picture-owners.ts'
import { isWaiting, sidesOf } from './picture-sides.ts'
import { type Channel, hasLeft, type Tables } from './picture-tables.ts'

export type { Spot }

export type View = CallView & {
  /** Name of the channel on the other side of the bridge, as BRIDGEPEER has it, or null. */
  peerOf(channelId: string): string | null
}

export function viewOf(picture: Picture): View {
  const { tables } = picture
  const spot = (channel: Channel | undefined): Spot | null => {
    const agentId = channel ? agentOf(tables, channel) : null
    if (!channel || agentId === null) return null
    return { channelId: channel.id, channelName: channel.name, callId: channel.linkedId, agentId }
  }
  return {
    talking: (agentId, callId) =>
      spot(
        channelsOfAgent(tables, agentId).findLast(
          (channel) => isTalking(tables, channel) && (callId === null || channel.linkedId === callIdOf(tables, callId)),
        ),
      ),
    agentOn: (callId) => {
      const sides = sidesOf(tables, callIdOf(tables, callId))
      const found = [sides?.to, sides?.from, ...(sides?.others ?? [])].find(
        (side) => side && agentOf(tables, side) !== null && isTalking(tables, side),
      )
      return spot(found ?? undefined)
    },
    callOf: (channelId) => {
      const channel = tables.channels.get(channelId)
      return channel && !hasLeft(tables, channel) ? channel.linkedId : null
    },
    callState: (callId) => {
      const call = callIdOf(tables, callId)
      const channels = [...(tables.groups.get(call) ?? [])]
      if (isWaiting(tables, call) || channels.some((channel) => channel.parked !== null)) return 'open'
      if (channels.every((channel) => channel.phone === null || hasLeft(tables, channel))) return 'none'
      if (channels.some((channel) => !channel.up)) return 'open'
      return channels.some((channel) => channel.isAwaited) ? 'transferred' : 'settled'
    },
    partnerOf: (channelId) => {
      const channel = tables.channels.get(channelId)
      const sides = channel && isTalking(tables, channel) ? sidesOf(tables, channel.linkedId) : null
      if (!sides || sides.others.length > 0) return null
      const partner = sides.from === channel ? sides.to : sides.from
      return partner && partner !== channel && partner.bridge !== null ? partner.id : null
    },
    peerOf: (channelId) => {
      const channel = tables.channels.get(channelId)
      const sides = channel ? sidesOf(tables, channel.linkedId) : null
      const peer = sides?.from === channel ? sides?.to : sides?.from
      return peer?.name ?? null
    },
  }
}

/** One of its sides has the other on hold. */
export function isHeld({ tables }: Picture, callId: string): boolean {
  const sides = sidesOf(tables, callIdOf(tables, callId))
  return sides !== null && (sides.from?.held === true || sides.to?.held === true)
}

// Two phones in a call may be in two bridges, with a Local channel between them (FreePBX queues).
function isTalking(tables: Tables, channel: Channel): boolean {
  if (channel.bridge === null || channel.awaitsMarked) return false
  const sides = sidesOf(tables, channel.linkedId)
  const all = sides ? [sides.from, sides.to, ...sides.others] : []
  return all.some((other) => other !== null && other !== channel && other.bridge !== null && !other.parked)
}
