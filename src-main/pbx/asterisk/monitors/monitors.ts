// The monitors of this console: starts, changes, moves and ends them, whichever method the PBX is spoken to.
import { deskFailure } from '#contract/errors.ts'
import type { EndReason, Mode, ModeAnswer, MonitorTicket, Target } from '#contract/monitor.ts'
import { err, ok, type Result } from '#contract/result.ts'
import type { MonitorOrder } from '#main/pbx/connector.ts'
import type { Spot } from '../floor/picture-view.ts'
import { markHeader, type SpyListener, type SpyMethod } from '../spy/spy-method.ts'
import { createAttaching, settleMs, unknown } from './attaching.ts'
import { createLooking } from './looking.ts'
import { type Monitor, type MonitorsParts, newMonitor, queued, withMethod } from './monitor.ts'
import { targetOf } from './monitor-step.ts'

export type Monitors = SpyListener & {
  start(order: MonitorOrder): Promise<Result<MonitorTicket>>
  setMode(ticketId: string, mode: Mode, changeId: number): Promise<Result<ModeAnswer>>
  hop(ticketId: string, target: Target): Promise<Result<Target>>
  setFollow(ticketId: string, follow: boolean): Result<null>
  end(ticketId: string): Promise<Result<null>>
  endAll(): Promise<void>
  count(): number
  /** Whether this id on the PBX belongs to one of them. */
  isLiving(id: string): boolean
  /** The picture has changed: follow calls, transfers and ends. */
  check(): void
  /** The method's connection is cut: from now on no speaking mode is certain. */
  suspend(): void
  /** The method's connection is back: what is left of each monitor is put to listen. */
  resume(back: SpyMethod): Promise<void>
}

export function createMonitors(work: MonitorsParts): Monitors {
  const { parts, method, view, emit } = work
  const monitors = new Map<string, Monitor>()
  const attaching = createAttaching(work, () => check())
  const check = createLooking(work, monitors, attaching)
  const { attach, backToListen } = attaching

  const find = (target: Target): Result<Spot> => {
    const spot = view().talking(target.agentId, target.callId)
    if (spot) return ok(spot)
    const state = view().callState(target.callId)
    return err(deskFailure(state === 'open' || state === 'transferred' ? 'notAnswered' : 'callGone'))
  }

  const forget = (monitor: Monitor) => {
    monitor.isOver = true
    monitors.delete(monitor.ticketId)
  }

  const remove = async (monitor: Monitor, reason: EndReason): Promise<void> => {
    forget(monitor)
    // What is under way is not waited for: the line goes at once.
    const dropped = withMethod(work, async (found) => ok(await found.drop(monitor.ticketId)))
    await Promise.all([dropped, monitor.work])
    emit({ kind: 'ended', ticketId: monitor.ticketId, reason })
  }

  return {
    check,
    async start(order) {
      const { ticketId, target, follow } = order
      if (monitors.size > 0) return err(deskFailure('monitorBusy'))
      const ready = method()
      if (!ready.ok) return ready
      const spot = find(target)
      if (!spot.ok) return spot
      const monitor = newMonitor(order, spot.value)
      monitors.set(ticketId, monitor)
      const opened = await withMethod(work, (found) => found.open({ ticketId, token: order.token, spot: spot.value }))
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
      const found = method()
      if (!found.ok) return found
      const byDigits = await found.value.digits(ticketId, phase.spot, mode)
      if (byDigits) {
        monitor.pending = { mode, changeId }
        return ok(byDigits)
      }
      void queued(work, monitor, () => attaching.change(monitor, mode, changeId))
      return ok({ kind: 'asked' })
    },
    async hop(ticketId, target) {
      const monitor = monitors.get(ticketId)
      if (!monitor) return unknown()
      return queued(work, monitor, async (): Promise<Result<Target>> => {
        if (monitor.isOver) return unknown()
        if (monitor.phase.kind === 'ringing') return err(deskFailure('refusedByAccess', 'notLive'))
        const spot = find(target)
        if (!spot.ok) return spot
        const before = monitor.phase
        const moved = await attach(monitor, spot.value)
        if (moved.ok) {
          emit({ kind: 'retargeted', ticketId, target, by: 'hop' })
          return ok(target)
        }
        if (before.kind === 'live' && !(await attach(monitor, before.spot)).ok) attaching.reattach(monitor, settleMs)
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
    isLiving: (id) => [...monitors.keys()].some((ticketId) => id.includes(ticketId)),
    suspend() {
      for (const monitor of monitors.values()) backToListen(monitor)
    },
    async resume(back) {
      await back.resync(new Set(monitors.keys()))
      for (const monitor of monitors.values())
        void queued(work, monitor, async () => {
          if (monitor.isOver || monitor.phase.kind !== 'live') return
          if (!(await attach(monitor, monitor.phase.spot)).ok) attaching.reattach(monitor, settleMs)
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
      monitor.isUnattached = true
      backToListen(monitor)
      attaching.reattach(monitor, settleMs)
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
