// The console on the screen: head, monitoring banner, the panes as the supervisor arranges them, and the card docked beneath the last column.
import { lazy, type ReactNode, Suspense, useCallback, useMemo, useState } from 'react'
import { useStore } from 'zustand'
import type { Desk, Hello } from '#contract/ipc.ts'
import type { Target } from '#contract/monitor.ts'
import type { Clock } from '#contract/time.ts'
import { AlertsLane } from '#renderer/alerts/alerts-lane.tsx'
import { Announcer } from '#renderer/card/announcer.tsx'
import { AsksFirst, useAskBeforeClosing } from '#renderer/card/leave-question.tsx'
import { ListenButton } from '#renderer/card/listen-button.tsx'
import { MonitoringBanner } from '#renderer/card/monitoring-banner.tsx'
import { MonitoringCard } from '#renderer/card/monitoring-card.tsx'
import { RefusalLine } from '#renderer/card/refusal-line.tsx'
import { WindowTitle } from '#renderer/card/window-title.tsx'
import type { CommandContext } from '#renderer/commands/context.ts'
import { Keys } from '#renderer/commands/keys.tsx'
import { SampleButton } from '#renderer/coverage/sample-button.tsx'
import { asOf, freshness } from '#renderer/desk/desk-state.ts'
import { DiagnosticsDialog } from '#renderer/diagnostics/diagnostics-dialog.tsx'
import { NoticeBar } from '#renderer/floor/notice-bar.tsx'
import { RowMonitorContext } from '#renderer/floor/row-monitor.ts'
import { FloorSearch } from '#renderer/floor/search-store.tsx'
import { LimitsContext } from '#renderer/floor/urgency.tsx'
import { HistoryButton } from '#renderer/history/history-dialog.tsx'
import { targetOf } from '#renderer/monitor/logic/monitor.ts'
import { useMonitor } from '#renderer/monitor/monitor-store.ts'
import '#renderer/panes/floor.css'
import { readFloor } from '#renderer/panes/read-floor.ts'
import { useTables } from '#renderer/panes/tables.ts'
import type { ReadDevices } from '#renderer/settings/use-devices.ts'
import { KioskExit } from '#renderer/signin/kiosk-exit.tsx'
import { Later, loadedLater } from '#renderer/ui/loaded-later.tsx'
import { MainContext } from '#renderer/ui/page-popover.tsx'
import { ClockContext } from '#renderer/ui/ticking.tsx'
import { Board } from '#renderer/views/board.tsx'
import { ViewsBar } from '#renderer/views/views-bar.tsx'
import { hangApart } from '#renderer/wallboard/hang-apart.ts'
import { LeaveWall } from '#renderer/wallboard/leave-wall.tsx'
import { useWallboard } from '#renderer/wallboard/use-wallboard.ts'
import { WallMonitor } from '#renderer/wallboard/wall-monitor.tsx'
import { WallboardButton } from '#renderer/wallboard/wallboard-button.tsx'
import { wordsNow } from '#renderer/words/words.ts'
import type { RunningConsole } from './create-console.ts'
import { Head } from './head.tsx'
import { SetUpDoor } from './set-up-door.tsx'

// What is on no first screen comes after it.
const HandOverButton = lazy(async () => ({
  default: (await import('#renderer/supervisors/hand-over-button.tsx')).HandOverButton,
}))
const SignIn = lazy(async () => ({ default: (await import('#renderer/signin/sign-in-dialog.tsx')).SignIn }))
const SeatDialogs = lazy(async () => ({
  default: (await import('#renderer/signin/seat-dialogs.tsx')).SeatDialogs,
}))
const HandOverOffers = lazy(async () => ({
  default: (await import('#renderer/supervisors/hand-over-offers.tsx')).HandOverOffers,
}))
// Fetched as soon as the page stands, not when somebody calls.
const actsLayer = loadedLater(async () => (await import('#renderer/acts/acts-layer.tsx')).ActsLayer)
const incomingCall = loadedLater(async () => (await import('#renderer/phone/incoming-call.tsx')).IncomingCall)
const phoneButton = loadedLater(async () => (await import('#renderer/phone/phone-button.tsx')).PhoneButton)
const ordersRun = loadedLater(async () => (await import('#renderer/orders/orders-run.tsx')).OrdersRun)
const ordersSign = loadedLater(async () => (await import('#renderer/orders/orders-sign.tsx')).OrdersSign)
const scorecard = loadedLater(async () => (await import('#renderer/scorecard/card-scorecard.tsx')).CardScorecard)
const linkQuestion = loadedLater(async () => (await import('#renderer/desktop/link-question.tsx')).LinkQuestion)
const tellDesktop = loadedLater(async () => (await import('#renderer/desktop/tell-desktop.tsx')).TellDesktop)
const smallCard = loadedLater(async () => (await import('#renderer/desktop/small-card.tsx')).SmallCard)
const phonePanel = loadedLater(async () => (await import('#renderer/phone/phone-panel.tsx')).PhonePanel)
// With its charts it is loaded when it is first looked at.
const HangElsewhere = lazy(async () => ({
  default: (await import('#renderer/wallboard/hang-elsewhere.tsx')).HangElsewhere,
}))
const Wallboard = lazy(async () => ({ default: (await import('#renderer/wallboard/wallboard.tsx')).Wallboard }))

type ViewProps = { readonly console: RunningConsole; readonly time: Clock; readonly devices: ReadDevices }

export function ConsoleView({ console, time, devices }: ViewProps) {
  const wallboard = useWallboard()
  useAskBeforeClosing(useStore(console.known, ({ hello }) => hello.shell === 'browser'))
  const notifies = useStore(console.known, ({ hello }) => hello.settings.alerts.notify)
  const open: OpenWallboard = (where) => {
    if (where === 'here') wallboard.open()
    else hangApart(console.desk).catch(() => {}) // the signal `link` tells of a desk out of reach
  }
  const kept = useCallback(() => console.known.getState().hello.settings.orders, [console])
  return (
    <>
      <Later part={ordersRun} props={{ store: console.orders, desk: console.desk, clock: time, kept }} />
      <Later part={linkQuestion} props={{ clock: time }} />
      <Later part={tellDesktop} props={{ desk: console.desk, isWanted: notifies }} />
      {wallboard.isOpen ? (
        <OnTheWall console={console} time={time} open={open} leave={wallboard.leave} />
      ) : (
        <Floor console={console} time={time} devices={devices} openWallboard={open} />
      )}
    </>
  )
}

type OpenWallboard = CommandContext['openWallboard']

type WallProps = Pick<ViewProps, 'console' | 'time'> & { readonly open: OpenWallboard; readonly leave: () => void }

function OnTheWall({ console, time, open, leave }: WallProps) {
  const known = useStore(console.known)
  const save = useStore(console.saving, (view) => view.save)
  return (
    <ClockContext value={console.floorClock}>
      <Suspense fallback={null}>
        <Wallboard
          desk={console.desk}
          clock={time}
          now={freshness(known)}
          site={known.hello.site.name}
          corner={
            <>
              <HangElsewhere desk={console.desk} leave={leave} />
              <LeaveWall leave={leave} />
            </>
          }
        >
          <WallMonitor />
          <Later part={incomingCall} props={{ desk: console.desk, now: time.now }} />
          <Announcer />
          <WindowTitle />
        </Wallboard>
      </Suspense>
      <Suspense fallback={null}>
        <SignIn />
        <SeatDialogs />
      </Suspense>
      <KioskExit kiosk={known.hello.settings.kiosk} desk={console.desk} />
      <Keys time={time} save={save} only="mute" openWallboard={open} />
      <Later
        part={phonePanel}
        props={{
          desk: console.desk,
          now: time.now,
          clock: time,
          doNotDisturb: known.hello.settings.line.doNotDisturb,
          save,
        }}
      />
    </ClockContext>
  )
}

const scorecardOf = (desk: Desk) => (on: { readonly ticketId: string; readonly target: Target }) => (
  <Later
    key={JSON.stringify([on.ticketId, on.target])}
    part={scorecard}
    props={{ desk, ticketId: on.ticketId, target: on.target }}
  />
)

type FloorProps = ViewProps & { readonly openWallboard: OpenWallboard }

function Floor({ console, time, devices, openWallboard }: FloorProps) {
  const known = useStore(console.known)
  const save = useStore(console.saving, (view) => view.save)
  const [main, setMain] = useState<Element | null>(null)
  const tables = useTables()
  const { site, notice, settings } = known.hello
  const now = freshness(known)
  const sampling = { desk: console.desk, now: time.now, random: Math.random }
  return (
    <MainContext value={main}>
      <RowsKnowMonitor supervisor={site.supervisor}>
        <div className="frame">
          <header className="frame-top">
            <AsksFirst>
              <Head console={console} time={time} devices={devices}>
                <Later part={phoneButton} props={{}} />
                <HistoryButton {...sampling} />
                <WallboardButton open={() => openWallboard('here')} />
                <FloorSearch prepare={(floor) => readFloor(wordsNow(), tables, floor)} />
              </Head>
            </AsksFirst>
            <div className="frame-watch" data-keep-clear>
              <div className="frame-banner">
                <MonitoringBanner />
              </div>
              <Alerts console={console} />
            </div>
          </header>
          <main className="frame-main" ref={setMain}>
            <ClockContext value={console.floorClock}>
              <ViewsBar>
                <Later part={ordersSign} props={{ store: console.orders }} />
                <SampleButton {...sampling} />
              </ViewsBar>
              <LimitsContext value={settings.alerts}>
                <Board now={now}>
                  <ClockContext value={console.clock}>
                    <div className="dock">
                      <div className="dock-news" data-keep-clear>
                        <Later part={incomingCall} props={{ desk: console.desk, now: time.now }} />
                        <RefusalLine />
                        <Later part={actsLayer} props={{ desk: console.desk, clock: time, settings }} />
                        <Suspense fallback={null}>
                          <HandOverOffers />
                        </Suspense>
                      </div>
                      <MonitoringCard form={scorecardOf(console.desk)}>
                        <Suspense fallback={null}>
                          <HandOverButton />
                        </Suspense>
                        <Later part={smallCard} props={{ desk: console.desk, hello: known.hello }} />
                      </MonitoringCard>
                    </div>
                  </ClockContext>
                </Board>
              </LimitsContext>
            </ClockContext>
            <NoticeBar now={now} notice={notice} onRead={() => console.tell({ kind: 'noticeRead' })} />
            <Suspense fallback={null}>
              <SignIn />
              <SeatDialogs />
            </Suspense>
            <KioskExit kiosk={settings.kiosk} desk={console.desk} />
          </main>
          <Announcer />
          <WindowTitle />
          <Keys time={time} save={save} only={null} openWallboard={openWallboard} />
          <SetUpDoor console={console} devices={devices} time={time} />
          <Later
            part={phonePanel}
            props={{ desk: console.desk, now: time.now, clock: time, doNotDisturb: settings.line.doNotDisturb, save }}
          />
          <DiagnosticsDialog store={console.diagnostics} desk={console.desk} now={time.now} />
        </div>
      </RowsKnowMonitor>
    </MainContext>
  )
}

function Alerts({ console }: Pick<ViewProps, 'console'>) {
  const known = useStore(console.known)
  const { site, settings } = known.hello
  return (
    <ClockContext value={console.floorClock}>
      <AlertsLane
        store={console.alerts}
        asOf={asOf(freshness(known))}
        snoozeMin={settings.alerts.snoozeMin}
        supervisor={site.supervisor.name}
        search={(search) => console.search.setState({ search })}
      />
    </ClockContext>
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
