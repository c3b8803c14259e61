// Who is on hold hears nobody: a mode taken then would be confirmed, and heard at the resume.
import type { Mode } from '#contract/monitor.ts'
import type { EslEvent } from '../wire/esl-codec.ts'
import type { Line, Work } from './work.ts'

/** Then a whisper to the caller is heard by nobody, until the resume. */
export const callerHolds = (work: Work, { ear }: Line, target: string, event: EslEvent): boolean =>
  ear.mode === 'whisperCaller' &&
  event['Event-Name'] === 'CHANNEL_HOLD' &&
  event['Unique-ID'] === work.leg(target)?.peer

const isHeld = ({ leg }: Work, target: string | null | undefined): boolean => leg(target ?? '')?.callState === 'HELD'

/** The leg that holds hears nobody, and what sits on it reaches nobody; a caller who holds is not reached by a whisper to them. */
export function isUnheard(work: Work, target: string, mode: Mode): boolean {
  if (mode === 'listen') return false
  return isHeld(work, target) || (mode === 'whisperCaller' && isHeld(work, work.leg(target)?.peer))
}
