// The alerts and requests for help of this window: judged once a second while the floor is live, told to whoever shows them.
import { type StoreApi, useStore } from 'zustand'
import { createStore } from 'zustand/vanilla'
import { type AlertRules, type HelpBoard, type HelpRequest, type HelpStep, noHelp } from '#contract/alerts.ts'
import type { DeskError } from '#contract/errors.ts'
import type { Floor } from '#contract/floor.ts'
import type { Desk } from '#contract/ipc.ts'
import { err } from '#contract/result.ts'
import { type Alert, type AlertsState, noAlerts } from './alert.ts'
import { newAlerts, nextAlerts, snooze, wake } from './next-alerts.ts'

export type AlertsView = {
  readonly state: AlertsState
  readonly help: HelpBoard
  readonly news: string // what was told last
  readonly failures: Readonly<Record<string, StepFailure>> // by the request for help the last step of which was not made
  readonly isSilent: boolean // a chime was due and this window may not sound yet
  readonly snooze: (id: string) => void
  readonly wake: (id: string) => void // a snoozed one, before its time
  /** Not while another step with the same request is under way. */
  readonly step: (step: HelpStep) => Promise<StepOutcome>
}

export type StepFailure = { readonly step: HelpStep['do']; readonly error: DeskError }

/** `tookMs`: what was right when it was asked for may be wrong when the answer comes. */
export type StepOutcome =
  | { readonly kind: 'done'; readonly tookMs: number }
  | { readonly kind: 'failed'; readonly error: DeskError }
  | { readonly kind: 'underWay' }

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
    failures: {},
    isSilent: false,
    snooze: (id) => store.setState(({ state }) => ({ state: snooze(state, id, now() + rules().snoozeMin * 60_000) })),
    wake: (id) => store.setState(({ state }) => ({ state: wake(state, id) })),
    step: helpSteps(parts, (id, failure) =>
      store.setState(({ failures: { [id]: _before, ...others }, help }) => ({
        failures: stillFailed(failure ? { ...others, [id]: failure } : others, help),
      })),
    ),
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
    store.setState(({ failures }) => ({ help, failures: stillFailed(failures, help) }))
    for (const request of help.requests)
      if (isNewsTo(parts.supervisor(), known.get(request.id), request)) untold.add(request.id)
    tellHelp()
  })
  return { store, judge, stop }
}

/** A second press of the same is the first one's, until the board has had time to say what it did. */
const DEAF_MS = 1000

function helpSteps(
  { desk, now }: Pick<AlertsParts, 'desk' | 'now'>,
  failed: (id: string, failure: StepFailure | null) => void,
): AlertsView['step'] {
  const deafUntil = new Map<string, number>()
  return async (step) => {
    const same = `${step.do} ${step.id}`
    const askedAt = now()
    if ((deafUntil.get(same) ?? 0) > askedAt) return { kind: 'underWay' }
    deafUntil.set(same, Number.POSITIVE_INFINITY)
    failed(step.id, null)
    const answer = await desk.request('help', step).catch(() => err<DeskError>({ code: 'serverGone' }))
    if (answer.ok) {
      deafUntil.set(same, now() + DEAF_MS)
      return { kind: 'done', tookMs: now() - askedAt }
    }
    deafUntil.delete(same)
    failed(step.id, { step: step.do, error: answer.error })
    return { kind: 'failed', error: answer.error }
  }
}

/** An answer may be lost and the claim made all the same, or another was faster: then the board says so, and nothing has failed. */
function stillFailed(failures: AlertsView['failures'], { requests }: HelpBoard): AlertsView['failures'] {
  const open = Object.entries(failures).filter(([id, { step }]) =>
    requests.some((request) => request.id === id && (step !== 'claim' || request.claim === null)),
  )
  return open.length === Object.keys(failures).length ? failures : Object.fromEntries(open)
}

/** A request is told when it comes, and to whom it is handed over; not while another supervisor has it. */
function isNewsTo(supervisor: string, before: HelpRequest | undefined, { claim, offeredTo }: HelpRequest): boolean {
  if (claim !== null) return false
  if (offeredTo === null) return before === undefined
  return offeredTo === supervisor && before?.offeredTo !== supervisor
}

export const useAlerts = <T>(store: AlertsStore, pick: (view: AlertsView) => T): T => useStore(store, pick)
