// The console of one window: everything it holds, made once, started and stopped together. Components reach its parts by context.
import type { StoreApi } from 'zustand'
import { createStore } from 'zustand/vanilla'
import type { DeskError } from '#contract/errors.ts'
import type { Desk } from '#contract/ipc.ts'
import type { Clock, Stop } from '#contract/time.ts'
import type { WindowRole } from '#contract/windows.ts'
import { type ActsStore, createActsStore } from '#renderer/acts/acts-store.ts'
import type { AlertsStore } from '#renderer/alerts/alerts-store.ts'
import { runAlerts } from '#renderer/alerts/run-alerts.ts'
import type { CallsStore } from '#renderer/calls/calls-store.ts'
import { asOf, type DeskEvent, type DeskState, freshness, type ReadyDesk } from '#renderer/desk/desk-state.ts'
import { type DeskFollower, followDesk, type KnownDesk, knownDesk } from '#renderer/desk/follow-desk.ts'
import { isConsoleLink } from '#renderer/desktop/console-link.ts'
import { type DiagnosticsStore, runDiagnostics } from '#renderer/diagnostics/diagnostics-store.ts'
import { createFloorStore, type FloorStore, feedFloor } from '#renderer/floor/floor-store.ts'
import { windowInput } from '#renderer/floor/input-before-news.ts'
import { type AskingStore, createAskingStore } from '#renderer/floor/needs-help.tsx'
import { createSearchStore, type SearchStore } from '#renderer/floor/search-store.tsx'
import type { HeadsetStore } from '#renderer/headset/headset-store.ts'
import { browserHid } from '#renderer/headset/hid.ts'
import { startHeadset } from '#renderer/headset/start-headset.ts'
import { createKeymapStore, type KeymapStore, keysView } from '#renderer/keys/keymap-store.ts'
import type { LineStore } from '#renderer/line/line-store.ts'
import type { Phone } from '#renderer/line/phone.ts'
import type { MonitorStore } from '#renderer/monitor/monitor-store.ts'
import { createRefusalStore, type RefusalStore } from '#renderer/monitor/refusal-store.ts'
import { startMonitoring } from '#renderer/monitor/start.ts'
import { createOrdersStore, type OrdersStore } from '#renderer/orders/orders-store.ts'
import { createSaving, type SavingStore } from '#renderer/settings/settings-store.ts'
import { askReason, createSignIns, type SignInStore } from '#renderer/signin/sign-in-store.ts'
import { createHandOvers, type HandOverStore } from '#renderer/supervisors/hand-over-store.ts'
import { createScreenClock, type ScreenClock } from '#renderer/ui/clock.ts'
import { createOffers, type Offers } from '#renderer/ui/offers.tsx'
import { createOpenedStore, type OpenedStore } from '#renderer/ui/opened-store.ts'
import { createPlaces, type Places } from '#renderer/ui/places.ts'
import { createViewStore, rememberViews, type ViewStore } from '#renderer/views/view-store.ts'
import { runWaiting, type WaitingConsole } from './waiting/waiting-console.ts'
import { runWall, type WallConsole } from './wall/wall-console.ts'

export type ConsoleParts = {
  readonly desk: Desk
  readonly clock: Clock
  readonly phone?: Phone // tests bring their own
}

/** What there is once the desk has said hello. */
export type RunningConsole = {
  readonly desk: Desk
  readonly known: KnownDesk
  readonly tell: (event: DeskEvent) => void
  readonly clock: ScreenClock
  readonly floorClock: ScreenClock // stands still while the floor is stale; the monitor's own time runs on
  readonly floor: FloorStore
  readonly asking: AskingStore
  readonly search: SearchStore
  readonly monitor: MonitorStore
  readonly line: LineStore
  readonly calls: CallsStore
  readonly acts: ActsStore
  readonly refusals: RefusalStore
  readonly opened: OpenedStore
  readonly places: Places
  readonly offers: Offers
  readonly keymap: KeymapStore
  readonly saving: SavingStore
  readonly views: ViewStore
  readonly alerts: AlertsStore
  readonly handOvers: HandOverStore
  readonly signIns: SignInStore
  readonly diagnostics: DiagnosticsStore
  readonly headset: HeadsetStore
  readonly orders: OrdersStore
}

export type ConsoleState =
  | { readonly phase: 'starting' }
  | { readonly phase: 'failed'; readonly error: DeskError }
  | { readonly phase: 'running'; readonly console: RunningConsole }
  | { readonly phase: 'waiting'; readonly waiting: WaitingConsole }
  | { readonly phase: 'wall'; readonly wall: WallConsole }

export type WindowConsole = {
  readonly state: StoreApi<ConsoleState>
  /** Says hello and begins; the stop ends all of it and closes the microphone. It may be started again. */
  readonly start: () => Stop
}

export function createConsole(parts: ConsoleParts): WindowConsole {
  const state = createStore<ConsoleState>(() => ({ phase: 'starting' }))
  return {
    state,
    start: () => {
      const desk = followDesk(parts.desk, parts.clock.now)
      let shown: { readonly role: WindowRole['role']; readonly stop: Stop } | null = null
      const follow = (now: DeskState) => {
        if (now.phase === 'failed') state.setState({ phase: 'failed', error: now.error }, true)
        if (now.phase !== 'ready' || now.hello.window.role === shown?.role) return
        const { role } = now.hello.window
        const isLost = shown?.role === 'console'
        shown?.stop()
        const begun = begin(parts, desk, now, isLost)
        shown = { role, stop: begun.stop }
        state.setState(begun.state, true)
      }
      const stopFollowing = desk.store.subscribe(follow)
      return () => {
        stopFollowing()
        shown?.stop()
        desk.stop()
        state.setState({ phase: 'starting' }, true)
      }
    },
  }
}

type Begun = { readonly state: ConsoleState; readonly stop: Stop }

/** As the desk says what this window is. */
function begin(parts: ConsoleParts, desk: DeskFollower, now: ReadyDesk, isLost: boolean): Begun {
  switch (now.hello.window.role) {
    case 'console': {
      const { console, stop } = runConsole(parts, desk, now)
      return { state: { phase: 'running', console }, stop }
    }
    case 'waiting': {
      const { waiting, stop } = runWaiting(parts.desk, desk, now, isLost)
      return { state: { phase: 'waiting', waiting }, stop }
    }
    case 'wallboard': {
      const { wall, stop } = runWall(parts, desk, now)
      return { state: { phase: 'wall', wall }, stop }
    }
  }
}

type Running = { readonly console: RunningConsole; readonly stop: Stop }

/** Begins at once, where the hello is there already. */
export function runConsole(parts: ConsoleParts, follower: DeskFollower, first: ReadyDesk): Running {
  const { desk, clock: time, phone } = parts
  const { store: known, stop: stopKnowing } = knownDesk(follower.store, first)
  const clock = createScreenClock(time)
  const floorClock = createScreenClock(time)
  const floor = createFloorStore()
  const { asking, places } = quietParts()
  const refusals = createRefusalStore()
  const views = createViewStore(first.hello.settings.views)
  const keymap = createKeymapStore(first.hello.settings)
  const staleSince = (): number | null => asOf(freshness(known.getState()))
  const signIns = createSignIns(desk)
  const asks = askingBy(signIns.store, phone)
  const monitoring = startMonitoring({ desk, clock: time, known, floor, refusals, ...asks })
  const { monitor, line, calls } = monitoring
  const saving = createSaving(desk, (saved) => follower.tell({ kind: 'settings', settings: saved }))
  const handOvers = createHandOvers(desk)
  const diagnostics = runDiagnostics({ line, monitor, known, clock: time })
  const headset = startHeadset({ hid: browserHid(), line, monitor, clock: time, log: logTo(desk) })
  const alerts = runAlerts({
    desk,
    floor,
    clock,
    rules: () => known.getState().hello.settings.alerts,
    live: () => staleSince() === null,
    supervisor: () => known.getState().hello.site.supervisor.name,
    places,
    asking,
  })
  const opened = createOpenedStore()
  const keysFollow = keysFollowing(keymap, known, monitor)
  const stops = [
    known.subscribe(() => {
      floorClock.freezeAt(staleSince())
      keysFollow()
    }),
    monitor.subscribe(keysFollow),
    rememberViews(views, { desk, clock: time, onLeave }),
    alerts.stop,
    handOvers.stop,
    signIns.stop,
    diagnostics.stop,
    headset.stop,
    feedFloor(desk, floor, windowInput),
    desk.on('callLink', ({ link }) => askAbout(opened, link)),
    monitoring.stop,
    stopKnowing,
  ]
  floorClock.freezeAt(staleSince())
  return {
    console: {
      ...storesAtFirst(),
      desk,
      known,
      tell: follower.tell,
      clock,
      floorClock,
      floor,
      asking,
      monitor,
      line,
      calls,
      acts: createActsStore(),
      refusals,
      opened,
      places,
      keymap,
      saving,
      views,
      alerts: alerts.store,
      handOvers: handOvers.store,
      signIns: signIns.store,
      diagnostics: diagnostics.store,
      headset: headset.store,
    },
    stop: stopAll(stops),
  }
}

/**
 * Clicked in another program: whoever sits here decides. What stands there of a link already stays: a question that changes under the
 * hand would have another one answered.
 */
function askAbout(opened: OpenedStore, link: string): void {
  const { opened: shown, at, open } = opened.getState()
  if (shown === 'link' || (shown === 'phone' && at?.includes(':'))) return
  open(isConsoleLink(link) ? 'link' : 'phone', link)
}

const quietParts = () => ({ asking: createAskingStore(), places: createPlaces() })

/** Nothing moves these but what they are asked. */
const storesAtFirst = () => ({
  search: createSearchStore(),
  offers: createOffers(),
  orders: createOrdersStore(),
})

const stopAll = (stops: readonly Stop[]) => (): void => {
  for (const stop of stops) stop()
}

const askingBy = (signIns: SignInStore, phone: Phone | undefined) => ({
  askReason: (choices: readonly string[]) => askReason(signIns, choices),
  ...(phone ? { phone } : {}),
})

/** The log is no reason to fail. */
const logTo = (desk: Desk) => (text: string) => void desk.request('log', { level: 'warn', text }).catch(() => null)

const keysFollowing = (keymap: KeymapStore, known: KnownDesk, monitor: MonitorStore) => (): void => {
  const monitoring = monitor.getState().monitor.phase !== 'idle'
  const next = keysView(known.getState().hello.settings, monitoring)
  if (JSON.stringify(next) !== JSON.stringify(keymap.getState())) keymap.setState(next)
}

const onLeave = (run: () => void): Stop => {
  window.addEventListener('pagehide', run)
  return () => window.removeEventListener('pagehide', run)
}
