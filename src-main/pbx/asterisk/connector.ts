// The connector to Asterisk and FreePBX: the floor by AMI, the monitors by ARI or by the dialplan, whichever the site allows.
import type { FloorMessage } from '#contract/floor.ts'
import { type LineAccount, registersAt } from '#contract/line-account.ts'
import { type MonitorCapabilities, type MonitorEvent, modes } from '#contract/monitor.ts'
import { createListeners } from '#contract/observable.ts'
import type { AsteriskSite } from '#contract/site-asterisk.ts'
import type { Connector, ConnectorParts } from '#main/pbx/connector.ts'
import { createFeedStatus } from '#main/pbx/kit/feed-status.ts'
import { createAsteriskActs } from './acts/acts.ts'
import { createFeed, type Feed } from './floor/feed.ts'
import { betweenConsoles } from './hand-over/between-consoles.ts'
import { whyNoLine } from './picking/line-trouble.ts'
import { namesOf } from './picking/methods.ts'
import { createMonitoring } from './picking/monitoring.ts'
import { createPhones } from './picking/phone-state.ts'
import type { Picker } from './picking/picker.ts'
import { createStanding, feedEvents } from './picking/standing.ts'
import type { AmiMessage } from './wire/ami-codec.ts'
import { withOneTrust } from './wire/trust.ts'

const askEveryMs = 1000

export type AsteriskParts = ConnectorParts & {
  /** How other consoles on this PBX are told who monitors; absent: the line. */
  readonly supervisor?: string
  /** Of this console at its machine: its own contact is rung, not another phone of the line. Absent: every phone of it. */
  readonly seat?: string
}

/** `owner` names this console for good, the same after a crash; it goes into ids on the PBX, hashed. */
export function createAsteriskConnector(given: AsteriskSite, owner: string, parts: AsteriskParts): Connector {
  const site = withOneTrust(given)
  const names = namesOf(site, owner, parts)
  const { clock } = parts
  const floors = createListeners<FloorMessage>()
  const events = createListeners<MonitorEvent>()
  const heard = createListeners<readonly AmiMessage[]>()
  const status = createFeedStatus({
    clock,
    refusals: ['pbxWrongPassword', 'pbxRefused', 'pbxUserInUse', 'pbxTooOld'],
    askEveryMs,
    ask: () => Promise.all([feed.ping(), monitoring.ping()]),
  })
  const standing = createStanding(site, status, parts)
  const feed = createFeed(site, names.rules, parts, {
    ...feedEvents(standing, () => ({ handOver, help, picker: monitoring.picker })),
    floor: floors.emit,
    moved: () => monitoring.monitors.check(),
    stamp: status.stamp,
    events: (list) => {
      handOver.heard(list)
      help.heard(list)
      monitoring.handle(list)
      heard.emit(list)
    },
  })
  const monitoring = createMonitoring({
    site,
    names,
    parts,
    feed,
    standing,
    emit: (event) => {
      events.emit(event)
      handOver.monitored(event)
    },
  })
  const { monitors } = monitoring
  const { handOver, help } = betweenConsoles({
    me: { id: `${names.line}.${names.ownerKey}`, name: parts.supervisor || names.line },
    clock,
    site,
    feed,
    end: (ticketId) => void monitors.end(ticketId),
    log: (text) => parts.log('warn', `Asterisk ${site.host}: ${text}`),
  })

  return {
    connect: feed.connect,
    async close() {
      await monitors.endAll()
      await handOver.close()
      help.close()
      standing.close()
      monitoring.close()
      feed.close()
    },
    capabilities: () => capabilitiesOf(site, monitoring.picker),
    ...lineOf(site, names.endpoint, feed),
    onStatus: status.on,
    onFloor(listener) {
      const stop = floors.on(listener)
      if (status.standing().phase === 'live') listener({ kind: 'whole', floor: feed.picture().floor() })
      return stop
    },
    onMonitor: events.on,
    startMonitor: monitoring.startMonitor,
    setMode: monitors.setMode,
    hop: monitors.hop,
    setFollow: async (ticketId, follow) => monitors.setFollow(ticketId, follow),
    endMonitor: monitors.end,
    levels: null,
    help,
    handOver,
    acts: createAsteriskActs({ site, names, parts, feed, monitors, onEvents: heard.on, onMonitor: events.on }),
    notice: monitoring.notice,
  }
}

const lineOf = (
  site: AsteriskSite,
  endpoint: string,
  feed: Feed,
): Pick<Connector, 'lineAccount' | 'whyNoLine' | 'phones'> => ({
  lineAccount: () => lineAccountOf(site.line),
  whyNoLine: () => whyNoLine(site, endpoint, feed),
  phones: createPhones(feed),
})

function lineAccountOf(line: AsteriskSite['line']): LineAccount | null {
  if (!line) return null
  const { uri, wsUrl, authUser, password } = line
  return { uri, ...registersAt(wsUrl), authUser, password, displayName: '', iceServers: [] }
}

function capabilitiesOf({ takeOn }: AsteriskSite, picker: Picker): MonitorCapabilities {
  const method = picker.present()
  return {
    modes: method ? [...modes] : [],
    ...(picker.isCut() && { isCut: true }),
    switching: method ? [...method.switching] : [],
    confirmsModes: true,
    hop: true,
    follow: true,
    rings: takeOn === 'console' ? 'consoleLine' : 'allPhones',
  }
}
