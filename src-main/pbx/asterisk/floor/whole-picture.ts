// The whole picture, and the lists it is made of.
import { deskFailure } from '#contract/errors.ts'
import { err, ok, type Result } from '#contract/result.ts'
import type { ConnectorParts } from '#main/pbx/connector.ts'
import type { AmiClient, AmiReply } from '../wire/ami-client.ts'
import type { AmiMessage } from '../wire/ami-codec.ts'
import { nameOfPhone } from '../wire/ami-names.ts'
import { conferenceOf } from '../wire/conference-watch.ts'
import type { Lists } from './difference.ts'
import { createPicture, type Picture } from './picture.ts'
import { queueNamed, rememberConnected } from './picture-counts.ts'
import { goesOnFrom, sameCall } from './picture-groups.ts'
import { attributeAll } from './picture-legs.ts'
import { peopleNow } from './picture-owners.ts'
import { seatsIn } from './picture-seats.ts'
import type { PictureRules, Tables } from './picture-tables.ts'
import type { Readiness } from './picture-wrap-ups.ts'

/** `heard`: how many of the connection's events are in the picture; `conferences`: the rooms of ConfBridge there are. */
export type Whole = { readonly picture: Picture; readonly heard: number; readonly conferences: readonly string[] }

/**
 * After a connection. ParkedCalls wants `call` in `write`; without it, who is parked is known by their bridge, but not where and by whom.
 * `before`: the picture of the connection before, which knows what no list tells; `events`: what this one has told so far. A row and
 * an event are applied in the order in which they came: what was counted before a list is in the list.
 */
export async function wholePicture(
  client: AmiClient,
  rules: PictureRules,
  parts: ConnectorParts,
  before: Picture,
  events: () => readonly AmiMessage[],
): Promise<Result<Whole>> {
  const ping = await client.action('Ping')
  const stamp = ping.ok ? Number(ping.value.head.Timestamp) * 1000 : Number.NaN
  const picture = createPicture(rules, Number.isNaN(stamp) ? 0 : parts.clock.now() - stamp)
  const replies = await askFor(client, lists)
  const bridges = rowsOf(replies[lists.indexOf('BridgeList')]) ?? []
  const conferences = bridges.flatMap((row) => conferenceOf(row) ?? [])
  const inConferences = await Promise.all(conferences.map((conference) => askConference(client, conference)))
  const channels = replies[lists.indexOf('CoreShowChannels')] ?? err(deskFailure('internal'))
  if (!channels.ok) return channels
  const now = parts.clock.now()
  seatsIn(picture.tables, channels.value.rows, before.tables.seats)
  let heard = 0
  const hearUntil = (count: number) => {
    for (const event of events().slice(heard, count)) picture.apply(event, now)
    heard = Math.max(heard, count)
  }
  for (const { rows, heard: heardBefore } of [...replies, ...inConferences].flatMap((reply) =>
    reply.ok ? [reply.value] : [],
  ))
    for (const [i, row] of rows.entries()) {
      hearUntil(heardBefore?.[i] ?? 0)
      picture.apply(row, now)
    }
  for (const channel of picture.tables.channels.values())
    if (channel.queue !== null) channel.queue = queueNamed(picture.tables, channel.queue)
  picture.tables.hasAllDevices = replies[lists.indexOf('DeviceStateList')]?.ok === true
  remember(before, picture)
  attributeAll(picture.tables, before.tables.channels)
  for (const extension of Array.isArray(rules.extensions) ? rules.extensions : [])
    picture.tables.dirty.agents.add(extension)
  sayUnheardOf(picture.tables, parts)
  return ok({ picture, heard, conferences })
}

function sayUnheardOf(tables: Tables, { log }: ConnectorParts): void {
  const { extensions } = tables.rules
  if (extensions === 'all' || !tables.hasAllDevices) return
  const named = new Set([...tables.devices.keys()].map(nameOfPhone))
  const unheardOf = extensions.filter((extension) => !named.has(extension) && !peopleNow(tables).byId.has(extension))
  if (unheardOf.length > 0) log('warn', `the PBX knows no phone of these extensions: ${unheardOf.join(', ')}`)
}

/**
 * Rights: CoreShowChannels and QueueStatus want `reporting`, ExtensionStateList `call` or `reporting`, ParkedCalls `call`, Agents `agent`;
 * DeviceStateList is a gain where res_manager_devicestate is loaded.
 */
export async function listAll(client: AmiClient): Promise<Result<Lists>> {
  const [bridges, channels, hints, queues, devices, parked, pool] = await askFor(client, lists)
  if (!channels?.ok) return channels ?? err(deskFailure('internal'))
  return ok({
    bridges: rowsOf(bridges),
    channels: channels.value.rows,
    hints: rowsOf(hints),
    queues: rowsOf(queues),
    devices: rowsOf(devices),
    parked: rowsOf(parked),
    pool: rowsOf(pool),
  })
}

/** Bridges and channels first: what follows speaks of them. */
const lists = [
  'BridgeList',
  'CoreShowChannels',
  'ExtensionStateList',
  'QueueStatus',
  'DeviceStateList',
  'ParkedCalls',
  'Agents',
] as const

/** The PBX answers in this order. */
const askFor = (client: AmiClient, names: readonly string[]): Promise<readonly Result<AmiReply>[]> =>
  Promise.all(names.map((name) => client.action(name)))

const askConference = (client: AmiClient, conference: string) =>
  client.action('ConfbridgeList', [['Conference', conference]])

/** ConfbridgeList wants `reporting` in `write`, and refuses a room that is no more. Null: the answer is lost. */
export async function inConference(client: AmiClient, conference: string): Promise<readonly AmiMessage[] | null> {
  const listed = await askConference(client, conference)
  if (listed.ok) return listed.value.rows
  return listed.error.code === 'pbxRefused' ? [] : null
}

/** Getvar wants `call` or `reporting` in `write`. */
export async function readinessOf(client: AmiClient, queue: string): Promise<Readiness | 'lost' | null> {
  const counted = async (what: string): Promise<number | 'lost' | null> => {
    const found = await client.action('Getvar', [['Variable', `QUEUE_MEMBER(${queue},${what})`]])
    if (!found.ok) return found.error.code === 'pbxRefused' ? null : 'lost'
    const value = found.value.head.Value ?? ''
    return /^\d+$/.test(value) ? Number(value) : null
  }
  const [free, ready] = await Promise.all([counted('free'), counted('ready')])
  if (free === null || ready === null) return null
  return free === 'lost' || ready === 'lost' ? 'lost' : { free, ready }
}

const rowsOf = (reply: Result<AmiReply> | undefined) => (reply?.ok ? reply.value.rows : null)

/** What a list cannot tell: since when two people talk, on hold or not, on their way, and which Linkedids are one call. */
function remember(before: Picture, after: Picture): void {
  for (const channel of after.tables.channels.values()) {
    const known = before.tables.channels.get(channel.id)
    if (!known) continue
    channel.bridgedAt = channel.bridge === null ? null : (known.bridgedAt ?? channel.bridgedAt)
    channel.held = known.held
    channel.agentId ??= known.agentId
    channel.dialledBy = known.dialledBy
    channel.dialledAs = known.dialledAs
    channel.isSentOn = known.isSentOn
    channel.handedOn = known.handedOn && channel.bridge === null
    if (channel.bridge === null && known.leftAt !== null) goesOnFrom(after.tables, channel, known.leftAt)
    channel.isAwaited = known.isAwaited && channel.bridge === null
    channel.queue ??= known.queue
    channel.countedBy = known.countedBy
    if (channel.bridge === known.bridge && !channel.parked?.space) channel.parked = known.parked ?? channel.parked
  }
  for (const [queue, wrapUp] of before.tables.wrapUps)
    if (wrapUp.phase !== 'set') after.tables.wrapUps.set(queue, wrapUp)
  rememberConnected(before.tables, after.tables)
  const { groups } = after.tables
  for (const [linkedId, call] of before.tables.joined)
    if (groups.has(linkedId) && groups.has(call)) sameCall(after.tables, linkedId, call)
}
