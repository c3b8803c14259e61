// Changes of mode over the legs of a monitor: one after the other, believed only when every leg has confirmed.
import { type DeskError, deskFailure } from '#contract/errors.ts'
import { type Call, otherParty } from '#contract/floor.ts'
import type { Mode, ModeAnswer, MonitorEvent } from '#contract/monitor.ts'
import { err, ok, type Result } from '#contract/result.ts'
import type { NetsapiensSite } from '#contract/site-netsapiens.ts'
import type { View } from '../floor/view.ts'
import type { NetsapiensParts } from '../io.ts'
import type { Api } from '../wire/api.ts'
import type { WhyRefused } from './call-over.ts'
import { isInForce, type LegState, legPlan, mayBeInForce, type Step } from './leg-plan.ts'
import { type Monitor, withLeg } from './monitor.ts'

type SwitchingParts = {
  readonly site: NetsapiensSite
  readonly parts: NetsapiensParts
  readonly api: Api
  readonly ours: Map<string, Monitor>
  readonly emit: (event: MonitorEvent) => void
  readonly isLive: () => boolean
  readonly view: () => View
  readonly whyRefused: WhyRefused
}

export type Switching = {
  readonly setMode: (ticketId: string, mode: Mode, changeId: number) => Promise<Result<ModeAnswer>>
  /** Closes what is not known to be closed, until it is or is gone. */
  readonly settle: (ticketId: string) => Promise<void>
  readonly closeLegs: (ticketId: string) => Promise<void>
  /** Tells who may hear, while legs are not known to listen. */
  readonly tellDoubt: (ticketId: string) => void
  /** Nothing is known of the legs any more: whatever was in force goes back to listen. */
  readonly blind: () => void
}

type Refusal = { readonly error: DeskError; readonly by: 'platform' | 'console' }
const byUs = (error: DeskError): Refusal => ({ error, by: 'console' })

const settleAgainMs = 1_500

export function createSwitching({ site, parts, api, ours, emit, isLive, view, whyRefused }: SwitchingParts): Switching {
  const turns = new Map<string, Promise<unknown>>()
  const unsettled = new Set<string>() // to be back in listen, not confirmed yet

  const change = (ticketId: string, move: (monitor: Monitor) => Monitor) => {
    const monitor = ours.get(ticketId)
    if (monitor) ours.set(ticketId, move(monitor))
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

  async function setMode(ticketId: string, mode: Mode, changeId: number): Promise<Result<ModeAnswer>> {
    const before = ours.get(ticketId)
    const answer = await inTurn(ticketId, () => switchTo(ticketId, mode, changeId))
    if (answer.ok) return answer
    const { error, by } = answer.error
    // Out of turn: what is still to be closed does not wait for the reason.
    return err(by === 'platform' && before ? await reasonOf(error, before) : error)
  }

  async function reasonOf(error: DeskError, before: Monitor): Promise<DeskError> {
    const { origCallId } = before
    const now = () => ours.get(before.ticketId) ?? before
    const isOver = () => {
      const { phase, target, agentSide } = now()
      return phase === 'afterCall' || view().whereIs(target, origCallId, agentSide).target === null
    }
    const why = await whyRefused(error, { callId: now().target.callId, origCallId, isOver })
    return why.code === 'callGone' ? deskFailure('refusedByAccess', 'callEnded') : why
  }

  async function switchTo(ticketId: string, mode: Mode, changeId: number): Promise<Result<ModeAnswer, Refusal>> {
    const monitor = ours.get(ticketId)
    if (!monitor) return err(byUs(deskFailure('unknownMonitor')))
    const why = whyNot(monitor, mode, isLive() ? view().callOf(monitor.target) : 'unseen', site)
    if (why) return err(byUs(why))
    const plan = legPlan(monitor.legs, mode)
    if (!plan) return err(byUs(deskFailure('refusedByAccess', 'notByThisPbx')))
    const failed = (await act(ticketId, plan.close)) ?? (await act(ticketId, plan.open))
    const now = ours.get(ticketId)
    if (!now) return err(byUs(deskFailure('unknownMonitor')))
    const isSafe = mode === 'listen' || (isLive() && now.phase === 'live')
    if (failed || !isSafe || !isInForce(now.legs, mode)) {
      await backToListen(ticketId)
      const error = failed ?? deskFailure('unconfirmed', 'the legs of the monitor changed meanwhile')
      return err({ error, by: 'platform' })
    }
    unsettled.delete(ticketId)
    ours.set(ticketId, { ...now, mode })
    emit({ kind: 'mode', ticketId, mode, changeId })
    return ok({ kind: 'asked' })
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

  /** The platform has no lease: how long it may last, nobody knows. */
  function tellDoubt(ticketId: string) {
    const modes = mayBeInForce(ours.get(ticketId)?.legs ?? [])
    if (modes.length > 0) emit({ kind: 'unsure', ticketId, modes, until: null })
  }

  async function closeLegs(ticketId: string) {
    const open = ours.get(ticketId)?.legs.filter((leg) => leg.state !== 'listen') ?? []
    const failed = await act(
      ticketId,
      open.map((leg) => ({ leg: leg.id, action: 'listen' as const })),
    )
    const now = ours.get(ticketId)
    if (failed || (now && !isInForce(now.legs, 'listen'))) {
      tellDoubt(ticketId)
      parts.clock.after(settleAgainMs, () => void settle(ticketId))
    } else if (unsettled.delete(ticketId) && now) {
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
    for (const [ticketId, monitor] of ours) {
      if (monitor.mode === 'listen') continue
      change(ticketId, (now) => ({ ...now, legs: now.legs.map((leg) => ({ ...leg, state: 'unknown' })) }))
      unsettled.add(ticketId)
      tellDoubt(ticketId)
      void settle(ticketId)
    }
  }

  return {
    setMode,
    settle,
    closeLegs,
    tellDoubt,
    blind,
  }
}

/** What stands against this mode before the platform is asked; `unseen`: there is no feed to see the call by. */
function whyNot(monitor: Monitor, mode: Mode, call: Call | null | 'unseen', site: NetsapiensSite) {
  if (mode === 'listen') return null
  if (monitor.phase === 'asked') return deskFailure('refusedByAccess', 'notLive')
  if (monitor.phase === 'afterCall') return deskFailure('refusedByAccess', 'callEnded')
  if (call === 'unseen') return deskFailure('pbxUnreachable')
  if (!call) return deskFailure('callGone')
  if (site.whisperTo === 'anyone' || mode === 'join') return null
  const other = otherParty(call, monitor.target.agentId)
  const heard = mode === 'whisperCaller' ? other : other === call.from ? call.to : call.from
  return heard.onNet ? null : deskFailure('refusedByAccess', mode === 'whisperCaller' ? 'callerOffNet' : 'notByThisPbx')
}
