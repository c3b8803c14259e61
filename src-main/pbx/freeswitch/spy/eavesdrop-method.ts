// Monitoring by `eavesdrop`: one leg to the supervisor's line, which sits on the agent's leg, changes its mode by digits, and hops.
import { type DeskError, deskFailure } from '#contract/errors.ts'
import type { Mode, ModeAnswer } from '#contract/monitor.ts'
import { createListeners } from '#contract/observable.ts'
import { err, ok, type Result } from '#contract/result.ts'
import { leaseS } from '#main/pbx/kit/lease.ts'
import type { Spot } from '#main/pbx/kit/spot.ts'
import type { SpyMethod, SpyOrder, SpyOutcome } from '#main/pbx/kit/spy-method.ts'
import { digitOfMode } from '../wire/digits.ts'
import type { EslEvent } from '../wire/esl-codec.ts'
import { legIdOf } from '../wire/leg-id.ts'
import { park, sit, switchTo, until } from './acts.ts'
import { asksForSilence, asListed, doubted, type Eavesdrop, isOn, nextEavesdrop, notRung } from './eavesdrop.ts'
import { callerHolds, isUnheard } from './held.ts'
import { eavesdropLending } from './lending.ts'
import { whyNotHeard } from './media.ts'
import { originateCommand, whyNotRung } from './originate.ts'
import { killUntilGone } from './removal.ts'
import type { EavesdropParts, Line, Work } from './work.ts'

export type EavesdropMethod = SpyMethod & {
  /** Must be given every event. */
  handle(events: readonly EslEvent[]): void
  /** Whether this leg is one of those that are in use. */
  isInUse(leg: string): boolean
  close(): void
}

const ANSWERED_MS = 16_000 // the ringing, and what a browser takes to answer
const RUNG_MS = 5000
export function createEavesdropMethod(parts: EavesdropParts): EavesdropMethod {
  const work: Work = { ...parts, lines: new Map(), isClosed: false }
  const { lines } = work
  const withLine = async <T>(ticketId: string, otherwise: T, run: (line: Line) => Promise<T>): Promise<T> => {
    const line = lines.get(ticketId)
    return line ? run(line) : otherwise
  }
  const unknown: SpyOutcome = { kind: 'silent', cause: deskFailure('unknownMonitor') }
  return {
    name: 'eavesdrop',
    lending: eavesdropLending(work, lease),
    switching: ['api', 'info', 'rfc4733'],
    // Keys of whichever phone took the monitor change the mode.
    canSwitch: ['listen', 'whisperAgent', 'whisperCaller', 'join'],
    open: (order) => open(work, order),
    spy: (ticketId, spot, mode) => withLine(ticketId, unknown, (line) => spy(work, line, spot, mode)),
    digits: async (ticketId, spot, mode) => digitsFor(work, lines.get(ticketId), spot, mode),
    unspy: (ticketId) => withLine(ticketId, undefined, async (line) => void (await park(work, line))),
    drop: (ticketId) =>
      withLine(ticketId, undefined, async (line) => {
        await killUntilGone(work, line)
        lines.delete(ticketId)
      }),
    async renew(seconds) {
      const held = [...lines.values()].filter(({ ear, isLent }) => ear.phase === 'up' && !isLent)
      await Promise.all(held.map(({ leg }) => lease(work, leg, seconds)))
    },
    async resync() {
      const held = [...lines.values()]
      for (const line of held) {
        const now = asListed(line.ear, work.leg(line.leg))
        if (line.isLent) line.ear = now
        else move(work, line, now)
      }
      await Promise.all(held.filter(({ isLent }) => !isLent).map(({ leg }) => lease(work, leg, leaseS)))
    },
    handle: (events) => {
      for (const event of events) for (const line of [...lines.values()]) hear(work, line, event)
    },
    isInUse: (leg) => [...lines.values()].some((line) => line.leg === leg),
    close: () => {
      work.isClosed = true
      for (const { moved } of lines.values()) moved.emit()
    },
  }
}

/** One task after the other of the same leg: the old lease goes first, or it would hang up all the same. */
const lease = ({ api }: Work, leg: string, seconds: string) =>
  Promise.all([api(`sched_del ${leg}`), api(`sched_hangup +${seconds} ${leg}`)])

function hear(work: Work, line: Line, event: EslEvent): void {
  if (line.isLent) {
    line.ear = nextEavesdrop(line.ear, event)
    return
  }
  const target = line.ear.on?.target
  if (target !== undefined && (asksForSilence(event, target) || callerHolds(work, line, target, event)))
    hush(work, line)
  move(work, line, nextEavesdrop(line.ear, event))
}

/** Told first, so that the microphone closes; then the PBX is asked, without waiting for anybody. */
function hush(work: Work, line: Line): void {
  line.silences += 1
  if (line.ear.mode === 'listen') return
  line.ear = doubted(line.ear)
  work.listener.switched(line.ticketId, null)
  void work.api(`uuid_recv_dtmf ${line.leg} ${digitOfMode('listen')}`)
}

function move(work: Work, line: Line, next: Eavesdrop): void {
  const before = line.ear
  if (next === before) return
  line.ear = next
  line.moved.emit()
  const { listener } = work
  if (next.phase === 'gone') return void listener.lineDown(line.ticketId, reasonOf(next))
  if (!line.isTold) {
    if (next.on?.isAttached) {
      line.isTold = true
      listener.lineUp(line.ticketId)
    } else if (before.on !== null && next.on === null) {
      // It sat down and was sent away at once: the call is over.
      line.isTold = true
      listener.lineDown(line.ticketId, 'callEnded')
    }
    return
  }
  if (before.on !== null && next.on === null) listener.spyGone(line.ticketId)
  if (next.digits > before.digits) digitSeen(work, line, next)
}

/** A digit nobody here waits for: the line sent it, or somebody pressed a key. */
function digitSeen(work: Work, line: Line, { mode, on, lastDigit }: Eavesdrop): void {
  if (mode === null || lastDigit === line.expects) return
  work.listener.switched(line.ticketId, mode)
  // In force only at the resume, when nobody expects it any more.
  if (on && isUnheard(work, on.target, mode)) hush(work, line)
}

function reasonOf({ cause, wasUp }: Eavesdrop): 'lineHungUp' | 'lineDidNotAnswer' | 'pbxEnded' | 'pbxLost' {
  if (cause === null) return 'pbxLost'
  if (!wasUp) return 'lineDidNotAnswer'
  return /^(NORMAL_CLEARING|NORMAL_UNSPECIFIED|SUCCESS)?$/.test(cause) ? 'lineHungUp' : 'pbxEnded'
}

async function open(work: Work, { ticketId, token, spot }: SpyOrder): Promise<Result<null>> {
  const { site, owner, parts } = work
  if (!site.line) return err(deskFailure('lineNotRegistered', 'the site gives this supervisor no line'))
  const leg = legIdOf(owner, ticketId)
  const line: Line = {
    ticketId,
    leg,
    ear: notRung(leg),
    isAsked: false,
    silences: 0,
    isTold: false,
    expects: null,
    isLent: false,
    moved: createListeners(),
  }
  work.lines.set(ticketId, line)
  const why = await whyNotHeard(work, spot.channelId)
  if (why || work.lines.get(ticketId) !== line) {
    work.lines.delete(ticketId)
    return err(why ?? deskFailure('unknownMonitor'))
  }
  const takesInfo = site.modesBy === 'line' && parts.switchBy() === 'info'
  const command = originateCommand(site, site.line.user, {
    leg,
    token,
    target: spot.channelId,
    agentId: spot.agentId,
    takesInfo,
  })
  line.isAsked = true
  const answered = work.job(command, ANSWERED_MS).then((result) => {
    line.isAsked = !result.ok && result.error.code === 'timedOut'
    line.moved.emit()
    return result
  })
  const rung = await Promise.race([
    answered,
    until(work, line, RUNG_MS, ({ phase }) => (phase === 'asked' ? null : ok(''))),
  ])
  if (rung.ok || line.ear.phase !== 'asked') return ok(null)
  await killUntilGone(work, line)
  work.lines.delete(ticketId)
  return err(whyNotRung(rung.error, `${site.line.user}@${site.domain}`))
}

const silent = (cause: DeskError): SpyOutcome => ({ kind: 'silent', cause })

async function spy(work: Work, line: Line, spot: Spot, mode: Mode): Promise<SpyOutcome> {
  const silences = line.silences
  if (!isOn(line.ear, spot.channelId)) {
    const why = await sit(work, line, spot.channelId)
    if (why) return afterFailure(work, line, why)
  }
  if (isUnheard(work, spot.channelId, mode)) return onHold(work, line)
  if (line.ear.mode !== mode) {
    const why = await switchTo(work, line, spot.channelId, mode)
    if (why) return afterFailure(work, line, why)
  }
  // The people, or the hold, have changed while it was asked for.
  if (mode !== 'listen' && line.silences !== silences) return { kind: 'unknown', cause: deskFailure('peopleChanged') }
  return { kind: 'inForce' }
}

/** The PBX would confirm it, and nobody would hear it before the resume. */
async function onHold(work: Work, line: Line): Promise<SpyOutcome> {
  const target = line.ear.on?.target ?? ''
  const why = line.ear.mode === 'listen' ? null : await switchTo(work, line, target, 'listen')
  const cause = deskFailure('refusedByAccess', 'notAnswered')
  return why ? { kind: 'unknown', cause } : silent(cause)
}

/** A mode that cannot be known is ended by leaving the call: in park nobody hears the line. */
async function afterFailure(work: Work, line: Line, cause: DeskError): Promise<SpyOutcome> {
  if (line.ear.phase === 'gone' || line.ear.on === null) return silent(cause)
  return (await park(work, line)) ? silent(cause) : { kind: 'unknown', cause }
}

function digitsFor(work: Work, line: Line | undefined, spot: Spot, mode: Mode): ModeAnswer | null {
  const by = work.site.modesBy === 'api' ? 'api' : work.parts.switchBy()
  if (by === 'api' || !line || !isOn(line.ear, spot.channelId) || isUnheard(work, spot.channelId, mode)) return null
  return { kind: 'sendDigits', digits: digitOfMode(mode), by }
}
