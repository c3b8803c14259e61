// The desk's side of monitoring: one monitor for the window, access enforced before the PBX is asked.
import { type DeskError, deskFailure } from '#contract/errors.ts'
import type { FloorMessage } from '#contract/floor.ts'
import type { Withdrawal } from '#contract/hearers.ts'
import type { RecordEnd } from '#contract/history.ts'
import type { HandlersOf, monitorRequests, RequestInput, SignalPayload, Unended } from '#contract/ipc.ts'
import type { Mode, MonitorEvent, MonitorTicket, SideLevels, Target } from '#contract/monitor.ts'
import { err, ok, type Result } from '#contract/result.ts'
import type { Clock, Stop } from '#contract/time.ts'
import type { Recorder } from '#main/history/recorder.ts'
import type { Connector, MonitorOrder } from '#main/pbx/connector.ts'
import type { Log } from '#main/system/log.ts'
import {
  type AccessContext,
  askedMonitor,
  type CurrentMonitor,
  hearersNow,
  nextCurrent,
  whyNotGoOn,
  whyNotHear,
  whyNotSwitch,
  withChoice,
} from './current-monitor.ts'
import { createHaveMonitor, type Ended } from './have-monitor.ts'
import { createRefusalLog, failed, shortOf, tellError, tellEvent } from './monitor-log.ts'
import { deskNotices } from './notice/desk-notices.ts'
import type { Notices, NoticesParts } from './notice/notices.ts'
import { createOutbox, type Outbox } from './outbox.ts'
import { createUnended, type UnendedMonitors } from './unended.ts'
import { whyNotAsk, whyNotHop } from './why-not-ask.ts'
import { createWithdrawing, type WithdrawingParts } from './withdrawing.ts'

export type DeskMonitors = {
  readonly handlers: HandlersOf<typeof monitorRequests>
  /** Ends whatever is monitored, also what is only being asked for. */
  readonly giveUp: (why?: RecordEnd) => Promise<void>
  /** The floor, or the rules (null), have changed: a speaking mode stands only for those it was chosen for. */
  readonly judge: (message: FloorMessage | null) => void
  /** What may still be heard of a monitor that was given up; null: nothing. */
  readonly unended: () => Unended | null
  /** Nobody is at the machine: a speaking mode is taken back. */
  readonly nobodyThere: (why: Withdrawal) => void
  /** The screen is unlocked again. */
  readonly somebodyThere: () => void
  readonly current: () => CurrentMonitor | null
  readonly stop: Stop
}

export type MonitorsParts = {
  readonly connector: Connector
  readonly accessContext: () => AccessContext
  /** Why a mode must wait for PIN or badge; null: it need not. */
  readonly whyNotConfirmed: (mode: Mode) => DeskError | null
  readonly emit: (event: MonitorEvent) => void
  readonly emitLevels: (levels: SideLevels) => void
  readonly emitWithdrawn: (what: SignalPayload<'withdrawn'>) => void
  readonly emitNotice: NoticesParts['emitNotice']
  readonly log: Log
  readonly recorder: Recorder
  readonly randomId: (bytes: number) => string
  readonly clock: Pick<Clock, 'after'>
}

type GivenUp = NonNullable<CurrentMonitor['givenUp']>

const HAND_ANSWERS_WITHIN_MS = 30_000

export function createDeskMonitors(parts: MonitorsParts): DeskMonitors {
  const { connector, accessContext: context, log, recorder } = parts
  const outbox = createOutbox(parts.emit)
  let current: CurrentMonitor | null = null
  let lastEnd: Ended | null = null
  const held: Held = {
    get: () => current,
    set: (next) => {
      current = next
    },
  }
  const leaving = createUnended()
  const withdraw = createWithdrawing({ ...parts, held })

  const endBecause = (monitor: CurrentMonitor, givenUp: GivenUp, why: DeskError) => {
    const { ticketId } = monitor
    log('warn', `the monitor is ended: ${tellError(why)}`)
    current = { ...monitor, givenUp }
    recorder.refused(ticketId, 'listen', why)
    recorder.leaving(ticketId, givenUp)
    connector.endMonitor(ticketId).catch((cause: unknown) => failed(log, 'endMonitor', cause))
  }
  const judge: DeskMonitors['judge'] = (message) => {
    if (!current || (message && !concerns(message, current.target))) return
    const unheard = current.givenUp ? null : whyNotHear(context(), current)
    if (unheard) return endBecause(current, 'notAllowed', unheard)
    notices.look()
    if (current.choices.length === 0) return
    const found = whyNotGoOn(context(), current)
    if (found) withdraw(found.mode, found.why, 'byWindow')
  }
  const end = (ticketId: string) => {
    if (current?.ticketId === ticketId && !current.givenUp)
      endBecause(current, 'noNotice', deskFailure('noticeNotGiven'))
  }
  const notices = deskNotices({ ...parts, end })
  let isLocked = false
  const nobodyThere = (why: Withdrawal) => {
    if (why === 'screenLocked') isLocked = true
    const last = current?.choices.at(-1)
    if (last) withdraw(last.mode, why, 'byNobody')
  }
  const stopLevels = connector.levels?.on((levels) => {
    if (current?.ticketId === levels.ticketId && current.phase === 'live') parts.emitLevels(levels)
  })
  const stopEvents = connector.onMonitor((event) => {
    log('info', `monitor ${shortOf(event.ticketId)} ${tellEvent(event)}`)
    const shown = withReason(withoutOurIds(event), current)
    if (shown.kind === 'ended') lastEnd = shown
    current = nextCurrent(current, event, context().floor)
    leaving.event(event)
    recorder.event(shown)
    notices.event(shown)
    outbox.put(shown)
    judge(null)
  })
  const leave = createLeaving(parts, held, leaving)
  const giveUp = async (why: RecordEnd = 'windowGone') => {
    if (current) await leave(current.ticketId, why)
  }
  const stop = () => {
    stopEvents()
    stopLevels?.()
  }
  const had = createHaveMonitor(connector, { held, outbox, giveUp, lastEnd: () => lastEnd })
  const haveMonitor: typeof had = async (input) => {
    notices.tell()
    return had(input)
  }
  const somebodyThere = () => {
    isLocked = false
  }
  const unended = () => (connector.capabilities().rings === 'allPhones' ? leaving.heard() : null)
  const handlers = { ...createHandlers(parts, held, { outbox, notices, isLocked: () => isLocked }, leave), haveMonitor }
  return { handlers, giveUp, judge, unended, nobodyThere, somebodyThere, current: held.get, stop }
}

type Held = WithdrawingParts['held']
/** Ends a monitor. It is over once nothing is left of it on the PBX; until then the connector keeps at it, and its events are followed. */
type Leave = (ticketId: string, why: RecordEnd) => Promise<Result<null>>

function createLeaving({ connector, log, recorder }: MonitorsParts, held: Held, leaving: UnendedMonitors): Leave {
  return async (ticketId, why) => {
    const current = held.get()
    if (current?.ticketId === ticketId) {
      leaving.leaving(current)
      held.set(null)
    }
    recorder.leaving(ticketId, why)
    const ended = await connector.endMonitor(ticketId).catch((cause: unknown) => failed(log, 'endMonitor', cause))
    if (ended.ok) {
      leaving.over(ticketId)
      recorder.over(ticketId, why)
    } else log('warn', `monitor ${shortOf(ticketId)} is not known to have ended: ${tellError(ended.error)}`)
    return ended
  }
}

function createHandlers(
  parts: MonitorsParts,
  held: Held,
  {
    outbox,
    notices,
    isLocked,
  }: { readonly outbox: Outbox; readonly notices: Notices; readonly isLocked: () => boolean },
  leave: Leave,
): Omit<DeskMonitors['handlers'], 'haveMonitor'> {
  const { connector, accessContext: context, recorder } = parts
  const { logRefusal, notEvenAsked } = createRefusalLog(parts.log, recorder)
  const ask = createAsk(parts, held, outbox, notices)
  /** The monitor of this ticket, or why there is none. */
  const monitorOf = (ticketId: string): Result<CurrentMonitor> => {
    const current = held.get()
    return current?.ticketId === ticketId ? ok(current) : err(deskFailure('unknownMonitor'))
  }
  const countHop = (ticketId: string, by: 1 | -1) => {
    const found = monitorOf(ticketId)
    if (found.ok) held.set({ ...found.value, hops: found.value.hops + by })
  }
  const hopTo = async (ticketId: string, target: Target, isPrivate: boolean): Promise<Result<Target>> => {
    countHop(ticketId, 1)
    const hopped = async () => {
      const why = await notices.beforeHop(ticketId, target, isPrivate)
      return why ? err(why) : connector.hop(ticketId, target)
    }
    return hopped().finally(() => countHop(ticketId, -1))
  }
  return {
    startMonitor: async (input) => {
      // A standing order attaches by itself: not where nobody is.
      const away = input.why === 'order' && isLocked() ? deskFailure('screenLocked') : null
      const why = away ?? (held.get() ? deskFailure('monitorBusy') : whyNotAsk(context(), input))
      return why ? notEvenAsked(input, why) : ask(input)
    },
    setMode: async (wish) => {
      const { ticketId, mode, changeId } = wish
      const found = monitorOf(ticketId)
      const now = context()
      const why = found.ok
        ? (whyNotSwitch(now, found.value, wish) ?? notices.whyNotSpeak(ticketId, mode) ?? parts.whyNotConfirmed(mode))
        : found.error
      // Judged again later by who is on the call, not by what the window may see of them.
      if (found.ok && !why)
        held.set(withChoice(found.value, { mode, changeId, hearers: hearersNow(now.floor, wish.target, mode) }))
      return logRefusal(mode, ticketId, why ? err(why) : await connector.setMode(ticketId, mode, changeId))
    },
    announce: async ({ ticketId }) => {
      const found = monitorOf(ticketId)
      return found.ok ? notices.announce(ticketId) : found
    },
    hop: async ({ ticketId, target, why: cause, reason, isPrivate = false }) => {
      const found = monitorOf(ticketId)
      recorder.hopAsked(ticketId, { target, why: cause, reason, notice: notices.told(isPrivate) })
      const why = found.ok ? whyNotHop(context(), found.value, { target, reason, isPrivate }) : found.error
      return logRefusal('hop', ticketId, why ? err(why) : await hopTo(ticketId, target, isPrivate))
    },
    setFollow: async ({ ticketId, follow }) => {
      const found = monitorOf(ticketId)
      return logRefusal('setFollow', ticketId, found.ok ? await connector.setFollow(ticketId, follow) : found)
    },
    endMonitor: async ({ ticketId, why = 'asked' }) => logRefusal('endMonitor', ticketId, await leave(ticketId, why)),
  }
}

function createAsk(parts: MonitorsParts, held: Held, outbox: Outbox, notices: Notices) {
  const { connector, log, recorder } = parts
  const { notStarted } = createRefusalLog(log, recorder)
  return async (input: RequestInput<'startMonitor'>): Promise<Result<MonitorTicket>> => {
    const { target, follow, why, reason, isPrivate = false } = input
    const ticketId = parts.randomId(12)
    held.set(askedMonitor(ticketId, target))
    recorder.asked(ticketId, { target, why, reason, notice: notices.told(isPrivate) })
    outbox.shut()
    log('info', `monitor ${shortOf(ticketId)} asked for call ${target.callId} agent ${target.agentId}`)
    const order = { ticketId, token: parts.randomId(24), target, follow }
    const begun = async () => {
      const unheard = await notices.begin(ticketId, target, isPrivate)
      return unheard ? err(unheard) : startSafely(parts, order)
    }
    const started = await begun().finally(() => parts.clock.after(0, outbox.open))
    if (!started.ok) log('info', `startMonitor refused: ${tellError(started.error)}`)
    if (held.get()?.ticketId === ticketId) {
      if (!started.ok) {
        held.set(null)
        notStarted(ticketId, started.error)
      }
      return started.ok ? ok(withTimeToAnswer(started.value, connector)) : started
    }
    // The window was reloaded, or the PBX ended it, while we asked: nobody wants this ticket any more. What was refused or not
    // answered may have been begun all the same.
    await connector.endMonitor(ticketId)
    return started.ok ? err(deskFailure('unknownMonitor')) : started
  }
}

const concerns = (message: FloorMessage, { callId, agentId }: Target): boolean =>
  message.kind === 'whole' ||
  (message.patch.agents?.set ?? []).some(({ id }) => id === agentId) ||
  (message.patch.calls?.set ?? []).some(({ id }) => id === callId) ||
  (message.patch.calls?.gone ?? []).includes(callId)

/** Of an end the desk asked for by itself, the PBX knows only that it was asked for. */
const withReason = (event: MonitorEvent, current: CurrentMonitor | null): MonitorEvent =>
  event.kind === 'ended' && current?.ticketId === event.ticketId && current.givenUp
    ? { kind: 'ended', ticketId: event.ticketId, reason: current.givenUp }
    : event

/** The desk's own changes are below zero; the window knows only its own. */
const withoutOurIds = (event: MonitorEvent): MonitorEvent =>
  event.kind === 'mode' && event.changeId !== null && event.changeId < 0 ? { ...event, changeId: null } : event

/** A connector that throws has a bug, and the next Listen must work all the same. */
const startSafely = ({ connector, log }: MonitorsParts, order: MonitorOrder): Promise<Result<MonitorTicket>> =>
  connector.startMonitor(order).catch((cause: unknown) => failed(log, 'startMonitor', cause))

// A desk phone is picked up by a hand; the console's own line answers by itself.
const withTimeToAnswer = (ticket: MonitorTicket, connector: Connector): MonitorTicket =>
  connector.capabilities().rings === 'allPhones' ? { answerWithinMs: HAND_ANSWERS_WITHIN_MS, ...ticket } : ticket
