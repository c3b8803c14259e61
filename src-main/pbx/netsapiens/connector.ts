// The connector to a NetSapiens platform: signs in, keeps the floor, monitors by the portal's own actions. See docs/netsapiens.md.
import { type DeskError, deskFailure } from '#contract/errors.ts'
import { emptyFloor, type Floor, type FloorMessage, type FloorPatch } from '#contract/floor.ts'
import { type MonitorCapabilities, type MonitorEvent, modes } from '#contract/monitor.ts'
import { createListeners } from '#contract/observable.ts'
import { err, ok } from '#contract/result.ts'
import type { LineAccount } from '#contract/settings.ts'
import type { NetsapiensSite } from '#contract/site-netsapiens.ts'
import type { Stop } from '#contract/time.ts'
import type { Connector } from '#main/pbx/connector.ts'
import { createFeedStatus } from '#main/pbx/kit/feed-status.ts'
import { createFeed } from './floor/feed.ts'
import { createFloorMap } from './floor/floor-map.ts'
import { viewOf } from './floor/view.ts'
import type { NetsapiensParts } from './io.ts'
import { createMonitors } from './monitors/monitors.ts'
import { createAccount } from './sign-in/account.ts'
import { createApi } from './wire/api.ts'
import { createSession } from './wire/session.ts'
import { timeReader } from './wire/timestamp.ts'

/** Changes of the picture are told together: the first soon, the next no earlier than this. */
const firstAfterMs = 15
const windowMs = 50
const askEveryMs = 3000

export function createNetsapiensConnector(site: NetsapiensSite, parts: NetsapiensParts): Connector {
  const status = createFeedStatus({ clock: parts.clock, ask: () => feed.ping(), askEveryMs, refusals })
  const floorListeners = createListeners<FloorMessage>()
  const monitorListeners = createListeners<MonitorEvent>()
  const session = createSession(site, parts)
  const api = createApi(site, parts, session)
  const account = createAccount({ site, parts, session, api })
  const map = createFloorMap(
    { extensionDigits: site.extensionDigits, readTime: timeReader(site.timeZone, parts.clock.now) },
    site.legIs,
  )
  let floor: Floor | null = null
  let tellNextAt = 0
  let stopTelling: Stop | null = null
  let closed = false
  let stopSignOut: Stop = () => {}

  const isLive = () => status.standing().phase === 'live'
  const down = (cause: DeskError) => {
    if (closed) return
    status.lost(cause)
    monitors.blind()
  }

  const feed = createFeed({
    site,
    parts,
    api,
    domain: account.domain,
    bearer: account.feedBearer,
    events: {
      onLive: (core, reading) => {
        account.readDevices(reading.devices)
        tell('whole')
        status.set({
          phase: 'live',
          since: parts.clock.now(),
          how: `NetSapiens, live feed of ${new URL(core).host} (experimental)`,
        })
        monitors.see()
        monitors.sweep()
      },
      onReading: (reading) => {
        account.readDevices(reading.devices)
        tellSoon()
      },
      onPicture: tellSoon,
      onLost: (cause) => {
        stopTelling?.()
        stopTelling = null
        down(cause)
        if (cause.code === 'signInNeeded') void account.renew()
      },
    },
  })
  const view = () => {
    const { taps, meaning } = map.last()
    return viewOf(feed.picture(), floor ?? emptyFloor, taps, meaning, account.user())
  }
  const monitors = createMonitors({
    site,
    parts,
    api,
    isLive,
    view,
    domain: account.domain,
    emit: monitorListeners.emit,
    whyNoPhone: account.whyNoPhone,
  })

  function tell(kind: 'whole' | 'patch') {
    stopTelling?.()
    stopTelling = null
    const before = floor ?? emptyFloor
    const now = map.floor(feed.picture(), before, parts.clock.now())
    tellNextAt = parts.clock.now() + windowMs
    floor = now
    if (kind === 'whole') return floorListeners.emit({ kind, floor: now })
    const patch = floorDiff(before, now)
    if (patch) floorListeners.emit({ kind, patch })
  }
  function tellSoon() {
    if (stopTelling) return
    const wait = Math.max(firstAfterMs, tellNextAt - parts.clock.now())
    stopTelling = parts.clock.after(wait, () => {
      tell('patch')
      monitors.see()
    })
  }

  /** What is monitored ends first, while there is still a right to end it; the next one sees nothing of this one's floor. */
  async function signOut() {
    await monitors.endAll()
    await monitors.tapsAnswered()
    if (closed) return
    account.signOut()
    monitors.reopen()
    feed.forget()
    tell('whole')
  }

  return {
    connect: () => {
      stopSignOut = parts.prompt.onSignOut(() => void signOut())
      account.keepSignedIn({
        onReady: feed.open,
        onRenewed: feed.renew,
        onTrying: () => status.set({ phase: 'connecting', since: parts.clock.now() }),
        onFailed: (cause) => {
          feed.halt()
          down(cause)
        },
      })
    },
    close: async () => {
      await monitors.endAll()
      closed = true
      stopSignOut()
      stopTelling?.()
      feed.close()
      account.close()
    },
    capabilities: () => capabilitiesOf(site),
    lineAccount: (): LineAccount | null => account.line(),
    onStatus: status.on,
    onFloor: (listener) => {
      if (floor) listener({ kind: 'whole', floor })
      return floorListeners.on(listener)
    },
    onMonitor: monitorListeners.on,
    startMonitor: monitors.start,
    setMode: monitors.setMode,
    // A tap is of one call, for good: the console ends it and begins anew.
    hop: async (ticketId) => err(notHere(monitors.has(ticketId))),
    setFollow: async (ticketId, follow) =>
      monitors.has(ticketId) && !follow ? ok(null) : err(notHere(monitors.has(ticketId))),
    endMonitor: monitors.end,
    levels: null,
    help: null,
    handOver: null,
  }
}

const notHere = (isKnown: boolean): DeskError =>
  isKnown ? deskFailure('refusedByAccess', 'notByThisPbx') : deskFailure('unknownMonitor')

const refusals = ['pbxWrongPassword', 'codeRefused', 'accountLocked', 'signInNeeded', 'scopeTooLow'] as const

const capabilitiesOf = (site: NetsapiensSite): MonitorCapabilities => ({
  modes: [...modes],
  switching: ['api'],
  confirmsModes: true,
  hop: false,
  follow: false,
  rings: 'allPhones',
  whispersTo: site.whisperTo === 'anyone' ? 'anyone' : 'onNetParty',
})

/** What changed between two floors, as a patch of whole rows; null when nothing did. */
export function floorDiff(before: Floor, after: Floor): FloorPatch | null {
  const patch: FloorPatch = {
    agents: tableDiff(before.agents, after.agents),
    calls: tableDiff(before.calls, after.calls),
    queues: tableDiff(before.queues, after.queues),
  }
  return patch.agents || patch.calls || patch.queues ? patch : null
}

function tableDiff<T>(before: Readonly<Record<string, T>>, after: Readonly<Record<string, T>>) {
  const set = Object.keys(after).flatMap((id) => {
    const row = after[id]
    return row !== undefined && !same(before[id], row) ? [row] : []
  })
  const gone = Object.keys(before).filter((id) => !(id in after))
  return set.length > 0 || gone.length > 0 ? { set, gone } : undefined
}

function same(a: unknown, b: unknown): boolean {
  return a === b || (a !== undefined && JSON.stringify(a) === JSON.stringify(b))
}
