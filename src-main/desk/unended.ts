// Monitors whose end was asked for and is not known yet: who may still hear the supervisor by them.
import type { Unended } from '#contract/ipc.ts'
import { heardByAny, type MonitorEvent } from '#contract/monitor.ts'
import { type CurrentMonitor, mayBeInForce } from './current-monitor.ts'

export type UnendedMonitors = ReturnType<typeof createUnended>

export function createUnended() {
  const all = new Map<string, Unended>()
  return {
    leaving(current: CurrentMonitor): void {
      const { ticketId, target, unsure } = current
      all.set(ticketId, { ticketId, target, modes: [...mayBeInForce(current)], until: unsure?.until ?? null })
    },
    event(event: MonitorEvent): void {
      const before = all.get(event.ticketId)
      if (before) keep(all, nextUnended(before, event), event.ticketId)
    },
    over: (ticketId: string): void => void all.delete(ticketId),
    /** The last by which somebody may hear; null: nobody. */
    heard: (): Unended | null => [...all.values()].findLast(({ modes }) => heardByAny(modes) !== 'nobody') ?? null,
  }
}

function keep(all: Map<string, Unended>, next: Unended | null, ticketId: string): void {
  if (next) all.set(ticketId, next)
  else all.delete(ticketId)
}

function nextUnended(before: Unended, event: MonitorEvent): Unended | null {
  switch (event.kind) {
    // A change that was asked for before the end may still be made after this was told.
    case 'unsure':
      return { ...before, modes: [...new Set([...before.modes, ...event.modes])], until: event.until }
    case 'mode':
      return { ...before, modes: [...new Set([...before.modes, event.mode])] }
    case 'attached':
    case 'retargeted':
      return { ...before, target: event.target, modes: ['listen'] }
    case 'targetEnded':
      return { ...before, modes: ['listen'] }
    case 'ended':
      return null
  }
}
