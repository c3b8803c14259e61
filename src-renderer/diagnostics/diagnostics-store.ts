// Keeps the diagnostics of a running console: each measurement of the sound, and each change of line and feed.
import type { StoreApi } from 'zustand'
import { createStore } from 'zustand/vanilla'
import type { ConnectorStatus, Desk } from '#contract/ipc.ts'
import type { Clock, Stop } from '#contract/time.ts'
import type { KnownDesk } from '#renderer/desk/follow-desk.ts'
import type { LineStore } from '#renderer/line/line-store.ts'
import type { MonitorStore } from '#renderer/monitor/monitor-store.ts'
import { type Diagnostics, noDiagnostics, withFeed, withLine, withLosses, withSample } from './diagnostics.ts'

export type DiagnosticsStore = StoreApi<Diagnostics>
/** What the screen needs of it. */
export type DiagnosticsProps = {
  readonly store: DiagnosticsStore
  readonly desk: Desk
  readonly now: () => number
}

export type DiagnosticsParts = {
  readonly line: LineStore
  readonly monitor: MonitorStore
  readonly known: KnownDesk
  readonly clock: Pick<Clock, 'now'>
}

export function runDiagnostics({ line, monitor, known, clock }: DiagnosticsParts): {
  readonly store: DiagnosticsStore
  readonly stop: Stop
} {
  const store = createStore<Diagnostics>(() => noDiagnostics)
  const apply = (next: (now: Diagnostics) => Diagnostics) => store.setState(next(store.getState()), true)
  let registration = line.getState().line.registration
  let status: ConnectorStatus = known.getState().hello.status
  apply((now) => withFeed(withLine(now, registration, clock.now()), status, clock.now()))
  const stops = [
    monitor.subscribe(({ quality }, { quality: before }) => {
      if (quality && quality !== before) apply((known) => withSample(known, quality, clock.now()))
    }),
    line.subscribe(({ line: now, soundLosses }, { soundLosses: before }) => {
      if (soundLosses !== before) apply((known) => withLosses(known, soundLosses, clock.now()))
      if (now.registration === registration) return
      registration = now.registration
      apply((known) => withLine(known, registration, clock.now()))
    }),
    known.subscribe(({ hello }) => {
      if (hello.status === status) return
      status = hello.status
      apply((known) => withFeed(known, status, clock.now()))
    }),
  ]
  return {
    store,
    stop: () => {
      for (const stop of stops) stop()
    },
  }
}
