// A window says what it shows after it was out of reach: it is told what it has missed, and what it does not have is ended.
import type { HandlersOf, monitorRequests } from '#contract/ipc.ts'
import type { MonitorEvent } from '#contract/monitor.ts'
import type { Connector } from '#main/pbx/connector.ts'
import { missedEvents } from './current-monitor.ts'
import type { Outbox } from './outbox.ts'
import type { WithdrawingParts } from './withdrawing.ts'

export type Ended = Extract<MonitorEvent, { kind: 'ended' }>
type MissedParts = {
  readonly held: WithdrawingParts['held']
  readonly outbox: Outbox
  readonly giveUp: () => Promise<void>
  readonly lastEnd: () => Ended | null
}

export function createHaveMonitor(
  connector: Connector,
  { held, outbox, giveUp, lastEnd }: MissedParts,
): HandlersOf<typeof monitorRequests>['haveMonitor'] {
  const tellEnd = async (ticketId: string) => {
    const ended = await connector.endMonitor(ticketId)
    const told = lastEnd()
    // It was asked for by the desk while the window was away, as far as that knows: it was not the window's wish.
    const reason = told?.ticketId === ticketId && told.reason !== 'asked' ? told.reason : 'pbxEnded'
    if (ended.ok) outbox.put({ kind: 'ended', ticketId, reason })
  }
  return async ({ held: shown }) => {
    const isShown = () => held.get()?.ticketId === shown?.ticketId
    if (!isShown()) await giveUp()
    const current = held.get()
    if (shown && !isShown()) void tellEnd(shown.ticketId)
    else if (shown && current) for (const missed of missedEvents(current, shown.target)) outbox.put(missed)
    return null
  }
}
