// What the simulated platform does wrong, on demand.
import type { TapSide } from './taps.ts'

export type Faults = {
  /** Answers of REST and portal come so much later. */
  readonly slowMs: number
  /** Paths that contain `path` are answered with this status instead of being done; `times` counts down, 0 is for ever. */
  readonly status: readonly { readonly path: string; readonly status: number; readonly times: number }[]
  /** Actions on the leg of that side are refused with 500: a change succeeds by half. */
  readonly legFails: readonly TapSide[]
  /** They are done, but the answer says 500. */
  readonly legLies: readonly TapSide[]
  /** Every event of the feed comes twice. */
  readonly duplicate: boolean
  /** Events of the feed come in pairs, the later one first. */
  readonly reorder: boolean
  /** The legs do not say whose they are. */
  readonly anonymousLegs: boolean
  readonly monitoringOff: boolean
  /** What an action on a call that has ended is answered with. */
  readonly goneSays: 400 | 403 | 404 | 500
  /** The feed tells that a call has ended so much later; until then REST lists it when `endsListed`. */
  readonly endsLateMs: number
  readonly endsListed: boolean
  /** Every account has this scope, or wants this code as a second factor; null: its own. */
  readonly scope: string | null
  readonly passcode: string | null
  /** Cores that take no connection, by their place in the list. */
  readonly downCores: readonly number[]
  /** The web server is no API: it sends everybody to that address, or has a page for them with this status; null: it is one. */
  readonly movedTo: string | null
  readonly pageWith: number | null
  /** Its clock is so much ahead. */
  readonly aheadMs: number
  /** The feed's port answers the upgrade with this status; null: it is a feed. */
  readonly feedAnswers: number | null
  /** The feed takes nobody's token. */
  readonly feedRefuses: boolean
  /** The scope may see no device, or no password of one. */
  readonly devices: 'all' | 'withoutPasswords' | 'none'
  /** Every account is locked after too many attempts. */
  readonly locked: boolean
}

export const noFaults: Faults = {
  slowMs: 0,
  status: [],
  legFails: [],
  legLies: [],
  duplicate: false,
  reorder: false,
  anonymousLegs: false,
  monitoringOff: false,
  goneSays: 404,
  endsLateMs: 0,
  endsListed: false,
  scope: null,
  passcode: null,
  downCores: [],
  movedTo: null,
  pageWith: null,
  aheadMs: 0,
  feedAnswers: null,
  feedRefuses: false,
  devices: 'all',
  locked: false,
}
