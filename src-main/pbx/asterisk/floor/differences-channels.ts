// Channels, the bridges they are in and the spaces they are parked in, as the PBX lists them.
import type { AmiMessage } from '../wire/ami-codec.ts'
import type { Difference, Lists } from './difference.ts'
import { applyEvent } from './picture-events.ts'
import { enterBridge, goesOnFrom, leaveBridge, sameCall } from './picture-groups.ts'
import { markCall } from './picture-owners.ts'
import type { Channel, Tables } from './picture-tables.ts'
import { isInMeetme, meetmeIn } from './picture-transfers.ts'

export function channelDifferences(tables: Tables, listed: Tables, lists: Lists): readonly Difference[] {
  const byId = new Map(lists.channels.map((row) => [row.Uniqueid ?? '', row]))
  const bridges = new Map((lists.bridges ?? []).map((row) => [row.BridgeUniqueid ?? '', row]))
  const found: Difference[] = []
  const add = (what: string, mend: Difference['mend']) => found.push({ what, untoldBy: 'call', mend })
  for (const { id, name } of tables.channels.values()) {
    if (byId.has(id)) continue
    add(`${name} is gone`, (live, now) => applyEvent(live, { Event: 'Hangup', Uniqueid: id, Channel: name }, now))
  }
  for (const there of listed.channels.values()) {
    const channel = tables.channels.get(there.id)
    const row = byId.get(there.id)
    const bridge = bridges.get(there.bridge ?? '')
    if (!channel && row) add(`${there.name} is there`, (live, now) => appears(live, row, bridge, now))
    if (channel && row && !isSame(channel, there) && !isInRoomOfKeys(channel, row))
      add(`${there.name}: ${there.up ? 'up' : 'not up'}, bridge ${there.bridge ?? 'none'}`, (live, now) =>
        correct(live, channel, there, bridge, now),
      )
  }
  return [...found, ...bridgeDifferences(tables, bridges), ...parkedDifferences(tables, listed, lists)]
}

const isSame = (channel: Channel, there: Channel): boolean =>
  channel.bridge === there.bridge && channel.name === there.name && (channel.up || !there.up)

/** Of a MeetMe whose room its user named by keys, the list says that they are in one, and not in which. */
const isInRoomOfKeys = ({ bridge }: Channel, row: AmiMessage): boolean =>
  isInMeetme(bridge) && row.Application === 'MeetMe' && meetmeIn(row) === null

/** What kind of bridge they stand in is said by BridgeList alone. */
function appears(tables: Tables, row: AmiMessage, bridge: AmiMessage | undefined, now: number): void {
  if (bridge) applyEvent(tables, bridge, now)
  applyEvent(tables, row, now)
}

function correct(tables: Tables, channel: Channel, there: Channel, bridge: AmiMessage | undefined, now: number): void {
  const renamed = { Event: 'Rename', Uniqueid: channel.id, Newname: there.name }
  if (channel.name !== there.name) applyEvent(tables, renamed, now)
  channel.up ||= there.up
  if (there.bridge === null) {
    leaveBridge(tables, channel)
    if (channel.bridgedAt !== null) goesOnFrom(tables, channel, now)
  } else {
    if (bridge) applyEvent(tables, bridge, now)
    channel.leftAt = null
    channel.bridgedAt ??= now
    const isConversation = [...(tables.groups.get(channel.linkedId) ?? [])].length > 1
    enterBridge(tables, channel, there.bridge, bridge ? false : isConversation)
  }
  markCall(tables, channel)
}

/** Whether those in a bridge hear each other: a row of theirs hangs on it. */
function bridgeDifferences(tables: Tables, rows: ReadonlyMap<string, AmiMessage>): readonly Difference[] {
  return [...tables.bridges].flatMap(([id, { members, shares }]): Difference[] => {
    const row = rows.get(id)
    if (!row || members.size === 0) return []
    const isConversation = row.BridgeTechnology !== 'holding_bridge' && row.BridgeType !== 'parking'
    const [first, ...others] = [...members].filter((one) => !one.awaitsMarked).map(({ linkedId }) => linkedId)
    const isOne = !isConversation || others.every((call) => call === first)
    if (shares === isConversation && isOne) return []
    const what = isConversation ? 'talk with each other' : 'do not hear each other'
    const mend: Difference['mend'] = (live) => setShares(live, id, isConversation)
    return [{ what: `those in bridge ${id} ${what}`, untoldBy: 'call', mend }]
  })
}

function setShares(tables: Tables, id: string, shares: boolean): void {
  const bridge = tables.bridges.get(id)
  if (!bridge) return
  bridge.shares = shares
  const [first, ...others] = [...bridge.members].filter((one) => !one.awaitsMarked)
  for (const channel of bridge.members) markCall(tables, channel)
  if (shares && first) for (const other of others) sameCall(tables, first.linkedId, other.linkedId)
}

/** Without ParkedCalls it is known by the bridge that somebody is parked, and not where. */
function parkedDifferences(tables: Tables, listed: Tables, { bridges, parked }: Lists): readonly Difference[] {
  if (!parked) return []
  return [...listed.channels.values()].flatMap((there): Difference[] => {
    const channel = tables.channels.get(there.id)
    const [ours, theirs] = [channel?.parked ?? null, there.parked]
    if (!channel || (ours?.space === theirs?.space && ours?.by === theirs?.by)) return []
    // In a lot of which this list does not say who is in it: on their way in or out.
    if (theirs !== null && theirs.space === '' && bridges) return []
    const mend: Difference['mend'] = (live) => {
      channel.parked = theirs
      markCall(live, channel)
    }
    return [
      { what: `${there.name} ${theirs ? `is parked at ${theirs.space}` : 'is not parked'}`, untoldBy: 'call', mend },
    ]
  })
}
