// Monitors on the demo PBX: starts and moves them, and turns what the PBX reports into the contract's events.
import { deskFailure } from '#contract/errors.ts'
import type { EndReason, Mode, ModeAnswer, MonitorEvent, MonitorTicket, Target } from '#contract/monitor.ts'
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

/** `ending`: its end was asked for and is not confirmed. */
type Ours = {
  readonly target: Target
  readonly afterCall: boolean
  readonly changes: readonly Change[]
  readonly ending: boolean
}

/** The monitors of this console, and what is told of them. */
function createOurs(emit: MonitorsParts['emit']) {
  const ours = new Map<string, Ours>()
  return {
    ids: (): readonly string[] => [...ours.keys()],
    has: (ticketId: string): boolean => ours.has(ticketId),
    get: (ticketId: string): Ours | undefined => ours.get(ticketId),
    begin: (ticketId: string, target: Target) =>
      void ours.set(ticketId, { target, afterCall: false, changes: [], ending: false }),
    forget: (ticketId: string) => void ours.delete(ticketId),
    update: (ticketId: string, change: Partial<Ours>) => {
      const before = ours.get(ticketId)
      if (before) ours.set(ticketId, { ...before, ...change })
    },
    over: (ticketId: string, reason: EndReason) => {
      if (ours.delete(ticketId)) emit({ kind: 'ended', ticketId, reason })
    },
  }
}

type OurMonitors = ReturnType<typeof createOurs>

export function createMonitors(parts: MonitorsParts) {
  const { emit } = parts
  const { now } = parts.clock
  const ours = createOurs(emit)
  const heardOf = new Set<string>() // since this connection
  let reports = 0
  const { update, over } = ours
  const acts = createActs(parts, ours)
  const applyMode = (ticketId: string, mode: Mode, byPbx: boolean) => {
    const before = ours.get(ticketId)
    if (!before) return
    const match = byPbx ? { changeId: null, waiting: before.changes } : matchReport(before.changes, mode, now())
    update(ticketId, { changes: match.waiting })
    emit({ kind: 'mode', ticketId, mode, changeId: match.changeId })
  }
  const applyReport = (report: MonitorReport) => {
    const ticketId = report.monitor
    if (!ours.has(ticketId)) return
    heardOf.add(ticketId)
    reports++
    switch (report.event) {
      case 'monitor.attached':
        return emit({ kind: 'attached', ticketId, target: targetOf(report) })
      case 'monitor.mode':
        return applyMode(ticketId, modeOf[report.mode], report.by === 'pbx')
      case 'monitor.target-ended':
        update(ticketId, { afterCall: true })
        return emit({ kind: 'targetEnded', ticketId })
      case 'monitor.retargeted':
        update(ticketId, { target: targetOf(report), afterCall: false })
        return emit({ kind: 'retargeted', ticketId, target: targetOf(report), by: report.by })
      case 'monitor.ended':
        return over(ticketId, endReasonOf[report.reason])
    }
  }

  return {
    applyReport,
    ...acts,
    reconcile: () => reconcile(parts, ours, heardOf, () => reports),
    lost: () => heardOf.clear(),
    endAll: () => Promise.all(ours.ids().map(acts.end)),
  }
}

/** What the desk can ask for. */
function createActs(parts: MonitorsParts, ours: OurMonitors) {
  const { request } = parts
  const { now } = parts.clock
  const { update } = ours

  async function start({ ticketId, token, target, follow }: MonitorOrder): Promise<Result<MonitorTicket>> {
    if (!parts.isUp()) return err(deskFailure('pbxUnreachable'))
    ours.begin(ticketId, target)
    const askedAt = now()
    const { callId: call, agentId: agent } = target
    const where = { call, agent, line: parts.line(), supervisor: parts.supervisor }
    const answer = await request('monitor.start', { monitor: ticketId, token, ...where, follow })
    if (answer.ok) {
      const mark = { by: 'header', name: 'X-Earshot-Token', value: token } as const
      return ok({ id: ticketId, target, mark, askedAt, follow })
    }
    ours.forget(ticketId)
    // It may have been started all the same: an unanswered question is not a no.
    if (answer.error.code === 'timedOut') void request('monitor.end', { monitor: ticketId })
    return answer
  }

  async function setMode(ticketId: string, mode: Mode, changeId: number): Promise<Result<ModeAnswer>> {
    const before = ours.get(ticketId)
    if (!before) return err(deskFailure('unknownMonitor'))
    const by = changeId < 0 ? 'api' : parts.switchBy()
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
    ours.update(ticketId, { ending: true })
    return endNow(parts, ours, ticketId)
  }

  return { start, setMode, hop, setFollow, end }
}

/** What the PBX could not be told now is ended at the next connection; until then it is not known to be gone. */
async function endNow({ request }: MonitorsParts, ours: OurMonitors, ticketId: string): Promise<Result<null>> {
  const answer = await request('monitor.end', { monitor: ticketId })
  if (!answer.ok && answer.error.code !== 'unknownMonitor') return answer
  ours.over(ticketId, 'asked')
  return ok(null)
}

/** After a (re)connection: ends what is not ours, and catches up with what is. */
async function reconcile(
  parts: MonitorsParts,
  ours: OurMonitors,
  heardOf: ReadonlySet<string>,
  reports: () => number,
): Promise<void> {
  const { request } = parts
  for (const ticketId of ours.ids()) if (ours.get(ticketId)?.ending) await endNow(parts, ours, ticketId)
  if (ours.ids().length === 0) return void (await request('monitor.sweep', {}))
  const reportsBefore = reports()
  const answer = await request('monitor.list', {})
  const listed = wireMonitors.safeParse(answer.ok ? answer.value : null)
  // A report that has come meanwhile may be newer than the list, or older: only a list without one is the state of now.
  if (listed.success && reports() !== reportsBefore) return reconcile(parts, ours, heardOf, reports)
  if (!listed.success) return dropUnheard(parts, ours, heardOf)
  const there = listed.data.monitors
  for (const ticketId of ours.ids()) {
    const found = there.find((monitor) => monitor.monitor === ticketId)
    if (found) catchUp(parts.emit, ours, ticketId, found)
    else ours.over(ticketId, 'pbxLost')
  }
  for (const { monitor } of there) if (!ours.has(monitor)) await request('monitor.end', { monitor })
}

/** A PBX without a list tells how monitors stand as soon as we are back: nobody may believe in one it does not tell of. */
async function dropUnheard({ request }: MonitorsParts, ours: OurMonitors, heardOf: ReadonlySet<string>): Promise<void> {
  for (const ticketId of ours.ids().filter((known) => !heardOf.has(known))) {
    ours.over(ticketId, 'pbxLost')
    await request('monitor.end', { monitor: ticketId })
  }
}

/** What has become of a monitor while we were away. */
function catchUp(emit: MonitorsParts['emit'], ours: OurMonitors, ticketId: string, found: WireMonitor) {
  const before = ours.get(ticketId)
  if (!before) return
  const { call, agent } = found
  const moved = call !== null && agent !== null && (call !== before.target.callId || agent !== before.target.agentId)
  if (moved) {
    const target = { callId: call, agentId: agent }
    ours.update(ticketId, { target, afterCall: false })
    emit({ kind: 'retargeted', ticketId, target, by: 'follow' })
  }
  if (found.ended && (moved || !before.afterCall)) {
    ours.update(ticketId, { afterCall: true })
    emit({ kind: 'targetEnded', ticketId })
  }
  ours.update(ticketId, { changes: [] })
  emit({ kind: 'mode', ticketId, mode: modeOf[found.mode], changeId: null })
}

const targetOf = (report: { readonly call: string; readonly agent: string }): Target => ({
  callId: report.call,
  agentId: report.agent,
})
