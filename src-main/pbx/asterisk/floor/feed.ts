// The AMI session: keeps connected, brings the whole picture after every connection, then its patches.
import type { Waits } from '#contract/back-off.ts'
import { type DeskError, deskFailure } from '#contract/errors.ts'
import type { FloorMessage } from '#contract/floor.ts'
import { err, ok, type Result } from '#contract/result.ts'
import type { AsteriskSite } from '#contract/site-asterisk.ts'
import type { Clock, Stop } from '#contract/time.ts'
import type { ConnectorParts } from '#main/pbx/connector.ts'
import { type AmiClient, type AmiFields, type AmiReply, openAmi } from '../wire/ami-client.ts'
import type { AmiMessage } from '../wire/ami-codec.ts'
import { keepConnected } from '../wire/connection.ts'
import { type SilenceWatch, watchSilence } from '../wire/silence.ts'
import { createPicture, type Picture } from './picture.ts'
import { sameCall } from './picture-groups.ts'
import type { PictureRules } from './picture-tables.ts'

export type FeedListener = {
  /** Connected and the picture is whole. */
  live(client: AmiClient): void
  lost(cause: DeskError): void
  floor(message: FloorMessage): void
  /** Every event once the picture is whole, after it was applied. */
  events(events: readonly AmiMessage[]): void
  /** Calls come and go, and the PBX says nothing of it; from now on no ping is answered on this connection. */
  silent(cause: DeskError): void
  /** Something that happened at this moment of the PBX's clock (epoch ms) was told just now. */
  stamp(at: number): void
}

export type Feed = {
  connect(): void
  close(): void
  picture(): Picture
  action(name: string, fields?: AmiFields): Promise<Result<AmiReply>>
  /** Resolves when the PBX has answered on this connection, behind all it told before. */
  ping(): Promise<void>
}

const retrying: Waits = { firstMs: 330, longestMs: 6600 }

export function createFeed(
  site: AsteriskSite,
  rules: PictureRules,
  parts: ConnectorParts,
  listener: FeedListener,
): Feed {
  const { clock, random } = parts
  const floor = createPublished(rules, clock, listener)
  let silence: SilenceWatch | null = null
  let isSilent = false

  const link = keepConnected<AmiClient & { readonly whole: Picture }>({
    clock,
    random,
    waits: retrying,
    open: async (closed) => {
      floor.hold()
      const opened = await openAmi(site, clock, {
        events: (events) => {
          if (floor.apply(events)) silence?.heard(events)
        },
        closed,
      })
      if (!opened.ok) return opened
      const whole = await wholePicture(opened.value, rules, parts, floor.picture())
      if (whole.ok) return ok({ ...opened.value, whole: whole.value })
      opened.value.close()
      return whole
    },
    up: (client) => {
      floor.show(client.whole)
      silence = listenForSilence(client)
      listener.live(client)
    },
    lost: (cause) => {
      floor.hold()
      silence?.stop()
      isSilent = false
      listener.lost(cause)
    },
  })

  const listenForSilence = (asked: AmiClient) =>
    watchSilence({
      list: async () => {
        const channels = await asked.action('CoreShowChannels')
        return channels.ok ? new Set(channels.value.rows.map(({ Uniqueid }) => Uniqueid ?? '')) : null
      },
      clock,
      onSilent: () => {
        isSilent = true
        listener.silent(deskFailure('pbxRefused', silentBecause))
      },
      onHeard: () => asked.close(), // what was missed comes with a new picture
    })

  return {
    connect: link.connect,
    close: () => {
      link.close()
      floor.hold()
      silence?.stop()
    },
    picture: floor.picture,
    ping: async () => {
      await link.current()?.ping()
      if (isSilent) await new Promise<never>(() => {})
    },
    action: (name, fields) =>
      link.current()?.action(name, fields) ??
      Promise.resolve(err(deskFailure('pbxUnreachable', 'AMI is not connected'))),
  }
}

/** The picture as it is told: whole once it is, then patches; what comes before is kept and applied then. */
function createPublished(rules: PictureRules, clock: Clock, listener: FeedListener) {
  let picture = createPicture(rules, 0)
  let buffered: AmiMessage[] | null = []
  let stopDue: Stop = () => {}

  const publish = () => {
    const patch = picture.takePatch(clock.now())
    if (patch) listener.floor({ kind: 'patch', patch })
    stopDue()
    const due = picture.nextDue()
    if (due !== null) stopDue = clock.after(Math.max(10, due - clock.now()), publish)
  }

  return {
    picture: () => picture,
    hold: () => {
      buffered = []
      stopDue()
    },
    /** One patch for one read of the socket: a burst becomes few patches by itself, a single event goes out at once. False: kept. */
    apply: (events: readonly AmiMessage[]): boolean => {
      if (buffered) {
        for (const event of events) buffered.push(event)
        return false
      }
      const now = clock.now()
      for (const event of events) picture.apply(event, now)
      publish()
      const stamp = firstStamp(events)
      if (stamp !== null) listener.stamp(stamp)
      listener.events(events)
      return true
    },
    show: (whole: Picture) => {
      picture = whole
      const missed = buffered ?? []
      buffered = null
      for (const event of missed) picture.apply(event, clock.now())
      picture.takePatch(clock.now())
      listener.floor({ kind: 'whole', floor: picture.floor() })
      publish()
    },
  }
}

const silentBecause =
  'AMI sends no call events: in manager.conf, set read=call,agent,reporting for its user and look for an eventfilter'

/** Rights: CoreShowChannels and QueueStatus want `reporting`; DeviceStateList is a gain where res_manager_devicestate is loaded. */
async function wholePicture(
  client: AmiClient,
  rules: PictureRules,
  parts: ConnectorParts,
  before: Picture,
): Promise<Result<Picture>> {
  const ping = await client.action('Ping')
  const stamp = ping.ok ? Number(ping.value.head.Timestamp) * 1000 : Number.NaN
  const picture = createPicture(rules, Number.isNaN(stamp) ? 0 : parts.clock.now() - stamp)
  const [channels, queues, devices] = await Promise.all(
    ['CoreShowChannels', 'QueueStatus', 'DeviceStateList'].map((name) => client.action(name)),
  )
  if (!channels?.ok) return channels ?? err(deskFailure('internal'))
  const now = parts.clock.now()
  for (const reply of [channels, queues, devices])
    if (reply?.ok) for (const row of reply.value.rows) picture.apply(row, now)
  remember(before, picture)
  for (const extension of Array.isArray(rules.extensions) ? rules.extensions : [])
    picture.tables.dirty.agents.add(extension)
  return { ok: true, value: picture }
}

/** What a list cannot tell: since when two people talk, on hold or not, on their way, and which Linkedids are one call. */
function remember(before: Picture, after: Picture): void {
  for (const channel of after.tables.channels.values()) {
    const known = before.tables.channels.get(channel.id)
    if (!known) continue
    channel.bridgedAt = channel.bridge === null ? null : (known.bridgedAt ?? channel.bridgedAt)
    channel.held = known.held
    channel.isAwaited = known.isAwaited && channel.bridge === null
    channel.queue ??= known.queue
  }
  const { groups } = after.tables
  for (const [linkedId, call] of before.tables.joined)
    if (groups.has(linkedId) && groups.has(call)) sameCall(after.tables, linkedId, call)
}

/**
 * Epoch ms of the oldest event that says when it happened, or null. With `timestampevents = yes` (manager.conf) each does, when
 * AMI was told of it; a Newchannel does always, since a Uniqueid begins with the second in which the channel was made, which is
 * before anything in Asterisk could wait. (Asterisk docs: "AMI v2 Specification", "Unique ids".)
 */
export function firstStamp(events: readonly AmiMessage[]): number | null {
  for (const event of events) {
    const stamp = stampOf(event)
    if (stamp !== null) return stamp
  }
  return null
}

function stampOf({ Event, Uniqueid = '', Timestamp = '' }: AmiMessage): number | null {
  const born = Event === 'Newchannel' ? /(?:^|-)(\d{9,11})\.\d+$/.exec(Uniqueid)?.[1] : undefined
  if (born !== undefined) return Number(born) * 1000
  return /^\d{9,11}\.\d+$/.test(Timestamp) ? Number(Timestamp) * 1000 : null
}
