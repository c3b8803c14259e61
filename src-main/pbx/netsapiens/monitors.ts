// The monitors of this console: starts, switches and ends them by the portal's actions, and believes only what is confirmed.
import { type DeskError, deskFailure } from '../../../src-preload/contract/errors.ts'
import { otherParty } from '../../../src-preload/contract/floor.ts'
import type { Mode, ModeAnswer, MonitorEvent, MonitorTicket } from '../../../src-preload/contract/monitor.ts'
import { err, ok, type Result } from '../../../src-preload/contract/result.ts'
import type { NetsapiensSite } from '../../../src-preload/contract/site-netsapiens.ts'
import type { MonitorOrder } from '../connector.ts'
import type { Api } from './api.ts'
import type { NetsapiensParts } from './io.ts'
import { createLeftovers } from './leftovers.ts'
import { isInForce, type LegState, legPlan, type Step } from './leg-plan.ts'
import { afterSighting, answeringDevice, type Monitor, type Seen, withLeg } from './monitor.ts'
import type { TappedCall, View } from './view.ts'

export type MonitorsParts = {
  readonly site: NetsapiensSite
  readonly parts: NetsapiensParts
  readonly api: Api
  readonly emit: (event: MonitorEvent) => void
  readonly isLive: () => boolean
  readonly view: () => View
  /** Why the supervisor's phones cannot be rung; null when one is registered, or nobody knows. */
  readonly whyNoPhone: () => Promise<'lineNotRegistered' | null>
}

export type Monitors = {
  readonly start: (order: MonitorOrder) => Promise<Result<MonitorTicket>>
  readonly setMode: (ticketId: string, mode: Mode, changeId: number) => Promise<Result<ModeAnswer>>
  readonly end: (ticketId: string) => Promise<Result<null>>
  readonly has: (ticketId: string) => boolean
  readonly endAll: () => Promise<unknown>
  /** The picture has moved. */
  readonly see: () => void
  /** The feed is lost: what is in force cannot be known any more. */
  readonly blind: () => void
  /** The first picture after a start: removes what a crash left. */
  readonly sweep: () => Promise<void>
}

const goneWithinMs = 4_000
const settleAgainMs = 1_500

export function createMonitors(given: MonitorsParts): Monitors {
  const { site, parts, api, emit, isLive, view } = given
  const ours = new Map<string, Monitor>()
  const turns = new Map<string, Promise<unknown>>()
  const waiting = new Set<() => void>()
  const ending = new Set<string>()
  const unsettled = new Set<string>() // to be back in listen, not confirmed yet
  let afterGap = false
  const leftovers = createLeftovers(given)

  const put = ({ monitor, events }: Seen, ticketId: string) => {
    if (monitor) ours.set(ticketId, monitor)
    else ours.delete(ticketId)
    for (const event of events)
      emit(event.kind === 'ended' && ending.has(ticketId) ? { ...event, reason: 'asked' } : event)
  }
  const change = (ticketId: string, move: (monitor: Monitor) => Monitor) => {
    const monitor = ours.get(ticketId)
    if (monitor) ours.set(ticketId, move(monitor))
  }

  function see() {
    if (isLive()) {
      const seen = view()
      for (const [ticketId, before] of ours) lookAt(ticketId, before, seen)
      afterGap = false
      leftovers.see(seen, [...ours.values()])
    }
    for (const wake of waiting) wake()
  }
  function lookAt(ticketId: string, before: Monitor, seen: View) {
    const after = afterSighting(before, {
      taps: seen.taps,
      user: seen.user,
      ...seen.whereIs(before.target, before.origCallId, before.agentSide),
      at: parts.now(),
      ringMs: site.ringSeconds * 1_000,
      afterGap,
    })
    put(after, ticketId)
    if (!after.monitor) return mayStillRing(after) ? leftovers.add(before.origCallId, before.before) : undefined
    const device = before.phase === 'asked' && after.monitor.phase === 'live' ? answeringDevice(after.monitor) : null
    if (device) parts.log('info', `netsapiens monitor ${ticketId.slice(0, 8)} answered on ${device}`)
    if (after.events.some((event) => event.kind === 'mode' || event.kind === 'retargeted')) void settle(ticketId)
  }

  async function start({ ticketId, target }: MonitorOrder): Promise<Result<MonitorTicket>> {
    if (!isLive()) return err(deskFailure('pbxUnreachable'))
    const tapped = view().tapped(target)
    if (!tapped.ok) return tapped
    const noPhone = await given.whyNoPhone()
    if (noPhone) return err(deskFailure(noPhone))
    const { origCallId, agentSide } = tapped.value
    const before = view().tapKeys()
    const askedAt = parts.now()
    leftovers.remember(origCallId)
    const fresh = { legs: [], own: [], mode: 'listen', phase: 'asked' } as const
    ours.set(ticketId, { ticketId, target, origCallId, agentSide, askedAt, before, ...fresh })
    parts.schedule(see, site.ringSeconds * 1_000 + 100)
    const answer = await api.portal('tap', origCallId)
    if (answer.ok) return ok({ id: ticketId, target, mark: { by: 'evidence', ...site.invite }, askedAt, follow: false })
    ours.delete(ticketId)
    // It may have been started all the same: an unanswered question is not a no.
    if (isUnanswered(answer.error)) leftovers.add(origCallId, before)
    return err(refusedTap(answer.error, tapped.value, view()))
  }

  /** One change after the other, so that two cannot mix their legs. */
  function inTurn<T>(ticketId: string, work: () => Promise<T>): Promise<T> {
    const next = (turns.get(ticketId) ?? Promise.resolve()).then(work, work)
    turns.set(ticketId, next)
    void next.finally(() => {
      if (turns.get(ticketId) === next) turns.delete(ticketId)
    })
    return next
  }

  async function switchTo(ticketId: string, mode: Mode, changeId: number): Promise<Result<ModeAnswer>> {
    const monitor = ours.get(ticketId)
    if (!monitor) return err(deskFailure('unknownMonitor'))
    const why = whyNot(monitor, mode)
    if (why) return err(why)
    const plan = legPlan(monitor.legs, mode)
    if (!plan) return err(deskFailure('refusedByAccess', 'notByThisPbx'))
    const failed = (await act(ticketId, plan.close)) ?? (await act(ticketId, plan.open))
    const now = ours.get(ticketId)
    if (!now) return err(deskFailure('unknownMonitor'))
    const isSafe = mode === 'listen' || (isLive() && now.phase === 'live')
    if (failed || !isSafe || !isInForce(now.legs, mode)) {
      await backToListen(ticketId)
      return err(failed ?? deskFailure('unconfirmed', 'the legs of the monitor changed meanwhile'))
    }
    unsettled.delete(ticketId)
    ours.set(ticketId, { ...now, mode })
    emit({ kind: 'mode', ticketId, mode, changeId })
    return ok({ kind: 'asked' })
  }

  function whyNot(monitor: Monitor, mode: Mode) {
    if (mode === 'listen') return null
    if (monitor.phase === 'asked') return deskFailure('refusedByAccess', 'notLive')
    if (monitor.phase === 'afterCall') return deskFailure('refusedByAccess', 'callEnded')
    if (!isLive()) return deskFailure('pbxUnreachable')
    const call = view().callOf(monitor.target)
    if (!call) return deskFailure('callGone')
    if (site.whisperTo === 'anyone' || mode === 'join') return null
    const other = otherParty(call, monitor.target.agentId)
    const heard = mode === 'whisperCaller' ? other : other === call.from ? call.to : call.from
    return heard.onNet
      ? null
      : deskFailure('refusedByAccess', mode === 'whisperCaller' ? 'callerOffNet' : 'notByThisPbx')
  }

  /** All steps at once; the first failure, or null when every leg is confirmed. Until then a leg's state is unknown. */
  async function act(ticketId: string, steps: readonly Step[]) {
    for (const { leg } of steps) change(ticketId, (monitor) => withLeg(monitor, leg, 'unknown'))
    const answers = await Promise.all(
      steps.map(async ({ leg, action }) => {
        const answer = await api.portal(action, leg)
        const state: LegState = action === 'listen' ? 'listen' : 'barged'
        if (answer.ok) change(ticketId, (monitor) => withLeg(monitor, leg, state))
        return answer
      }),
    )
    const failed = answers.find((answer) => !answer.ok)
    return failed && !failed.ok ? failed.error : null
  }

  /** Listen is wanted, and said only when every leg has confirmed it: a desk phone's microphone is not ours to close. */
  async function backToListen(ticketId: string) {
    unsettled.add(ticketId)
    await closeLegs(ticketId)
  }

  async function closeLegs(ticketId: string) {
    const open = ours.get(ticketId)?.legs.filter((leg) => leg.state !== 'listen') ?? []
    const failed = await act(
      ticketId,
      open.map((leg) => ({ leg: leg.id, action: 'listen' as const })),
    )
    const now = ours.get(ticketId)
    if (failed || (now && !isInForce(now.legs, 'listen'))) parts.schedule(() => void settle(ticketId), settleAgainMs)
    else if (unsettled.delete(ticketId) && now) {
      ours.set(ticketId, { ...now, mode: 'listen' })
      emit({ kind: 'mode', ticketId, mode: 'listen', changeId: null })
    }
  }

  /** Closes what is not known to be closed, until it is or is gone. */
  function settle(ticketId: string): Promise<void> {
    return inTurn(ticketId, async () => {
      const monitor = ours.get(ticketId)
      if (!monitor) return void unsettled.delete(ticketId)
      const isOpen = !isInForce(monitor.legs, 'listen')
      if (unsettled.has(ticketId) || (monitor.mode === 'listen' && isOpen)) await closeLegs(ticketId)
    })
  }

  function blind() {
    afterGap = true
    for (const [ticketId, monitor] of ours) {
      if (monitor.mode === 'listen') continue
      change(ticketId, (now) => ({ ...now, legs: now.legs.map((leg) => ({ ...leg, state: 'unknown' })) }))
      unsettled.add(ticketId)
      void settle(ticketId)
    }
  }

  async function end(ticketId: string): Promise<Result<null>> {
    const monitor = ours.get(ticketId)
    if (!monitor) return ok(null)
    ending.add(ticketId)
    if (!isInForce(monitor.legs, 'listen')) await closeLegs(ticketId)
    const answer = await hangUp(ticketId)
    if (ours.get(ticketId)?.own.length === 0) leftovers.add(monitor.origCallId, monitor.before)
    const wasThere = ours.delete(ticketId)
    if (wasThere) emit({ kind: 'ended', ticketId, reason: 'asked' })
    ending.delete(ticketId)
    leftovers.forget()
    return answer
  }

  /** Disconnects the bridge's call to our phones, and waits until the rows of it are gone. */
  async function hangUp(ticketId: string): Promise<Result<null>> {
    const asked = new Set<string>()
    let answer: Result<null> = ok(null)
    const disconnectNew = async () => {
      for (const { callId } of ours.get(ticketId)?.own ?? []) {
        if (asked.has(callId)) continue
        asked.add(callId)
        answer = await api.disconnect(callId)
      }
    }
    await disconnectNew()
    await until(() => {
      void disconnectNew()
      return (ours.get(ticketId)?.own.length ?? 0) === 0 && asked.size > 0
    })
    return answer
  }

  /** Resolves when it is so, or the time is up, or there is no feed to see it by. */
  function until(isSo: () => boolean): Promise<void> {
    return new Promise((resolve) => {
      const done = () => {
        stop()
        waiting.delete(wake)
        resolve()
      }
      const wake = () => {
        if (isSo() || !isLive()) done()
      }
      const stop = parts.schedule(done, goneWithinMs)
      waiting.add(wake)
      wake()
    })
  }

  return {
    start,
    setMode: (ticketId, mode, changeId) => inTurn(ticketId, () => switchTo(ticketId, mode, changeId)),
    end,
    has: (ticketId) => ours.has(ticketId),
    endAll: () => Promise.all([...ours.keys()].map(end)),
    see,
    blind,
    sweep: leftovers.sweep,
  }
}

const isUnanswered = ({ code }: DeskError): boolean =>
  code === 'timedOut' || code === 'pbxUnreachable' || code === 'pbxRefused'

/** Over for us, while a phone may still be rung for it. */
const mayStillRing = ({ events }: Seen): boolean =>
  events.some((event) => event.kind === 'ended' && event.reason !== 'lineHungUp')

/** A tap refused with 404 means the call is gone, or, when it is not, that the site has no such action. */
function refusedTap(error: DeskError, tapped: TappedCall, now: View): DeskError {
  if (error.code !== 'callGone') return error
  return now.tapped(tapped.target).ok ? deskFailure('notEnabled', error.detail) : error
}
