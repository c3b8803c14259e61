// How a call of the history was scored: each form with who, when and its own questions, and the site's form of now to fill in.
import { useState } from 'react'
import type { HistoryEntry } from '#contract/history.ts'
import type { Desk } from '#contract/ipc.ts'
import { type FilledScore, type ScoreAnswer, scoreOf, scoreOfCall } from '#contract/site/scorecard.ts'
import { useMonitor } from '#renderer/monitor/monitor-store.ts'
import type { Filled } from '#renderer/scorecard/answers.ts'
import { ScoreForm } from '#renderer/scorecard/score-form.tsx'
import { formatMoment, formatNumber, formatPercent } from '#renderer/words/format.ts'
import { type ReviewWords, useReviewWords } from '#renderer/words/review.ts'
import { useWords } from '#renderer/words/words.ts'

type Props = {
  readonly entry: HistoryEntry
  readonly desk: Desk
  readonly onScored: (answers: ScoreAnswer[]) => void
}

/** Nothing where there is neither a score nor a form; what was never heard is not scored. */
export function EntryScores({ entry: { record, scores }, desk, onScored }: Props) {
  const form = useMonitor((view) => view.site?.scorecard ?? null)
  const say = useReviewWords()?.scorecard
  const words = useWords()
  const [filled, setFilled] = useState<Filled>({})
  if (!say || (scores.length === 0 && !form)) return null
  const total = scoreOfCall(scores)
  const save = async (answers: ScoreAnswer[]): Promise<string | null> => {
    const on = { kind: 'record' as const, id: record.id }
    const kept = await desk.request('scoreCall', { on, answers }).catch(() => null)
    if (!kept) return words.errors.serverGone
    if (!kept.ok) return words.errors[kept.error.code]
    onScored(answers)
    return null
  }
  return (
    <section className="entry-scores" aria-label={say.title}>
      <h4>{say.title}</h4>
      <p className="setting-hint">
        {total === null ? (scores.length === 0 ? say.none : '') : say.total(formatPercent(total))}
      </p>
      <Written say={say} scores={scores} />
      {form && record.attachedAt !== null && (
        <ScoreForm say={say} questions={form.questions} filled={filled} onFill={setFilled} save={save} />
      )}
    </section>
  )
}

type Say = ReviewWords['scorecard']

function Written({ say, scores }: { readonly say: Say; readonly scores: readonly FilledScore[] }) {
  if (scores.length === 0) return null
  return (
    <ul className="score-written">
      {scores.map((one) => {
        const score = scoreOf(one.answers)
        return (
          <li key={`${one.at} ${one.by}`}>
            {say.byAt(one.by, formatMoment(one.at))}
            {score !== null && `: ${formatPercent(score)}`}
            <ul>
              {one.answers.map((answer) => (
                <li key={answer.id}>
                  {answer.text} <b>{answerText(say, answer)}</b>
                </li>
              ))}
            </ul>
          </li>
        )
      })}
    </ul>
  )
}

function answerText(say: Say, one: ScoreAnswer): string {
  switch (one.kind) {
    case 'text':
      return one.answer
    case 'yesNo':
      return say[one.answer]
    case 'scale':
      return one.answer === 'notApplicable' ? say.notApplicable : formatNumber(one.answer)
  }
}
