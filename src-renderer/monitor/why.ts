// Remembers why the supervisor listens: what was pressed says so, and the monitor's record learns it once it has its ticket.
import type { MonitorWhy } from '#contract/history.ts'
import type { Desk } from '#contract/ipc.ts'
import type { MonitorTicket, Target } from '#contract/monitor.ts'

type Expected = { readonly target: Target; readonly why: MonitorWhy; readonly at: number }

/** Past this age a press led to nothing; the next monitor on that call has another reason. */
const FRESH_MS = 15_000

let expected: Expected | null = null

/** Call it as Listen is pressed. `at` is epoch ms. */
export function listenBecause(why: MonitorWhy, target: Target, at: number): void {
  expected = { target, why, at }
}

/** Tells the desk once why this monitor was begun, when that is known and new. */
export function tellWhy(desk: Desk, ticket: MonitorTicket, at: number): void {
  const known = expected
  if (!known || known.target.callId !== ticket.target.callId || at - known.at > FRESH_MS) return
  expected = null
  // A broken link raises the signal `link`; the record then says `chosen`, which is true as well.
  desk.request('addHistory', { ticketId: ticket.id, why: known.why }).catch(() => {})
}
