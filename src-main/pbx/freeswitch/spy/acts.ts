// What is done with the supervisor's leg, each until the PBX has told that it is so: sitting down, changing the mode, leaving.
import { type DeskError, deskFailure } from '#contract/errors.ts'
import type { Mode } from '#contract/monitor.ts'
import { err, ok, type Result } from '#contract/result.ts'
import { waitFor } from '#main/pbx/kit/waits.ts'
import { digitOfMode } from '../wire/digits.ts'
import { type Eavesdrop, isOn } from './eavesdrop.ts'
import { whyNotHeard } from './media.ts'
import type { Line, Work } from './work.ts'

/** Measured: 20 to 23 ms, and up to 1.8 s behind a burst of calls. The same digit again changes nothing. */
const confirmedWithinMs = [400, 800, 1600] as const
/** Measured: 21 to 33 ms. */
const SEATED_MS = 1500
const PARKED_MS = 1000

/** What `look` makes of the leg, now or within the time. */
export function until<T>(
  { parts: { clock } }: Work,
  line: Line,
  ms: number,
  look: (ear: Eavesdrop, line: Line) => Result<T> | null,
): Promise<Result<T>> {
  const otherwise: Result<T> = err(deskFailure('unconfirmed'))
  return waitFor<Result<T>>(clock, { ms, otherwise }, (settle) => {
    const check = () => {
      const found = look(line.ear, line)
      if (found) settle(found)
    }
    const stop = line.moved.on(check)
    check()
    return stop
  })
}

/** The PBX's refusal settles it; its consent says only that it has read the command. */
async function asked<T>(work: Work, command: string, seen: Promise<Result<T>>): Promise<Result<T>> {
  const refused = work.api(command).then((answer) => (answer.ok ? seen : answer))
  return Promise.race([seen, refused])
}

/** Hops: the leg leaves where it sits, and is in listen where it comes to. Null: it sits there. */
export async function sit(work: Work, line: Line, target: string): Promise<DeskError | null> {
  if (line.ear.phase !== 'up') return deskFailure('unknownMonitor')
  const why = await whyNotHeard(work, target)
  if (why) return why
  let hasBegun = false
  const seated = until<null>(work, line, SEATED_MS, (ear) => {
    if (isOn(ear, target)) return ok(null)
    if (ear.phase === 'gone') return err(deskFailure('unknownMonitor'))
    hasBegun ||= ear.on?.target === target
    return hasBegun && ear.on === null ? err(deskFailure('callGone')) : null
  })
  const done = await transferred(work, line, `eavesdrop:${target},park`, seated)
  return done.ok ? null : done.error
}

/** Each uuid_transfer takes one of 70 forwards, and the last one ends the leg: they are given back first. */
function transferred<T>(work: Work, { leg }: Line, to: string, seen: Promise<Result<T>>): Promise<Result<T>> {
  void work.api(`uuid_setvar ${leg} max_forwards 70`)
  return asked(work, `uuid_transfer ${leg} ${to} inline`, seen)
}

/** False: it may still be heard. */
export async function park(work: Work, line: Line): Promise<boolean> {
  const isParked = ({ phase, on }: Eavesdrop) => phase === 'gone' || on === null
  if (isParked(line.ear)) return true
  // The digit is in force a little sooner than the leg has left.
  if (line.ear.mode !== 'listen') void work.api(`uuid_recv_dtmf ${line.leg} ${digitOfMode('listen')}`)
  const parked = until<null>(work, line, PARKED_MS, (ear) => (isParked(ear) ? ok(null) : null))
  return (await transferred(work, line, 'park', parked)).ok
}

/** Null: this mode is in force, since the leg was seen to take its digit while it sat there. */
export async function switchTo(work: Work, line: Line, target: string, mode: Mode): Promise<DeskError | null> {
  const digit = digitOfMode(mode)
  for (const ms of confirmedWithinMs) {
    const before = line.ear.digits
    const taken = until<null>(work, line, ms, (ear) => {
      if (!isOn(ear, target)) return err(deskFailure('callGone'))
      return ear.digits > before && ear.lastDigit === digit ? ok(null) : null
    })
    line.expects = digit
    const done = await asked(work, `uuid_recv_dtmf ${line.leg} ${digit}`, taken)
    line.expects = null
    if (done.ok) return null
    if (done.error.code !== 'unconfirmed') return done.error
  }
  return deskFailure('unconfirmed')
}
