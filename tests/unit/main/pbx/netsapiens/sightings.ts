// A monitor of one call and the rows it may show, each with only what the test says about it.
import type { Mode, Target } from '#contract/monitor.ts'
import { ok } from '#contract/result.ts'
import type { View } from '#main/pbx/netsapiens/floor/view.ts'
import {
  looking,
  type Monitor,
  type MonitorContext,
  type MonitorEffect,
  type MonitorInput,
} from '#main/pbx/netsapiens/monitors/monitor.ts'
import { nextMonitor } from '#main/pbx/netsapiens/monitors/monitor-machine.ts'
import type { LegSide, OwnCall, TapLeg } from '#main/pbx/netsapiens/wire/tap.ts'

export const target: Target = { callId: 'c1', agentId: '1001' }

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

export const bothLegs = [leg('orig'), leg('term')]
export const rows = { legs: bothLegs, own: [own({ answered: true })] }

export type Picture = {
  readonly legs?: readonly TapLeg[]
  readonly own?: readonly OwnCall[]
  /** Where the tapped call is; null: over. Absent: where it was. */
  readonly target?: Target | null
  readonly agentSide?: 'orig' | 'term'
  readonly keys?: readonly string[]
  /** Whether the caller's phone is one of the platform's. */
  readonly callerOnNet?: boolean
}

const party = (agentId: string | null, onNet: boolean) => ({ number: agentId ?? '555', name: null, agentId, onNet })

export function viewOf(picture: Picture): View {
  const where = (was: Target) => (picture.target === undefined ? was : picture.target)
  return {
    user: '5002',
    taps: { legs: new Map([['o1', picture.legs ?? []]]), own: picture.own ?? [] },
    callOf: (was) => {
      const now = where(was)
      const from = party(null, picture.callerOnNet ?? true)
      return now && ({ id: now.callId, from, to: party(now.agentId, true) } as unknown as ReturnType<View['callOf']>)
    },
    tapped: (was) =>
      where(was)
        ? ok({ target: was, origCallId: 'o1', agentSide: 'term' })
        : { ok: false, error: { code: 'callGone' } },
    tapKeys: () => new Set(picture.keys ?? []),
    whereIs: (was, _id, agentSide) => ({ target: where(was), agentSide: picture.agentSide ?? agentSide }),
  }
}

export type Setting = Partial<Omit<MonitorContext, 'view'>> & { readonly picture?: Picture | null }

export const contextOf = ({ picture = rows, at = 2_000, ringMs = 40_000, whisperTo = 'anyone' }: Setting = {}) => ({
  view: picture && viewOf(picture),
  at,
  ringMs,
  whisperTo,
})

/** What comes of these inputs, one after the other, in one picture. */
export function reached(inputs: readonly MonitorInput[], from: Monitor, setting: Setting = {}) {
  const effects: MonitorEffect[] = []
  let state = from
  for (const input of inputs) {
    const step = nextMonitor(state, input, contextOf(setting))
    state = step.state
    effects.push(...step.effects)
  }
  const told = effects.flatMap((effect) => (effect.do === 'tell' ? [effect.event] : []))
  const acts = effects.flatMap((effect) => (effect.do === 'act' ? [effect.act] : []))
  return { state, effects, told, acts }
}
export type Reached = ReturnType<typeof reached>

const order = looking('t', { target, origCallId: 'o1', agentSide: 'term' }, 1_000)
const empty = { legs: [], own: [] }

/** The tap is asked for, and not answered. */
export const tappingMonitor = (): Monitor =>
  reached([{ kind: 'phones', why: null }], order, { at: 1_000, picture: empty }).state
export const lookingMonitor = (): Monitor => order
/** It was accepted. */
export const askedMonitorOf = (): Monitor =>
  reached([{ kind: 'tapped', error: null }], tappingMonitor(), { at: 1_000, picture: empty }).state
export const liveMonitorOf = (): Monitor => reached([{ kind: 'look' }], askedMonitorOf()).state

let lastAsk = 100
export const change = (mode: Mode, changeId = 1): MonitorInput => ({ kind: 'change', askId: ++lastAsk, mode, changeId })
/** The answers to all that was asked of the legs. */
export const answered = ({ acts }: Pick<Reached, 'acts'>): MonitorInput[] =>
  acts.map((act) => ({ kind: 'acted', act, error: null }))

/** In this mode, confirmed. */
export function monitorIn(mode: Mode, setting: Setting = {}): Monitor {
  const asked = reached([change(mode)], liveMonitorOf(), setting)
  return reached(answered(asked), asked.state, setting).state
}

/** One look at the picture. */
export const seen = (monitor: Monitor, picture: Picture, setting: Omit<Setting, 'picture'> = {}) =>
  reached([{ kind: 'look' }], monitor, { ...setting, picture })
