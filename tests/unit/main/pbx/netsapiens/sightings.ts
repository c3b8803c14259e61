// A monitor of one call and the rows it may show, each with only what the test says about it.
import type { Target } from '#contract/monitor.ts'
import { afterSighting, type Monitor, type Sighting } from '#main/pbx/netsapiens/monitors/monitor.ts'
import type { LegSide, OwnCall, TapLeg } from '#main/pbx/netsapiens/wire/tap.ts'

export const target: Target = { callId: 'c1', agentId: '1001' }

export const askedMonitorOf = (): Monitor => ({
  ticketId: 't',
  target,
  origCallId: 'o1',
  agentSide: 'term',
  askedAt: 1_000,
  before: new Set(),
  phase: 'asked',
  legs: [],
  own: [],
  mode: 'listen',
})

export const leg = (side: LegSide, over: Partial<TapLeg> = {}): TapLeg => ({
  key: side,
  id: side,
  side,
  bridge: 'adhoc.monitor.7',
  answered: true,
  heard: null,
  ...over,
})

/** The bridge's call to our phone; it rings unless it was answered. */
export const own = (over: Partial<OwnCall> = {}): OwnCall => ({
  key: 'own',
  callId: 'b1',
  tappedCallId: 'o1',
  bridge: 'adhoc.monitor.7',
  user: '5002',
  device: '5002wp',
  answered: false,
  ...over,
})

type Rows = { readonly legs?: readonly TapLeg[]; readonly own?: readonly OwnCall[] }

export const seen = (monitor: Monitor, { legs = [], own: calls = [] }: Rows, over: Partial<Sighting> = {}) =>
  afterSighting(monitor, {
    taps: { legs: new Map([['o1', legs]]), own: calls },
    user: '5002',
    target: monitor.target,
    agentSide: monitor.agentSide,
    at: 2_000,
    ringMs: 40_000,
    afterGap: false,
    ...over,
  })
