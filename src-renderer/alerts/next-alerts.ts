// Which alerts there are now, given those there were. Pure: every moment is passed in.
import type { AlertRules } from '#contract/alerts.ts'
import type { Floor } from '#contract/floor.ts'
import type { Alert, AlertsState, Subject } from './alert.ts'
import { type Condition, conditions } from './conditions.ts'
import { levelAt, worstFirst } from './severity.ts'

/** The alerts at `now` (epoch ms). `floor` null: the picture is not live, and an old one proves nothing new: all stays as it was. */
export function nextAlerts(state: AlertsState, floor: Floor | null, rules: AlertRules, now: number): AlertsState {
  if (!floor) return state
  const heldSince = heldNow(state.heldSince, floor, now)
  const alerts: Record<string, Alert> = {}
  for (const condition of conditions(floor, rules, heldSince, now)) {
    const alert = kept(state, condition, now)
    if (alert) alerts[alert.id] = alert
  }
  const snoozed = Object.fromEntries(Object.entries(state.snoozed).filter(([id, until]) => alerts[id] && until > now))
  return same(state, { alerts, snoozed, heldSince })
}

/** Quiet until then, unless it is over before: then it may come again. */
export function snooze(state: AlertsState, id: string, until: number): AlertsState {
  return state.alerts[id] ? { ...state, snoozed: { ...state.snoozed, [id]: until } } : state
}

/** Shown again at once, as it was. */
export function wake(state: AlertsState, id: string): AlertsState {
  const { [id]: until, ...snoozed } = state.snoozed
  return until === undefined ? state : { ...state, snoozed }
}

export type Snoozed = { readonly alert: Alert; readonly until: number } // until: epoch ms

/** Those that are quiet for now: the ones that come back soonest first. */
export const snoozedAlerts = ({ alerts, snoozed }: AlertsState): readonly Snoozed[] =>
  Object.entries(snoozed)
    .flatMap(([id, until]) => (alerts[id] ? [{ alert: alerts[id], until }] : []))
    .sort((a, b) => a.until - b.until)

/** Those a person is shown, worst first. */
export const shownAlerts = ({ alerts, snoozed }: AlertsState): readonly Alert[] =>
  Object.values(alerts)
    .filter(({ id }) => snoozed[id] === undefined)
    .sort(worstFirst)

/** Those that are shown now and were not before. */
export function newAlerts(before: AlertsState, after: AlertsState): readonly Alert[] {
  if (before === after) return []
  const shown = new Set(shownAlerts(before).map(({ id }) => id))
  return shownAlerts(after).filter(({ id }) => !shown.has(id))
}

function kept(state: AlertsState, condition: Condition, now: number): Alert | null {
  const { kind, subject, measure, limit, times, past } = condition
  const id = `${kind} ${idOf(subject)}`
  const before = state.alerts[id]
  if (!before && !past) return null
  const raisedAt = before?.raisedAt ?? now
  const alert: Alert = {
    id,
    kind,
    subject,
    measure,
    limit,
    level: levelAt(times, before?.level ?? null),
    times: Math.floor(times),
    pastSince: measure.kind === 'since' ? measure.at + limit.value * 1000 : raisedAt,
    raisedAt,
  }
  return JSON.stringify(before) === JSON.stringify(alert) ? (before ?? alert) : alert
}

function idOf(subject: Subject): string {
  switch (subject.kind) {
    case 'queue':
      return subject.queueId
    case 'call':
      return subject.callId
    case 'agent':
      return subject.agentId
  }
}

function heldNow(before: AlertsState['heldSince'], floor: Floor, now: number): AlertsState['heldSince'] {
  const held = Object.values(floor.calls).filter(({ state }) => state === 'held' || state === 'parked')
  const isSame = held.length === Object.keys(before).length && held.every(({ id }) => before[id] !== undefined)
  return isSame ? before : Object.fromEntries(held.map(({ id }) => [id, before[id] ?? now]))
}

/** The same object while nothing is different, so that nothing is drawn again. */
function same(before: AlertsState, after: AlertsState): AlertsState {
  const equal = <T>(a: Readonly<Record<string, T>>, b: Readonly<Record<string, T>>) =>
    Object.keys(a).length === Object.keys(b).length && Object.keys(a).every((key) => a[key] === b[key])
  const isSame =
    equal(before.alerts, after.alerts) && equal(before.snoozed, after.snoozed) && before.heldSince === after.heldSince
  return isSame ? before : after
}
