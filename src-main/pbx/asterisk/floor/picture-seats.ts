// Agents of a pool (app_agent_pool): their phone sits in AgentLogin all day, and every call is bridged to that one channel.
import type { AmiMessage } from '../wire/ami-codec.ts'
import { known, localOf } from '../wire/ami-names.ts'
import { callIdOf, moveTo } from './picture-groups.ts'
import { markMember, memberOf, nameMember } from './picture-members.ts'
import { markCall } from './picture-owners.ts'
import type { Channel, Tables } from './picture-tables.ts'

/** `AgentLogin(2001,s)`: the agent's number; null: this channel does something else. */
const seatOf = ({ Application, ApplicationData = '' }: AmiMessage): string | null =>
  Application === 'AgentLogin' ? ApplicationData.split(',')[0] || null : null

/**
 * Asterisk gives all channels of a bridge the oldest Linkedid there (measured, 22): that of the agent, who came in the morning. So the
 * calls of a day, and whatever becomes of them, have one Linkedid, which says nothing of what belongs together.
 */
export function seatsIn(tables: Tables, rows: readonly AmiMessage[], before: ReadonlySet<string>): void {
  const linked = new Set(rows.map(({ Linkedid }) => Linkedid))
  for (const id of before) if (linked.has(id)) tables.seats.add(id)
  for (const row of rows) if (row.Uniqueid && seatOf(row) !== null) tables.seats.add(row.Uniqueid)
}

/** The call a channel belongs to when it appears. */
export function callOfNew(tables: Tables, { Uniqueid = '', Linkedid = '', Channel = '' }: AmiMessage): string {
  if (!tables.seats.has(Linkedid) || Linkedid === Uniqueid) return callIdOf(tables, Linkedid || Uniqueid)
  const local = localOf(Channel)
  const half = local && tables.byName.get(`${local.pair};${local.half === 1 ? 2 : 1}`)
  return half?.linkedId ?? Uniqueid
}

export function seatedIfListed(tables: Tables, channel: Channel, row: AmiMessage): void {
  const seat = seatOf(row)
  if (seat !== null) takesSeat(tables, channel, seat)
}

/** Fields: Asterisk's documentation of AgentLogin and AgentLogoff. */
export function agentLogin(tables: Tables, event: AmiMessage): void {
  pooled(tables, event)
  const channel = tables.channels.get(event.Uniqueid ?? '')
  if (channel && event.Agent) takesSeat(tables, channel, event.Agent)
}

/** An agent of a pool is one in no queue too: whoever asks for them by AgentRequest reaches them. */
export function pooled(tables: Tables, { Agent = '', Name, Status }: AmiMessage): void {
  if (Agent === '') return
  const device = `Agent:${Agent}`
  const member = memberOf(tables, device, device)
  if (member.name === null) nameMember(tables, member, known(Name))
  const state = byPoolStatus.get(Status ?? '')
  if (state !== undefined && !tables.devices.has(device)) tables.devices.set(device, { state, since: tables.now })
  markMember(tables, device)
}

/** Of the list `Agents` (Asterisk's documentation), in the words of DeviceStateChange. */
const byPoolStatus: ReadonlyMap<string, string> = new Map([
  ['AGENT_LOGGEDOFF', 'UNAVAILABLE'],
  ['AGENT_IDLE', 'NOT_INUSE'],
  ['AGENT_ONCALL', 'INUSE'],
])

export function agentLogoff(tables: Tables, event: AmiMessage): void {
  const channel = tables.channels.get(event.Uniqueid ?? '')
  if (!channel) return
  markCall(tables, channel)
  channel.seat = null
  markCall(tables, channel)
}

function takesSeat(tables: Tables, channel: Channel, seat: string): void {
  markCall(tables, channel)
  tables.seats.add(channel.id)
  channel.seat = seat
  markCall(tables, channel)
}

/** Back in the waiting room, their call is over; whoever else was in it goes on without them. */
export function waitsForCall(tables: Tables, channel: Channel): void {
  if (channel.seat === null || channel.linkedId === channel.id) return
  tables.joined.delete(channel.id)
  moveTo(tables, channel, channel.id)
}

/** In AgentLogin, and in nobody's call. */
export const isIdleInSeat = ({ bridges }: Tables, { seat, bridge }: Channel): boolean =>
  seat !== null && bridges.get(bridge ?? '')?.shares !== true
