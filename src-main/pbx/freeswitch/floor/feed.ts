// The Event Socket's session: keeps connected, brings the whole picture after every connection, then its patches.
import type { Waits } from '#contract/back-off.ts'
import { type DeskError, deskFailure } from '#contract/errors.ts'
import type { FloorMessage } from '#contract/floor.ts'
import { err, ok, type Result } from '#contract/result.ts'
import type { FreeswitchSite } from '#contract/settings.ts'
import type { Clock, Stop } from '#contract/time.ts'
import type { ConnectorParts } from '#main/pbx/connector.ts'
import { keepConnected } from '#main/pbx/kit/connection.ts'
import { type EslClient, openEsl } from '../wire/esl-client.ts'
import { type EslEvent, stampOf } from '../wire/esl-codec.ts'
import type { OpenEslSocket } from '../wire/esl-socket.ts'
import { createPicture, type Picture } from './picture.ts'
import { keepReconciled } from './rounds.ts'
import { isPartial, listAll, tablesOf } from './whole-picture.ts'

export type FeedListener = {
  /** Connected and the picture is whole. */
  readonly live: () => void
  readonly lost: (cause: DeskError) => void
  readonly floor: (message: FloorMessage) => void
  /** Every event of the connection, at once, after it was applied. */
  readonly events: (events: readonly EslEvent[]) => void
  /** Something that happened at this moment of the PBX's clock (epoch ms) was told just now. */
  readonly stamp: (at: number) => void
}

export type Feed = {
  connect(): void
  close(): void
  picture(): Picture
  /** Errors: see EslClient. */
  api(command: string): Promise<Result<string>>
  job(command: string, limitMs: number): Promise<Result<string>>
  /** Resolves when the PBX has answered behind all it told before. */
  ping(): Promise<void>
}

export type FeedParts = ConnectorParts & { readonly openSocket: OpenEslSocket }

const retrying: Waits = { firstMs: 330, longestMs: 6600 }
const notConnected = err(deskFailure('pbxUnreachable', 'the Event Socket is not connected'))

export function createFeed(site: FreeswitchSite, ownPrefix: string, parts: FeedParts, listener: FeedListener): Feed {
  const { clock, random, log } = parts
  const picture = createPicture(site, ownPrefix)
  const shown = createPublished(picture, clock, listener)
  let stopRounds: Stop = () => {}
  let isIncomplete = false

  const link = keepConnected<EslClient>({
    clock,
    random,
    waits: retrying,
    open: async (closed) => {
      shown.hold()
      const opened = await openEsl(site, parts, { events: shown.apply, closed })
      if (!opened.ok) return opened
      const whole = await read(opened.value, picture, clock)
      if (whole.ok) {
        isIncomplete = whole.value
        return opened
      }
      opened.value.close()
      return whole
    },
    up: (client) => {
      shown.show()
      stopRounds = keepReconciled({
        clock,
        list: async () => {
          const lists = await listAll(client, picture.tables())
          return lists.ok ? tablesOf(lists.value, picture.tables(), picture.pbxTime(clock.now())) : null
        },
        told: picture.tables,
        adopt: (tables) => {
          picture.adopt(tables)
          shown.publish()
        },
        isPartial: isIncomplete,
        log: (text) => log('warn', `FreeSWITCH ${site.host}: ${text}`),
      })
      listener.live()
    },
    lost: (cause) => {
      shown.hold()
      stopRounds()
      listener.lost(cause)
    },
  })

  return {
    connect: link.connect,
    close: () => {
      link.close()
      shown.hold()
      stopRounds()
    },
    picture: () => picture,
    api: async (command) => link.current()?.api(command) ?? notConnected,
    job: async (command, limitMs) => link.current()?.job(command, limitMs) ?? notConnected,
    ping: async () => {
      const client = link.current()
      if (client && (await ping(client, picture, clock)) === 'clockSet') shown.publish()
    },
  }
}

/** Whether not all of it was told. It is subscribed already: what happens while the lists are made is applied to them, up to the ping behind them. */
async function read(client: EslClient, picture: Picture, clock: Clock): Promise<Result<boolean>> {
  const lists = await listAll(client, picture.tables())
  if (!lists.ok) return lists
  picture.adopt(tablesOf(lists.value, picture.tables(), picture.pbxTime(clock.now())))
  await ping(client, picture, clock)
  return ok(isPartial(lists.value))
}

/** An answer that took its time says nothing of the PBX's clock. */
const PROMPT_MS = 1_000

async function ping(client: EslClient, picture: Picture, clock: Clock): Promise<'clockSet' | 'asBefore'> {
  const [asked, before] = [clock.now(), picture.pbxTime(0)]
  const answeredAt = await client.ping()
  if (answeredAt !== null && clock.now() - asked <= PROMPT_MS) picture.clockSeen(clock.now() - answeredAt)
  return picture.pbxTime(0) === before ? 'asBefore' : 'clockSet'
}

/** The picture as it is told: whole once it is, then patches. */
function createPublished(picture: Picture, clock: Clock, listener: FeedListener) {
  let held: EslEvent[] | null = []
  let stopDue: Stop = () => {}
  let tookMs = 0
  let at = Number.NEGATIVE_INFINITY
  let stopSoon: Stop | null = null

  const publish = () => {
    stopSoon?.()
    stopSoon = null
    if (held) return
    const begun = clock.ticks()
    const patch = picture.patch(clock.now())
    at = clock.ticks()
    tookMs = at - begun
    if (patch) listener.floor({ kind: 'patch', patch })
    stopDue()
    const due = picture.nextDue(clock.now())
    if (due !== null) stopDue = clock.after(Math.max(10, due - clock.now()), publish)
  }
  /** A single event goes out at once; of a burst, writing rows may take a quarter of the time. */
  const publishSoon = () => {
    const waitMs = at + 3 * tookMs - clock.ticks()
    if (waitMs <= 0) publish()
    else stopSoon ??= clock.after(waitMs, publish)
  }
  return {
    publish,
    hold: () => {
      held = []
      stopDue()
      stopSoon?.()
      stopSoon = null
    },
    apply: (events: readonly EslEvent[]) => {
      if (held) held.push(...events)
      else {
        picture.apply(events, clock.now())
        publishSoon()
        const stamp = events.map(stampOf).find((one): one is number => one !== null)
        if (stamp !== undefined) listener.stamp(stamp)
      }
      listener.events(events)
    },
    show: () => {
      picture.apply(held ?? [], clock.now())
      held = null
      listener.floor({ kind: 'whole', floor: picture.whole(clock.now()) })
      publish()
    },
  }
}
