// Runs the steps of an act, one after the other. What was not answered is looked for in the PBX's lists, never asked again blindly.
import { type DeskError, deskFailure } from '#contract/errors.ts'
import { err, ok, type Result } from '#contract/result.ts'
import type { Clock } from '#contract/time.ts'
import { inTurn } from '#main/pbx/kit/acts.ts'
import type { Feed } from '../floor/feed.ts'
import type { AmiMessage } from '../wire/ami-codec.ts'
import type { Step } from './member-steps.ts'

export type AskParts = { readonly action: Feed['action']; readonly clock: Pick<Clock, 'after'> }

/** A cut connection comes back by itself. */
const LOOKED_AFTER_MS = [0, 500, 1000, 2000, 3000] as const
/** Given up, somebody would be in a queue no more whom nobody has logged out. */
const INSISTED_AFTER_MS = [...LOOKED_AFTER_MS, 5000, 10_000, 20_000, 30_000] as const

/** actNotPossible: Asterisk said why not. actUnknown: it may have been done, and nobody could say. */
export const runSteps = (parts: AskParts, steps: readonly Step[]): Promise<Result<null>> =>
  inTurn(steps, (step) => runStep(parts, step))

async function runStep(parts: AskParts, step: Step): Promise<Result<null>> {
  const answer = await parts.action(step.action, step.fields)
  if (answer.ok) return ok(null)
  const { code, detail = '' } = answer.error
  if (code === 'pbxRefused') return step.already?.test(detail) ? ok(null) : refused(parts, step, detail)
  return isNotSent(answer.error) && !step.insists ? answer : lookFor(parts, step, answer.error)
}

/** A proxy in between may refuse what the PBX has done; and where the step before must not stand alone, it is asked again. */
async function refused(parts: AskParts, step: Step, detail: string): Promise<Result<null>> {
  const why = err(deskFailure('actNotPossible', wordOf(detail)))
  if (step.insists) return lookFor(parts, step, deskFailure('pbxRefused', detail))
  const rows = step.isDone ? await membersOf(parts.action, step.way) : why
  return rows.ok && step.isDone?.(rows.value) ? ok(null) : why
}

/** Nothing was written to a connection that was not there. */
const isNotSent = ({ code, detail }: DeskError): boolean =>
  code === 'pbxUnreachable' && detail === 'AMI is not connected'

/**
 * On the connection that has answered again, the action before was read: what is not done then is not done. After a cut the old connection
 * may still be read.
 */
async function lookFor({ action, clock }: AskParts, step: Step, lost: DeskError): Promise<Result<null>> {
  const waits = step.insists ? INSISTED_AFTER_MS : LOOKED_AFTER_MS
  for (const ms of step.isDone ? waits : []) {
    if (ms > 0) await new Promise<void>((resolve) => void clock.after(ms, resolve))
    const rows = await membersOf(action, step.way)
    if (!rows.ok) continue
    if (step.isDone?.(rows.value)) return ok(null)
    if (step.insists) await action(step.action, step.fields)
    else if (lost.code === 'timedOut') return err(lost)
  }
  return err(deskFailure('actUnknown', `${step.action}: ${lost.code}`))
}

/** The rows of QueueStatus of whom the queues ring this way. */
export async function membersOf(action: Feed['action'], way: string): Promise<Result<readonly AmiMessage[]>> {
  const listed = await action('QueueStatus', [['Member', way]])
  return listed.ok ? ok(listed.value.rows.filter(({ Event }) => Event === 'QueueMember')) : listed
}

/** What the console has a sentence for. */
function wordOf(detail: string): string {
  if (/not dynamic/i.test(detail)) return 'staticMember'
  if (/permission denied/i.test(detail)) return 'amiRight'
  return detail
}
