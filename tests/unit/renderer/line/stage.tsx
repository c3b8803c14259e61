// Puts a part of the line on a page, with the line as the test has it; what the supervisor does is recorded.
import { act, render, screen } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import type { ReactNode } from 'react'
import { createStore } from 'zustand/vanilla'
import type { Desk } from '#contract/ipc.ts'
import { CallsContext, type CallsView } from '#renderer/calls/calls-store.ts'
import { noLine } from '#renderer/line/line.ts'
import { LineContext, type LineView } from '#renderer/line/line-store.ts'
import { MonitorContext, type MonitorView } from '#renderer/monitor/monitor-store.ts'
import { createOpenedStore, OpenedContext, type OpenedView } from '#renderer/ui/opened-store.ts'
import { type FakeClock, fakeClock } from '../../../fakes/fake-clock.ts'
import { fakeDesk } from '../../../fakes/fake-desk.ts'
import { aCallsView, aLineView, aMonitorView } from '../../../fakes/views.ts'

export function stage(part: ReactNode, over: Partial<LineView> = {}) {
  const done: string[] = []
  const doing = (name: string) => () => void done.push(name)
  const store = createStore<LineView>(() => ({
    ...aLineView,
    hasAccount: true,
    logIn: doing('logIn'),
    logOut: doing('logOut'),
    answer: doing('answer'),
    decline: doing('decline'),
    hangUp: doing('hangUp'),
    missedSeen: doing('missedSeen'),
    mute: (on) => void done.push(`mute ${on}`),
    retryMicrophone: doing('retryMicrophone'),
    insist: (what) => void done.push(`insist ${what}`),
    ...over,
  }))
  const calls = createStore<CallsView>(() => ({
    ...aCallsView,
    answer: (monitor) => void done.push(`answer ${monitor}`),
    hold: doing('hold'),
    takeBack: (id, monitor) => void done.push(`takeBack ${id} ${monitor}`),
    hangUpHeld: (id) => void done.push(`hangUpHeld ${id}`),
    transfer: (id, to) => void done.push(`transfer ${id} ${to.kind === 'number' ? to.number : to.id}`),
    meet: doing('meet'),
    key: (digit) => void done.push(`key ${digit}`),
    readNews: doing('readNews'),
    dial: (to, monitor) => {
      done.push(`dial ${to.number} ${monitor}`)
      return null
    },
  }))
  const opened = createOpenedStore()
  const monitor = createStore<MonitorView>(() => aMonitorView)
  const page = render(
    <LineContext value={store}>
      <MonitorContext value={monitor}>
        <OpenedContext value={opened}>
          <CallsContext value={calls}>{part}</CallsContext>
        </OpenedContext>
      </MonitorContext>
    </LineContext>,
  )
  return {
    done,
    page,
    open: (...what: Parameters<OpenedView['open']>) => act(() => opened.getState().open(...what)),
    monitor: (next: Partial<MonitorView>) => act(() => monitor.setState(next)),
    calls: (next: Partial<CallsView>) => act(() => calls.setState(next)),
    user: userEvent.setup(),
    /** The line is so from now on. */
    set: (next: Partial<LineView>) => act(() => store.setState(next)),
    with: (line: Partial<LineView['line']>) => act(() => store.setState({ line: { ...noLine, ...line } })),
  }
}

/** What the phone is given by the window. */
export const aPhoneDesk = (): { readonly desk: Desk; readonly now: () => number; readonly clock: FakeClock } => ({
  desk: fakeDesk().desk,
  now: () => 0,
  clock: fakeClock(),
})

export const button = (name: string) => screen.getByRole('button', { name })
