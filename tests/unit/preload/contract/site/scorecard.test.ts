import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  type FilledScore,
  isOfForm,
  type ScoreAnswer,
  scorecardForm,
  scoreOf,
  scoreOfCall,
} from '#contract/site/scorecard.ts'

const yesNo = (answer: 'yes' | 'no' | 'notApplicable', weight = 1, id = 'greeting'): ScoreAnswer => ({
  kind: 'yesNo',
  id,
  text: 'Greeted by name?',
  weight,
  answer,
})
const scale = (answer: 1 | 2 | 3 | 4 | 5 | 'notApplicable', weight = 1, id = 'calm'): ScoreAnswer => ({
  kind: 'scale',
  id,
  text: 'Calm?',
  weight,
  answer,
})
const words: ScoreAnswer = { kind: 'text', id: 'next', text: 'What to practise?', answer: 'closing' }
const filled = (by: string, at: number, ...answers: ScoreAnswer[]): FilledScore => ({ by, at, answers })

describe('a score', () => {
  it('is the mean of the answers by their weight: yes and 5 are all of it, no and 1 nothing', () => {
    expect(scoreOf([yesNo('yes'), yesNo('no')])).toBe(0.5)
    expect(scoreOf([yesNo('yes', 3), scale(3, 1)])).toBe(3.5 / 4)
    expect([1, 2, 3, 4, 5].map((n) => scoreOf([scale(n as 1 | 2 | 3 | 4 | 5)]))).toEqual([0, 0.25, 0.5, 0.75, 1])
  })

  it('is not moved by what does not apply, what weighs nothing, or a text', () => {
    const counted = [yesNo('yes', 2), scale(1, 1)]
    expect(scoreOf([...counted, yesNo('notApplicable', 90), scale('notApplicable', 90), words])).toBe(scoreOf(counted))
    expect(scoreOf([...counted, yesNo('no', 0)])).toBe(scoreOf(counted))
  })

  it('is none where nothing counts: that is not 0', () => {
    expect(scoreOf([yesNo('notApplicable'), words])).toBeNull()
    expect(scoreOf([yesNo('no', 0)])).toBeNull()
  })

  it('lies between 0 and 1, and between its answers', () => {
    const answer = fc.oneof(
      fc
        .tuple(fc.constantFrom('yes' as const, 'no' as const, 'notApplicable' as const), fc.nat(100))
        .map(([a, w]) => yesNo(a, w)),
      fc
        .tuple(
          fc.constantFrom(1 as const, 2 as const, 3 as const, 4 as const, 5 as const, 'notApplicable' as const),
          fc.nat(100),
        )
        .map(([a, w]) => scale(a, w)),
    )
    fc.assert(
      fc.property(fc.array(answer, { maxLength: 12 }), (answers) => {
        const each = answers.flatMap((one) => scoreOf([one]) ?? [])
        const score = scoreOf(answers)
        if (each.length === 0) expect(score).toBeNull()
        else {
          expect(score).toBeGreaterThanOrEqual(Math.min(...each) - 1e-9)
          expect(score).toBeLessThanOrEqual(Math.max(...each) + 1e-9)
        }
      }),
    )
  })
})

describe('the score of a call', () => {
  it('is that of each person’s last form, all with the same say', () => {
    const sue = [filled('Sue', 1, yesNo('no')), filled('Sue', 5, yesNo('yes'))]
    expect(scoreOfCall(sue)).toBe(1)
    expect(scoreOfCall([...sue, filled('Tom', 3, yesNo('no'))])).toBe(0.5)
  })

  it('is none once the last says that nothing applies', () => {
    expect(scoreOfCall([filled('Sue', 1, yesNo('no')), filled('Sue', 2, yesNo('notApplicable'))])).toBeNull()
    expect(scoreOfCall([])).toBeNull()
  })
})

describe('answers', () => {
  const form = scorecardForm.parse({
    questions: [
      { kind: 'yesNo', id: 'greeting', text: 'Greeted by name?' },
      { kind: 'scale', id: 'calm', text: 'Calm?' },
      { kind: 'text', id: 'next', text: 'What to practise?' },
    ],
  })

  it('are of the form while they answer its questions as they stand, each once; some may be left open', () => {
    expect(isOfForm(form, [yesNo('yes'), scale(2), words])).toBe(true)
    expect(isOfForm(form, [words])).toBe(true)
    expect(isOfForm(form, [yesNo('yes'), yesNo('no')])).toBe(false)
  })

  it.each([
    ['put otherwise', { ...yesNo('yes'), text: 'Greeted?' } as ScoreAnswer],
    ['of another weight', yesNo('yes', 2)],
    ['of another kind', { ...scale(1), id: 'greeting', text: 'Greeted by name?' } as ScoreAnswer],
    ['of no question', yesNo('yes', 1, 'other')],
  ])('are not when one is %s', (_, answer) => {
    expect(isOfForm(form, [answer])).toBe(false)
  })
})

describe('a form', () => {
  const question = (n: number) => ({ kind: 'yesNo', id: `q${n}`, text: `Question ${n}` })
  const asked = (count: number) =>
    scorecardForm.safeParse({ questions: Array.from({ length: count }, (_, n) => question(n)) })

  it('has one to twelve questions, each with an id of its own', () => {
    expect([0, 1, 12, 13].map((count) => asked(count).success)).toEqual([false, true, true, false])
    expect(scorecardForm.safeParse({ questions: [question(1), question(1)] }).error?.issues[0]?.message).toBe(
      'q1 is another question’s already',
    )
  })
})
