// What each AMI event does to the picture. Also eats the rows of CoreShowChannels, QueueStatus and DeviceStateList, which speak alike.
import type { AmiMessage } from '../wire/ami-codec.ts'
import { endpointOf, extensionOf, known } from '../wire/ami-names.ts'
import { abandoned, completed, queueOf, queueSeen } from './picture-counts.ts'
import { addToCall, callIdOf, enterBridge, leaveBridge, leaveCall, linked } from './picture-groups.ts'
import { consoleChannel, spiesAlready, spyStarted, spyStopped } from './picture-spies.ts'
import { type Channel, markCall, type Tables } from './picture-tables.ts'
import { attendedTransfer, blindTransfer } from './picture-transfers.ts'

type Handler = (tables: Tables, event: AmiMessage, now: number) => void

/** Event names and fields: Asterisk's documentation of AMI events; late or unknown ones change nothing. */
export function applyEvent(tables: Tables, event: AmiMessage, now: number): void {
  handlers.get(event.Event ?? '')?.(tables, event, now)
}

function appeared(tables: Tables, event: AmiMessage, now: number): void {
  const [id, name] = [event.Uniqueid ?? '', event.Channel ?? '']
  const endpoint = endpointOf(name)
  if (id.startsWith(tables.rules.consolePrefix)) consoleChannel(tables, event)
  spiesAlready(tables, event)
  if (id === '' || id.startsWith(tables.rules.consolePrefix)) return
  if (endpoint === null || tables.channels.has(id) || /^(ChanSpy|Stasis)$/.test(event.Application ?? '')) return
  const epoch = Number(/^(?:.*-)?(\d{9,11})\.\d+$/.exec(id)?.[1] ?? Number.NaN) * 1000
  const startedAt = Number.isNaN(epoch) ? now : Math.min(now, Math.max(0, epoch + tables.clockOffsetMs))
  const bridge = known(event.BridgeId ?? event.BridgeUniqueid)
  const channel: Channel = {
    id,
    name,
    endpoint,
    linkedId: callIdOf(tables, event.Linkedid || id),
    up: event.ChannelState === '6',
    number: known(event.CallerIDNum),
    callerName: known(event.CallerIDName),
    context: event.Context ?? '',
    exten: event.Exten ?? '',
    bridge: null,
    bridgedAt: bridge === null ? null : startedAt,
    held: false,
    startedAt: event.Event === 'Newchannel' ? now : startedAt,
    queue: event.Application === 'Queue' ? event.ApplicationData?.split(',')[0] || null : null,
    isAwaited: false,
    heir: null,
    order: tables.order++,
  }
  tables.channels.set(id, channel)
  tables.byName.set(name, channel)
  addToCall(tables, channel)
  // A list does not say what kind of bridge it is; one with a dialled channel in it is a conversation.
  if (bridge !== null) enterBridge(tables, channel, bridge, /^App(Dial|Queue)$/.test(event.Application ?? ''))
}

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
    channel.number = known(event.CallerIDNum) ?? channel.number
    channel.callerName = known(event.CallerIDName) ?? channel.callerName
    channel.exten = known(event.Exten) ?? channel.exten
  })
}

function renamed(tables: Tables, event: AmiMessage): void {
  onChannel(tables, event, (channel) => {
    tables.byName.delete(channel.name)
    channel.name = event.Newname ?? channel.name
    channel.endpoint = endpointOf(channel.name) ?? channel.endpoint
    tables.byName.set(channel.name, channel)
  })
}

function bridged(tables: Tables, event: AmiMessage, now: number): void {
  onChannel(tables, event, (channel) => {
    channel.up = true
    channel.held = false
    channel.bridgedAt ??= now
    if (!event.BridgeUniqueid) return leaveBridge(tables, channel)
    const shares = event.BridgeType === 'basic' || event.BridgeType === 'stasis'
    enterBridge(tables, channel, event.BridgeUniqueid, shares)
    const heir = tables.channels.get(channel.heir ?? '')
    if (heir) enterBridge(tables, heir, event.BridgeUniqueid, shares)
  })
}

function unbridged(tables: Tables, event: AmiMessage): void {
  onChannel(tables, event, (channel) => {
    if (channel.bridge === event.BridgeUniqueid) leaveBridge(tables, channel)
  })
}

function held(tables: Tables, event: AmiMessage): void {
  onChannel(tables, event, (channel) => {
    channel.held = event.Event === 'Hold'
  })
}

function gone(tables: Tables, event: AmiMessage): void {
  spyStopped(tables, event.Channel ?? '')
  const channel = tables.channels.get(event.Uniqueid ?? '')
  if (!channel) return
  tables.channels.delete(channel.id)
  tables.byName.delete(channel.name)
  leaveBridge(tables, channel)
  leaveCall(tables, channel)
  for (const [name, waiting] of tables.queues) if (waiting.delete(channel.id)) tables.dirty.queues.add(name)
}

function joined(tables: Tables, event: AmiMessage, now: number): void {
  const waitMs = Number(event.Wait ?? 0) * 1000
  queueOf(tables, event.Queue ?? '').set(event.Uniqueid ?? '', now - (Number.isFinite(waitMs) ? waitMs : 0))
  onChannel(tables, event, (channel) => {
    channel.queue = event.Queue || null
  })
}

function left(tables: Tables, event: AmiMessage): void {
  queueOf(tables, event.Queue ?? '').delete(event.Uniqueid ?? '')
  onChannel(tables, event, () => undefined)
}

function member(tables: Tables, event: AmiMessage): void {
  const id = extensionOf(event.StateInterface || event.Interface || event.Location || '')
  const queue = event.Queue ?? ''
  if (id === null || queue === '') return
  const found = tables.members.get(id) ?? { id, name: null, queues: new Map() }
  found.name = known(event.MemberName ?? event.Name) ?? found.name
  const seconds = Number(event.Wrapuptime ?? 0)
  const lastCall = Number(event.LastCall ?? 0)
  found.queues.set(queue, {
    queue,
    status: Number(event.Status ?? 0),
    paused: event.Paused === '1',
    reason: known(event.PausedReason),
    taken: Number(event.CallsTaken ?? 0),
    wrapUntil: seconds > 0 && lastCall > 0 ? (lastCall + seconds) * 1000 + tables.clockOffsetMs : 0,
  })
  tables.members.set(id, found)
  tables.dirty.agents.add(id)
}

function memberGone(tables: Tables, event: AmiMessage): void {
  const id = extensionOf(event.StateInterface || event.Interface || event.Location || '') ?? ''
  tables.members.get(id)?.queues.delete(event.Queue ?? '')
  queueOf(tables, event.Queue ?? '')
  tables.dirty.agents.add(id)
}

function device(tables: Tables, event: AmiMessage, now: number): void {
  const id = /^(?:PJSIP|SIP|IAX2|SCCP)\/(.+)$/.exec(event.Device ?? '')?.[1]
  if (id === undefined) return
  if (tables.devices.get(id)?.state !== event.State) tables.devices.set(id, { state: event.State ?? '', since: now })
  tables.dirty.agents.add(id)
}

// A supervisor's phone that spies is no call, whoever started it.
function hide(tables: Tables, name: string): void {
  const channel = tables.byName.get(name)
  if (!channel) return
  tables.channels.delete(channel.id)
  tables.byName.delete(name)
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
    BridgeEnter: bridged,
    BridgeLeave: unbridged,
    BlindTransfer: blindTransfer,
    AttendedTransfer: attendedTransfer,
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
    AgentComplete: completed,
    QueueMember: member,
    QueueMemberAdded: member,
    QueueMemberStatus: member,
    QueueMemberPause: member,
    QueueMemberRemoved: memberGone,
    DeviceStateChange: device,
    ChanSpyStart: (tables, event) => {
      hide(tables, event.SpyerChannel ?? '')
      spyStarted(tables, event)
    },
    ChanSpyStop: (tables, event) => spyStopped(tables, event.SpyerChannel ?? ''),
  } satisfies Record<string, Handler>),
)
