// What each AMI event does to the picture. Also eats the rows of CoreShowChannels, QueueStatus and DeviceStateList, which speak alike.
import type { AmiMessage } from '../wire/ami-codec.ts'
import { endpointOf, known, knownCaller, phoneOf } from '../wire/ami-names.ts'
import { readChannelId } from '../wire/console-id.ts'
import { bornAtS, clockTold } from '../wire/pbx-clock.ts'
import { abandoned, completed, connected, queueNamed, queueOf, queueSeen } from './picture-counts.ts'
import { addToCall, enterBridge, goesOnFrom, leaveBridge, leaveCall, linked } from './picture-groups.ts'
import { attribute, dialled } from './picture-legs.ts'
import { device, hint, member, memberGone } from './picture-members.ts'
import { agentOf, dropChannel, markCall } from './picture-owners.ts'
import { agentLogin, agentLogoff, callOfNew, pooled, seatedIfListed, waitsForCall } from './picture-seats.ts'
import { sidesOf } from './picture-sides.ts'
import { consoleChannel, isSpying, spiesAlready, spyStarted, spyStopped } from './picture-spies.ts'
import type { Channel, Tables } from './picture-tables.ts'
import {
  attendedTransfer,
  blindTransfer,
  isInMeetme,
  joinsMeetme,
  joinsRoom,
  listedInRoom,
  meetmeIn,
  pickedUp,
} from './picture-transfers.ts'
import { callTaken } from './picture-wrap-ups.ts'

type Handler = (tables: Tables, event: AmiMessage, now: number) => void

/** Event names and fields: Asterisk's documentation of AMI events; late or unknown ones change nothing. */
export function applyEvent(tables: Tables, event: AmiMessage, now: number): void {
  tables.now = now
  handlers.get(event.Event ?? '')?.(tables, event, now)
}

/** Channels of Asterisk's own that lead to a phone, or take a phone's name and place (AMI Redirect, a pickup). */
const isTracked = (name: string): boolean => phoneOf(name) !== null || /^(?:Local|AsyncGoto|Surrogate)\//.test(name)

function appeared(tables: Tables, event: AmiMessage, now: number): void {
  const [id, name] = [event.Uniqueid ?? '', event.Channel ?? '']
  if (id.startsWith(tables.rules.consolePrefix)) consoleChannel(tables, event)
  spiesAlready(tables, event)
  if (id === '' || (id.startsWith(tables.rules.consolePrefix) && !tookOver(tables, event))) return
  if (!isTracked(name) || tables.channels.has(id) || isSpying(event)) return
  if (event.Event === 'Newchannel' && clockTold(tables, id, now) === 'set') everybodyAnew(tables)
  const bornS = bornAtS(id)
  const startedAt = bornS === null ? now : Math.min(now, Math.max(0, bornS * 1000 + tables.clockOffsetMs))
  const bridge = known(event.BridgeId ?? event.BridgeUniqueid) ?? meetmeIn(event)
  const channel: Channel = {
    id,
    name,
    phone: phoneOf(name),
    agentId: null,
    dialledBy: null,
    dialledAs: null,
    linkedId: callOfNew(tables, event),
    up: event.ChannelState === '6',
    number: ownNumberOf(tables, event) ?? knownCaller(event.CallerIDNum),
    callerName: readChannelId(id)?.supervisor ?? knownCaller(event.CallerIDName),
    context: event.Context ?? '',
    exten: event.Exten ?? '',
    bridge: null,
    bridgedAt: bridge === null ? null : startedAt,
    leftAt: null,
    held: false,
    awaitsMarked: false,
    recordings: 0,
    parked: null,
    seat: null,
    startedAt: event.Event === 'Newchannel' ? now : startedAt,
    queue: event.Application === 'Queue' ? queueNamed(tables, event.ApplicationData?.split(',')[0] ?? '') : null,
    queuedAt: tables.order,
    countedBy: null,
    isAwaited: false,
    handedOn: false,
    isSentOn: false,
    heir: null,
    order: tables.order++,
  }
  tables.channels.set(id, channel)
  tables.byName.set(name, channel)
  addToCall(tables, channel)
  // A list does not say what kind of bridge it is; one with a dialled channel or a conference in it is a conversation.
  if (bridge !== null) {
    enterBridge(tables, channel, bridge, /^(AppDial|AppQueue|ConfBridge|MeetMe)$/.test(event.Application ?? ''))
    if (tables.bridges.get(bridge)?.isLot) channel.parked = { space: '', by: '' }
  }
  seatedIfListed(tables, channel, event)
  attribute(tables, channel)
  markCall(tables, channel)
}

/** How long anybody wraps up is reckoned by the PBX's clock. */
function everybodyAnew({ listed, queues, dirty }: Tables): void {
  for (const agent of listed) dirty.agents.add(agent)
  for (const queue of queues.keys()) dirty.queues.add(queue)
}

/** A console's line that talks with somebody: its supervisor has taken the call over. Their monitors meet it in bridges of their own. */
function tookOver({ rules }: Tables, event: AmiMessage): boolean {
  const bridge = known(event.BridgeId ?? event.BridgeUniqueid)
  const isConsole = (event.Uniqueid ?? '').startsWith(rules.consolePrefix)
  return (
    isConsole && bridge !== null && !bridge.startsWith(rules.consolePrefix) && phoneOf(event.Channel ?? '') !== null
  )
}

/** The phone of a line that took a call over was rung under another name. */
const ownNumberOf = (tables: Tables, event: AmiMessage): string | null =>
  tookOver(tables, event) ? endpointOf(event.Channel ?? '') : null

function onChannel(tables: Tables, event: AmiMessage, change: (channel: Channel) => void): void {
  const channel = tables.channels.get(event.Uniqueid ?? '')
  if (!channel) return
  linked(tables, channel, event.Linkedid)
  change(channel)
  markCall(tables, channel)
}

function moved(tables: Tables, event: AmiMessage): void {
  onChannel(tables, event, (channel) => {
    if (event.ChannelState === '6') channel.up = true
    channel.number = knownCaller(event.CallerIDNum) ?? channel.number
    channel.callerName = knownCaller(event.CallerIDName) ?? channel.callerName
    channel.exten = known(event.Exten) ?? channel.exten
    attribute(tables, channel)
  })
}

/** A pickup, or AMI's Redirect: another phone's name, and with it another phone, on the channel that goes on. */
function renamed(tables: Tables, event: AmiMessage): void {
  onChannel(tables, event, (channel) => {
    markCall(tables, channel)
    const phone = phoneOf(event.Newname ?? '')
    if (tables.byName.get(channel.name) === channel) tables.byName.delete(channel.name)
    // Whoever gave it this name carries it no more; what was known of that leg is true of this one.
    const former = tables.byName.get(`${event.Newname}<MASQ>`)
    if (phone !== channel.phone) channel.agentId = former?.phone === phone ? former.agentId : null
    channel.name = event.Newname ?? channel.name
    channel.phone = phone
    tables.byName.set(channel.name, channel)
  })
}

function bridged(tables: Tables, event: AmiMessage, now: number): void {
  if (tookOver(tables, event)) appeared(tables, { ...event, Event: 'CoreShowChannel' }, now)
  onChannel(tables, event, (channel) => {
    channel.up = true
    channel.held = false
    channel.bridgedAt ??= now
    channel.leftAt = null
    if (!event.BridgeUniqueid) return leaveBridge(tables, channel)
    const shares = isConversation(event)
    if (shares) channel.parked = null
    if (!shares) waitsForCall(tables, channel)
    enterBridge(tables, channel, event.BridgeUniqueid, shares)
    const heir = tables.channels.get(channel.heir ?? '')
    if (heir) enterBridge(tables, heir, event.BridgeUniqueid, shares)
  })
}

/** Two phones, a conference, an application's own bridge; not a parking lot or a waiting room (BridgeTechnology of AMI). */
const isConversation = ({ BridgeTechnology, BridgeType }: AmiMessage): boolean =>
  BridgeTechnology !== 'holding_bridge' && BridgeType !== 'parking'

/** Of BridgeList: what kind each bridge is, which no list of channels says. */
function listedBridge(tables: Tables, event: AmiMessage): void {
  const id = event.BridgeUniqueid ?? ''
  const [shares, isLot] = [isConversation(event), event.BridgeType === 'parking']
  if (id !== '' && !tables.bridges.has(id)) tables.bridges.set(id, { members: new Set(), shares, isLot })
}

function recorded(tables: Tables, event: AmiMessage): void {
  onChannel(tables, event, (channel) => {
    channel.recordings = Math.max(0, channel.recordings + (/Start$/.test(event.Event ?? '') ? 1 : -1))
  })
}

/** A park with nobody on the other side. Told again, by its end: given up, timed out, or picked up. */
function parked(tables: Tables, event: AmiMessage): void {
  const parkee = { ...event, Uniqueid: event.ParkeeUniqueid, Linkedid: event.ParkeeLinkedid }
  onChannel(tables, parkee, (channel) => {
    const isParked = event.Event === 'ParkedCall' || event.Event === 'ParkedCallSwap'
    channel.parked = isParked ? { space: event.ParkingSpace ?? '', by: event.ParkerDialString ?? '' } : null
  })
}

function unbridged(tables: Tables, event: AmiMessage, now: number): void {
  onChannel(tables, event, (channel) => {
    if (channel.bridge !== event.BridgeUniqueid) return
    leaveBridge(tables, channel)
    goesOnFrom(tables, channel, now)
  })
}

function leavesMeetme(tables: Tables, event: AmiMessage, now: number): void {
  const bridge = tables.channels.get(event.Uniqueid ?? '')?.bridge ?? null
  if (bridge !== null && isInMeetme(bridge)) unbridged(tables, { ...event, BridgeUniqueid: bridge }, now)
}

function held(tables: Tables, event: AmiMessage): void {
  onChannel(tables, event, (channel) => {
    channel.held = event.Event === 'Hold'
  })
}

function gone(tables: Tables, event: AmiMessage, now: number): void {
  spyStopped(tables, event.Channel ?? '')
  const channel = tables.channels.get(event.Uniqueid ?? '')
  if (!channel) return
  const agent = agentOf(tables, channel)
  if (agent !== null) tables.freedAt.set(agent, now)
  dropChannel(tables, channel)
  leaveBridge(tables, channel)
  leaveCall(tables, channel)
  for (const [name, waiting] of tables.queues) if (waiting.delete(channel.id)) tables.dirty.queues.add(name)
}

function joined(tables: Tables, event: AmiMessage, now: number): void {
  const waitMs = Number(event.Wait ?? 0) * 1000
  // A PBX whose clock was put back says that somebody has waited for less than nothing.
  queueOf(tables, event.Queue ?? '').set(
    event.Uniqueid ?? '',
    now - (Number.isFinite(waitMs) ? Math.max(0, waitMs) : 0),
  )
  onChannel(tables, event, (channel) => {
    // A Local channel that waits on the caller's behalf may be optimized away; the caller stays.
    const from = sidesOf(tables, channel.linkedId)?.from
    for (const one of [channel, ...(from ? [from] : [])]) {
      one.queue = event.Queue || null
      one.countedBy = null
      one.queuedAt = tables.order++
    }
  })
}

/**
 * Who leaves a queue and has nobody on the other side leaves it for something else: an extension, a menu, the end. Told late they may wait in
 * another one already.
 */
function left(tables: Tables, event: AmiMessage): void {
  const queue = event.Queue ?? ''
  queueOf(tables, queue).delete(event.Uniqueid ?? '')
  onChannel(tables, event, (channel) => {
    const sides = sidesOf(tables, channel.linkedId)
    if (sides?.to !== null) return
    for (const one of [channel, sides.from]) if (one.queue === queue) one.queue = null
  })
}

// A supervisor's phone that spies is no call, whoever started it.
function hide(tables: Tables, name: string): void {
  const channel = tables.byName.get(name)
  if (!channel) return
  dropChannel(tables, channel)
  leaveBridge(tables, channel)
  leaveCall(tables, channel)
}

const handlers: ReadonlyMap<string, Handler> = new Map(
  Object.entries({
    Newchannel: appeared,
    CoreShowChannel: appeared,
    Newstate: moved,
    NewCallerid: moved,
    NewConnectedLine: moved,
    Rename: renamed,
    DialBegin: dialled,
    BridgeListItem: listedBridge,
    BridgeEnter: bridged,
    BridgeLeave: unbridged,
    BlindTransfer: blindTransfer,
    AttendedTransfer: attendedTransfer,
    Pickup: pickedUp,
    ConfbridgeJoin: joinsRoom,
    ConfbridgeLeave: unbridged,
    ConfbridgeList: listedInRoom,
    MeetmeJoin: joinsMeetme,
    MeetmeLeave: leavesMeetme,
    ParkedCall: parked,
    ParkedCallSwap: parked,
    UnParkedCall: parked,
    ParkedCallTimeOut: parked,
    ParkedCallGiveUp: parked,
    MixMonitorStart: recorded,
    MixMonitorStop: recorded,
    MonitorStart: recorded,
    MonitorStop: recorded,
    Hold: held,
    Unhold: held,
    Hangup: gone,
    QueueParams: queueSeen,
    QueueCallerJoin: joined,
    QueueEntry: joined,
    QueueCallerLeave: left,
    QueueCallerAbandon: (tables, event) => {
      abandoned(tables, event)
      left(tables, event)
    },
    AgentConnect: connected,
    Agents: pooled,
    AgentLogin: agentLogin,
    AgentLogoff: agentLogoff,
    AgentComplete: (tables, event, now) => {
      if (completed(tables, event, now) === 'counted') callTaken(tables, event.Queue ?? '', event.Interface ?? '', now)
    },
    QueueMember: member,
    QueueMemberAdded: member,
    QueueMemberStatus: member,
    QueueMemberPause: member,
    QueueMemberRemoved: memberGone,
    DeviceStateChange: device,
    ExtensionStatus: hint,
    ChanSpyStart: (tables, event) => {
      hide(tables, event.SpyerChannel ?? '')
      spyStarted(tables, event)
    },
    ChanSpyStop: (tables, event) => spyStopped(tables, event.SpyerChannel ?? ''),
  } satisfies Record<string, Handler>),
)
