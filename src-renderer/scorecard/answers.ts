// What stands in a form that is being filled in: the answers by their question. Pure.
import { type ScoreAnswer, type ScoreQuestion, scaleValues } from '#contract/site/scorecard.ts'

/** By the question's id, as the control has it; a question that is left open is not there. */
export type Filled = Readonly<Record<string, string>>

/** What can be answered, in the order of the form. A text that is all blanks is no answer. */
export const answersOf = (questions: readonly ScoreQuestion[], filled: Filled): ScoreAnswer[] =>
  questions.flatMap((question) => answerOf(question, filled[question.id] ?? '') ?? [])

function answerOf(question: ScoreQuestion, value: string): ScoreAnswer | null {
  const { id, text } = question
  if (value.trim() === '') return null
  switch (question.kind) {
    case 'text':
      return { kind: 'text', id, text, answer: value.trim().slice(0, 1000) }
    case 'yesNo':
      return value === 'yes' || value === 'no' || value === 'notApplicable'
        ? { kind: 'yesNo', id, text, weight: question.weight, answer: value }
        : null
    case 'scale': {
      const answer = scaled(value)
      return answer ? { kind: 'scale', id, text, weight: question.weight, answer } : null
    }
  }
}

const scaled = (value: string) =>
  value === 'notApplicable' ? value : (scaleValues.find((one) => String(one) === value) ?? null)
