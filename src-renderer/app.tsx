// The whole window: header, monitoring banner, queues, the two panes side by side, and the card docked at the bottom right.
import { type Dispatch, type ReactNode, useCallback, useEffect, useMemo, useState } from 'react'
import mark from '../resources/icons/earshot.svg?no-inline'
import type { Desk } from '../src-preload/contract/ipc.ts'
import type { Settings } from '../src-preload/contract/settings.ts'
import { AgentsPane } from './floor/agents-pane.tsx'
import { CallsPane } from './floor/calls-pane.tsx'
import { ConnectionMark } from './floor/connection-mark.tsx'
import { asOf, type DeskEvent, type DeskState, freshness } from './floor/desk-state.ts'
import './floor/floor.css'
import { createFloorStore, FloorContext, feedFloor } from './floor/floor-store.ts'
import { NoticeBar } from './floor/notice-bar.tsx'
import { QueueStrip } from './floor/queue-strip.tsx'
import { useDesk } from './floor/use-desk.ts'
import { SettingsButton } from './settings/settings-dialog.tsx'
import type { ReadDevices } from './settings/use-devices.ts'
import { useSaveSettings } from './settings/use-save-settings.ts'
import { type ClockParts, createClock } from './ui/clock.ts'
import { SearchBox } from './ui/search-box.tsx'
import { ThemeButton } from './ui/theme-button.tsx'
import { ClockContext } from './ui/ticking.tsx'
import { useTheme } from './ui/use-theme.ts'
import { words } from './words/words.ts'

export type AppParts = { readonly desk: Desk; readonly clock: ClockParts; readonly devices: ReadDevices }

export function App({ desk, clock: clockParts, devices }: AppParts) {
  const [state, dispatch] = useDesk(desk, clockParts.now)
  const clock = useMemo(() => createClock(clockParts), [clockParts])
  const floor = useMemo(createFloorStore, [])
  const ready = state.phase === 'ready'
  useEffect(() => (ready ? feedFloor(desk, floor) : undefined), [ready, desk, floor])
  useTheme(ready ? state.hello.settings.theme : 'system')
  if (!ready) return <Start state={state} />
  return (
    <ClockContext value={clock}>
      <FloorContext value={floor}>
        <Console desk={desk} state={state} dispatch={dispatch} devices={devices} freeze={clock.freezeAt} />
      </FloorContext>
    </ClockContext>
  )
}

/** Before the desk has answered, or when it does not. */
function Start({ state }: { state: Exclude<DeskState, { phase: 'ready' }> }) {
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
  readonly state: Extract<DeskState, { phase: 'ready' }>
  readonly dispatch: Dispatch<DeskEvent>
  readonly devices: ReadDevices
  readonly freeze: (at: number | null) => void
}

function Console({ desk, state, dispatch, devices, freeze }: ConsoleProps) {
  const [search, setSearch] = useState('')
  const now = freshness(state)
  const staleSince = asOf(now)
  useEffect(() => freeze(staleSince), [freeze, staleSince])
  return (
    <div className="frame">
      <header className="frame-top">
        <Head desk={desk} state={state} dispatch={dispatch} devices={devices}>
          <SearchBox value={search} onChange={setSearch} />
        </Head>
        <div className="frame-banner">
          <p className="banner-idle">{words.floor.idle}</p>
        </div>
      </header>
      <main className="frame-main">
        <QueueStrip />
        <div className="panes">
          <AgentsPane search={search} now={now} />
          <div className="panes-calls">
            <CallsPane search={search} now={now} />
            <div className="dock" />
          </div>
        </div>
        <NoticeBar now={now} notice={state.hello.notice} onRead={() => dispatch({ kind: 'noticeRead' })} />
      </main>
    </div>
  )
}

type HeadProps = Omit<ConsoleProps, 'freeze'> & { readonly children: ReactNode }

function Head({ desk, state, dispatch, devices, children }: HeadProps) {
  const { site, settings } = state.hello
  const onSaved = useCallback((saved: Settings) => dispatch({ kind: 'settings', settings: saved }), [dispatch])
  const { save, failure } = useSaveSettings(desk, onSaved)
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
      <span className="head-space" />
      {children}
      <ThemeButton theme={settings.theme} onChange={(theme) => save({ theme })} />
      <SettingsButton settings={settings} save={save} failure={failure} readDevices={devices} />
    </div>
  )
}
