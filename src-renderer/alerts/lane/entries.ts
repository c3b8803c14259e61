// What stands in the lane, in which order: help first, oldest first, then the alerts, worst first. While a pointer or the focus is
// in it everything keeps its place: what is over stays as over, what is new comes behind. Pure.
import type { HelpRequest } from '#contract/alerts.ts'
import type { Alert, AlertsState, Level } from '../alert.ts'
import { shownAlerts, snoozedAlerts } from '../next-alerts.ts'

/** Who sees to a request: nobody yet (or who it was passed to has not said so), this supervisor, another. */
export type Stands = 'open' | 'mine' | 'others'

/** What can be done about it first: claim it, listen to the agent, or say that it is done. */
export type Offer = 'claim' | 'listen' | 'done'

export type HelpEntry = {
  readonly kind: 'help'
  readonly id: string
  readonly request: HelpRequest
  readonly offer: Offer // as long as nothing may change
  readonly group: 'help' | 'fresh'
  readonly isOver: boolean
}

export type AlertEntry = {
  readonly kind: 'alert'
  readonly id: string
  readonly alert: Alert
  readonly group: Level | 'quiet' | 'fresh'
  readonly quietUntil: number | null // epoch ms
  readonly isOver: boolean
}

export type Entry = HelpEntry | AlertEntry

export type Sight = {
  readonly requests: readonly HelpRequest[]
  readonly state: AlertsState
  readonly supervisor: string // this console's own
  readonly heard: string | null // the agent whom this supervisor listens to now
}

/** In their order. Whom another supervisor helps comes after whom nobody helps. */
export function entriesNow({ requests, state, supervisor, heard }: Sight): readonly Entry[] {
  const asked = requests.map((request): HelpEntry => {
    const offer = offerOf(request, supervisor, heard)
    return { kind: 'help', id: request.id, request, offer, group: 'help', isOver: false }
  })
  const isLast = ({ request }: HelpEntry) => Number(standsOf(request, supervisor) === 'others')
  const alertOf = (alert: Alert, group: AlertEntry['group'], quietUntil: number | null): AlertEntry => ({
    kind: 'alert',
    id: alert.id,
    alert,
    group,
    quietUntil,
    isOver: false,
  })
  return [
    ...asked.sort((a, b) => isLast(a) - isLast(b) || a.request.at - b.request.at),
    ...shownAlerts(state).map((alert) => alertOf(alert, alert.level, null)),
    ...snoozedAlerts(state).map(({ alert, until }) => alertOf(alert, 'quiet', until)),
  ]
}

/** Without what is snoozed: that is in the whole list. */
export const laneNow = (sight: Sight): readonly Entry[] => entriesNow(sight).filter(({ group }) => group !== 'quiet')

/** As they stood, with what is new behind them. */
export function entriesHeld(before: readonly Entry[], sight: Sight): readonly Entry[] {
  const known = new Set(before.map(keyOf))
  return [
    ...before.map((entry) => (entry.kind === 'help' ? heldHelp(entry, sight) : heldAlert(entry, sight))),
    ...entriesNow(sight)
      .filter((entry) => !known.has(keyOf(entry)) && entry.group !== 'quiet')
      .map((entry): Entry => ({ ...entry, group: 'fresh' })),
  ]
}

export const keyOf = ({ kind, id }: Entry): string => `${kind} ${id}`

/** What has come since nothing may move, and has perhaps no room in the lane. */
export const freshHelp = (entries: readonly Entry[]): readonly HelpEntry[] =>
  entries.filter((entry): entry is HelpEntry => entry.kind === 'help' && entry.group === 'fresh' && !entry.isOver)

export function standsOf({ claim }: HelpRequest, supervisor: string): Stands {
  if (claim === null) return 'open'
  return claim.by === supervisor ? 'mine' : 'others'
}

function offerOf(request: HelpRequest, supervisor: string, heard: string | null): Offer {
  const stands = standsOf(request, supervisor)
  if (stands === 'open') return 'claim'
  const mayListen = request.callId !== null && (stands === 'others' || request.agentId !== heard)
  return mayListen || stands === 'others' ? 'listen' : 'done'
}

function heldHelp(entry: HelpEntry, { requests }: Sight): HelpEntry {
  const request = requests.find(({ id }) => id === entry.id)
  return request ? { ...entry, request, isOver: false } : { ...entry, isOver: true }
}

/** Its buttons go on being about what they were about. */
function heldAlert(entry: AlertEntry, { state }: Sight): AlertEntry {
  const alert = state.alerts[entry.id]
  if (!alert) return { ...entry, isOver: true, quietUntil: null }
  const { subject } = entry.alert
  return { ...entry, alert: { ...alert, subject }, isOver: false, quietUntil: state.snoozed[entry.id] ?? null }
}
