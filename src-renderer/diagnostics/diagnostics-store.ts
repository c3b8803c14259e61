// Keeps the diagnostics of a running console: asks the line for its sound while there is a call, and notes each change of line and feed.
import type { StoreApi } from 'zustand'
import { createStore } from 'zustand/vanilla'
import type { ConnectorStatus, Desk } from '#contract/ipc.ts'
import type { Clock, Stop } from '#contract/time.ts'
import type { KnownDesk } from '#renderer/desk/follow-desk.ts'
import type { LineStore } from '#renderer/line/line-store.ts'
import type { LineStats } from '#renderer/line/phone.ts'
import { qualityOf } from '#renderer/monitor/logic/quality.ts'
import { type Diagnostics, noDiagnostics, SAMPLE_EVERY_MS, withFeed, withLine, withSample } from './diagnostics.ts'

export type DiagnosticsStore = StoreApi<Diagnostics>
/** What the screen needs of it. */
export type DiagnosticsProps = {
  readonly store: DiagnosticsStore
  readonly desk: Desk
  readonly now: () => number
}

export type DiagnosticsParts = {
  readonly line: LineStore
  readonly known: KnownDesk
  readonly clock: Pick<Clock, 'now' | 'every'>
}

export function runDiagnostics({ line, known, clock }: DiagnosticsParts): {
  readonly store: DiagnosticsStore
  readonly stop: Stop
} {
  const store = createStore<Diagnostics>(() => noDiagnostics)
  const apply = (next: (now: Diagnostics) => Diagnostics) => store.setState(next(store.getState()), true)
  let before: LineStats | null = null
  let stopped = false

  const measure = async () => {
    const now = line.getState().line.call.kind === 'none' ? null : await line.getState().stats()
    if (stopped) return
    const quality = now && qualityOf(now, before)
    before = now
    if (quality) apply((known) => withSample(known, quality, clock.now()))
  }
  let registration = line.getState().line.registration
  let status: ConnectorStatus = known.getState().hello.status
  apply((now) => withFeed(withLine(now, registration, clock.now()), status, clock.now()))
  const stops = [
    clock.every(SAMPLE_EVERY_MS, () => void measure()),
    line.subscribe(({ line: now }) => {
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
      stopped = true
      for (const stop of stops) stop()
    },
  }
}
