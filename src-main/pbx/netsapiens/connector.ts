// The connector to a NetSapiens platform: signs in, keeps the floor, monitors by the portal's own actions. See docs/netsapiens.md.
import { type DeskError, deskFailure } from '#contract/errors.ts'
import { type MonitorCapabilities, type MonitorEvent, modes } from '#contract/monitor.ts'
import { createListeners } from '#contract/observable.ts'
import { type Err, err, ok } from '#contract/result.ts'
import type { NetsapiensSite } from '#contract/site-netsapiens.ts'
import type { Stop } from '#contract/time.ts'
import type { Connector } from '#main/pbx/connector.ts'
import { createFeedStatus } from '#main/pbx/kit/feed-status.ts'
import { createNetsapiensActs } from './acts/acts.ts'
import { createFeed } from './floor/feed.ts'
import type { Reading } from './floor/picture.ts'
import { createToldFloor } from './floor/told-floor.ts'
import type { NetsapiensParts } from './io.ts'
import { createMonitors, type Monitors } from './monitors/monitors.ts'
import { createAccount } from './sign-in/account.ts'
import { createApi } from './wire/api.ts'
import { createSession } from './wire/session.ts'

const askEveryMs = 3000

export function createNetsapiensConnector(site: NetsapiensSite, parts: NetsapiensParts): Connector {
  const status = createFeedStatus({ clock: parts.clock, ask: () => feed.ping(), askEveryMs, refusals })
  const monitorListeners = createListeners<MonitorEvent>()
  const session = createSession(site, parts)
  const api = createApi(site, parts, session)
  const account = createAccount({ site, parts, session, api })
  const floor = createToldFloor(site, parts.clock, () => feed.picture())
  let closed = false
  let stopSignOut: Stop = () => {}

  const isLive = () => status.standing().phase === 'live'
  const trying = () => status.set({ phase: 'connecting', since: parts.clock.now() })
  const down = (cause: DeskError) => {
    if (closed) return
    status.lost(cause)
    monitors.blind()
  }

  const onLive = (core: string, { devices }: Reading) => {
    account.readDevices(devices)
    floor.tellWhole()
    status.set({ phase: 'live', since: parts.clock.now(), how: howBy(core) })
    monitors.see()
    monitors.sweep()
  }
  const onReading = ({ devices }: Reading) => {
    account.readDevices(devices)
    floor.tellSoon(() => monitors.see())
  }
  const onLost = (cause: DeskError) => {
    floor.stop()
    down(cause)
    if (cause.code === 'signInNeeded') account.renew()
  }
  const onFailed = (cause: DeskError) => {
    feed.halt()
    down(cause)
  }
  const events = { onLive, onReading, onPicture: () => floor.tellSoon(() => monitors.see()), onLost }
  const { domain, feedBearer: bearer, whyNoPhone } = account
  const feed = createFeed({ site, parts, api, domain, bearer, events })
  const view = () => floor.view(account.user())
  const { emit } = monitorListeners
  const monitors = createMonitors({ site, parts, api, isLive, view, domain, emit, whyNoPhone })

  /** What is monitored ends first, while there is still a right to end it; the next one sees nothing of this one's floor. */
  async function signOut() {
    await monitors.endAll()
    await monitors.tapsAnswered()
    if (closed) return
    account.signOut()
    monitors.reopen()
    feed.forget()
    floor.tellWhole()
  }

  return {
    connect: () => {
      stopSignOut = parts.prompt.onSignOut(() => void signOut())
      account.keepSignedIn({ onReady: feed.open, onRenewed: feed.renew, onTrying: trying, onFailed })
    },
    close: async () => {
      await monitors.endAll()
      closed = true
      stopSignOut()
      floor.stop()
      feed.close()
      account.close()
    },
    capabilities: () => capabilitiesOf(site),
    lineAccount: account.line,
    whyNoLine: async () => null,
    onStatus: status.on,
    onFloor: floor.on,
    onMonitor: monitorListeners.on,
    ...monitoringBy(monitors),
    levels: null,
    help: null,
    handOver: null,
    acts: createNetsapiensActs({
      api,
      domain,
      picture: () => feed.picture(),
      readSoon: () => feed.readSoon(),
      clock: parts.clock,
    }),
    phones: null,
    notice: null,
  }
}

type Monitoring = Pick<Connector, 'startMonitor' | 'setMode' | 'hop' | 'setFollow' | 'endMonitor'>

const monitoringBy = ({ start, setMode, has, end }: Monitors): Monitoring => ({
  startMonitor: start,
  setMode,
  // A tap is of one call, for good: the console ends it and begins anew.
  hop: async (ticketId) => notHere(has(ticketId)),
  setFollow: async (ticketId, follow) => (has(ticketId) && !follow ? ok(null) : notHere(has(ticketId))),
  endMonitor: end,
})

const howBy = (core: string): string => `NetSapiens, live feed of ${new URL(core).host} (experimental)`

const notHere = (isKnown: boolean): Err<DeskError> =>
  err(isKnown ? deskFailure('refusedByAccess', 'notByThisPbx') : deskFailure('unknownMonitor'))

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
