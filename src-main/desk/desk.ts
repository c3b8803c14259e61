// The console's server side: the contract's handlers over one connector and the settings. Knows no shell.
import { noHelp } from '#contract/alerts.ts'
import { deskFailure } from '#contract/errors.ts'
import { noHandOvers } from '#contract/hand-over.ts'
import type { ConnectorStatus, DeskHandlers, Hello, SignalName, SignalPayload, SiteInfo } from '#contract/ipc.ts'
import type { Capabilities } from '#contract/monitor.ts'
import { createListeners } from '#contract/observable.ts'
import { err } from '#contract/result.ts'
import { unnamedSupervisor } from '#contract/settings.ts'
import type { Clock, Stop } from '#contract/time.ts'
import { createFloorKeeper } from '#main/floor/keeper.ts'
import { openTrendFile } from '#main/floor/trend-file.ts'
import { keepTrend } from '#main/floor/trend-keeper.ts'
import { openHistory } from '#main/history/history.ts'
import type { Connector } from '#main/pbx/connector.ts'
import type { SettingsStore } from '#main/settings/store.ts'
import type { Person } from '#main/sign-in/person.ts'
import type { Log } from '#main/system/log.ts'
import type { AccessContext } from './current-monitor.ts'
import { createDeskMonitors, tellError } from './monitors.ts'

export type Signal = { [K in SignalName]: { readonly name: K; readonly payload: SignalPayload<K> } }[SignalName]

export type DeskServer = {
  readonly handlers: DeskHandlers
  readonly onSignal: (listener: (signal: Signal) => void) => Stop
  /** The window is gone for good (closed, crashed): whatever it monitored ends. */
  readonly windowGone: () => Promise<void>
  /** Ends what is monitored, then the connector. */
  readonly close: () => Promise<void>
}

export type DeskParts = {
  readonly connector: Connector
  readonly settings: SettingsStore
  readonly log: Log
  readonly shell: Hello['shell']
  readonly version: string
  readonly clock: Clock
  readonly randomId: (bytes: number) => string // hex of that many bytes nobody can guess
  readonly dir: string // where the history is kept, and the last hours of the queues
  readonly person: Pick<Person, 'board' | 'onBoard' | 'step'> // who signs in at the PBX
}

const notByThisPbx = err(deskFailure('refusedByAccess', 'notByThisPbx'))
const DAY_MS = 86_400_000

/** One desk serves one window at a time. It connects at once and keeps the floor whether or not a window watches. */
export function createDesk(parts: DeskParts): DeskServer {
  const { connector, settings, log } = parts
  const keeper = createFloorKeeper(parts.clock)
  const { emit, on: onSignal } = createListeners<Signal>()
  let status: ConnectorStatus = { phase: 'connecting', since: parts.clock.now() }
  let board = noHelp
  let handOvers = noHandOvers
  let stopWatching: Stop = () => {}

  const accessContext = (): AccessContext => {
    const { policy, rights } = settings.current()
    return { floor: keeper.floor(), status, rules: { policy, rights, capabilities: connector.capabilities() } }
  }
  const tellSite = () => emit({ name: 'site', payload: siteInfo(connector, settings, parts.person) })
  const history = openHistory({ ...parts, floor: keeper.floor, who: () => whoMonitors(settings, parts.person) })
  const { recorder } = history
  const monitors = createDeskMonitors({
    ...parts,
    accessContext,
    recorder,
    emit: (payload) => emit({ name: 'monitor', payload }),
    emitLevels: (payload) => emit({ name: 'levels', payload }),
  })
  const trends = keepTrend({
    ...parts,
    liveFloor: () => (status.phase === 'live' ? keeper.floor() : null),
    store: openTrendFile(parts.dir, siteKey(settings.current())),
  })
  const stops = [
    trends.stop,
    monitors.stop,
    connector.onStatus((next) => {
      const isNews = status.phase !== next.phase || next.phase !== 'behind'
      status = next
      const why = 'cause' in next && next.cause ? ` ${tellError(next.cause)}` : ''
      if (isNews) log(why ? 'warn' : 'info', `pbx ${next.phase}${why}`)
      emit({ name: 'status', payload: next })
      if (next.phase === 'live') tellSite()
    }),
    connector.onFloor(keeper.take),
    connector.handOver?.on((next) => {
      handOvers = next
      emit({ name: 'handOver', payload: next })
    }),
    connector.help?.on((next) => {
      board = next
      emit({ name: 'help', payload: next })
    }),
    parts.person.onBoard((payload) => {
      emit({ name: 'signIn', payload })
      tellSite() // another user has another line
    }),
    settings.onChange((payload) => {
      emit({ name: 'settings', payload })
      tellSite()
    }),
  ]
  const windowGone = async () => {
    stopWatching()
    recorder.settle()
    await monitors.giveUp()
  }
  const prune = () => history.prune(settings.current().history.keepDays)
  const stopPruning = parts.clock.every(DAY_MS, prune)
  prune()
  connector.connect()

  return {
    handlers: {
      ...monitors.handlers,
      ...history.handlers,
      hello: async () => {
        await windowGone()
        log('info', 'window says hello')
        const { shell, version } = parts
        const site = siteInfo(connector, settings, parts.person)
        return { version, shell, site, settings: settings.current(), status, notice: settings.notice() }
      },
      watchFloor: async () => {
        stopWatching()
        // A window that comes back after a cut has missed these meanwhile.
        emit({ name: 'status', payload: status })
        tellSite()
        emit({ name: 'help', payload: board })
        emit({ name: 'handOver', payload: handOvers })
        emit({ name: 'signIn', payload: parts.person.board() })
        stopWatching = keeper.watch((payload) => emit({ name: 'floor', payload }))
        return null
      },
      ping: async () => null,
      trend: async () => trends.trend(),
      help: async (step) => connector.help?.step(step) ?? notByThisPbx,
      handOver: async (step) => connector.handOver?.step(step) ?? notByThisPbx,
      answerSignIn: async (step) => parts.person.step(step),
      changeSettings: async (change) => settings.change(change),
      log: async ({ level, text }) => {
        log(level, `window: ${text}`)
        return null
      },
    },
    onSignal,
    windowGone,
    close: async () => {
      await windowGone()
      for (const stop of stops) stop?.()
      stopPruning()
      keeper.close()
      await connector.close()
    },
  }
}

function whoMonitors(store: SettingsStore, person: Pick<Person, 'board'>) {
  const { siteName, supervisor } = store.current()
  const board = person.board()
  const signedIn = board.kind === 'in' ? board.supervisor : null
  return { site: siteName, supervisor: supervisor ?? signedIn ?? unnamedSupervisor }
}

/** What tells one site's queues from another's. */
const siteKey = ({ site, siteName }: ReturnType<SettingsStore['current']>): string => `${site.kind} ${siteName}`

function siteInfo(connector: Connector, store: SettingsStore, person: Pick<Person, 'board'>): SiteInfo {
  const { site, policy, rights } = store.current()
  const { site: name, supervisor } = whoMonitors(store, person)
  const capabilities: Capabilities = {
    ...connector.capabilities(),
    help: connector.help !== null,
    handOver: connector.handOver?.isPossible() ?? false,
    levels: connector.levels ? 'separate' : 'mixed',
  }
  return { name, kind: site.kind, policy, rights, capabilities, supervisor, line: connector.lineAccount() }
}
