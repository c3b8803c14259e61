// The monitors of this console: starts, switches and ends them by the portal's actions, and believes only what is confirmed.
import { type DeskError, deskFailure } from '#contract/errors.ts'
import type { InviteMark, Mode, ModeAnswer, MonitorEvent, MonitorTicket, Target } from '#contract/monitor.ts'
import { type Err, err, ok, type Result } from '#contract/result.ts'
import type { NetsapiensSite } from '#contract/site-netsapiens.ts'
import type { MonitorOrder } from '#main/pbx/connector.ts'
import type { TappedCall, View } from '../floor/view.ts'
import type { NetsapiensParts } from '../io.ts'
import type { Api } from '../wire/api.ts'
import { createRefusals } from './call-over.ts'
import { createLeftovers } from './leftovers.ts'
import { isInForce } from './leg-plan.ts'
import { afterSighting, type Monitor, type Seen } from './monitor.ts'
import { createSwitching } from './switching.ts'
import { createWaiting } from './waiting.ts'

export type MonitorsParts = {
  readonly site: NetsapiensSite
  readonly parts: NetsapiensParts
  readonly api: Api
  readonly emit: (event: MonitorEvent) => void
  readonly isLive: () => boolean
  readonly view: () => View
  readonly domain: () => string
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
const endAgainMs = 3_000
const tellsSoonAfterMs = 2_000 // that nobody answered is for us to say first

export function createMonitors(given: MonitorsParts): Monitors {
  const { site, parts, api, emit, isLive, view } = given
  const ours = new Map<string, Monitor>()
  const waiting = createWaiting(parts.clock)
  const whyRefused = createRefusals({ api, domain: given.domain, isLive, waiting })
  const ending = new Set<string>()
  let afterGap = false
  const leftovers = createLeftovers({ ...given, ours: () => [...ours.values()] })

  const put = ({ monitor, events }: Seen, ticketId: string) => {
    if (monitor) ours.set(ticketId, monitor)
    else ours.delete(ticketId)
    for (const event of events)
      emit(event.kind === 'ended' && ending.has(ticketId) ? { ...event, reason: 'asked' } : event)
  }
  const switching = createSwitching({ ...given, ours, whyRefused })

  function see() {
    if (isLive()) {
      const seen = view()
      for (const [ticketId, before] of ours) lookAt(ticketId, before, seen)
      afterGap = false
      leftovers.see()
    }
    waiting.wake()
  }
  function lookAt(ticketId: string, before: Monitor, seen: View) {
    const after = afterSighting(before, {
      taps: seen.taps,
      user: seen.user,
      ...seen.whereIs(before.target, before.origCallId, before.agentSide),
      at: parts.clock.now(),
      ringMs: site.ringSeconds * 1_000,
      afterGap,
    })
    put(after, ticketId)
    if (!after.monitor) return mayStillRing(after) ? leftovers.add(before.origCallId, before.before) : undefined
    const attached = after.events.find((event) => event.kind === 'attached')
    if (attached)
      parts.log('info', `netsapiens monitor ${ticketId.slice(0, 8)} taken by ${attached.device ?? 'a phone'}`)
    if (after.events.some((event) => event.kind === 'mode' || event.kind === 'retargeted'))
      void switching.settle(ticketId)
  }

  async function start({ ticketId, target }: MonitorOrder): Promise<Result<MonitorTicket>> {
    const asked = tappable(target)
    if (!asked.ok) return asked
    const noPhone = await given.whyNoPhone()
    // The call may have ended while the phones were looked at.
    const tapped = tappable(target)
    if (!tapped.ok) return tapped
    if (noPhone) return err(deskFailure(noPhone))
    const { origCallId, agentSide } = tapped.value
    const before = view().tapKeys()
    const askedAt = parts.clock.now()
    leftovers.remember(origCallId)
    const fresh = { legs: [], own: [], mode: 'listen', phase: 'asked' } as const
    ours.set(ticketId, { ticketId, target, origCallId, agentSide, askedAt, before, ...fresh })
    parts.clock.after(site.ringSeconds * 1_000 + 100, see)
    const answer = await api.portal('tap', origCallId)
    if (answer.ok) {
      const answerWithinMs = site.ringSeconds * 1_000 + tellsSoonAfterMs
      return ok({ id: ticketId, target, mark: markOf(site.invite), askedAt, follow: false, answerWithinMs })
    }
    ours.delete(ticketId)
    // It may have been started all the same: an unanswered question is not a no.
    if (isUnanswered(answer.error)) leftovers.add(origCallId, before)
    const isOver = () => isGone(view().tapped(target))
    return err(await whyRefused(answer.error, { callId: target.callId, origCallId, isOver }))
  }

  const tappable = (target: Target): Result<TappedCall> =>
    isLive() ? view().tapped(target) : err(deskFailure('pbxUnreachable'))

  async function end(ticketId: string): Promise<Result<null>> {
    const monitor = ours.get(ticketId)
    if (!monitor) return ok(null)
    ending.add(ticketId)
    if (!isInForce(monitor.legs, 'listen')) await switching.closeLegs(ticketId)
    const answer = await hangUp(ticketId)
    if (!answer.ok && ours.has(ticketId)) return notEnded(ticketId, answer)
    if (ours.get(ticketId)?.own.length === 0) leftovers.add(monitor.origCallId, monitor.before)
    const wasThere = ours.delete(ticketId)
    if (wasThere) emit({ kind: 'ended', ticketId, reason: 'asked' })
    ending.delete(ticketId)
    leftovers.forget()
    return answer
  }

  /** Not ended before that is known: it is asked again until the rows are gone, or the phone has been hung up by hand. */
  function notEnded(ticketId: string, answer: Err<DeskError>): Err<DeskError> {
    switching.tellDoubt(ticketId)
    parts.clock.after(endAgainMs, () => ours.has(ticketId) && void end(ticketId))
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
    const isHungUp = () => (ours.get(ticketId)?.own.length ?? 0) === 0 && asked.size > 0
    await disconnectNew()
    await waiting.until(() => {
      void disconnectNew()
      return isHungUp() || !isLive()
    }, goneWithinMs)
    // Whoever hung up first: a call that is gone cannot be disconnected, and need not be.
    return isHungUp() && isLive() ? ok(null) : answer
  }

  return {
    start,
    setMode: switching.setMode,
    end,
    has: (ticketId) => ours.has(ticketId),
    endAll: () => Promise.all([...ours.keys()].map(end)),
    see,
    blind: () => {
      afterGap = true
      switching.blind()
    },
    sweep: leftovers.sweep,
  }
}

const markOf = ({ withinSeconds, ...evidence }: NetsapiensSite['invite']): InviteMark => ({
  by: 'evidence',
  ...evidence,
  withinMs: withinSeconds * 1_000,
})

const isUnanswered = ({ code }: DeskError): boolean =>
  code === 'timedOut' || code === 'pbxUnreachable' || code === 'pbxRefused'

/** Over for us, while a phone may still be rung for it. */
const mayStillRing = ({ events }: Seen): boolean =>
  events.some((event) => event.kind === 'ended' && event.reason !== 'lineHungUp')

const isGone = (tapped: Result<TappedCall>): boolean => !tapped.ok && tapped.error.code === 'callGone'
