// The scorecard beside the notes: folded away until it is wanted, one for each call the monitor is on.
import { useEffect, useRef, useState } from 'react'
import type { Desk } from '#contract/ipc.ts'
import type { Target } from '#contract/monitor.ts'
import type { ScoreAnswer } from '#contract/site/scorecard.ts'
import { useMonitor } from '#renderer/monitor/monitor-store.ts'
import { useReviewWords } from '#renderer/words/review.ts'
import { useWords } from '#renderer/words/words.ts'
import { answersOf, type Filled } from './answers.ts'
import { ScoreForm } from './score-form.tsx'

type Props = {
  readonly desk: Pick<Desk, 'request'>
  readonly ticketId: string
  readonly target: Target
}

/** Nothing where the site has no form for whoever sits here. Rendered anew for each call. */
export function CardScorecard({ desk, ticketId, target }: Props) {
  const form = useMonitor((view) => view.site?.scorecard ?? null)
  const say = useReviewWords()?.scorecard
  const words = useWords()
  const [filled, setFilled] = useState<Filled>({})
  const unsaved = useRef<ScoreAnswer[]>([])
  const on = useRef({ kind: 'monitor' as const, ticketId, target })
  // A form half filled in when the monitor leaves the call is kept, as a note half written is.
  useEffect(
    () => () => {
      const answers = unsaved.current
      unsaved.current = []
      if (answers.length > 0) desk.request('scoreCall', { on: on.current, answers }).catch(() => {})
    },
    [desk],
  )
  const save = async (answers: ScoreAnswer[]): Promise<string | null> => {
    const kept = await desk.request('scoreCall', { on: on.current, answers }).catch(() => null)
    if (!kept) return words.errors.serverGone
    if (kept.ok) unsaved.current = []
    return kept.ok ? null : words.errors[kept.error.code]
  }
  if (!form || !say) return null
  const fill = (next: Filled) => {
    setFilled(next)
    unsaved.current = answersOf(form.questions, next)
  }
  return (
    <details className="card-scorecard">
      <summary>{say.title}</summary>
      <ScoreForm say={say} questions={form.questions} filled={filled} onFill={fill} save={save} />
    </details>
  )
}
