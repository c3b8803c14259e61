import { describe, expect, it } from 'vitest'
import { isOfForm, scoreAnswers, scorecardForm } from '#contract/site/scorecard.ts'
import { answersOf } from '#renderer/scorecard/answers.ts'

const { questions } = scorecardForm.parse({
  questions: [
    { kind: 'yesNo', id: 'greeting', text: 'Greeted by name?', weight: 3 },
    { kind: 'scale', id: 'calm', text: 'Calm?' },
    { kind: 'text', id: 'next', text: 'What to practise?' },
  ],
})

describe('what is filled in', () => {
  it('are answers in the order of the form, as the desk takes them; what is left open is not there', () => {
    const answers = answersOf(questions, { next: ' closing ', calm: '4', greeting: 'notApplicable' })
    expect(answers.map(({ id, answer }) => [id, answer])).toEqual([
      ['greeting', 'notApplicable'],
      ['calm', 4],
      ['next', 'closing'],
    ])
    expect(scoreAnswers.parse(answers)).toEqual(answers)
    expect(isOfForm({ questions }, answers)).toBe(true)
    expect(answersOf(questions, { calm: '', next: '  ' })).toEqual([])
  })

  it('is nothing the form does not offer', () => {
    expect(answersOf(questions, { greeting: 'maybe', calm: '6', other: 'yes' })).toEqual([])
    expect(answersOf(questions, { calm: 'constructor' })).toEqual([])
  })
})
