// Takes a speaking mode back: has the PBX go to listen whatever the window does, and ends the monitor where that cannot be known.
import { type DeskError, deskFailure } from '#contract/errors.ts'
import type { WhyNot, Withdrawal } from '#contract/hearers.ts'
import type { SignalPayload } from '#contract/ipc.ts'
import type { Mode } from '#contract/monitor.ts'
import { err } from '#contract/result.ts'
import type { Clock } from '#contract/time.ts'
import type { Recorder } from '#main/history/recorder.ts'
import type { Connector } from '#main/pbx/connector.ts'
import type { Log } from '#main/system/log.ts'
import { type CurrentMonitor, withdrawn } from './current-monitor.ts'

export type WithdrawingParts = {
  readonly connector: Pick<Connector, 'setMode' | 'endMonitor'>
  readonly clock: Pick<Clock, 'after'>
  readonly log: Log
  readonly recorder: Pick<Recorder, 'refused'>
  readonly emitWithdrawn: (what: SignalPayload<'withdrawn'>) => void
  readonly held: { readonly get: () => CurrentMonitor | null; readonly set: (current: CurrentMonitor | null) => void }
}

/** So long the PBX may take to confirm the listen that the desk has asked for. */
export const LISTEN_WITHIN_MS = 2_000

/** `digits`: whether the window is there to send digits on the line, where the PBX wants those. */
export type Withdraw = (mode: Mode, why: WhyNot | Withdrawal, digits: 'byWindow' | 'byNobody') => void

export function createWithdrawing(parts: WithdrawingParts): Withdraw {
  const { connector, log, recorder, held } = parts
  let asks = 0 // the desk's own changeIds are below zero
  let deadlines = 0
  let isTimed = false // the last of them runs

  const endUnconfirmed = (ticketId: string, detail: string) => {
    const now = held.get()
    if (now?.ticketId !== ticketId || now.givenUp) return
    log('warn', `the monitor is ended: nobody knows whether it is in listen (${detail})`)
    held.set({ ...now, givenUp: 'unconfirmed' })
    // The event tells when nothing of it is left.
    connector.endMonitor(ticketId).catch((cause: unknown) => log('error', `endMonitor failed: ${String(cause)}`))
  }
  const isOpen = (ticketId: string): boolean => {
    const now = held.get()
    return now?.ticketId === ticketId && now.withdrawn !== null
  }
  const askListen = async (
    { ticketId, withdrawn: already }: CurrentMonitor,
    why: WhyNot | Withdrawal,
    digits: 'byWindow' | 'byNobody',
  ) => {
    asks += 1
    const answer = await connector.setMode(ticketId, 'listen', -asks).catch((cause: unknown) => {
      log('error', `setMode failed: ${String(cause)}`)
      return err(deskFailure('internal'))
    })
    if (!isOpen(ticketId)) return
    // A connector that has lost its PBX goes to listen by itself once it is back, or tells that the monitor is lost.
    if (!answer.ok && why === 'callGone' && answer.error.code === 'pbxUnreachable') return
    if (!answer.ok && why === 'callGone' && isCallOver(answer.error))
      return already && isTimed ? undefined : waitForListen(ticketId)
    if (!answer.ok) return endUnconfirmed(ticketId, answer.error.code)
    if (answer.value.kind === 'sendDigits' && digits === 'byNobody')
      endUnconfirmed(ticketId, 'only the window could send the digits')
  }
  const waitForListen = (ticketId: string) => {
    deadlines += 1
    isTimed = true
    const mine = deadlines
    parts.clock.after(LISTEN_WITHIN_MS, () => {
      if (mine !== deadlines) return
      isTimed = false
      if (isOpen(ticketId)) endUnconfirmed(ticketId, 'not confirmed in time')
    })
  }

  return (mode, why, digits) => {
    const before = held.get()
    if (!before) return
    const { ticketId } = before
    log('warn', `${mode} withdrawn: ${why}`)
    held.set(withdrawn(before))
    // A call that has just ended is no reason to note: its end follows, or the call it goes on as.
    if (why !== 'callGone') recorder.refused(ticketId, mode, deskFailure(why))
    parts.emitWithdrawn({ ticketId, why: why === 'callGone' ? 'peopleChanged' : why })
    // Taken back once more, it must not be given more time for that.
    if (!before.withdrawn && why !== 'callGone') waitForListen(ticketId)
    void askListen(before, why, digits)
  }
}

/** Nothing is refused by this: nobody is there to hear any more, and the connector tells so in a moment, or the call it goes on as. */
const isCallOver = ({ code, detail }: DeskError): boolean =>
  code === 'callGone' || (code === 'refusedByAccess' && detail === 'callEnded')
