// A channel of the simulated FreeSWITCH, and its headers in an event. Names and values: samples/03 to 07.
import { createHash } from 'node:crypto'

export type Channel = {
  readonly uuid: string
  readonly name: string
  readonly direction: 'inbound' | 'outbound'
  readonly presence: string
  readonly createdAt: number // epoch ms
  readonly cidName: string
  readonly cidNumber: string
  readonly dest: string
  readonly context: string
  callUuid: string
  callState: string
  state: string
  answeredAt: number | null
  calleeName: string
  calleeNumber: string
  app: string
  appData: string
  peer: string | null
  readonly vars: Map<string, string>
}

export type Headers = Readonly<Record<string, string>>

/** The same for the same call of the floor behind, so that a test can name a leg. */
export function uuidOf(text: string): string {
  const hash = createHash('sha256').update(text).digest('hex')
  return `${hash.slice(0, 8)}-${hash.slice(8, 12)}-4${hash.slice(12, 15)}-8${hash.slice(15, 18)}-${hash.slice(18, 30)}`
}

/** What every event of a channel carries. `full`: the variables ride along (CREATE, ANSWER, BRIDGE, EXECUTE, HANGUP_COMPLETE), not in CALLSTATE. */
export function headersOf(channel: Channel, full: boolean): Headers {
  const { vars } = channel
  return {
    'Channel-State': channel.state,
    'Channel-Call-State': channel.callState,
    'Channel-Name': channel.name,
    'Unique-ID': channel.uuid,
    'Call-Direction': channel.direction,
    'Channel-Presence-ID': channel.presence,
    'Channel-Call-UUID': channel.callUuid,
    'Answer-State': channel.answeredAt === null ? 'ringing' : 'answered',
    'Caller-Caller-ID-Name': channel.cidName,
    'Caller-Caller-ID-Number': channel.cidNumber,
    'Caller-Callee-ID-Name': channel.calleeName,
    'Caller-Callee-ID-Number': channel.calleeNumber,
    'Caller-Destination-Number': channel.dest,
    'Caller-Context': channel.context,
    'Caller-Channel-Created-Time': String(channel.createdAt * 1000),
    ...(full ? Object.fromEntries([...vars].map(([name, value]) => [`variable_${name}`, value])) : {}),
  }
}

const seconds = (ms: number): string => String(Math.floor(ms / 1000))

/** A row of `show channels as json`: samples/02. */
export const channelRow = (one: Channel): Headers => ({
  uuid: one.uuid,
  direction: one.direction,
  created_epoch: seconds(one.createdAt),
  name: one.name,
  state: one.state,
  cid_name: one.cidName,
  cid_num: one.cidNumber,
  dest: one.dest,
  application: one.app,
  application_data: one.appData,
  dialplan: 'XML',
  context: one.context,
  read_codec: 'PCMU',
  presence_id: one.presence,
  callstate: one.callState,
  callee_name: one.calleeName,
  callee_num: one.calleeNumber,
  call_uuid: one.callUuid,
})

/** A row of `show calls as json`: both halves, or a lone leg with an empty second one (also the supervisor's own). */
export function callRow(one: Channel, peer: Channel | null): Headers {
  const half = peer
    ? Object.fromEntries(Object.entries(channelRow(peer)).map(([name, value]) => [`b_${name}`, value]))
    : { b_uuid: '', b_callstate: '' }
  return { ...channelRow(one), ...half, call_created_epoch: seconds(one.createdAt) }
}

/** `uuid_dump`: as an event, every value URL-encoded (the facts beside samples/02). */
export const dumpOf = (one: Channel): string =>
  `${Object.entries({ 'Event-Name': 'CHANNEL_DATA', ...headersOf(one, true), variable_current_application: one.app })
    .map(([name, value]) => `${name}: ${encodeURIComponent(value)}`)
    .join('\n')}\n`
