// The desk's side of monitoring: one monitor for the window, access enforced before the PBX is asked.
import { type DeskError, deskFailure } from '#contract/errors.ts'
import type { Refusal } from '#contract/history.ts'
import type { HandlersOf, monitorRequests, RequestInput } from '#contract/ipc.ts'
import type { MonitorEvent, MonitorTicket, SideLevels } from '#contract/monitor.ts'
import { err, ok, type Result } from '#contract/result.ts'
import type { Schedule } from '#main/floor/keeper.ts'
import type { ListenAsk, Recorder } from '#main/history/recorder.ts'
import type { Connector, Stop } from '#main/pbx/connector.ts'
import type { Log } from '#main/system/log.ts'
import { type HeldMonitor, nextHeld, type Scene, whyNotListen, whyNotSwitch } from './desk-monitor.ts'

export type DeskMonitors = {
  readonly handlers: HandlersOf<typeof monitorRequests>
  /** Ends whatever is monitored, also what is only being asked for. */
  readonly giveUp: () => Promise<void>
  readonly stop: Stop
}

export type MonitorsParts = {
  readonly connector: Connector
  readonly scene: () => Scene
  readonly emit: (event: MonitorEvent) => void
  readonly emitLevels: (levels: SideLevels) => void
  readonly log: Log
  readonly recorder: Recorder
  readonly randomId: (bytes: number) => string
  readonly schedule: Schedule
}

const HAND_ANSWERS_WITHIN_MS = 30_000

export function createDeskMonitors(parts: MonitorsParts): DeskMonitors {
  const { connector, scene, log, recorder } = parts
  const outbox = createOutbox(parts.emit)
  let held: HeldMonitor | null = null

  const stopLevels = connector.levels?.on((levels) => {
    if (held?.ticketId === levels.ticketId && held.phase === 'live') parts.emitLevels(levels)
  })
  const stopEvents = connector.onMonitor((event) => {
    log('info', `monitor ${shortOf(event.ticketId)} ${tellEvent(event)}`)
    held = nextHeld(held, event)
    recorder.event(event)
    outbox.put(event)
  })
  /** The held monitor of this ticket, or why there is none. */
  const heldAs = (ticketId: string): Result<HeldMonitor> =>
    held?.ticketId === ticketId ? ok(held) : err(deskFailure('unknownMonitor'))
  const told = <T>(what: Refusal['wanted'], ticketId: string, result: Result<T>): Result<T> => {
    if (result.ok) return result
    log('info', `${what} refused: ${tellError(result.error)}`)
    recorder.refused(ticketId, what, result.error)
    return result
  }
  const notEvenAsked = (ask: ListenAsk, error: DeskError): Result<MonitorTicket> => {
    log('info', `startMonitor refused: ${tellError(error)}`)
    recorder.refusedAtOnce(ask, error)
    return err(error)
  }

  async function ask({ target, follow, why }: RequestInput<'startMonitor'>): Promise<Result<MonitorTicket>> {
    const ticketId = parts.randomId(12)
    held = { ticketId, target, phase: 'asking' }
    recorder.asked(ticketId, { target, why })
    outbox.shut()
    log('info', `monitor ${shortOf(ticketId)} asked for call ${target.callId} agent ${target.agentId}`)
    const order = { ticketId, token: parts.randomId(24), target, follow }
    const started = await connector.startMonitor(order).finally(() => parts.schedule(outbox.open, 0))
    if (!started.ok) log('info', `startMonitor refused: ${tellError(started.error)}`)
    if (stillHeld(ticketId)) {
      if (!started.ok) notStarted(ticketId, started.error)
      return started.ok ? ok(withTimeToAnswer(started.value)) : started
    }
    // The window was reloaded, or the PBX ended it, while we asked: nobody wants this ticket any more.
    if (started.ok) await connector.endMonitor(ticketId)
    return started.ok ? err(deskFailure('unknownMonitor')) : started
  }
  // A desk phone is picked up by a hand; the console's own line answers by itself.
  const withTimeToAnswer = (ticket: MonitorTicket): MonitorTicket =>
    connector.capabilities().rings === 'allPhones' ? { answerWithinMs: HAND_ANSWERS_WITHIN_MS, ...ticket } : ticket
  const notStarted = (ticketId: string, error: DeskError) => {
    held = null
    recorder.refused(ticketId, 'startMonitor', error)
    recorder.over(ticketId, 'refused')
  }
  const stillHeld = (ticketId: string): boolean => held?.ticketId === ticketId

  const handlers: DeskMonitors['handlers'] = {
    startMonitor: async (input) => {
      const why = held ? deskFailure('monitorBusy') : whyNotListen(scene(), input.target)
      return why ? notEvenAsked(input, why) : ask(input)
    },
    setMode: async ({ ticketId, mode, changeId }) => {
      const of = heldAs(ticketId)
      const why = of.ok ? whyNotSwitch(scene(), of.value, mode) : of.error
      return told(mode, ticketId, why ? err(why) : await connector.setMode(ticketId, mode, changeId))
    },
    hop: async ({ ticketId, target }) => {
      const of = heldAs(ticketId)
      const why = of.ok ? whyNotHop(scene(), of.value, target) : of.error
      return told('hop', ticketId, why ? err(why) : await connector.hop(ticketId, target))
    },
    setFollow: async ({ ticketId, follow }) => {
      const of = heldAs(ticketId)
      return told('setFollow', ticketId, of.ok ? await connector.setFollow(ticketId, follow) : of)
    },
    endMonitor: async ({ ticketId }) => {
      if (stillHeld(ticketId)) held = null
      const ended = told('endMonitor', ticketId, await connector.endMonitor(ticketId))
      recorder.over(ticketId, 'asked')
      return ended
    },
  }
  const giveUp = async () => {
    const given = held
    held = null
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

function whyNotHop(scene: Scene, held: HeldMonitor, target: HeldMonitor['target']): DeskError | null {
  if (!scene.rules.capabilities.hop) return deskFailure('refusedByAccess', 'notByThisPbx')
  if (held.phase === 'asking') return deskFailure('refusedByAccess', 'notLive')
  return whyNotListen(scene, target)
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
    case 'targetEnded':
      return 'call ended'
    case 'ended':
      return `ended ${event.reason}`
  }
}
