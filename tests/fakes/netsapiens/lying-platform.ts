// A platform that loses, delays and repeats what it is asked, and what it tells of it; time is a queue. For properties of the monitors.
import type { DeskError } from '#contract/errors.ts'
import type { Mode, MonitorEvent, Target } from '#contract/monitor.ts'
import type { View } from '#main/pbx/netsapiens/floor/view.ts'
import { type LeftoversInput, nextLeftovers, nothingLeft } from '#main/pbx/netsapiens/monitors/leftovers-machine.ts'
import { looking, type Monitor, type MonitorEffect, type MonitorInput } from '#main/pbx/netsapiens/monitors/monitor.ts'
import { nextMonitor } from '#main/pbx/netsapiens/monitors/monitor-machine.ts'
import type { OwnCall, TapLeg } from '#main/pbx/netsapiens/wire/tap.ts'

/** What becomes of a request. silent: no answer within its time, whether it was carried out or not. */
export type Fate = {
  readonly kind: 'done' | 'refused' | 'notSent' | 'silentDone' | 'silentUndone' | 'twice'
  readonly doneMs: number
  readonly answerMs: number
}
/** What becomes of an event of the feed. */
export type Telling = { readonly kind: 'told' | 'lost' | 'twice'; readonly ms: number }

export type Happening =
  | { readonly kind: 'change'; readonly mode: Mode }
  | { readonly kind: 'end' | 'handOn' | 'callEnds' | 'phoneHangsUp' | 'cut' | 'back' }

type Side = 'orig' | 'term'
type Bridge = { readonly name: string; readonly barged: Set<Side>; answered: boolean }
type Shown = { readonly legs: readonly TapLeg[]; readonly own: readonly OwnCall[]; readonly target: Target | null }

const fine: Fate = { kind: 'done', doneMs: 5, answerMs: 10 }
const inTime: Telling = { kind: 'told', ms: 5 }
const limitMs = { tap: 9_000, act: 5_000, hangUp: 15_000 }
export const resyncMs = 2_000

export function lyingPlatform(fates: readonly Fate[], tellings: readonly Telling[]) {
  const queue: { readonly at: number; readonly run: () => void }[] = []
  const untold = [...fates]
  const unsaid = [...tellings]
  let now = 1_000
  let lastFaultAt = 0
  let isFair = false
  const after = (ms: number, run: () => void) => void queue.push({ at: now + ms, run })

  // The platform.
  const bridges: Bridge[] = []
  let calls = 1
  let isCallUp = true
  const target = (): Target => ({ callId: `c${calls}`, agentId: `100${calls}` })
  const legOf = (bridge: Bridge, side: Side): TapLeg => ({
    key: `${bridge.name}.${side}`,
    id: `${bridge.name}.${side}`,
    side,
    bridge: bridge.name,
    answered: true,
    heard: null,
  })
  const ownOf = ({ name, answered }: Bridge): OwnCall => ({
    key: `${name}.own`,
    callId: `${name}.own`,
    tappedCallId: 'o1',
    bridge: name,
    user: '5002',
    device: '5002wp',
    answered,
  })
  const picture = (): Shown => ({
    legs: isCallUp ? bridges.flatMap((bridge) => [legOf(bridge, 'orig'), legOf(bridge, 'term')]) : [],
    own: bridges.map(ownOf),
    target: isCallUp ? target() : null,
  })
  const endBridge = (name: string) => {
    const index = bridges.findIndex((one) => one.name === name)
    if (index >= 0) bridges.splice(index, 1)
    tell()
  }

  // The feed: a picture that is older than the one shown is not shown.
  let shown = picture()
  let version = 0
  let shownVersion = 0
  let isUp = true
  const show = (one: Shown, number: number) => {
    if (!isUp || number < shownVersion) return
    shown = one
    shownVersion = number
    move({ kind: 'look' })
    leave({ kind: 'look' })
  }
  const tell = () => {
    version += 1
    const number = version
    const { kind, ms } = isFair ? inTime : (unsaid.shift() ?? inTime)
    const one = picture()
    if (kind !== 'told') lastFaultAt = Math.max(lastFaultAt, now + resyncMs)
    if (kind !== 'lost') after(ms, () => show(one, number))
    if (kind === 'twice') after(ms * 2, () => show(one, number))
  }
  const resync = () => {
    show(picture(), version)
    after(resyncMs, resync)
  }

  // The console.
  let monitor: Monitor = looking('t', { target: target(), origCallId: 'o1', agentSide: 'term' }, now)
  let left = nothingLeft
  let trace: readonly string[] = []
  const claim = { mode: 'listen' as Mode, unsure: [] as readonly Mode[], pending: new Map<number, Mode>() }
  const told: MonitorEvent[] = []
  let asked = 0
  const view = (): View | null =>
    isUp
      ? ({
          user: '5002',
          taps: { legs: new Map([['o1', shown.legs]]), own: shown.own },
          callOf: () => shown.target && { id: shown.target.callId, from: { onNet: true }, to: { onNet: true } },
          tapped: (was: Target) => ({ ok: true, value: { target: was, origCallId: 'o1', agentSide: 'term' } }),
          tapKeys: () => new Set(),
          whereIs: (_was: Target, _id: string, agentSide: Side) => ({ target: shown.target, agentSide }),
        } as unknown as View)
      : null
  const move = (input: MonitorInput) => {
    const step = nextMonitor(monitor, input, { view: view(), at: now, ringMs: 40_000, whisperTo: 'anyone' })
    monitor = step.state
    for (const effect of step.effects) perform(effect)
  }
  const leave = (input: LeftoversInput) => {
    const ours = monitor.phase === 'over' || monitor.phase === 'looking' ? [] : [monitor]
    const step = nextLeftovers(left, input, { view: view(), at: now, ours })
    left = step.state
    for (const effect of step.effects) {
      if (effect.do === 'save') trace = effect.trace
      if (effect.do === 'lookAgain') after(effect.inMs, () => leave({ kind: 'look' }))
      if (effect.do === 'hangUp')
        request(
          limitMs.hangUp,
          () => endBridge(effect.callId.replace('.own', '')),
          (error) => leave({ kind: 'hungUp', key: effect.key, isDone: error === null }),
        )
    }
  }
  const request = (withinMs: number, run: () => void, answer: (error: DeskError | null) => void) => {
    const fate = isFair ? fine : (untold.shift() ?? fine)
    const { kind, doneMs, answerMs } = fate
    const silent: DeskError = { code: 'timedOut' }
    if (kind === 'done' || kind === 'twice' || kind === 'silentDone') after(doneMs, run)
    if (kind === 'twice') after(doneMs + 20, run)
    const isSilent = kind === 'silentDone' || kind === 'silentUndone'
    const atMs = isSilent ? withinMs : Math.max(answerMs, doneMs + (kind === 'twice' ? 21 : 1))
    if (kind !== 'done' || atMs > 200) lastFaultAt = Math.max(lastFaultAt, now + atMs)
    const error: DeskError | null = isSilent
      ? silent
      : kind === 'refused'
        ? { code: 'pbxRefused' }
        : kind === 'notSent'
          ? { code: 'pbxUnreachable' }
          : null
    after(atMs, () => answer(error))
  }
  const perform = (effect: MonitorEffect) => {
    switch (effect.do) {
      case 'tap':
        return request(limitMs.tap, ring, (error) => move({ kind: 'tapped', error }))
      case 'act': {
        const { act } = effect
        return request(
          limitMs.act,
          () => barge(act.leg, act.action === 'barge_in'),
          (error) => move({ kind: 'acted', act, error }),
        )
      }
      case 'hangUp': {
        const { callId } = effect
        return request(
          limitMs.hangUp,
          () => endBridge(callId.replace('.own', '')),
          (error) => move({ kind: 'hungUp', callId, error }),
        )
      }
      case 'tell':
        return hear(effect.event)
      case 'later':
        return after(effect.inMs, () => move(effect.input))
      case 'changed':
        return void claim.pending.delete(effect.askId)
      case 'refused':
        return void claim.pending.delete(effect.refusal.askId)
      case 'remember':
      case 'forget':
        return leave({ kind: effect.do, origCallId: 'o1' })
      case 'watch':
        leave({ kind: 'add', origCallId: 'o1', before: new Set() })
        return leave({ kind: 'look' })
      case 'started':
      case 'notStarted':
      case 'ended':
      case 'log':
        return
    }
  }
  const ring = () => {
    if (!isCallUp) return
    const bridge: Bridge = { name: `b${bridges.length}-${now}`, barged: new Set(), answered: false }
    bridges.push(bridge)
    tell()
    after(30, () => {
      bridge.answered = true
      tell()
    })
  }
  const barge = (leg: string, isOpen: boolean) => {
    const [name, side] = leg.split('.')
    const bridge = bridges.find((one) => one.name === name)
    if (!bridge || !isCallUp || (side !== 'orig' && side !== 'term')) return
    if (isOpen) bridge.barged.add(side)
    else bridge.barged.delete(side)
  }
  const hear = (event: MonitorEvent) => {
    told.push(event)
    if (event.kind === 'unsure') claim.unsure = event.modes
    else {
      claim.mode = event.kind === 'mode' ? event.mode : 'listen'
      claim.unsure = []
    }
  }

  const happen = (what: Happening) => {
    switch (what.kind) {
      case 'change': {
        if (monitor.phase === 'over' || monitor.phase === 'looking') return
        asked += 1
        claim.pending.set(asked, what.mode)
        return move({ kind: 'change', askId: asked, mode: what.mode, changeId: asked })
      }
      case 'end':
        return move({ kind: 'end' })
      case 'handOn':
        calls += 1
        return tell()
      case 'callEnds':
        isCallUp = false
        for (const { barged } of bridges) barged.clear()
        return tell()
      case 'phoneHangsUp':
        return bridges[0] && endBridge(bridges[0].name)
      case 'cut':
        if (!isUp) return
        isUp = false
        move({ kind: 'cut' })
        return leave({ kind: 'cut' })
      case 'back':
        isUp = true
        return show(picture(), version)
    }
  }
  const pass = (ms: number, check: () => void) => {
    const until = now + ms
    for (;;) {
      const next = queue.reduce<(typeof queue)[number] | null>(
        (first, one) => (one.at <= until && (first === null || one.at < first.at) ? one : first),
        null,
      )
      if (!next) break
      queue.splice(queue.indexOf(next), 1)
      now = Math.max(now, next.at)
      next.run()
      check()
    }
    now = until
  }
  after(resyncMs, resync)

  return {
    begin: () => move({ kind: 'phones', why: null }),
    happen,
    pass,
    /** From now on nothing goes wrong any more. */
    beFair: () => {
      isFair = true
      happen({ kind: 'back' })
    },
    lastFaultInMs: () => Math.max(0, lastFaultAt - now),
    now: () => now,
    told,
    monitor: () => monitor,
    bridges,
    trace: () => trace,
    /** Whose ears are open to the phone of ours that has answered. */
    heard: (): ReadonlySet<Side> => new Set(bridges.flatMap(({ barged, answered }) => (answered ? [...barged] : []))),
    /** Whose ears may be open, as the console is told and as it has asked. */
    claimed: (): ReadonlySet<Side> => {
      const modes = [claim.mode, ...claim.unsure, ...claim.pending.values()]
      return new Set(modes.flatMap((mode) => earsOf[mode]))
    },
  }
}

const earsOf: Readonly<Record<Mode, readonly Side[]>> = {
  listen: [],
  whisperAgent: ['term'],
  whisperCaller: ['orig'],
  join: ['orig', 'term'],
}
