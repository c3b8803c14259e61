// The alerts and requests for help of this window: judged once a second while the floor is live, told to whoever shows them.
import { type StoreApi, useStore } from 'zustand'
import { createStore } from 'zustand/vanilla'
import { type AlertRules, type HelpBoard, type HelpRequest, type HelpStep, noHelp } from '#contract/alerts.ts'
import type { DeskError } from '#contract/errors.ts'
import type { Floor } from '#contract/floor.ts'
import type { Desk } from '#contract/ipc.ts'
import { type Alert, type AlertsState, noAlerts } from './alert.ts'
import { newAlerts, nextAlerts, snooze, wake } from './next-alerts.ts'

export type AlertsView = {
  readonly state: AlertsState
  readonly help: HelpBoard
  readonly news: string // what was told last
  readonly failure: DeskError | null // why the last step with a request for help was not made
  readonly snooze: (id: string) => void
  readonly wake: (id: string) => void // a snoozed one, before its time
  readonly step: (step: HelpStep) => void
}

export type AlertsStore = StoreApi<AlertsView>

export type News = { readonly alerts: readonly Alert[]; readonly help: HelpBoard['requests'] }

export type AlertsParts = {
  readonly desk: Desk
  readonly rules: () => AlertRules
  readonly supervisor: () => string // this console's own, by name
  /** null while the picture is not live. */
  readonly liveFloor: () => Floor | null
  readonly now: () => number // epoch ms
  readonly onNews: (news: News) => void
}

export type RunningAlerts = { readonly store: AlertsStore; readonly judge: () => void; readonly stop: () => void }

/** `judge` looks at the floor; call it once a second. */
export function startAlerts(parts: AlertsParts): RunningAlerts {
  const { desk, now, rules } = parts
  const store: AlertsStore = createStore(() => ({
    state: noAlerts,
    help: noHelp,
    news: '',
    failure: null,
    snooze: (id) => store.setState(({ state }) => ({ state: snooze(state, id, now() + rules().snoozeMin * 60_000) })),
    wake: (id) => store.setState(({ state }) => ({ state: wake(state, id) })),
    step: (step) => {
      const failed = (failure: DeskError | null) => store.setState({ failure })
      desk.request('help', step).then(
        (done) => failed(done.ok ? null : done.error),
        () => failed({ code: 'serverGone' }),
      )
    },
  }))
  const untold = new Set<string>()
  // What comes before the picture is live is told as soon as it is: a request must not pass in silence.
  const tellHelp = () => {
    if (untold.size === 0 || !parts.liveFloor()) return
    const asked = store.getState().help.requests.filter(({ id, claim }) => untold.has(id) && claim === null)
    untold.clear()
    if (asked.length > 0) parts.onNews({ alerts: [], help: asked })
  }
  const judge = () => {
    tellHelp()
    const before = store.getState().state
    const state = nextAlerts(before, parts.liveFloor(), rules(), now())
    if (state === before) return
    store.setState({ state })
    const alerts = newAlerts(before, state)
    if (alerts.length > 0) parts.onNews({ alerts, help: [] })
  }
  const stop = desk.on('help', (help) => {
    const known = new Map(store.getState().help.requests.map((request) => [request.id, request]))
    store.setState({ help })
    for (const request of help.requests)
      if (isNewsTo(parts.supervisor(), known.get(request.id), request)) untold.add(request.id)
    tellHelp()
  })
  return { store, judge, stop }
}

/** A request is told when it comes, and to whom it is handed over; not while another supervisor has it. */
function isNewsTo(supervisor: string, before: HelpRequest | undefined, { claim, offeredTo }: HelpRequest): boolean {
  if (claim !== null) return false
  if (offeredTo === null) return before === undefined
  return offeredTo === supervisor && before?.offeredTo !== supervisor
}

export const useAlerts = <T>(store: AlertsStore, pick: (view: AlertsView) => T): T => useStore(store, pick)
