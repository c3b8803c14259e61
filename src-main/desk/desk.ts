// The console's server side: the contract's handlers over one connector and the settings. Knows no shell.
import { deskFailure } from '#contract/errors.ts'
import type { FloorMessage } from '#contract/floor.ts'
import type { Withdrawal } from '#contract/hearers.ts'
import type { ConnectorStatus, DeskHandlers, Hello, Signal, SiteInfo, Unended } from '#contract/ipc.ts'
import type { Capabilities } from '#contract/monitor.ts'
import { createListeners } from '#contract/observable.ts'
import { err, ok } from '#contract/result.ts'
import { demoSite, type Settings, unnamedSupervisor } from '#contract/settings.ts'
import type { Clock, Stop } from '#contract/time.ts'
import type { PlaceUse } from '#contract/windows.ts'
import { createFloorKeeper, type FloorKeeper } from '#main/floor/keeper.ts'
import { openTrendFile } from '#main/floor/trend-file.ts'
import { keepTrend } from '#main/floor/trend-keeper.ts'
import { openHistory } from '#main/history/history.ts'
import type { Connector } from '#main/pbx/connector.ts'
import type { SettingsStore } from '#main/settings/store.ts'
import type { Person } from '#main/sign-in/person.ts'
import type { Log } from '#main/system/log.ts'
import type { AccessContext } from './current-monitor.ts'
import { watchHeart } from './heart-watch.ts'
import { overNetwork } from './line-network.ts'
import { whyNotReached } from './line-probe.ts'
import { createDeskMonitors, type MonitorsParts } from './monitors.ts'
import { followNews } from './news.ts'
import { type DeskSetup, noSetup } from './no-setup.ts'
import { placeUse } from './place-use.ts'
import { reportFiles } from './report.ts'

export type DeskServer = {
  readonly handlers: DeskHandlers
  readonly onSignal: (listener: (signal: Signal) => void) => Stop
  /** The window is gone for good (closed, crashed): whatever it monitored ends. */
  readonly windowGone: () => Promise<void>
  /** Nobody is at the machine, as far as the shell can tell: a speaking mode is taken back. */
  readonly nobodyThere: (why: Withdrawal) => void
  /** For the windows that only look. */
  readonly onlook: Onlook
  /** Ends what is monitored, then the connector. */
  readonly close: () => Promise<void>
}

/** Nothing of it moves the monitor, and nothing of it names the line's account. */
export type Onlook = {
  readonly hello: () => Hello
  readonly site: () => SiteInfo
  readonly floor: (listener: (message: FloorMessage) => void) => Stop
  /** What would end if the place of the window that monitors were taken. */
  readonly use: () => PlaceUse
  /** Whether that window has beaten lately. */
  readonly answers: () => boolean
}

export type DeskParts = {
  readonly connector: Connector
  readonly settings: SettingsStore
  readonly log: Log
  readonly shell: Hello['shell']
  readonly version: string
  readonly seat: string // see Hello
  readonly turnCredential?: string | null // what the site file leaves to the environment
  readonly clock: Clock
  readonly asleepMs: () => number // see HeartWatchParts
  readonly randomId: (bytes: number) => string // hex of that many bytes nobody can guess
  readonly dir: string // where the history is kept, and the last hours of the queues
  readonly person: Pick<Person, 'board' | 'onBoard' | 'step'> // who signs in at the PBX
  readonly setup?: DeskSetup // absent: the site cannot be set up here
}

const notByThisPbx = err(deskFailure('refusedByAccess', 'notByThisPbx'))
const DAY_MS = 86_400_000

/** One desk serves one window at a time. It connects at once and keeps the floor whether or not a window watches. */
export function createDesk(parts: DeskParts): DeskServer {
  const { connector, settings } = parts
  const keeper = createFloorKeeper(parts.clock)
  const { emit, on: onSignal } = createListeners<Signal>()
  let stopWatching: Stop = () => {}

  const accessContext = (): AccessContext => {
    const { policy, rights } = settings.current()
    const rules = { policy, rights, capabilities: connector.capabilities() }
    return { floor: keeper.floor(), status: news.status(), rules }
  }
  const tellSite = () => emit({ name: 'site', payload: siteInfo(parts) })
  const history = openHistory({ ...parts, floor: keeper.floor, who: () => whoMonitors(settings, parts.person) })
  const { recorder } = history
  const monitors = createDeskMonitors({ ...parts, ...monitorSignals(emit), accessContext, recorder })
  const onFloor = (message: FloorMessage) => {
    keeper.apply(message)
    monitors.judge(message)
  }
  const news = followNews({ ...parts, emit, tellSite, onFloor, onStatus: () => monitors.judge(null) })
  const liveFloor = () => (news.status().phase === 'live' ? keeper.floor() : null)
  const trends = keepTrend({ ...parts, liveFloor, store: openTrendFile(parts.dir, siteKey(settings.current())) })
  const { nobodyThere, unended } = monitors
  const heart = watchHeart({ ...parts, nobodyThere })
  const stops = [
    heart.stop,
    news.stop,
    trends.stop,
    monitors.stop,
    settings.onChange((payload) => {
      emit({ name: 'settings', payload: forWindow(payload) })
      tellSite()
      monitors.judge(null)
    }),
  ]
  const place = placeUse(monitors.current, keeper.floor)
  const windowGone = async () => {
    stopWatching()
    place.phoneOver()
    recorder.settle()
    await monitors.giveUp()
  }
  const prune = () => history.prune(settings.current().history.keepDays)
  const stopPruning = parts.clock.every(DAY_MS, prune)
  prune()
  connector.connect()

  const watchFloor = () => {
    stopWatching()
    // A window that comes back after a cut has missed these meanwhile.
    news.tellAll()
    stopWatching = keeper.watch((payload) => emit({ name: 'floor', payload }))
  }
  const hello = () => helloOf(parts, news.status(), unended())
  const handlers: DeskHandlers = {
    ...monitors.handlers,
    ...history.handlers,
    ...windowHandlers(parts, { beat: heart.beat, windowGone, watchFloor, hello, emit }),
    onPhone: place.onPhone,
    trend: async () => trends.trend(),
    report: async () => reportFiles({ ...parts, settings: settings.current(), status: news.status() }),
    ...passedOn(parts),
  }
  return {
    handlers,
    onSignal,
    windowGone,
    nobodyThere,
    onlook: onlookOf({ hello, keeper, use: place.use, isBeating: heart.isBeating }),
    close: async () => {
      await windowGone()
      stopPruning()
      // What an end that could not be confirmed before still tells belongs into the history.
      await connector.close()
      for (const stop of stops) stop()
      keeper.close()
      recorder.close()
    },
  }
}

type WindowParts = {
  readonly beat: () => void
  readonly windowGone: () => Promise<void>
  readonly watchFloor: () => void
  readonly hello: () => Hello
  readonly emit: (signal: Signal) => void
}

const windowHandlers = (parts: DeskParts, { beat, windowGone, watchFloor, hello, emit }: WindowParts) =>
  ({
    beat: async () => {
      beat()
      return null
    },
    hello: async () => {
      beat()
      await windowGone()
      parts.log('info', 'window says hello')
      return hello()
    },
    hush: async () => {
      emit({ name: 'hush', payload: null })
      return null
    },
    // Where there are several windows, `windows.ts` stands before these.
    askPlace: async () => ({ role: 'console' }),
    takePlace: async () => ok(null),
    wallPlaces: async () => ({ kind: 'byPage' }),
    showWall: async () => err(deskFailure('displayGone')),
    watchFloor: async () => {
      watchFloor()
      return null
    },
  }) satisfies Partial<DeskHandlers>

/** The site and its servers, with their secrets, are the desk's alone; what a window needs of them stands in SiteInfo. */
const forWindow = (settings: Settings): Settings => ({
  ...settings,
  site: demoSite.parse({ kind: 'demo' }),
  line: { ...settings.line, iceServers: [], relayOnly: false },
})

function helloOf(parts: DeskParts, status: ConnectorStatus, unended: Unended | null): Hello {
  const { shell, version, seat, settings } = parts
  return {
    version,
    shell,
    seat,
    site: siteInfo(parts),
    settings: forWindow(settings.current()),
    status,
    notice: settings.notice(),
    unended,
    window: { role: 'console' },
    setup: (parts.setup ?? noSetup).hello(),
  }
}

type OnlookParts = {
  readonly hello: () => Hello
  readonly keeper: FloorKeeper
  readonly use: Onlook['use']
  readonly isBeating: () => boolean
}

const onlookOf = ({ hello, keeper, use, isBeating }: OnlookParts): Onlook => ({
  hello: () => withoutLine(hello()),
  site: () => withoutLine(hello()).site,
  floor: keeper.watch,
  use,
  answers: isBeating,
})

const withoutLine = (hello: Hello): Hello => ({ ...hello, site: { ...hello.site, line: null } })

const monitorSignals = (
  emit: (signal: Signal) => void,
): Pick<MonitorsParts, 'emit' | 'emitLevels' | 'emitWithdrawn'> => ({
  emit: (payload) => emit({ name: 'monitor', payload }),
  emitLevels: (payload) => emit({ name: 'levels', payload }),
  emitWithdrawn: (payload) => emit({ name: 'withdrawn', payload }),
})

/** What the desk only passes on to whom it concerns. */
const passedOn = ({ connector, person, settings, log, setup = noSetup }: DeskParts) =>
  ({
    ...setup.handlers,
    ping: async () => null,
    probeLine: async () => {
      const account = connector.lineAccount()
      const cause = account && ((await whyNotReached(account)) ?? (await connector.whyNoLine()))
      if (cause) log('warn', `the line: ${cause.code} ${cause.detail ?? ''}`)
      return cause ? err(cause) : ok(null)
    },
    help: async (step) => connector.help?.step(step) ?? notByThisPbx,
    handOver: async (step) => connector.handOver?.step(step) ?? notByThisPbx,
    answerSignIn: async (step) => person.step(step),
    changeSettings: async (change) => {
      const changed = settings.change(change)
      return changed.ok ? ok(forWindow(changed.value)) : changed
    },
    log: async ({ level, text }) => {
      log(level, `window: ${text}`)
      return null
    },
  }) satisfies Partial<DeskHandlers>

function whoMonitors(store: SettingsStore, person: Pick<Person, 'board'>) {
  const { siteName, supervisor } = store.current()
  const board = person.board()
  const signedIn = board.kind === 'in' ? board.supervisor : null
  return { site: siteName, supervisor: supervisor ?? signedIn ?? unnamedSupervisor }
}

/** What tells one site's queues from another's. */
const siteKey = ({ site, siteName }: ReturnType<SettingsStore['current']>): string => `${site.kind} ${siteName}`

function siteInfo({ connector, settings: store, person, turnCredential = null }: DeskParts): SiteInfo {
  const { site, policy, rights, line: network } = store.current()
  const { site: name, supervisor } = whoMonitors(store, person)
  const capabilities: Capabilities = {
    ...connector.capabilities(),
    help: connector.help !== null,
    handOver: connector.handOver?.isPossible() ?? false,
    levels: connector.levels ? 'separate' : 'mixed',
  }
  const line = overNetwork(connector.lineAccount(), network, turnCredential)
  return { name, kind: site.kind, policy, rights, capabilities, supervisor, line }
}
