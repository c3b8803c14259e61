// Looking whether the picture asks anything of the monitors: calls that are transferred, that end, and that come after.
import { ok } from '#contract/result.ts'
import { type Attaching, settleMs } from './attaching.ts'
import { type Monitor, type Monitors, type MonitorsParts, queued, stepOf, withMethod } from './monitor.ts'
import { awaiting, type Step, targetOf } from './monitor-step.ts'

const lookEveryMs = 500

/** The answer is to be called at every change of the picture. */
export function createLooking(work: MonitorsParts, monitors: Monitors, attaching: Attaching): () => void {
  const { parts, view, emit } = work

  const check = () => {
    for (const monitor of monitors.values()) {
      monitor.phase = awaiting(monitor.phase, view(), parts.clock.now())
      keepLooking(monitor)
      if (monitor.isStepping || stepOf(work, monitor).kind === 'stay') continue
      monitor.isStepping = true
      void queued(work, monitor, async () => {
        monitor.isStepping = false
        if (monitor.isOver) return
        const step = stepOf(work, monitor)
        await carryOut(monitor, step)
        if (step.kind !== 'stay' && step.kind !== 'move') check()
      })
    }
  }

  /** No event says that nothing will come any more. */
  const keepLooking = (monitor: Monitor) => {
    if (monitor.isWatched || monitor.phase.kind !== 'adrift') return
    monitor.isWatched = true
    parts.clock.after(lookEveryMs, () => {
      monitor.isWatched = false
      check()
    })
  }

  const carryOut = async (monitor: Monitor, step: Step): Promise<void> => {
    const { ticketId } = monitor
    switch (step.kind) {
      case 'stay':
        return
      case 'detach':
        return detach(monitor)
      case 'targetEnded':
        if (!(await isCertain(monitor))) return
        monitor.phase = { kind: 'afterCall', target: targetOf(monitor.phase) }
        return emit({ kind: 'targetEnded', ticketId })
      case 'move': {
        const moved = await attaching.attach(monitor, step.spot)
        if (moved.ok) emit({ kind: 'retargeted', ticketId, target: targetOf(monitor.phase), by: step.by })
        else parts.clock.after(settleMs, check)
      }
    }
  }

  const detach = async (monitor: Monitor): Promise<void> => {
    await withMethod(work, async (method) => ok(await method.unspy(monitor.ticketId)))
    if (monitor.isOver) return
    attaching.backToListen(monitor)
    monitor.phase = { kind: 'adrift', target: targetOf(monitor.phase), since: parts.clock.now() }
  }

  /** A limit of time alone ends no call: a console that was held up has yet to read what the PBX told meanwhile. */
  const isCertain = async (monitor: Monitor): Promise<boolean> => {
    if (view().callState(targetOf(monitor.phase).callId) === 'none') return true
    await work.heard()
    return !monitor.isOver && stepOf(work, monitor).kind === 'targetEnded'
  }

  return check
}
