// The connector to FreeSWITCH and FusionPBX: floor and monitors by the Event Socket. See docs/freeswitch.md.
import { type DeskError, deskFailure } from '#contract/errors.ts'
import type { FloorMessage } from '#contract/floor.ts'
import { type LineAccount, registersAt } from '#contract/line-account.ts'
import { type MonitorCapabilities, type MonitorEvent, modes } from '#contract/monitor.ts'
import { createListeners } from '#contract/observable.ts'
import { err, ok } from '#contract/result.ts'
import type { FreeswitchSite } from '#contract/settings.ts'
import type { Connector, ConnectorParts } from '#main/pbx/connector.ts'
import { createFeedStatus, type FeedStatus } from '#main/pbx/kit/feed-status.ts'
import { leaseS, renewEveryMs } from '#main/pbx/kit/lease.ts'
import { createMonitors, type Monitors } from '#main/pbx/kit/monitors.ts'
import { within } from '#main/pbx/kit/waits.ts'
import { createFreeswitchActs } from './acts/acts.ts'
import { createFeed, type Feed } from './floor/feed.ts'
import { type LineWatch, watchLine } from './floor/line-watch.ts'
import { createEavesdropMethod, type EavesdropMethod } from './spy/eavesdrop-method.ts'
import { sweep } from './spy/leftovers.ts'
import type { EslEvent } from './wire/esl-codec.ts'
import { type OpenEslSocket, realEslSocket } from './wire/esl-socket.ts'
import { ownLegPrefix } from './wire/leg-id.ts'

/** `openSocket`: absent: over this machine's network. */
export type FreeswitchParts = ConnectorParts & { readonly openSocket?: OpenEslSocket }

const ASK_EVERY_MS = 1000
const HEARD_MS = 2000

/** `owner` names this console for good, the same after a crash; it goes into the ids of its legs, hashed. */
export function createFreeswitchConnector(site: FreeswitchSite, owner: string, parts: FreeswitchParts): Connector {
  const { clock } = parts
  const floors = createListeners<FloorMessage>()
  const events = createListeners<MonitorEvent>()
  const heard = createListeners<readonly EslEvent[]>()
  const prefix = ownLegPrefix(owner)
  let closed = false
  const status = createFeedStatus({
    clock,
    refusals: ['pbxWrongPassword', 'pbxRefused'],
    askEveryMs: ASK_EVERY_MS,
    ask: () => feed.ping(),
  })
  const feed = createFeed(
    site,
    prefix,
    { openSocket: realEslSocket, ...parts },
    {
      live: () => void goLive({ site, parts, prefix, feed, monitors, method, status, line }),
      lost: (cause) => {
        monitors.suspend(method)
        if (!closed) status.lost(cause)
      },
      floor: (message) => {
        floors.emit(message)
        monitors.check()
      },
      stamp: status.stamp,
      events: (list) => {
        method.handle(list)
        line.heard(list)
        heard.emit(list)
      },
    },
  )
  const monitors = createMonitors({
    parts,
    method: () => (status.standing().phase === 'live' ? ok(method) : err(deskFailure('pbxUnreachable'))),
    view: () => feed.picture().view(),
    heard: () => within(clock, feed.ping(), { ms: HEARD_MS, otherwise: undefined }),
    emit: events.emit,
  })
  const method = createEavesdropMethod({
    site,
    owner,
    parts,
    listener: monitors,
    api: feed.api,
    job: feed.job,
    leg: (id) => feed.picture().leg(id),
  })
  const line = lineOf(site, parts, feed, status)
  const stopRenewing = clock.every(renewEveryMs, () => void method.renew(leaseS))

  return {
    connect: feed.connect,
    async close() {
      await monitors.endAll()
      closed = true
      stopRenewing()
      line.stop()
      method.close()
      feed.close()
    },
    ...told(site, line),
    onStatus: status.on,
    onFloor(listener) {
      const stop = floors.on(listener)
      if (status.standing().phase === 'live') listener({ kind: 'whole', floor: feed.picture().whole(clock.now()) })
      return stop
    },
    onMonitor: events.on,
    ...monitoringBy(monitors),
    levels: null,
    help: null,
    handOver: null,
    acts: createFreeswitchActs({ site, feed, clock, log: parts.log, monitors, onEvents: heard.on }),
    notice: null,
  }
}

type Told = Pick<Connector, 'capabilities' | 'lineAccount' | 'whyNoLine' | 'phones'>

const told = (site: FreeswitchSite, line: LineWatch): Told => ({
  capabilities: () => capabilitiesOf(site, line.hasNoPhone()),
  lineAccount: () => lineAccountOf(site),
  whyNoLine: async () => null,
  phones: null,
})

type Whole = {
  readonly site: FreeswitchSite
  readonly parts: ConnectorParts
  readonly prefix: string
  readonly feed: Feed
  readonly monitors: Monitors
  readonly method: EavesdropMethod
  readonly status: FeedStatus
  readonly line: LineWatch
}

/** What an earlier run left is hung up; what is monitored is put to listen. */
async function goLive({ site, parts, prefix, feed, monitors, method, status, line }: Whole): Promise<void> {
  const { clock, log } = parts
  const live = { phase: 'live', since: clock.now(), how: 'Monitoring by eavesdrop' } as const
  const cause = lineTrouble(site)
  status.set(cause ? { ...live, cause } : live)
  line.look()
  const legs = () => [...feed.picture().tables().legs.keys()]
  // What talks with a caller was a monitor, and is a call: nobody hangs that up.
  const isAlone = (id: string) => feed.picture().leg(id)?.peer === null
  const left = () => legs().filter((id) => id.startsWith(prefix) && isAlone(id) && !method.isInUse(id))
  await Promise.all([monitors.resume(method), sweep({ clock, api: feed.api, log, left })])
}

type Monitoring = Pick<Connector, 'startMonitor' | 'setMode' | 'hop' | 'setFollow' | 'endMonitor'>

const monitoringBy = ({ start, setMode, hop, setFollow, end }: Monitors): Monitoring => ({
  startMonitor: start,
  setMode,
  hop,
  setFollow: async (ticketId, follow) => setFollow(ticketId, follow),
  endMonitor: end,
})

function lineOf(site: FreeswitchSite, { clock, random }: ConnectorParts, feed: Feed, status: FeedStatus): LineWatch {
  return watchLine({
    site,
    clock,
    random,
    ask: feed.api,
    taken: (cause) => {
      const now = status.standing()
      if (now.phase !== 'live') return
      const { phase, since, how } = now
      status.set(cause ? { phase, since, how, cause } : { phase, since, how })
    },
    // Capabilities go with the status.
    changed: () => {
      const now = status.standing()
      if (now.phase === 'live') status.set({ ...now })
    },
  })
}

const lineTrouble = ({ line }: FreeswitchSite): DeskError | null =>
  line ? null : deskFailure('noWayToMonitor', 'the site file gives this supervisor no line')

function lineAccountOf({ line, domain }: FreeswitchSite): LineAccount | null {
  if (!line) return null
  const { user, wsUrl, password } = line
  return {
    uri: `sip:${user}@${domain}`,
    ...registersAt(wsUrl),
    authUser: user,
    password,
    displayName: '',
    iceServers: [],
  }
}

const switchingOf = (modesBy: FreeswitchSite['modesBy']): MonitorCapabilities['switching'] =>
  modesBy === 'api' ? ['api'] : ['api', 'info', 'rfc4733']

const capabilitiesOf = ({ line, modesBy }: FreeswitchSite, hasNoPhone: boolean): MonitorCapabilities => ({
  modes: line ? [...modes] : [],
  switching: switchingOf(modesBy),
  confirmsModes: true,
  hop: true,
  follow: true,
  // Every phone of the supervisor's user is rung; a user of their own for the console has no other.
  rings: 'allPhones',
  ...(hasNoPhone && { hasNoPhone }),
})
