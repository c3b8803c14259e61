// Acts: judged with the floor as it is, run once an id, and written down with what came of them.
import type { Act, ActOrder } from '#contract/acts/acts.ts'
import { type DeskError, deskFailure } from '#contract/errors.ts'
import type { ActOutcome, ActRecord, HistoryRecord } from '#contract/history.ts'
import type { actRequests, HandlersOf } from '#contract/ipc.ts'
import { heardByAny } from '#contract/monitor.ts'
import { err, type Result } from '#contract/result.ts'
import type { Clock } from '#contract/time.ts'
import { atMost } from '#main/history/at-most.ts'
import type { ActsPart } from '#main/pbx/connector.ts'
import { whyNobody } from '#main/rights/rights-now.ts'
import { whyNotByRule } from '#main/rights/why-not.ts'
import type { SettingsStore } from '#main/settings/store.ts'
import type { Log } from '#main/system/log.ts'
import { rightOf, subjectOf, tellSubject, whyNotThere } from './act-subject.ts'
import { type AccessContext, type CurrentMonitor, mayBeInForce } from './current-monitor.ts'
import { tellError } from './monitor-log.ts'

export type DeskActsParts = {
  readonly connector: { readonly acts: ActsPart | null }
  readonly accessContext: () => AccessContext
  readonly settings: Pick<SettingsStore, 'current'>
  readonly current: () => CurrentMonitor | null
  readonly append: (record: HistoryRecord) => void
  readonly who: () => Pick<ActRecord, 'site' | 'supervisor'>
  readonly clock: Pick<Clock, 'now'>
  readonly log: Log
}

/** Of those that were answered; whose answer is awaited is never forgotten, or it would be run a second time. */
const REMEMBERED = 10_000
/** A hand that selects a whole floor asks for some hundred at once; a page that never stops must not fill the disk. */
const WRITTEN_A_MINUTE = 1200

export function createDeskActs(parts: DeskActsParts): HandlersOf<typeof actRequests> {
  const { clock, log } = parts
  const runs = new Map<string, { readonly what: string; readonly answer: Promise<Result<null>> }>()
  const over = new Set<string>()
  const mayWrite = atMost(WRITTEN_A_MINUTE)

  const write = (order: ActOrder, at: number, outcome: ActOutcome, names: Named) =>
    parts.append({ kind: 'act', id: order.id, ...parts.who(), at, act: names.act, ...names.subject, outcome })
  const runOnce = async (order: ActOrder): Promise<Result<null>> => {
    const at = clock.now()
    const names = namesOf(order.act, parts.accessContext())
    const why = whyNotAct(parts, order.act)
    const isWritten = mayWrite(at)
    const finish = (answer: Result<null>) => {
      const outcome = outcomeOf(answer)
      log(
        outcome.kind === 'done' ? 'info' : 'warn',
        `act ${order.act.kind}: ${answer.ok ? 'done' : tellError(answer.error)}`,
      )
      if (isWritten) write(order, at, outcome, names)
      return answer
    }
    if (why) return finish(err(why))
    if (!isWritten) return err(deskFailure('actNotPossible', 'too many acts in a minute'))
    write(order, at, { kind: 'asked' }, names)
    const part = parts.connector.acts
    const asked = part ? part.run(order.act, order.id) : Promise.resolve(err(notByThisPbx))
    return finish(
      await asked.catch((cause: unknown) => {
        // It has a bug, and nobody knows how far it came.
        log('error', `act failed: ${cause instanceof Error ? (cause.stack ?? cause.message) : String(cause)}`)
        return err(deskFailure('actUnknown'))
      }),
    )
  }
  const forgetOldest = (answered: string) => {
    over.add(answered)
    const [oldest] = over
    if (over.size <= REMEMBERED || oldest === undefined) return
    over.delete(oldest)
    runs.delete(oldest)
  }
  return {
    act: (order) => {
      const what = JSON.stringify(order.act)
      const before = runs.get(order.id)
      if (before)
        return before.what === what
          ? before.answer
          : Promise.resolve(err(deskFailure('badRequest', 'another act has this id')))
      const answer = runOnce(order)
      runs.set(order.id, { what, answer })
      void answer.then(() => forgetOldest(order.id))
      return answer
    },
  }
}

const notByThisPbx = deskFailure('refusedByAccess', 'notByThisPbx')

type Named = { readonly act: ActRecord['act']; readonly subject: ReturnType<typeof tellSubject> }

const namesOf = (act: Act, { floor }: AccessContext): Named => ({
  act: rightOf(act, floor),
  subject: tellSubject(act, floor),
})

/** Why it is not even asked of the PBX; null: it is. */
function whyNotAct(parts: DeskActsParts, act: Act): DeskError | null {
  const { rights, floor, status } = parts.accessContext()
  const nobody = whyNobody(rights)
  if (nobody) return nobody
  const right = rightOf(act, floor)
  if (!floor) return 'cause' in status && status.cause ? status.cause : deskFailure('pbxUnreachable')
  const { asker, rules } = rights
  const rule = asker && whyNotByRule(rules, asker, subjectOf(act, floor), right, floor)
  if (rule) return { ...deskFailure('refusedByAccess', 'byRule'), rule }
  const can = parts.connector.acts?.can()[right]
  if (can === undefined) return notByThisPbx
  return can ?? whyNotThere(act, floor) ?? whyNotOurs(parts, act)
}

/** What neither floor nor rules can tell. */
function whyNotOurs({ current, settings }: DeskActsParts, act: Act): DeskError | null {
  if (act.kind === 'takeOver') {
    const monitor = current()
    if (monitor?.ticketId !== act.ticketId) return deskFailure('unknownMonitor')
    // Whoever hears by a mode must not be another by the time the caller is on the line: it goes back to listen first.
    if (heardByAny(mayBeInForce(monitor)) !== 'nobody') return deskFailure('actNotPossible', 'listenFirst')
    const { callId, agentId } = monitor.target
    return callId === act.target.callId && agentId === act.target.agentId ? null : deskFailure('monitorMoved')
  }
  if (act.kind !== 'pause') return null
  const reasons = settings.current().pauseReasons
  const isKnown = act.reason === null || reasons.length === 0 || reasons.includes(act.reason)
  return isKnown ? null : deskFailure('badRequest', 'no reason of this site')
}

function outcomeOf(answer: Result<null>): ActOutcome {
  if (answer.ok) return { kind: 'done' }
  return answer.error.code === 'actUnknown' ? { kind: 'unknown' } : { kind: 'refused', error: answer.error }
}
