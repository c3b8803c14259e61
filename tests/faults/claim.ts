// What the card says at a moment: who hears the supervisor, by the very logic that draws it.
import type { Mode, Target } from '#contract/monitor.ts'
import { heardNow, isDoubt, targetShown } from '#renderer/monitor/logic/may-open.ts'
import type { Running } from '#renderer/monitor/logic/running.ts'
import { type Side, sidesOf } from '../fakes/sides.ts'

/** `mode`: in force for certain; null: none is, or it is about to change. `call`: what the card says of it. */
export type Claim = {
  readonly phase: Running['monitor']['phase']
  readonly target: Target | null
  readonly mode: Mode | null
  readonly call: 'up' | 'ended' | null
  readonly hears: readonly Side[]
  readonly isDoubt: boolean // they may hear; that they do is not known
  readonly notice: string | null
  readonly because: string | null // the error that the notice tells of
}

export function claimOf({ monitor, microphone }: Running): Claim {
  const heard = heardNow(monitor, microphone.open)
  const notice = 'notice' in monitor ? monitor.notice : null
  const isSettled = monitor.phase === 'live' && monitor.modeState.kind === 'confirmed' && monitor.move === null
  return {
    phase: monitor.phase,
    target: targetShown(monitor, heard),
    mode: isSettled && monitor.links === 'up' ? monitor.modeState.mode : null,
    call: monitor.phase === 'live' ? monitor.call : null,
    hears: sidesOf[heard],
    isDoubt: isDoubt(heard),
    notice: notice?.kind ?? null,
    because: notice && 'error' in notice ? JSON.stringify(notice.error) : null,
  }
}
