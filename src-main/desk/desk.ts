// The console's server side: the contract's handlers over one connector and the settings. Knows no shell.
import { type DeskError, deskFailure } from '#contract/errors.ts'
import type { Floor, FloorMessage } from '#contract/floor.ts'
import type { Withdrawal } from '#contract/hearers.ts'
import type { ConnectorStatus, DeskHandlers, Hello, Signal, SiteInfo } from '#contract/ipc.ts'
import { createListeners } from '#contract/observable.ts'
import { err, ok } from '#contract/result.ts'
import type { Settings } from '#contract/settings.ts'
import type { Clock, Stop } from '#contract/time.ts'
import type { PlaceUse } from '#contract/windows.ts'
import { createFloorKeeper, type FloorKeeper } from '#main/floor/keeper.ts'
import { openTrendFile } from '#main/floor/trend-file.ts'
import { keepTrend } from '#main/floor/trend-keeper.ts'
import { type History, openHistory } from '#main/history/history.ts'
import type { Connector } from '#main/pbx/connector.ts'
import { createKioskExit, type KioskExit } from '#main/rights/kiosk-exit.ts'
import type { SettingsStore } from '#main/settings/store.ts'
import type { Person } from '#main/sign-in/person.ts'
import type { Log } from '#main/system/log.ts'
import { createDeskActs } from './acts.ts'
import type { AccessContext } from './current-monitor.ts'
import { Refused } from './guarded.ts'
import { watchHeart } from './heart-watch.ts'
import { forWindow, helloOf, siteInfo, whoMonitors } from './hello.ts'
import { leftOut, renewCredentials } from './line-network.ts'
import { whyNotReached } from './line-probe.ts'
import { createDeskMonitors, type DeskMonitors, type MonitorsParts } from './monitors.ts'
import { followNews } from './news.ts'
import { type DeskSetup, noSetup } from './no-setup.ts'
import { keepRecentCalls } from './phone/recent-calls-file.ts'
import { placeUse } from './place-use.ts'
import { deskProof, type Proving } from './proving/desk-proof.ts'
import { reportFiles } from './report.ts'
import { type SeatAtDesk, seatAtDesk } from './seat-at-desk.ts'

export type DeskServer = KioskExit['forShell'] & {
  readonly handlers: DeskHandlers
  readonly onSignal: (listener: (signal: Signal) => void) => Stop
  /** The window is gone for good (closed, crashed): whatever it monitored ends. */
  readonly windowGone: () => Promise<void>
  /** Nobody is at the machine, as far as the shell can tell: a speaking mode is taken back. */
  readonly nobodyThere: (why: Withdrawal) => void
  /** The screen is unlocked again. */
  readonly somebodyThere: () => void
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
  readonly proving?: Proving // absent: nothing can be proved here
}

const noNumbers: DeskError = { ...deskFailure('refusedByAccess', 'byRule'), rule: 'hideNumbersFrom' }
const notByThisPbx = err(deskFailure('refusedByAccess', 'notByThisPbx'))
const DAY_MS = 86_400_000

/** One desk serves one window at a time. It connects at once and keeps the floor whether or not a window watches. */
export function createDesk(parts: DeskParts): DeskServer {
  const { connector, settings } = parts
  const keeper = createFloorKeeper(parts.clock)
  const exit = createKioskExit({ ...parts, settings: settings.current })
  const { emit, on: onSignal } = createListeners<Signal>()
  let stopWatching: Stop = () => {}
  const judgeAll = () => monitors.judge(null)
  const onRights = () => {
    tellSite()
    judgeAll()
    news.judgeHelp()
  }
  const seated = seatAtDesk({ ...parts, keeper, emit, onLeft: () => void monitors.giveUp('notAllowed'), onRights })
  const accessContext = () => accessContextOf(parts, seated, keeper.floor(), news.status())
  const who = () => whoMonitors(settings, parts.person, seated.seat.person())
  const site = () => siteInfo(parts, seated.rights(), who())
  const tellSite = () => emit({ name: 'site', payload: site() })
  const history = openHistory({ ...parts, ...readableBy(seated), floor: keeper.floor, who })
  const { recorder } = history
  const monitors = createDeskMonitors({ ...parts, ...monitorSignals(emit, seated.seat), accessContext, recorder })
  const acts = createDeskActs({ ...parts, accessContext, current: monitors.current, append: history.append, who })
  const onFloor = (message: FloorMessage) => {
    keeper.apply(message)
    monitors.judge(message)
  }
  const news = followNews({ ...parts, seated, emit, tellSite, onFloor, onStatus: judgeAll })
  const trends = trendsOf(parts, () => (news.status().phase === 'live' ? keeper.floor() : null))
  const heart = watchHeart({ ...parts, nobodyThere: monitors.nobodyThere })
  const stops = [
    heart.stop,
    news.stop,
    trends.stop,
    monitors.stop,
    seated.stop,
    followSettings(settings, emit, seated, onRights),
    ...byTheClock(parts, history, tellSite),
    keeper.close,
    recorder.close,
  ]
  const place = placeOf(parts, monitors, keeper.floor)
  const windowGone = async () => {
    stopWatching()
    place.left()
    recorder.settle()
    await monitors.giveUp()
  }
  connector.connect()
  const watchFloor = () => {
    stopWatching()
    // A window that comes back after a cut has missed these meanwhile.
    news.tellAll()
    stopWatching = seated.watchFloor((payload) => emit({ name: 'floor', payload }))
  }
  const hello = () => helloOf(parts, site(), news.status(), monitors.unended())
  const handlers: DeskHandlers = {
    ...monitors.handlers,
    ...place.handlers,
    ...acts,
    ...seatedHandlers(parts.dir, history, seated, who),
    ...windowHandlers(parts, { beat: heart.beat, windowGone, watchFloor, hello, emit }),
    trend: async () => trends.trend(),
    report: async () => reportFiles({ ...parts, settings: settings.current(), status: news.status() }),
    help: news.stepHelp,
    ...passedOn(parts, exit),
  }
  return {
    ...exit.forShell,
    handlers,
    onSignal,
    windowGone,
    ...presenceOf(monitors),
    onlook: onlookOf({ hello, watch: seated.watchFloor, use: place.use, isBeating: heart.isBeating }),
    close: async () => {
      await Promise.all([windowGone(), place.stop()])
      // What an end that could not be confirmed before still tells belongs into the history.
      await connector.close()
      for (const stop of stops) stop()
    },
  }
}

const followSettings = (
  settings: SettingsStore,
  emit: (signal: Signal) => void,
  seated: SeatAtDesk,
  onRights: () => void,
) =>
  settings.onChange((payload) => {
    seated.look()
    emit({ name: 'settings', payload: forWindow(payload) })
    onRights()
  })

/** What the window that monitors is used for, a proof of ears among it. */
function placeOf(parts: DeskParts, monitors: DeskMonitors, floor: () => Floor | null) {
  const { use, onPhone, phoneOver } = placeUse(monitors.current, floor)
  const proof = deskProof({ ...parts, use, floor, monitors: monitors.handlers })
  const left = () => {
    phoneOver()
    void proof.stop()
  }
  return { use, left, stop: proof.stop, handlers: { onPhone, ...proof.handlers } }
}

const serversOf = ({ connector, settings }: Pick<DeskParts, 'connector' | 'settings'>) => [
  ...settings.current().line.iceServers,
  ...(connector.lineAccount()?.iceServers ?? []),
]

function byTheClock(parts: DeskParts, history: History, tellSite: () => void): Stop[] {
  const { settings, turnCredential = null, clock, log } = parts
  for (const urls of leftOut(settings.current().line.iceServers, turnCredential, clock.now()))
    log('warn', `${urls} is left out: it has no username, or no credential and no secret`)
  return [keepPruned(parts, history), renewCredentials(clock, () => serversOf(parts), tellSite)]
}

const presenceOf = ({ nobodyThere, somebodyThere }: Pick<DeskServer, 'nobodyThere' | 'somebodyThere'>) => ({
  nobodyThere,
  somebodyThere,
})

const readableBy = ({ entry, act, rights }: SeatAtDesk) => ({
  readable: entry,
  readableAct: act,
  scorecard: () => rights().scorecard,
})

const trendsOf = (parts: DeskParts, liveFloor: () => Floor | null) =>
  keepTrend({ ...parts, liveFloor, store: openTrendFile(parts.dir, siteKey(parts.settings.current())) })

function accessContextOf(
  { connector, settings }: DeskParts,
  { rights: rightsOf, call }: SeatAtDesk,
  floor: Floor | null,
  status: ConnectorStatus,
): AccessContext {
  const { policy, rights } = settings.current()
  const rules = { policy, rights, capabilities: connector.capabilities() }
  return { floor, status, rules, rights: rightsOf(), shown: call }
}

type Who = () => ReturnType<typeof whoMonitors>

const seatedHandlers = (dir: string, history: History, { seat, rights }: SeatAtDesk, who: Who) =>
  ({
    ...history.handlers,
    ...recentCallsOf(dir, seat, who),
    exportHistory: async (wish) => {
      // The chain proves nothing without what must not be read here.
      if (wish.format === 'jsonl' && rights().hidesNumbers) throw new Refused(noNumbers)
      return history.handlers.exportHistory(wish)
    },
    seat: seat.step,
  }) satisfies Partial<DeskHandlers>

function recentCallsOf(dir: string, seat: SeatAtDesk['seat'], who: Who) {
  const keep = keepRecentCalls(dir, () => {
    const { site, supervisor } = who()
    return seat.board().kind === 'wanted' ? null : { site, name: supervisor.name, extension: supervisor.extension }
  })
  return { recentCalls: async (step) => [...keep(step)] } satisfies Partial<DeskHandlers>
}

function keepPruned({ settings, clock }: DeskParts, history: History): Stop {
  const prune = () => history.prune(settings.current().history.keepDays)
  prune()
  return clock.every(DAY_MS, prune)
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
    toFront: async () => null, // a browser's window can do it by itself
    watchFloor: async () => {
      watchFloor()
      return null
    },
  }) satisfies Partial<DeskHandlers>

type OnlookParts = {
  readonly hello: () => Hello
  readonly watch: FloorKeeper['watch']
  readonly use: Onlook['use']
  readonly isBeating: () => boolean
}

const onlookOf = ({ hello, watch, use, isBeating }: OnlookParts): Onlook => ({
  hello: () => withoutLine(hello()),
  site: () => withoutLine(hello()).site,
  floor: watch,
  use,
  answers: isBeating,
})

const withoutLine = (hello: Hello): Hello => ({ ...hello, site: { ...hello.site, line: null } })

const monitorSignals = (
  emit: (signal: Signal) => void,
  { whyNot: whyNotConfirmed }: SeatAtDesk['seat'],
): Pick<MonitorsParts, 'emit' | 'emitLevels' | 'emitNotice' | 'emitWithdrawn' | 'whyNotConfirmed'> => ({
  whyNotConfirmed,
  emit: (payload) => emit({ name: 'monitor', payload }),
  emitLevels: (payload) => emit({ name: 'levels', payload }),
  emitWithdrawn: (payload) => emit({ name: 'withdrawn', payload }),
  emitNotice: (payload) => emit({ name: 'monitoringNotice', payload }),
})

/** What the desk only passes on to whom it concerns. */
const passedOn = ({ connector, person, settings, log, shell, setup = noSetup }: DeskParts, { leave }: KioskExit) =>
  ({
    leaveKiosk: leave,
    ...setup.handlers,
    ping: async () => null,
    probeLine: async () => {
      const account = connector.lineAccount()
      const cause =
        account &&
        ((await whyNotReached(account, {
          ca: authorityOf(settings.current().site),
          isTakenByPage: shell === 'electron',
        })) ??
          (await connector.whyNoLine()))
      if (cause) log('warn', `the line: ${cause.code} ${cause.detail ?? ''}`)
      return cause ? err(cause) : ok(null)
    },
    phoneState: async ({ number }) => (await connector.phones?.state(number)) ?? null,
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

const authorityOf = (site: Settings['site']): string | null => ('ca' in site ? site.ca : null)

/** What tells one site's queues from another's. */
const siteKey = ({ site, siteName }: ReturnType<SettingsStore['current']>): string => `${site.kind} ${siteName}`
