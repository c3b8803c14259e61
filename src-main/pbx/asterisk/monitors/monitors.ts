// The monitors of this console: starts, changes, moves and ends them, whichever way the PBX is spoken to.
import { type DeskError, deskFailure } from '#contract/errors.ts'
import type { EndReason, Mode, ModeAnswer, MonitorEvent, MonitorTicket, Target } from '#contract/monitor.ts'
import { err, ok, type Result } from '#contract/result.ts'
import type { Clock } from '#contract/time.ts'
import type { ConnectorParts, MonitorOrder } from '#main/pbx/connector.ts'
import type { Spot, View } from '../floor/picture-view.ts'
import { markHeader, type Way, type WayListener } from '../spy/way.ts'
import { awaiting, type MonitorPhase, nextStep, type Step, targetOf } from './monitor-step.ts'

type Monitor = {
  readonly ticketId: string
  phase: MonitorPhase
  follow: boolean
  /** Work on the PBX, one thing at a time. */
  work: Promise<unknown>
  stepping: boolean
  looking: boolean
  over: boolean
  /** A change the line itself was told to make by digits. */
  pending: { readonly mode: Mode; readonly changeId: number } | null
}

export type Monitors = WayListener & {
  start(order: MonitorOrder): Promise<Result<MonitorTicket>>
  setMode(ticketId: string, mode: Mode, changeId: number): Promise<Result<ModeAnswer>>
  hop(ticketId: string, target: Target): Promise<Result<Target>>
  setFollow(ticketId: string, follow: boolean): Result<null>
  end(ticketId: string): Promise<Result<null>>
  endAll(): Promise<void>
  count(): number
  /** The picture has changed: follow calls, transfers and ends. */
  check(): void
  /** The way's connection is cut: from now on no speaking mode is certain. */
  suspend(): void
  /** The way's connection is back: what is left of each monitor is put to listen. */
  resume(way: Way): Promise<void>
}

export type MonitorsParts = {
  readonly parts: ConnectorParts
  readonly way: () => Result<Way>
  readonly view: () => View
  /** Resolves when the picture holds all that the PBX told until now. */
  readonly heard: () => Promise<void>
  readonly after: Clock['after']
  readonly emit: (event: MonitorEvent) => void
}

// The AMI may tell of a hang-up a moment after ARI did.
const settleMs = 150
const lookEveryMs = 500

export function createMonitors({ parts, way, view, heard, after, emit }: MonitorsParts): Monitors {
  const monitors = new Map<string, Monitor>()

  const queued = <T>(monitor: Monitor, act: () => Promise<T>): Promise<T> => {
    const done = monitor.work.then(act)
    monitor.work = done.catch((cause) => parts.log('error', `monitor ${monitor.ticketId}: ${cause}`))
    return done
  }

  const withWay = async <T>(act: (way: Way) => Promise<Result<T>>): Promise<Result<T>> => {
    const found = way()
    return found.ok ? act(found.value) : found
  }

  /** Nobody may go on believing in a speaking mode once it is no longer certain. */
  const backToListen = (monitor: Monitor) => {
    const { phase, ticketId } = monitor
    monitor.pending = null
    if (phase.kind !== 'live' || phase.mode === 'listen') return
    monitor.phase = { ...phase, mode: 'listen' }
    emit({ kind: 'mode', ticketId, mode: 'listen', changeId: null })
  }

  const attach = async (monitor: Monitor, spot: Spot): Promise<Result<null>> => {
    backToListen(monitor)
    const done = await withWay((the) => the.spy(monitor.ticketId, spot, 'listen'))
    if (done.ok) monitor.phase = { kind: 'live', spot, mode: 'listen' }
    return done
  }

  const adrift = (monitor: Monitor) => {
    monitor.phase = { kind: 'adrift', target: targetOf(monitor.phase), since: parts.clock.now() }
  }

  const take = async (monitor: Monitor, step: Step): Promise<void> => {
    const { ticketId } = monitor
    switch (step.kind) {
      case 'stay':
        return
      case 'detach':
        backToListen(monitor)
        await withWay(async (the) => ok(await the.unspy(ticketId)))
        return adrift(monitor)
      case 'targetEnded':
        if (!(await isCertain(monitor))) return
        monitor.phase = { kind: 'afterCall', target: targetOf(monitor.phase) }
        return emit({ kind: 'targetEnded', ticketId })
      case 'move': {
        const moved = await attach(monitor, step.spot)
        const target = targetOf(monitor.phase)
        if (moved.ok) emit({ kind: 'retargeted', ticketId, target, by: step.by })
        else after(settleMs, check)
      }
    }
  }

  /** A limit of time alone ends no call: a console that was held up has yet to read what the PBX told meanwhile. */
  const isCertain = async (monitor: Monitor): Promise<boolean> => {
    if (view().callState(targetOf(monitor.phase).callId) === 'none') return true
    await heard()
    return !monitor.over && stepOf(monitor).kind === 'targetEnded'
  }

  const stepOf = (monitor: Monitor): Step => nextStep(monitor.phase, monitor.follow, view(), parts.clock.now())

  /** No event says that nothing will come any more. */
  const keepLooking = (monitor: Monitor) => {
    if (monitor.looking || monitor.phase.kind !== 'adrift') return
    monitor.looking = true
    after(lookEveryMs, () => {
      monitor.looking = false
      check()
    })
  }

  function check(): void {
    for (const monitor of monitors.values()) {
      monitor.phase = awaiting(monitor.phase, view(), parts.clock.now())
      keepLooking(monitor)
      if (monitor.stepping || stepOf(monitor).kind === 'stay') continue
      monitor.stepping = true
      void queued(monitor, async () => {
        monitor.stepping = false
        if (monitor.over) return
        const step = stepOf(monitor)
        await take(monitor, step)
        if (step.kind !== 'stay' && step.kind !== 'move') check()
      })
    }
  }

  const change = async (monitor: Monitor, mode: Mode, changeId: number): Promise<void> => {
    const { phase, ticketId } = monitor
    if (phase.kind !== 'live' || monitor.over) return
    const done = await withWay((the) => the.spy(ticketId, phase.spot, mode))
    if (done.ok) {
      monitor.phase = { ...phase, mode }
      return emit({ kind: 'mode', ticketId, mode, changeId })
    }
    parts.log('warn', `monitor ${ticketId}: ${mode} refused: ${done.error.detail ?? done.error.code}`)
    monitor.phase = { ...phase, mode: 'listen' }
    emit({ kind: 'mode', ticketId, mode: 'listen', changeId: null })
    const again = await attach(monitor, phase.spot)
    if (!again.ok) after(settleMs, check)
  }

  const find = (target: Target): Result<Spot> => {
    const spot = view().talking(target.agentId, target.callId)
    if (spot) return ok(spot)
    return err(deskFailure(view().callState(target.callId) === 'open' ? 'notAnswered' : 'callGone'))
  }

  const forget = (monitor: Monitor) => {
    monitor.over = true
    monitors.delete(monitor.ticketId)
  }

  const remove = async (monitor: Monitor, reason: EndReason): Promise<void> => {
    forget(monitor)
    await monitor.work
    const found = way()
    if (found.ok) await found.value.drop(monitor.ticketId)
    emit({ kind: 'ended', ticketId: monitor.ticketId, reason })
  }

  const unknown = (): { ok: false; error: DeskError } => err(deskFailure('unknownMonitor'))

  return {
    check,
    async start(order) {
      const { ticketId, target, follow } = order
      if (monitors.size > 0) return err(deskFailure('monitorBusy'))
      const ready = way()
      if (!ready.ok) return ready
      const spot = find(target)
      if (!spot.ok) return spot
      const monitor: Monitor = {
        ticketId,
        phase: { kind: 'ringing', spot: spot.value },
        follow,
        work: Promise.resolve(),
        stepping: false,
        looking: false,
        over: false,
        pending: null,
      }
      monitors.set(ticketId, monitor)
      const opened = await withWay((the) => the.open({ ticketId, token: order.token, spot: spot.value }))
      if (!opened.ok) {
        forget(monitor)
        return opened
      }
      const mark = { by: 'header', name: markHeader, value: order.token } as const
      return ok({ id: ticketId, target, mark, askedAt: parts.clock.now(), follow })
    },
    async setMode(ticketId, mode, changeId) {
      const monitor = monitors.get(ticketId)
      if (!monitor) return unknown()
      const { phase } = monitor
      if (phase.kind !== 'live')
        return err(deskFailure('refusedByAccess', phase.kind === 'ringing' ? 'notLive' : 'callEnded'))
      const found = way()
      if (!found.ok) return found
      const byDigits = await found.value.digits(ticketId, phase.spot, mode)
      if (byDigits) {
        monitor.pending = { mode, changeId }
        return ok(byDigits)
      }
      void queued(monitor, () => change(monitor, mode, changeId))
      return ok({ kind: 'asked' })
    },
    async hop(ticketId, target) {
      const monitor = monitors.get(ticketId)
      if (!monitor) return unknown()
      return queued(monitor, async (): Promise<Result<Target>> => {
        if (monitor.over) return unknown()
        if (monitor.phase.kind === 'ringing') return err(deskFailure('refusedByAccess', 'notLive'))
        const spot = find(target)
        if (!spot.ok) return spot
        const before = monitor.phase
        const moved = await attach(monitor, spot.value)
        if (moved.ok) {
          emit({ kind: 'retargeted', ticketId, target, by: 'hop' })
          return ok(target)
        }
        if (before.kind === 'live') await attach(monitor, before.spot)
        check()
        return moved
      })
    },
    setFollow(ticketId, follow) {
      const monitor = monitors.get(ticketId)
      if (!monitor) return unknown()
      monitor.follow = follow
      check()
      return ok(null)
    },
    async end(ticketId) {
      const monitor = monitors.get(ticketId)
      if (monitor) await remove(monitor, 'asked')
      return ok(null)
    },
    async endAll() {
      await Promise.all([...monitors.values()].map((monitor) => remove(monitor, 'asked')))
    },
    count: () => monitors.size,
    suspend() {
      for (const monitor of monitors.values()) backToListen(monitor)
    },
    async resume(the) {
      await the.resync(new Set(monitors.keys()))
      for (const monitor of monitors.values())
        void queued(monitor, async () => {
          if (!monitor.over && monitor.phase.kind === 'live') await attach(monitor, monitor.phase.spot)
        })
      check()
    },
    lineUp(ticketId) {
      const monitor = monitors.get(ticketId)
      if (monitor?.phase.kind !== 'ringing') return
      const { spot } = monitor.phase
      monitor.phase = { kind: 'live', spot, mode: 'listen' }
      parts.log('info', `monitor ${ticketId} is attached`)
      emit({ kind: 'attached', ticketId, target: targetOf(monitor.phase) })
      check()
    },
    lineDown(ticketId, reason) {
      const monitor = monitors.get(ticketId)
      if (monitor) void remove(monitor, reason)
    },
    spyGone(ticketId) {
      const monitor = monitors.get(ticketId)
      if (!monitor) return
      backToListen(monitor)
      after(settleMs, () => {
        void queued(monitor, async () => {
          const { phase } = monitor
          if (monitor.over || phase.kind !== 'live' || stepOf(monitor).kind !== 'stay') return check()
          const again = await attach(monitor, phase.spot)
          if (!again.ok) parts.log('warn', `monitor ${ticketId}: ${again.error.detail ?? again.error.code}`)
        })
      })
    },
    switched(ticketId, mode) {
      const monitor = monitors.get(ticketId)
      if (monitor?.phase.kind !== 'live') return
      const { pending } = monitor
      const changeId = pending?.mode === mode ? pending.changeId : null
      if (changeId === null && monitor.phase.mode === mode) return
      monitor.pending = null
      monitor.phase = { ...monitor.phase, mode }
      emit({ kind: 'mode', ticketId, mode, changeId })
    },
  }
}
