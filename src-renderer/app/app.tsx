// The whole window: header, monitoring banner, the panes as the supervisor arranges them, and the card docked beneath the last column.
import {
  type Dispatch,
  lazy,
  type ReactNode,
  Suspense,
  useCallback,
  useContext,
  useEffect,
  useMemo,
  useRef,
} from 'react'
import { I18nProvider } from 'react-aria-components/I18nProvider'
import type { Desk, Hello } from '#contract/ipc.ts'
import type { Settings } from '#contract/settings.ts'
import type { Clock } from '#contract/time.ts'
import { AlertsStrip } from '#renderer/alerts/alerts-strip.tsx'
import { useAlertsStore } from '#renderer/alerts/use-alerts-store.ts'
import { SampleButton } from '#renderer/coverage/sample-button.tsx'
import { asOf, type DeskEvent, type DeskState, freshness } from '#renderer/desk/desk-state.ts'
import { ConnectionMark } from '#renderer/floor/connection-mark.tsx'
import mark from '#resources/icons/earshot.svg?no-inline'
import '#renderer/panes/floor.css'
import { Announcer } from '#renderer/card/announcer.tsx'
import { ListenButton } from '#renderer/card/listen-button.tsx'
import { MonitoringBanner } from '#renderer/card/monitoring-banner.tsx'
import { MonitoringCard } from '#renderer/card/monitoring-card.tsx'
import { RefusalLine } from '#renderer/card/refusal-line.tsx'
import { Keys } from '#renderer/commands/keys.tsx'
import { useOffers } from '#renderer/commands/use-offers.ts'
import { useDesk } from '#renderer/desk/use-desk.ts'
import { createFloorStore, FloorContext, type FloorStore, feedFloor } from '#renderer/floor/floor-store.ts'
import { windowInput } from '#renderer/floor/input-before-news.ts'
import { NoticeBar } from '#renderer/floor/notice-bar.tsx'
import { RowMonitorContext } from '#renderer/floor/row-monitor.ts'
import { createSearchStore, FloorSearch, SearchContext } from '#renderer/floor/search-store.tsx'
import { HistoryButton } from '#renderer/history/history-dialog.tsx'
import { IncomingCall } from '#renderer/line/incoming-call.tsx'
import { LineBadge } from '#renderer/line/line-badge.tsx'
import type { Phone } from '#renderer/line/phone.ts'
import { targetOf } from '#renderer/monitor/logic/monitor.ts'
import { useMonitor } from '#renderer/monitor/monitor-store.ts'
import { startConsole } from '#renderer/monitor/start.ts'
import { SettingsButton } from '#renderer/settings/settings-dialog.tsx'
import type { ReadDevices } from '#renderer/settings/use-devices.ts'
import { type SaveSettings, useSaveSettings } from '#renderer/settings/use-save-settings.ts'
import { SignIn } from '#renderer/signin/sign-in-dialog.tsx'
import { useSignIns } from '#renderer/signin/sign-in-store.ts'
import { SignOutButton } from '#renderer/signin/sign-out-button.tsx'
import { HandOverButton } from '#renderer/supervisors/hand-over-button.tsx'
import { HandOverOffers } from '#renderer/supervisors/hand-over-offers.tsx'
import { useHandOvers } from '#renderer/supervisors/hand-over-store.ts'
import { createScreenClock, type ScreenClock } from '#renderer/ui/clock.ts'
import { ThemeButton } from '#renderer/ui/theme-button.tsx'
import { ClockContext } from '#renderer/ui/ticking.tsx'
import { useTheme } from '#renderer/ui/use-theme.ts'
import { Board } from '#renderer/views/board.tsx'
import { useViewStore } from '#renderer/views/use-view-store.ts'
import { ViewContext } from '#renderer/views/view-store.ts'
import { ViewsBar } from '#renderer/views/views-bar.tsx'
import { useWallboard } from '#renderer/wallboard/use-wallboard.ts'
import { WallboardButton } from '#renderer/wallboard/wallboard-button.tsx'
import { directionOf, useLanguage } from '#renderer/words/language.ts'
import { words } from '#renderer/words/words.ts'

// With its charts it is loaded when it is first looked at.
const Wallboard = lazy(async () => ({ default: (await import('#renderer/wallboard/wallboard.tsx')).Wallboard }))

export type AppParts = {
  readonly desk: Desk
  readonly clock: Clock
  readonly devices: ReadDevices
  readonly phone?: Phone // tests bring their own
}

type Ready = Extract<DeskState, { phase: 'ready' }>

export function App({ desk, clock: systemClock, devices, phone }: AppParts) {
  const [state, dispatch] = useDesk(desk, systemClock.now)
  const clock = useMemo(() => createScreenClock(systemClock), [systemClock])
  const floorClock = useMemo(() => createScreenClock(systemClock), [systemClock])
  const floor = useMemo(createFloorStore, [])
  const sought = useMemo(createSearchStore, [])
  useHandOvers(desk)
  useSignIns(desk)
  useStart({ desk, floor, phone, clock: systemClock }, state.phase === 'ready' ? state.hello : null)
  useTheme(state.phase === 'ready' ? state.hello.settings.theme : 'system')
  const { locale, language } = useLanguage(state.phase === 'ready' ? state.hello.settings.language : 'system')
  if (state.phase !== 'ready') return <Start state={state} />
  return (
    <I18nProvider locale={directionOf(language) === 'rtl' ? 'ar' : locale}>
      <ClockContext value={clock}>
        <FloorContext value={floor}>
          <SearchContext value={sought}>
            <Console
              desk={desk}
              state={state}
              dispatch={dispatch}
              devices={devices}
              floorClock={floorClock}
              clock={systemClock}
            />
          </SearchContext>
        </FloorContext>
      </ClockContext>
    </I18nProvider>
  )
}

type StartedParts = Pick<AppParts, 'desk' | 'clock'> & {
  readonly floor: FloorStore
  readonly phone: Phone | undefined
}

/** Once the desk has said hello: line and monitor start, and the floor is asked for. */
function useStart({ desk, floor, clock, phone }: StartedParts, hello: Hello | null): void {
  const first = useRef(hello)
  first.current ??= hello
  const ready = hello !== null
  useEffect(() => {
    if (!ready || !first.current) return
    const stopConsole = startConsole({ desk, floor, clock, hello: first.current, ...(phone ? { phone } : {}) })
    const stopFloor = feedFloor(desk, floor, windowInput)
    return () => {
      stopFloor()
      stopConsole()
    }
  }, [ready, desk, floor, clock, phone])
}

/** Before the desk has answered, or when it does not. */
function Start({ state }: { state: Exclude<DeskState, Ready> }) {
  return (
    <main className="start">
      <img src={mark} alt="" />
      {state.phase === 'starting' ? (
        <p role="status">{words.app.starting}</p>
      ) : (
        <div role="alert">
          <h1>{words.app.startFailed.title}</h1>
          <p>{words.errors[state.error.code]}</p>
          <p>{words.app.startFailed.remedy}</p>
        </div>
      )}
    </main>
  )
}

type ConsoleProps = {
  readonly desk: Desk
  readonly state: Ready
  readonly dispatch: Dispatch<DeskEvent>
  readonly devices: ReadDevices
  readonly clock: Clock
  readonly floorClock: ScreenClock // stands still while the floor is stale; the monitor's own time runs on
}

function Console({ desk, state, dispatch, devices, clock: systemClock, floorClock }: ConsoleProps) {
  const sought = useContext(SearchContext)
  const { save, failure } = useSaving(desk, dispatch)
  const { keys, speakKeys, alerts: rules } = state.hello.settings
  const views = useViewStore(desk, systemClock, state.hello.settings.views)
  const clock = useContext(ClockContext)
  const now = freshness(state)
  const staleSince = asOf(now)
  useEffect(() => floorClock.freezeAt(staleSince), [floorClock, staleSince])
  const supervisor = state.hello.site.supervisor.name
  const alerts = useAlertsStore(desk, { rules, live: staleSince === null, supervisor })
  const sampling = { desk, now: systemClock.now, random: Math.random }
  const wallboard = useWallboard()
  useOffers(views, wallboard.open)
  if (wallboard.isOpen)
    return (
      <ClockContext value={floorClock}>
        <Suspense fallback={null}>
          <Wallboard desk={desk} clock={systemClock} now={now} site={state.hello.site.name} leave={wallboard.leave}>
            <IncomingCall />
            <Announcer />
          </Wallboard>
        </Suspense>
        <SignIn />
        <Keys keys={keys} speakKeys={speakKeys} time={systemClock} save={save} only="mute" />
      </ClockContext>
    )
  return (
    <div className="frame">
      <header className="frame-top">
        <Head state={state} devices={devices} save={save} failure={failure}>
          <HistoryButton {...sampling} />
          <WallboardButton open={wallboard.open} />
          <FloorSearch />
        </Head>
        <div className="frame-banner">
          <MonitoringBanner />
        </div>
      </header>
      <main className="frame-main">
        <ViewContext value={views}>
          <RowsKnowMonitor supervisor={state.hello.site.supervisor}>
            <ClockContext value={floorClock}>
              <ViewsBar
                alerts={
                  <AlertsStrip
                    {...alerts}
                    asOf={staleSince}
                    snoozeMin={rules.snoozeMin}
                    supervisor={state.hello.site.supervisor.name}
                    search={(search) => sought.setState({ search })}
                  />
                }
              >
                <SampleButton {...sampling} />
              </ViewsBar>
              <Board now={now}>
                <ClockContext value={clock}>
                  <div className="dock">
                    <IncomingCall />
                    <RefusalLine />
                    <MonitoringCard>
                      <HandOverButton />
                    </MonitoringCard>
                    <HandOverOffers />
                  </div>
                </ClockContext>
              </Board>
            </ClockContext>
          </RowsKnowMonitor>
        </ViewContext>
        <NoticeBar now={now} notice={state.hello.notice} onRead={() => dispatch({ kind: 'noticeRead' })} />
        <SignIn />
      </main>
      <Announcer />
      <Keys keys={keys} speakKeys={speakKeys} time={systemClock} save={save} only={null} />
    </div>
  )
}

function useSaving(desk: Desk, dispatch: Dispatch<DeskEvent>) {
  const onSaved = useCallback((saved: Settings) => dispatch({ kind: 'settings', settings: saved }), [dispatch])
  return useSaveSettings(desk, onSaved)
}

type HeadProps = Pick<ConsoleProps, 'state' | 'devices'> & {
  readonly save: SaveSettings
  readonly failure: ReturnType<typeof useSaveSettings>['failure']
  readonly children: ReactNode
}

function Head({ state, devices, save, failure, children }: HeadProps) {
  const { site, settings } = state.hello
  return (
    <div className="frame-head">
      <h1 className="brand">
        <img src={mark} alt="" />
        {words.app.product}
      </h1>
      <span className="brand-site" title={words.app.supervisor(site.supervisor.name, site.supervisor.extension)}>
        {site.name}
      </span>
      <ConnectionMark now={freshness(state)} />
      <LineBadge />
      <span className="head-space" />
      {children}
      <SignOutButton />
      <ThemeButton theme={settings.theme} onChange={(theme) => save({ theme })} />
      <SettingsButton settings={settings} save={save} failure={failure} readDevices={devices} />
    </div>
  )
}

type RowsProps = { readonly supervisor: Hello['site']['supervisor']; readonly children: ReactNode }

function RowsKnowMonitor({ supervisor: { name, extension }, children }: RowsProps) {
  const monitor = useMonitor((view) => view.monitor)
  const { callId, agentId } = targetOf(monitor) ?? { callId: null, agentId: null }
  const self = useMemo(() => [name, extension], [name, extension])
  const rows = useMemo(() => {
    const target = callId !== null && agentId !== null ? { callId, agentId } : null
    return { Listen: ListenButton, target, self }
  }, [callId, agentId, self])
  return <RowMonitorContext value={rows}>{children}</RowMonitorContext>
}
