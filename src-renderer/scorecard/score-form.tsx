// The site's form on one call: each question a choice or a field, so that a key pressed in it is a letter of the form and nothing else.
import { type FormEvent, type KeyboardEvent, useId, useState } from 'react'
import { Button } from 'react-aria-components/Button'
import { type ScoreAnswer, type ScoreQuestion, scaleValues, scoreOf } from '#contract/site/scorecard.ts'
import { formatNumber, formatPercent } from '#renderer/words/format.ts'
import type { ReviewWords } from '#renderer/words/review.ts'
import { answersOf, type Filled } from './answers.ts'
import './scorecard.css'

type Say = ReviewWords['scorecard']
export type ScoreFormProps = {
  readonly say: Say
  readonly questions: readonly ScoreQuestion[]
  readonly filled: Filled
  readonly onFill: (filled: Filled) => void
  /** Why it could not be kept, in words; null: it is kept. */
  readonly save: (answers: ScoreAnswer[]) => Promise<string | null>
}

type Kept =
  | { readonly kind: 'open' | 'saving' | 'saved' | 'changed' }
  | { readonly kind: 'failed'; readonly why: string }

export function ScoreForm({ say, questions, filled, onFill, save }: ScoreFormProps) {
  const [kept, setKept] = useState<Kept>({ kind: 'open' })
  const answers = answersOf(questions, filled)
  const score = scoreOf(answers)
  const submit = async (event: FormEvent) => {
    event.preventDefault()
    if (answers.length === 0) return setKept({ kind: 'failed', why: say.nothing })
    setKept({ kind: 'saving' })
    const why = await save(answers)
    setKept(why === null ? { kind: 'saved' } : { kind: 'failed', why })
  }
  const fill = (id: string, value: string) => {
    onFill({ ...filled, [id]: value })
    setKept({ kind: 'changed' })
  }
  return (
    <form className="score-form" aria-label={say.title} onSubmit={(event) => void submit(event)} onKeyDown={stayHere}>
      <p className="setting-hint">{say.hint}</p>
      {questions.map((question) => (
        <Question
          key={question.id}
          say={say}
          question={question}
          value={filled[question.id] ?? ''}
          onChange={(value) => fill(question.id, value)}
        />
      ))}
      <div className="score-end">
        <Button type="submit" className="button" isDisabled={kept.kind === 'saving'}>
          {say.save}
        </Button>
        {kept.kind === 'failed' ? (
          <p role="alert">{kept.why}</p>
        ) : (
          <p role="status">{keptText(say, kept.kind, score)}</p>
        )}
      </div>
    </form>
  )
}

/** Escape leaves a field for where the keys work, as of a note; every other key stays in the form. */
function stayHere(event: KeyboardEvent<HTMLElement>): void {
  const rests =
    event.key === 'Escape' && !event.nativeEvent.isComposing
      ? event.currentTarget.closest<HTMLElement>('[data-rests]')
      : null
  if (!rests) return
  event.stopPropagation()
  rests.focus()
}

function keptText(say: Say, kind: Exclude<Kept['kind'], 'failed'>, score: number | null): string {
  switch (kind) {
    case 'saved':
      return score === null ? say.savedWithoutScore : say.saved(formatPercent(score))
    case 'changed':
      return score === null ? say.changed : `${say.total(formatPercent(score))} · ${say.changed}`
    case 'open':
    case 'saving':
      return ''
  }
}

type QuestionProps = {
  readonly say: Say
  readonly question: ScoreQuestion
  readonly value: string
  readonly onChange: (value: string) => void
}

function Question({ say, question, value, onChange }: QuestionProps) {
  const id = useId()
  const { text, kind } = question
  return (
    <div className="score-question">
      <label htmlFor={id}>
        {text}
        {kind !== 'text' && question.weight !== 1 && (
          <span className="setting-hint"> {say.weight(formatNumber(question.weight))}</span>
        )}
      </label>
      {kind === 'text' ? (
        <textarea id={id} rows={2} value={value} maxLength={1000} onChange={({ target }) => onChange(target.value)} />
      ) : (
        <select id={id} className="select" value={value} onChange={({ target }) => onChange(target.value)}>
          <option value="">{say.open}</option>
          {optionsOf(say, kind).map(([one, name]) => (
            <option key={one} value={one}>
              {name}
            </option>
          ))}
          <option value="notApplicable">{say.notApplicable}</option>
        </select>
      )}
    </div>
  )
}

function optionsOf(say: Say, kind: 'yesNo' | 'scale'): readonly (readonly [string, string])[] {
  if (kind === 'yesNo')
    return [
      ['yes', say.yes],
      ['no', say.no],
    ]
  return scaleValues.map((n) => [String(n), n === 1 ? say.worst : n === 5 ? say.best : formatNumber(n)] as const)
}
