// Attaching a monitor's line to a call in a mode; what cannot be had ends in listen, and is told only when it is so.
import { type DeskError, deskFailure } from '#contract/errors.ts'
import type { Mode } from '#contract/monitor.ts'
import { err, type Result } from '#contract/result.ts'
import type { Spot } from '../floor/picture-view.ts'
import { type Monitor, type MonitorsParts, queued, stepOf, withMethod } from './monitor.ts'

/** The AMI may tell of a hang-up a moment after ARI did. */
export const settleMs = 150
const reattachMs = 1000

export type Attaching = {
  /** Nobody may go on believing in a speaking mode that is no longer in force. */
  backToListen(monitor: Monitor): void
  /** To this spot, in listen. */
  attach(monitor: Monitor, spot: Spot): Promise<Result<null>>
  change(monitor: Monitor, mode: Mode, changeId: number): Promise<void>
  /** As long as the call is there and nothing else has been attached, again and again. */
  reattach(monitor: Monitor, inMs: number): void
}

export function createAttaching(work: MonitorsParts, check: () => void): Attaching {
  const { parts, emit } = work

  const backToListen = (monitor: Monitor) => {
    const { phase, ticketId } = monitor
    monitor.pending = null
    if (phase.kind !== 'live' || phase.mode === 'listen') return
    monitor.phase = { ...phase, mode: 'listen' }
    emit({ kind: 'mode', ticketId, mode: 'listen', changeId: null })
  }

  /** An attachment that ends by itself meanwhile says so in `isUnattached`. */
  const spy = async (monitor: Monitor, spot: Spot, mode: Mode): Promise<Result<null>> => {
    monitor.isUnattached = false
    const done = await withMethod(work, (method) => method.spy(monitor.ticketId, spot, mode))
    if (!done.ok) monitor.isUnattached = true
    return done
  }

  const attach = async (monitor: Monitor, spot: Spot): Promise<Result<null>> => {
    const done = await spy(monitor, spot, 'listen')
    // A line that could not be silenced was hung up: then its end is what is told.
    if (monitor.isOver) return unknown()
    backToListen(monitor)
    if (done.ok) monitor.phase = { kind: 'live', spot, mode: 'listen' }
    return done
  }

  const change = async (monitor: Monitor, mode: Mode, changeId: number): Promise<void> => {
    const { phase, ticketId } = monitor
    if (phase.kind !== 'live' || monitor.isOver) return
    const done = await spy(monitor, phase.spot, mode)
    if (monitor.isOver) return
    if (done.ok && !monitor.isUnattached) {
      monitor.phase = { ...phase, mode }
      return emit({ kind: 'mode', ticketId, mode, changeId })
    }
    const why = done.ok ? 'it ended at once' : (done.error.detail ?? done.error.code)
    parts.log('warn', `monitor ${ticketId}: ${mode} refused: ${why}`)
    monitor.phase = { ...phase, mode: 'listen' }
    emit({ kind: 'mode', ticketId, mode: 'listen', changeId: null })
    const again = await attach(monitor, phase.spot)
    if (!again.ok) reattach(monitor, settleMs)
  }

  const reattach = (monitor: Monitor, inMs: number) =>
    void parts.clock.after(inMs, () => {
      void queued(work, monitor, async () => {
        const { phase, ticketId } = monitor
        if (monitor.isOver || !monitor.isUnattached) return
        if (phase.kind !== 'live' || stepOf(work, monitor).kind !== 'stay') return check()
        const again = await attach(monitor, phase.spot)
        if (again.ok) return
        parts.log('warn', `monitor ${ticketId}: ${again.error.detail ?? again.error.code}`)
        reattach(monitor, reattachMs)
      })
    })

  return { backToListen, attach, change, reattach }
}

export const unknown = (): { ok: false; error: DeskError } => err(deskFailure('unknownMonitor'))
