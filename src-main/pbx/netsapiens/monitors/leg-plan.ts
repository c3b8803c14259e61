// Which action on which leg makes a mode. Pure.
import type { Mode } from '#contract/monitor.ts'

/** What we know of a leg: only a confirmed action makes it listen or barged. */
export type LegState = 'listen' | 'barged' | 'unknown'

/** Whose ear it is: of the monitor's agent, of the other party, or anonymous. */
export type Ear = 'agent' | 'other' | 'unknown'

export type Leg = { readonly key: string; readonly id: string; readonly ear: Ear; readonly state: LegState }

export type Step = { readonly leg: string; readonly action: 'barge_in' | 'listen' }

/** Closing comes first, all of it confirmed, before anything is opened. */
export type LegPlan = { readonly close: readonly Step[]; readonly open: readonly Step[] }

/** Null when these legs cannot make the mode: not both there, or anonymous ones for a whisper. */
export function legPlan(legs: readonly Leg[], mode: Mode): LegPlan | null {
  if (mode === 'listen') return { close: legs.map((leg) => ({ leg: leg.id, action: 'listen' })), open: [] }
  if (legs.length !== 2) return null
  const opened = legs.filter((leg) => hears(leg.ear, mode))
  if (mode !== 'join' && (opened.length !== 1 || legs.some((leg) => leg.ear === 'unknown'))) return null
  const shut = legs.filter((leg) => !opened.includes(leg) && leg.state !== 'listen')
  return {
    close: shut.map((leg) => ({ leg: leg.id, action: 'listen' })),
    open: opened.filter((leg) => leg.state !== 'barged').map((leg) => ({ leg: leg.id, action: 'barge_in' })),
  }
}

/** Whether every leg is known to be as the mode wants it. */
export function isInForce(legs: readonly Leg[], mode: Mode): boolean {
  if (mode === 'listen') return legs.every((leg) => leg.state === 'listen')
  return legs.length === 2 && legs.every((leg) => leg.state === (hears(leg.ear, mode) ? 'barged' : 'listen'))
}

function hears(ear: Ear, mode: Exclude<Mode, 'listen'>): boolean {
  switch (mode) {
    case 'join':
      return true
    case 'whisperAgent':
      return ear === 'agent'
    case 'whisperCaller':
      return ear === 'other'
  }
}

/** The speaking modes that may be in force: whoever hears a leg that is not known to listen may hear. Empty: all are known to. */
export function mayBeInForce(legs: readonly Leg[]): readonly Mode[] {
  const open = legs.filter((leg) => leg.state !== 'listen')
  return (['whisperAgent', 'whisperCaller'] as const).filter((mode) =>
    open.some((leg) => leg.ear === 'unknown' || hears(leg.ear, mode)),
  )
}
