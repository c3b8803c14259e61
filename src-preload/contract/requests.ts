// Questions on their way, each known by its id: answered once, or given up when their time is over.
import type { Clock, Stop } from './time.ts'

/** How long an answer is waited for, and what counts as the answer when none has come. */
export type Limit<Answer> = { readonly ms: number; readonly otherwise: Answer }

export type Requests<Id, Answer> = {
  /** To be called before the question is sent: its answer may come at once. Several may wait for one id, each as long as it will; `null`: for good. */
  readonly open: (id: Id, limit: Limit<Answer> | null) => Promise<Answer>
  readonly isOpen: (id: Id) => boolean
  /** Answers all who wait for this id. False when nobody does: it is late, comes a second time, or was never asked for. */
  readonly answer: (id: Id, answer: Answer) => boolean
  /** One answer for all that wait, as when the connection is lost. */
  readonly answerAll: (answer: Answer) => void
}

type Settle<Answer> = (answer: Answer) => void

export function createRequests<Id, Answer>({ after }: Pick<Clock, 'after'>): Requests<Id, Answer> {
  const waiting = new Map<Id, Set<Settle<Answer>>>()

  const open = (id: Id, limit: Limit<Answer> | null): Promise<Answer> =>
    new Promise((resolve) => {
      const settle = (answer: Answer) => {
        stopTimer()
        resolve(answer)
      }
      const giveUp = ({ otherwise }: Limit<Answer>) => {
        others.delete(settle)
        if (others.size === 0) waiting.delete(id)
        resolve(otherwise)
      }
      const others = waiting.get(id) ?? new Set()
      waiting.set(id, others.add(settle))
      const stopTimer: Stop = limit ? after(limit.ms, () => giveUp(limit)) : () => {}
    })
  const answer = (id: Id, value: Answer): boolean => {
    const those = waiting.get(id)
    if (!those) return false
    waiting.delete(id)
    for (const settle of those) settle(value)
    return true
  }
  return {
    open,
    isOpen: (id) => waiting.has(id),
    answer,
    answerAll: (value) => {
      for (const id of [...waiting.keys()]) answer(id, value)
    },
  }
}
