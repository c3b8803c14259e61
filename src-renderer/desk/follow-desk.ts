// Follows the desk: says hello once, then keeps up with what it signals. Site, settings, status and link are held here and nowhere else.
import type { StoreApi } from 'zustand'
import { createStore } from 'zustand/vanilla'
import type { Desk } from '#contract/ipc.ts'
import type { Stop } from '#contract/time.ts'
import { type DeskEvent, type DeskState, nextDesk, type ReadyDesk, starting } from './desk-state.ts'

export type DeskFollower = {
  readonly store: StoreApi<DeskState>
  readonly tell: (event: DeskEvent) => void
  /** Once more, after this window has taken the place: it begins anew. */
  readonly sayHello: () => void
  readonly stop: Stop
}

/** What is known once the desk has said hello; it is never without one again. */
export type KnownDesk = StoreApi<ReadyDesk>

/** `now` gives epoch ms; it dates the loss of the link. */
export function followDesk(desk: Desk, now: () => number): DeskFollower {
  const store = createStore<DeskState>(() => starting)
  const tell = (event: DeskEvent) => store.setState((state) => nextDesk(state, event), true)
  const stops = [
    desk.on('status', (status) => tell({ kind: 'status', status })),
    desk.on('site', (site) => tell({ kind: 'site', site })),
    desk.on('settings', (settings) => tell({ kind: 'settings', settings })),
    desk.on('window', (window) => tell({ kind: 'window', window })),
    desk.on('link', ({ up, cause }) => tell({ kind: 'link', up, cause, at: now() })),
  ]
  const sayHello = () =>
    void desk.request('hello', null).then(
      (hello) => tell({ kind: 'hello', hello }),
      () => tell({ kind: 'failed', error: { code: 'serverGone' } }),
    )
  sayHello()
  return {
    store,
    tell,
    sayHello,
    stop: () => {
      for (const stop of stops) stop()
    },
  }
}

/** `first`: the state with the hello. */
export function knownDesk(
  desk: StoreApi<DeskState>,
  first: ReadyDesk,
): { readonly store: KnownDesk; readonly stop: Stop } {
  const store = createStore<ReadyDesk>(() => first)
  const stop = desk.subscribe((now) => now.phase === 'ready' && store.setState(now, true))
  return { store, stop }
}
