// What a monitor asks the picture: which channel to attach to, whether it is still in that call, who is on its other side.
import type { Picture } from './picture.ts'
import { callIdOf } from './picture-groups.ts'
import { isWaiting, sidesOf } from './picture-sides.ts'
import { agentOf, type Channel, hasLeft, type Tables } from './picture-tables.ts'

export type Spot = {
  readonly channelId: string
  readonly channelName: string
  readonly callId: string
  readonly agentId: string
}

export type View = {
  /** The agent's channel that talks: in this call, or in whichever when none is given. */
  talking(agentId: string, callId: string | null): Spot | null
  /** The agent who talks in this call now, if any. */
  agentOn(callId: string): Spot | null
  /** The call a channel is in now, or null when the channel is gone, or has left its last bridge for good. */
  callOf(channelId: string): string | null
  /**
   * none: not a channel of it is left · open: a phone rings, or the caller waits or is parked, so an agent may yet come · transferred: a
   * transfer sent the caller on, and nobody has answered yet · settled: nothing of it.
   */
  callState(callId: string): 'none' | 'open' | 'transferred' | 'settled'
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
        all(tables).findLast(
          (channel) =>
            agentOf(tables, channel) === agentId &&
            isTalking(tables, channel) &&
            (callId === null || channel.linkedId === callIdOf(tables, callId)),
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
    peerOf: (channelId) => {
      const channel = tables.channels.get(channelId)
      const sides = channel ? sidesOf(tables, channel.linkedId) : null
      const peer = sides?.from === channel ? sides?.to : sides?.from
      return peer?.name ?? null
    },
  }
}

const all = (tables: Tables): Channel[] => [...tables.channels.values()]

// Two phones in a call may be in two bridges, with a Local channel between them (FreePBX queues).
function isTalking(tables: Tables, channel: Channel): boolean {
  if (channel.bridge === null) return false
  const sides = sidesOf(tables, channel.linkedId)
  const all = sides ? [sides.from, sides.to, ...sides.others] : []
  return all.some((other) => other !== null && other !== channel && other.bridge !== null && !other.parked)
}
