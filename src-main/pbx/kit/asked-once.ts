// One act asked of a PBX, once: what came of it is answered or looked for, and it is never asked a second time.
import { type DeskError, deskFailure } from '#contract/errors.ts'
import { err, ok, type Result } from '#contract/result.ts'
import type { Clock } from '#contract/time.ts'

/** What a look at the PBX shows. over: it cannot come about any more. unknown: the look was not answered. */
export type Seen =
  | { readonly kind: 'done' | 'notDone' | 'unknown' }
  | { readonly kind: 'over'; readonly cause: DeskError }

/** looking: `answer` is what the PBX said, or that it was lost. */
export type Asking =
  | { readonly phase: 'asked' }
  | { readonly phase: 'looking'; readonly answer: 'done' | 'lost' | DeskError; readonly since: number }
  | { readonly phase: 'over'; readonly result: Result<null> }

export type AskingInput =
  | { readonly kind: 'answered'; readonly answer: Result<unknown> }
  | { readonly kind: 'seen'; readonly seen: Seen }

export const asked: Asking = { phase: 'asked' }

/**
 * What is done is seen within milliseconds; a request that was lost on its way may be done late. A refusal is believed once nothing has come
 * of it: a proxy in between may refuse what the PBX does in that moment.
 */
export const seenWithinMs = { done: 2000, lost: 5000, refused: 500 } as const

/** `at`: ms of a clock nobody sets. Late and second answers return the same object. */
export function nextAsking(state: Asking, input: AskingInput, at: number): Asking {
  switch (state.phase) {
    case 'asked':
      return input.kind === 'answered' ? { phase: 'looking', answer: answerOf(input.answer), since: at } : state
    case 'looking':
      return input.kind === 'seen' ? judged(state, input.seen, at) : state
    case 'over':
      return state
  }
}

/** Only a refusal in the PBX's own words says that it was not done. */
function answerOf(answer: Result<unknown>): 'done' | 'lost' | DeskError {
  if (answer.ok) return 'done'
  return isLost(answer.error) ? 'lost' : answer.error
}

const isLost = ({ code, detail = '' }: DeskError): boolean =>
  code === 'timedOut' || (code === 'pbxUnreachable' && !notSent.test(detail))

/** An action for which there was no connection. */
const notSent = /is not connected/

function judged(state: Extract<Asking, { phase: 'looking' }>, seen: Seen, at: number): Asking {
  const { answer, since } = state
  const waitedMs = at - since
  if (seen.kind === 'done') return over(ok(null))
  if (answer === 'done' && seen.kind === 'over') return over(ok(null)) // done, and over since
  if (seen.kind === 'over') return over(err(seen.cause))
  if (typeof answer === 'object') {
    const wasSent = answer.code === 'pbxRefused'
    const longestMs = seen.kind === 'unknown' ? seenWithinMs.done : wasSent ? seenWithinMs.refused : 0
    return waitedMs >= longestMs ? over(err(answer)) : state
  }
  return waitedMs >= seenWithinMs[answer] ? over(err(deskFailure('actUnknown'))) : state
}

const over = (result: Result<null>): Asking => ({ phase: 'over', result })

export type AskOnce = {
  readonly clock: Pick<Clock, 'after' | 'ticks'>
  readonly ask: () => Promise<Result<unknown>>
  readonly look: () => Promise<Seen>
}

/** Most of it is done within a few tens of ms; until it is known, a caller who was taken over hears nobody. */
const LOOK_AFTER_MS = [25, 50, 100] as const
const LOOK_EVERY_MS = 150

/** Never rejects as long as its parts do not. */
export async function askOnce({ clock, ask, look }: AskOnce): Promise<Result<null>> {
  let state = nextAsking(asked, { kind: 'answered', answer: await ask() }, clock.ticks())
  for (let looks = 0; ; looks++) {
    state = nextAsking(state, { kind: 'seen', seen: await look() }, clock.ticks())
    if (state.phase === 'over') return state.result
    await new Promise<void>((resolve) => clock.after(LOOK_AFTER_MS[looks] ?? LOOK_EVERY_MS, () => resolve()))
  }
}
