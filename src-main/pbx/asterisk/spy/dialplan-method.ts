// Monitoring without ARI: the line is sent into the ChanSpy context, and switched there by digits or by Redirect.
import { type DeskError, deskFailure } from '#contract/errors.ts'
import { type Mode, type ModeAnswer, modes } from '#contract/monitor.ts'
import { createRequests } from '#contract/requests.ts'
import type { SpyMethod, SpyOutcome } from '#main/pbx/kit/spy-method.ts'
import type { Spot } from '../floor/picture-view.ts'
import type { AmiMessage } from '../wire/ami-codec.ts'
import { agentVariable, digitOf, idleExtension, peerVariable } from '../wire/monitor-context.ts'
import { askUntilGone, handle, hangUpHeirs, open, resync } from './dialplan-calls.ts'
import { dialplanLending } from './dialplan-lending.ts'
import {
  confirmedWithinMs,
  type DialplanParts,
  type Line,
  move,
  redirect,
  setVariable,
  type Work,
} from './dialplan-work.ts'
import { leaseVariable } from './lease.ts'

const digitWithinMs = 600

/** `handle` must be given every AMI event of a connection, and `look` is for what no event tells. Needs read=call. */
export function createDialplanMethod(parts: DialplanParts): SpyMethod & { handle(event: AmiMessage): void } {
  const { clock } = parts
  const work: Work = {
    parts,
    lines: new Map(),
    rung: createRequests(clock),
    changes: createRequests(clock),
    away: createRequests(clock),
    originates: new Map(),
    changeCount: 0,
  }
  const { lines } = work
  return {
    name: 'dialplan',
    lending: dialplanLending(work),
    switching: parts.byConsole ? ['info', 'rfc4733', 'api'] : ['api'],
    canSwitch: parts.byConsole ? [] : modes,
    open: (order) => open(work, order),
    spy: (ticketId, spot, mode) => spy(work, ticketId, spot, mode),
    async digits(ticketId, spot, mode) {
      const line = lines.get(ticketId)
      const by = parts.switchBy()
      return line?.state.channel && by !== 'api' && parts.byConsole ? byDigits(work, line, spot, mode, by) : null
    },
    async unspy(ticketId) {
      const line = lines.get(ticketId)
      if (line) await redirect(work, line, idleExtension)
    },
    async drop(ticketId) {
      const line = lines.get(ticketId)
      if (!line) return
      const away = work.away.open(ticketId, null)
      move(work, line, { kind: 'leave' })
      askUntilGone(work, line)
      await away
      if (line.state.hasGone) await hangUpHeirs(work)
    },
    async renew(seconds) {
      const held = [...lines.values()].filter(
        ({ state, lent }) => lent === 'no' && state.channel !== null && !state.isLeaving,
      )
      await Promise.all(held.map((line) => setVariable(work, line, leaseVariable, seconds)))
    },
    resync: () => resync(work),
    handle: (event) => handle(work, event),
  }
}

/** The channel this mode spies on; null when the other side is not there. */
const spyeeOf = ({ parts }: Work, spot: Spot, mode: Mode): string | null =>
  mode === 'whisperCaller' ? parts.peerOf(spot.channelId) : spot.channelName

const aim = (work: Work, line: Line, spyee: string, mode: Mode) =>
  setVariable(work, line, mode === 'whisperCaller' ? peerVariable : agentVariable, spyee)

/** A change that is asked for; what it waits for is settled by what the PBX shows, or by time. */
function begin(work: Work, line: Line, mode: Mode, spyee: string, by: 'digit' | 'redirect') {
  const number = ++work.changeCount
  const isDone = work.changes.open(number, null)
  move(work, line, { kind: 'change', change: { number, mode, spyee, by, isRedirected: by === 'redirect' } })
  work.parts.clock.after(confirmedWithinMs, () => move(work, line, { kind: 'changeDue', number }))
  return { number, isDone }
}

async function spy(work: Work, ticketId: string, spot: Spot, mode: Mode): Promise<SpyOutcome> {
  const unknown = (cause: DeskError): SpyOutcome => ({ kind: 'unknown', cause })
  const line = work.lines.get(ticketId)
  if (!line?.state.channel || line.state.isLeaving) return unknown(deskFailure('unknownMonitor'))
  const spyee = spyeeOf(work, spot, mode)
  if (spyee === null) return unknown(deskFailure('callGone'))
  const { number, isDone } = begin(work, line, mode, spyee, 'redirect')
  // AMI does one action after the other: both may be under way at once.
  const [aimed, redirected] = await Promise.all([aim(work, line, spyee, mode), redirect(work, line, digitOf[mode])])
  const asked = aimed.ok ? redirected : aimed
  if (!asked.ok) move(work, line, { kind: 'changeDue', number })
  const done = await isDone
  if (!asked.ok) return unknown(asked.error)
  return done ? { kind: 'inForce' } : unknown(deskFailure('unconfirmed'))
}

async function byDigits(
  work: Work,
  line: Line,
  spot: Spot,
  mode: Mode,
  by: 'info' | 'rfc4733',
): Promise<ModeAnswer | null> {
  const spyee = spyeeOf(work, spot, mode)
  if (spyee === null || !(await aim(work, line, spyee, mode)).ok) return null
  const { number } = begin(work, line, mode, spyee, 'digit')
  work.parts.clock.after(digitWithinMs, () => move(work, line, { kind: 'digitDue', number }))
  return { kind: 'sendDigits', digits: digitOf[mode], by }
}
