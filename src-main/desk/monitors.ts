// The desk's side of monitoring: one monitor for the window, access enforced before the PBX is asked.
import { type DeskError, deskFailure } from '#contract/errors.ts'
import type { Refusal } from '#contract/history.ts'
import type { HandlersOf, monitorRequests, RequestInput } from '#contract/ipc.ts'
import type { MonitorEvent, MonitorTicket, SideLevels, Target } from '#contract/monitor.ts'
import { err, ok, type Result } from '#contract/result.ts'
import type { Clock, Stop } from '#contract/time.ts'
import type { ListenAsk, Recorder } from '#main/history/recorder.ts'
import type { Connector, MonitorOrder } from '#main/pbx/connector.ts'
import type { Log } from '#main/system/log.ts'
import { type AccessContext, type CurrentMonitor, nextCurrent, whyNotListen, whyNotSwitch } from './current-monitor.ts'

export type DeskMonitors = {
  readonly handlers: HandlersOf<typeof monitorRequests>
  /** Ends whatever is monitored, also what is only being asked for. */
  readonly giveUp: () => Promise<void>
  readonly stop: Stop
}

export type MonitorsParts = {
  readonly connector: Connector
  readonly accessContext: () => AccessContext
  readonly emit: (event: MonitorEvent) => void
  readonly emitLevels: (levels: SideLevels) => void
  readonly log: Log
  readonly recorder: Recorder
  readonly randomId: (bytes: number) => string
  readonly clock: Pick<Clock, 'after'>
}

const HAND_ANSWERS_WITHIN_MS = 30_000

export function createDeskMonitors(parts: MonitorsParts): DeskMonitors {
  const { connector, accessContext: context, log, recorder } = parts
  const outbox = createOutbox(parts.emit)
  let current: CurrentMonitor | null = null

  const stopLevels = connector.levels?.on((levels) => {
    if (current?.ticketId === levels.ticketId && current.phase === 'live') parts.emitLevels(levels)
  })
  const stopEvents = connector.onMonitor((event) => {
    log('info', `monitor ${shortOf(event.ticketId)} ${tellEvent(event)}`)
    current = nextCurrent(current, event)
    recorder.event(event)
    outbox.put(event)
  })
  /** The monitor of this ticket, or why there is none. */
  const monitorOf = (ticketId: string): Result<CurrentMonitor> =>
    current?.ticketId === ticketId ? ok(current) : err(deskFailure('unknownMonitor'))
  const { logRefusal, notEvenAsked, notStarted } = createRefusalLog(log, recorder)

  async function ask({ target, follow, why }: RequestInput<'startMonitor'>): Promise<Result<MonitorTicket>> {
    const ticketId = parts.randomId(12)
    current = { ticketId, target, phase: 'asking' }
    recorder.asked(ticketId, { target, why })
    outbox.shut()
    log('info', `monitor ${shortOf(ticketId)} asked for call ${target.callId} agent ${target.agentId}`)
    const order = { ticketId, token: parts.randomId(24), target, follow }
    const started = await startSafely(parts, order).finally(() => parts.clock.after(0, outbox.open))
    if (!started.ok) log('info', `startMonitor refused: ${tellError(started.error)}`)
    if (isCurrent(ticketId)) {
      if (!started.ok) {
        current = null
        notStarted(ticketId, started.error)
      }
      return started.ok ? ok(withTimeToAnswer(started.value, connector)) : started
    }
    // The window was reloaded, or the PBX ended it, while we asked: nobody wants this ticket any more.
    if (started.ok) await connector.endMonitor(ticketId)
    return started.ok ? err(deskFailure('unknownMonitor')) : started
  }
  const isCurrent = (ticketId: string): boolean => current?.ticketId === ticketId

  const handlers: DeskMonitors['handlers'] = {
    startMonitor: async (input) => {
      const why = current ? deskFailure('monitorBusy') : whyNotListen(context(), input.target)
      return why ? notEvenAsked(input, why) : ask(input)
    },
    setMode: async ({ ticketId, mode, changeId }) => {
      const found = monitorOf(ticketId)
      const why = found.ok ? whyNotSwitch(context(), found.value, mode) : found.error
      return logRefusal(mode, ticketId, why ? err(why) : await connector.setMode(ticketId, mode, changeId))
    },
    hop: async ({ ticketId, target }) => {
      const found = monitorOf(ticketId)
      const why = found.ok ? whyNotHop(context(), found.value, target) : found.error
      return logRefusal('hop', ticketId, why ? err(why) : await connector.hop(ticketId, target))
    },
    setFollow: async ({ ticketId, follow }) => {
      const found = monitorOf(ticketId)
      return logRefusal('setFollow', ticketId, found.ok ? await connector.setFollow(ticketId, follow) : found)
    },
    endMonitor: async ({ ticketId }) => {
      if (isCurrent(ticketId)) current = null
      const ended = logRefusal('endMonitor', ticketId, await connector.endMonitor(ticketId))
      recorder.over(ticketId, 'asked')
      return ended
    },
  }
  const giveUp = async () => {
    const given = current
    current = null
    if (!given) return
    recorder.over(given.ticketId, 'windowGone')
    await connector.endMonitor(given.ticketId)
  }
  const stop = () => {
    stopEvents()
    stopLevels?.()
  }
  return { handlers, giveUp, stop }
}

/** A connector that throws has a bug, and the next Listen must work all the same. */
const startSafely = ({ connector, log }: MonitorsParts, order: MonitorOrder): Promise<Result<MonitorTicket>> =>
  connector.startMonitor(order).catch((cause: unknown) => {
    log('error', `startMonitor failed: ${cause instanceof Error ? (cause.stack ?? cause.message) : String(cause)}`)
    return err(deskFailure('internal'))
  })

// A desk phone is picked up by a hand; the console's own line answers by itself.
const withTimeToAnswer = (ticket: MonitorTicket, connector: Connector): MonitorTicket =>
  connector.capabilities().rings === 'allPhones' ? { answerWithinMs: HAND_ANSWERS_WITHIN_MS, ...ticket } : ticket

/** What is refused stands in the log and in the history. */
function createRefusalLog(log: Log, recorder: Recorder) {
  return {
    logRefusal: <T>(what: Refusal['wanted'], ticketId: string, result: Result<T>): Result<T> => {
      if (result.ok) return result
      log('info', `${what} refused: ${tellError(result.error)}`)
      recorder.refused(ticketId, what, result.error)
      return result
    },
    notStarted: (ticketId: string, error: DeskError) => {
      recorder.refused(ticketId, 'startMonitor', error)
      recorder.over(ticketId, 'refused')
    },
    notEvenAsked: (ask: ListenAsk, error: DeskError): Result<MonitorTicket> => {
      log('info', `startMonitor refused: ${tellError(error)}`)
      recorder.refusedAtOnce(ask, error)
      return err(error)
    },
  }
}

function whyNotHop(context: AccessContext, current: CurrentMonitor, target: Target): DeskError | null {
  if (!context.rules.capabilities.hop) return deskFailure('refusedByAccess', 'notByThisPbx')
  if (current.phase === 'asking') return deskFailure('refusedByAccess', 'notLive')
  return whyNotListen(context, target)
}

/** Holds events back while a ticket is being handed out: the window cannot place what it has no ticket for. */
function createOutbox(emit: (event: MonitorEvent) => void) {
  const waiting: MonitorEvent[] = []
  let isShut = false
  return {
    put: (event: MonitorEvent) => {
      if (isShut) waiting.push(event)
      else emit(event)
    },
    shut: () => {
      isShut = true
    },
    open: () => {
      isShut = false
      for (const event of waiting.splice(0)) emit(event)
    },
  }
}

const shortOf = (ticketId: string): string => ticketId.slice(0, 8)

export const tellError = ({ code, detail }: DeskError): string => (detail ? `${code} (${detail})` : code)

function tellEvent(event: MonitorEvent): string {
  switch (event.kind) {
    case 'attached':
    case 'retargeted':
      return `${event.kind} call ${event.target.callId} agent ${event.target.agentId}`
    case 'mode':
      return `mode ${event.mode} ${event.changeId === null ? 'by the PBX' : `change ${event.changeId}`}`
    case 'unsure':
      return `mode not known, may be ${event.modes.join(' or ')}`
    case 'targetEnded':
      return 'call ended'
    case 'ended':
      return `ended ${event.reason}`
  }
}
