// Knows every request and event that passes, by name and number, and says which one of them goes wrong, and how.
import { type EventFault, eventFaults, type Fault, type RequestFault, requestFaults } from './fault.ts'

/** The nth message of this name since the journey began, counted from 1. */
export type Spot = { readonly name: string; readonly nth: number; readonly kind: 'request' | 'event' }
export type Armed = { readonly name: string; readonly nth: number; readonly fault: Fault }

export type Injector = {
  request(name: string): RequestFault | null
  event(name: string): EventFault | null
  /** From now on messages are counted; at most one of them goes wrong. */
  arm(armed: Armed | null): void
  /** From now on everything passes, uncounted. */
  disarm(): void
  seen(): readonly Spot[]
  /** When the armed one passed, ms of the clock given; null: it has not. */
  metAt(): number | null
}

export function createInjector(now: () => number): Injector {
  let counting = false
  let armed: Armed | null = null
  let met: number | null = null
  let counts = new Map<string, number>()
  let seen: Spot[] = []

  const pass = (kind: Spot['kind'], name: string): Fault | null => {
    if (!counting) return null
    const nth = (counts.get(name) ?? 0) + 1
    counts.set(name, nth)
    seen.push({ name, nth, kind })
    if (armed?.name !== name || armed.nth !== nth) return null
    met = now()
    return armed.fault
  }
  return {
    request: (name) => oneOf(requestFaults, pass('request', name)),
    event: (name) => oneOf(eventFaults, pass('event', name)),
    arm: (wanted) => {
      counting = true
      armed = wanted
      met = null
      counts = new Map()
      seen = []
    },
    disarm: () => {
      counting = false
    },
    seen: () => seen,
    metAt: () => met,
  }
}

const oneOf = <F extends Fault>(some: readonly F[], fault: Fault | null): F | null =>
  some.find((one) => one === fault) ?? null
