// The AMI session: keeps connected, brings the whole picture after every connection, then its patches.
import type { Waits } from '#contract/back-off.ts'
import { type DeskError, deskFailure } from '#contract/errors.ts'
import type { FloorMessage } from '#contract/floor.ts'
import { err, ok, type Result } from '#contract/result.ts'
import type { AsteriskSite } from '#contract/site-asterisk.ts'
import type { Clock, Stop } from '#contract/time.ts'
import type { ConnectorParts } from '#main/pbx/connector.ts'
import { keepConnected } from '#main/pbx/kit/connection.ts'
import { type AmiClient, type AmiFields, type AmiReply, openAmi } from '../wire/ami-client.ts'
import type { AmiMessage } from '../wire/ami-codec.ts'
import { endpointOf } from '../wire/ami-names.ts'
import { watchConferences } from '../wire/conference-watch.ts'
import { watchSilence } from '../wire/silence.ts'
import { unreadEvents } from '../wire/unread-events.ts'
import type { Difference } from './difference.ts'
import { differencesOf } from './differences.ts'
import { createPicture, type Picture } from './picture.ts'
import { countsOtherwise } from './picture-counts.ts'
import type { PictureRules, Tables } from './picture-tables.ts'
import { keepReconciled } from './rounds.ts'
import { inConference, listAll, readinessOf, type Whole, wholePicture } from './whole-picture.ts'
import { watchWrapUps } from './wrap-ups.ts'

export type FeedListener = {
  /** Connected and the picture is whole. */
  live(client: AmiClient): void
  lost(cause: DeskError): void
  floor(message: FloorMessage): void
  /** The picture may have changed, also where no row shows it: a leg that is in its bridge after all. */
  moved(): void
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
  let watches: Watches | null = null
  let isSilent = false

  const link = keepConnected<AmiClient & { readonly whole: Whole }>({
    clock,
    random,
    waits: retrying,
    open: async (closed) => {
      floor.hold()
      const opened = await openAmi(site, clock, {
        ignored: unreadEvents,
        events: (events) => {
          const applied = floor.apply(events)
          if (applied !== 'kept') watches?.heard(events, applied === 'contradicted')
        },
        closed,
      })
      if (!opened.ok) return opened
      const whole = await wholePicture(opened.value, rules, parts, floor.picture(), floor.missed)
      if (whole.ok) return ok({ ...opened.value, whole: whole.value })
      opened.value.close()
      return whole
    },
    up: (client) => {
      floor.show(client.whole)
      watches = watch(client, floor, site, parts, fallSilent)
      listener.live(client)
    },
    lost: (cause) => {
      floor.hold()
      watches?.stop()
      isSilent = false
      listener.lost(cause)
    },
  })

  const fallSilent = (because: string): void => {
    isSilent = true
    listener.silent(deskFailure('pbxRefused', because))
  }

  return {
    connect: link.connect,
    close: () => {
      link.close()
      floor.hold()
      watches?.stop()
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

type Watches = { heard(events: readonly AmiMessage[], doNotFit: boolean): void; stop: Stop }

/** On a connection that stands: whether events come at all, and whether they told what the PBX lists. */
function watch(
  client: AmiClient & { readonly whole: Whole },
  floor: ReturnType<typeof createPublished>,
  site: AsteriskSite,
  { clock, log }: ConnectorParts,
  fallSilent: (because: string) => void,
): Watches {
  const comeAnew = () => client.close() // what was missed comes with a new picture
  const silence = watchSilence({
    list: async () => {
      const channels = await client.action('CoreShowChannels')
      return channels.ok ? new Set(channels.value.rows.map(({ Uniqueid }) => Uniqueid ?? '')) : null
    },
    clock,
    onSilent: () => fallSilent(silentBecause.call),
    onHeard: comeAnew,
  })
  const rounds = keepReconciled({
    clock,
    list: async () => {
      const lists = await listAll(client)
      return lists.ok ? lists.value : null
    },
    compare: (lists) => differencesOf(floor.picture().tables, lists, clock.now()),
    mend: floor.mend,
    log: (text) => log('warn', `Asterisk ${site.host}: ${text}`),
    onUntold: (byClass) => fallSilent(silentBecause[byClass]),
    onTold: comeAnew,
  })
  const wrapUps = watchWrapUps({
    clock,
    picture: floor.picture,
    ask: (queue) => readinessOf(client, queue),
    publish: floor.publish,
  })
  const conferences = watchConferences({
    clock,
    list: (conference) => inConference(client, conference),
    listed: floor.told,
  })
  for (const conference of client.whole.conferences) conferences.look(conference)
  return {
    heard: (events, doNotFit) => {
      silence.heard(events)
      conferences.heard(events)
      rounds.heard(events)
      wrapUps.heard(events)
      if (doNotFit) rounds.contradicted()
    },
    stop: () => {
      silence.stop()
      conferences.stop()
      rounds.stop()
      wrapUps.stop()
    },
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
    listener.moved()
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
    /** One patch for one read of the socket: a burst becomes few patches by itself, a single event goes out at once. */
    apply: (events: readonly AmiMessage[]): 'kept' | 'applied' | 'contradicted' => {
      if (buffered) {
        for (const event of events) buffered.push(event)
        return 'kept'
      }
      const now = clock.now()
      let fits = true
      for (const event of events) {
        fits &&= !isOfUnknown(picture.tables, event) && !countsOtherwise(picture.tables, event)
        picture.apply(event, now)
      }
      publish()
      const stamp = firstStamp(events)
      if (stamp !== null) listener.stamp(stamp)
      listener.events(events)
      return fits ? 'applied' : 'contradicted'
    },
    publish,
    /** Rows of a list that was asked for by itself. */
    told: (rows: readonly AmiMessage[]) => {
      for (const row of rows) picture.apply(row, clock.now())
      publish()
    },
    mend: (differences: readonly Difference[]) => {
      for (const { mend } of differences) mend(picture.tables, clock.now())
      publish()
    },
    /** All events of this connection, until it is shown. */
    missed: (): readonly AmiMessage[] => buffered ?? [],
    show: ({ picture: whole, heard }: Whole) => {
      picture = whole
      const missed = (buffered ?? []).slice(heard)
      buffered = null
      for (const event of missed) picture.apply(event, clock.now())
      picture.takePatch(clock.now())
      listener.floor({ kind: 'whole', floor: picture.floor() })
      publish()
    },
  }
}

const inManagerConf = 'in manager.conf, set read=call,agent,reporting for its user and look for an eventfilter'
const silentBecause = {
  call: `AMI sends no call events: ${inManagerConf}`,
  agent: `AMI sends no events of queues: ${inManagerConf}`,
}

/** An event of a phone's channel that the picture does not have. */
function isOfUnknown({ channels, rules }: Tables, { Event = '', Uniqueid = '', Channel = '' }: AmiMessage): boolean {
  if (!ofKnownChannel.has(Event) || Uniqueid === '' || channels.has(Uniqueid)) return false
  return !Uniqueid.startsWith(rules.consolePrefix) && endpointOf(Channel) !== null
}

const ofKnownChannel = new Set(['Newstate', 'BridgeEnter', 'BridgeLeave', 'Hold', 'Unhold', 'QueueCallerJoin'])

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
