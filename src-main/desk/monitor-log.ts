// What the log and the history are told of monitoring, in words.
import { type DeskError, deskFailure } from '#contract/errors.ts'
import type { Refusal } from '#contract/history.ts'
import type { MonitorEvent, MonitorTicket } from '#contract/monitor.ts'
import { type Err, err, type Result } from '#contract/result.ts'
import type { ListenAsk, Recorder } from '#main/history/recorder.ts'
import type { Log } from '#main/system/log.ts'

/** What is refused stands in the log and in the history. */
export function createRefusalLog(log: Log, recorder: Recorder) {
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

/** For a connector that throws: it has a bug, and what is asked next must work all the same. */
export function failed(log: Log, what: string, cause: unknown): Err<DeskError> {
  log('error', `${what} failed: ${cause instanceof Error ? (cause.stack ?? cause.message) : String(cause)}`)
  return err(deskFailure('internal'))
}

export const shortOf = (ticketId: string): string => ticketId.slice(0, 8)

export function tellError({ code, detail, rule }: DeskError): string {
  const more = [detail, rule].filter(Boolean).join(', ')
  return more ? `${code} (${more})` : code
}

export function tellEvent(event: MonitorEvent): string {
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
