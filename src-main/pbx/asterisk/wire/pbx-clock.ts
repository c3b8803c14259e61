// The PBX's clock, which may be set while the console is connected. Every new channel says what it shows: an Uniqueid begins with the second.

/** `clockOffsetMs`: ours minus the PBX's; `clockToldMs`: what the last new channel said of it, where that was something else, or null. */
export type PbxClock = { clockOffsetMs: number; clockToldMs: number | null }

/** Epoch s on the PBX's clock at which this channel began, or null where a program chose the id. */
export function bornAtS(uniqueid: string): number | null {
  const [, second] = /^(?:.*-)?(\d{9,11})\.\d+$/.exec(uniqueid) ?? []
  return second === undefined ? null : Number(second)
}

/** The PBX reckons in whole seconds of its own clock. */
export const pbxSeconds = ({ clockOffsetMs }: Pick<PbxClock, 'clockOffsetMs'>, now: number): number =>
  Math.floor((now - clockOffsetMs) / 1000)

/** As near as two channels tell the same. */
const SAME_MS = 5_000
/** An event may be late, never early: a clock that seems to be behind is believed where no event is as late as that. */
const LATE_MS = 600_000

/** A new channel was told just now. Two that say the same, and otherwise than the clock was known, are believed; then the answer is `set`. */
export function clockTold(clock: PbxClock, uniqueid: string, now: number): 'set' | 'as known' {
  const second = bornAtS(uniqueid)
  if (second === null) return 'as known'
  const told = now - second * 1000
  const isOther = told < clock.clockOffsetMs - SAME_MS || told > clock.clockOffsetMs + LATE_MS
  const before = clock.clockToldMs
  clock.clockToldMs = isOther ? told : null
  if (!isOther || before === null || Math.abs(before - told) > SAME_MS) return 'as known'
  clock.clockOffsetMs = told
  clock.clockToldMs = null
  return 'set'
}
