// Why a call cannot be listened to as it was asked for: access, the reason the site wants, and listening without notice. Pure.
import { type DeskError, deskFailure } from '#contract/errors.ts'
import type { RequestInput } from '#contract/ipc.ts'
import { type AccessContext, type CurrentMonitor, whyNotListen } from './current-monitor.ts'

export type Listening = Pick<RequestInput<'startMonitor'>, 'target' | 'reason' | 'isPrivate'> &
  Partial<Pick<RequestInput<'startMonitor'>, 'why'>>

export function whyNotAsk(
  context: AccessContext,
  { target, reason, isPrivate, why: cause }: Listening,
): DeskError | null {
  const why = whyNotListen(context, target)
  if (why) return why
  if (isPrivate && !context.rights.listensPrivately)
    return { ...deskFailure('refusedByAccess', 'noRight'), rule: 'notice.privateFor' }
  // Nobody is on the call of a proof.
  const wanted = cause === 'proof' ? null : context.rights.reason
  if (!wanted || (reason !== undefined && isChoice(wanted.choices, reason))) return null
  return deskFailure('reasonNeeded')
}

const isChoice = (choices: readonly string[], reason: string): boolean =>
  choices.length === 0 || choices.includes(reason)

export function whyNotHop(context: AccessContext, current: CurrentMonitor, ask: Listening): DeskError | null {
  if (!context.rules.capabilities.hop) return deskFailure('refusedByAccess', 'notByThisPbx')
  if (current.phase === 'asking') return deskFailure('refusedByAccess', 'notLive')
  return whyNotAsk(context, ask)
}
