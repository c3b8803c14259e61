// Monitors on the demo PBX: starts and moves them, and turns what the PBX reports into the contract's events.
import { deskFailure } from '#contract/errors.ts'
import type { Mode, ModeAnswer, MonitorEvent, MonitorTicket, Target } from '#contract/monitor.ts'
import { err, ok, type Result } from '#contract/result.ts'
import type { ConnectorParts, MonitorOrder } from '#main/pbx/connector.ts'
import { type Change, matchReport } from './changes.ts'
import { type MonitorReport, type WireMonitor, wireMonitors } from './codec.ts'
import { digitOf, endReasonOf, modeOf, wireModeOf } from './map.ts'

export type MonitorsParts = Pick<ConnectorParts, 'clock' | 'switchBy' | 'log'> & {
  readonly request: (method: string, params: object) => Promise<Result<unknown>>
  readonly emit: (event: MonitorEvent) => void
  readonly isUp: () => boolean // connected
  readonly line: () => string // extension of the console's line
  readonly supervisor: string
}

type Ours = { readonly target: Target; readonly afterCall: boolean; readonly changes: readonly Change[] }

export function createMonitors(parts: MonitorsParts) {
  const { request, emit } = parts
  const { now } = parts.clock
  const ours = new Map<string, Ours>()
  const heardOf = new Set<string>() // since this connection

  const update = (ticketId: string, change: Partial<Ours>) => {
    const before = ours.get(ticketId)
    if (before) ours.set(ticketId, { ...before, ...change })
  }
  const over = (ticketId: string, event: Extract<MonitorEvent, { kind: 'ended' }>) => {
    if (ours.delete(ticketId)) emit(event)
  }
  const takeMode = (ticketId: string, mode: Mode, byPbx: boolean) => {
    const before = ours.get(ticketId)
    if (!before) return
    const match = byPbx ? { changeId: null, waiting: before.changes } : matchReport(before.changes, mode, now())
    update(ticketId, { changes: match.waiting })
    emit({ kind: 'mode', ticketId, mode, changeId: match.changeId })
  }
  const take = (report: MonitorReport) => {
    const ticketId = report.monitor
    if (!ours.has(ticketId)) return
    heardOf.add(ticketId)
    switch (report.event) {
      case 'monitor.attached':
        return emit({ kind: 'attached', ticketId, target: targetOf(report) })
      case 'monitor.mode':
        return takeMode(ticketId, modeOf[report.mode], report.by === 'pbx')
      case 'monitor.target-ended':
        update(ticketId, { afterCall: true })
        return emit({ kind: 'targetEnded', ticketId })
      case 'monitor.retargeted':
        update(ticketId, { target: targetOf(report), afterCall: false })
        return emit({ kind: 'retargeted', ticketId, target: targetOf(report), by: report.by })
      case 'monitor.ended':
        return over(ticketId, { kind: 'ended', ticketId, reason: endReasonOf[report.reason] })
    }
  }

  async function start({ ticketId, token, target, follow }: MonitorOrder): Promise<Result<MonitorTicket>> {
    if (!parts.isUp()) return err(deskFailure('pbxUnreachable'))
    ours.set(ticketId, { target, afterCall: false, changes: [] })
    const askedAt = now()
    const { callId: call, agentId: agent } = target
    const where = { call, agent, line: parts.line(), supervisor: parts.supervisor }
    const answer = await request('monitor.start', { monitor: ticketId, token, ...where, follow })
    if (answer.ok) {
      const mark = { by: 'header', name: 'X-Earshot-Token', value: token } as const
      return ok({ id: ticketId, target, mark, askedAt, follow })
    }
    ours.delete(ticketId)
    // It may have been started all the same: an unanswered question is not a no.
    if (answer.error.code === 'timedOut') void request('monitor.end', { monitor: ticketId })
    return answer
  }

  async function setMode(ticketId: string, mode: Mode, changeId: number): Promise<Result<ModeAnswer>> {
    const before = ours.get(ticketId)
    if (!before) return err(deskFailure('unknownMonitor'))
    const by = parts.switchBy()
    // Closing by digits needs no feed: the line still carries them. Opening is never begun blind.
    if (!parts.isUp() && (mode !== 'listen' || by === 'api')) return err(deskFailure('pbxUnreachable'))
    if (before.changes.some((change) => change.changeId === changeId)) return ok({ kind: 'asked' })
    update(ticketId, { changes: [...before.changes, { changeId, mode, askedAt: now() }] })
    if (by !== 'api') return ok({ kind: 'sendDigits', digits: digitOf[mode], by })
    const answer = await request('monitor.mode', { monitor: ticketId, mode: wireModeOf[mode] })
    if (answer.ok) return ok({ kind: 'asked' })
    const changes = (ours.get(ticketId)?.changes ?? []).filter((change) => change.changeId !== changeId)
    update(ticketId, { changes })
    return answer
  }

  async function hop(ticketId: string, target: Target): Promise<Result<Target>> {
    if (!ours.has(ticketId)) return err(deskFailure('unknownMonitor'))
    const answer = await request('monitor.hop', { monitor: ticketId, call: target.callId, agent: target.agentId })
    if (!answer.ok) return answer
    update(ticketId, { target, afterCall: false })
    return ok(target)
  }

  async function setFollow(ticketId: string, on: boolean): Promise<Result<null>> {
    if (!ours.has(ticketId)) return err(deskFailure('unknownMonitor'))
    const answer = await request('monitor.follow', { monitor: ticketId, on })
    return answer.ok ? ok(null) : answer
  }

  async function end(ticketId: string): Promise<Result<null>> {
    if (!ours.has(ticketId)) return ok(null)
    const answer = await request('monitor.end', { monitor: ticketId })
    // Not ours any more in any case: what the PBX could not be told now is swept at the next connection.
    over(ticketId, { kind: 'ended', ticketId, reason: 'asked' })
    return answer.ok || answer.error.code === 'unknownMonitor' ? ok(null) : answer
  }

  /** After a (re)connection: ends what is not ours, and catches up with what is. */
  async function reconcile(): Promise<void> {
    if (ours.size === 0) return void (await request('monitor.sweep', {}))
    const answer = await request('monitor.list', {})
    const listed = wireMonitors.safeParse(answer.ok ? answer.value : null)
    if (!listed.success) return dropUnheard()
    const there = listed.data.monitors
    for (const ticketId of [...ours.keys()]) {
      const found = there.find((monitor) => monitor.monitor === ticketId)
      if (found) catchUp(ticketId, found)
      else over(ticketId, { kind: 'ended', ticketId, reason: 'pbxLost' })
    }
    for (const { monitor } of there) if (!ours.has(monitor)) await request('monitor.end', { monitor })
  }

  /** A PBX without a list tells how monitors stand as soon as we are back: nobody may believe in one it does not tell of. */
  async function dropUnheard(): Promise<void> {
    for (const ticketId of [...ours.keys()].filter((known) => !heardOf.has(known))) {
      over(ticketId, { kind: 'ended', ticketId, reason: 'pbxLost' })
      await request('monitor.end', { monitor: ticketId })
    }
  }

  function catchUp(ticketId: string, found: WireMonitor) {
    const before = ours.get(ticketId)
    if (!before) return
    const { call, agent } = found
    const moved = call !== null && agent !== null && (call !== before.target.callId || agent !== before.target.agentId)
    if (moved) {
      const target = { callId: call, agentId: agent }
      update(ticketId, { target, afterCall: false })
      emit({ kind: 'retargeted', ticketId, target, by: 'follow' })
    }
    if (found.ended && (moved || !before.afterCall)) {
      update(ticketId, { afterCall: true })
      emit({ kind: 'targetEnded', ticketId })
    }
    update(ticketId, { changes: [] })
    emit({ kind: 'mode', ticketId, mode: modeOf[found.mode], changeId: null })
  }

  return {
    take,
    start,
    setMode,
    hop,
    setFollow,
    end,
    reconcile,
    lost: () => heardOf.clear(),
    endAll: () => Promise.all([...ours.keys()].map(end)),
  }
}

const targetOf = (report: { readonly call: string; readonly agent: string }): Target => ({
  callId: report.call,
  agentId: report.agent,
})
