// Questions on their way, each known by its id: answered once, or given up when their time is over.
import type { Clock, Stop } from './time.ts'

/** How long an answer is waited for, and what counts as the answer when none has come. */
export type Limit<Answer> = { readonly ms: number; readonly otherwise: Answer }

export type Requests<Id, Answer> = {
  /** To be called before the question is sent: its answer may come at once. An id that waits already is not asked twice. `null`: no limit. */
  readonly open: (id: Id, limit: Limit<Answer> | null) => Promise<Answer>
  readonly isOpen: (id: Id) => boolean
  /** False when nobody waits for it: late, a second time, or never asked. */
  readonly answer: (id: Id, answer: Answer) => boolean
  /** One answer for all that wait, as when the connection is lost. */
  readonly answerAll: (answer: Answer) => void
}

type Waiting<Answer> = {
  readonly promise: Promise<Answer>
  readonly resolve: (answer: Answer) => void
  readonly stopTimer: Stop
}

export function createRequests<Id, Answer>({ after }: Pick<Clock, 'after'>): Requests<Id, Answer> {
  const waiting = new Map<Id, Waiting<Answer>>()

  const answer = (id: Id, value: Answer): boolean => {
    const request = waiting.get(id)
    if (!request) return false
    waiting.delete(id)
    request.stopTimer()
    request.resolve(value)
    return true
  }
  return {
    open: (id, limit) => {
      const before = waiting.get(id)
      if (before) return before.promise
      const { promise, resolve } = deferred<Answer>()
      const stopTimer = limit ? after(limit.ms, () => answer(id, limit.otherwise)) : () => {}
      waiting.set(id, { promise, resolve, stopTimer })
      return promise
    },
    isOpen: (id) => waiting.has(id),
    answer,
    answerAll: (value) => {
      for (const id of [...waiting.keys()]) answer(id, value)
    },
  }
}

function deferred<T>() {
  let resolve: (value: T) => void = () => {}
  const promise = new Promise<T>((settle) => {
    resolve = settle
  })
  return { promise, resolve }
}
