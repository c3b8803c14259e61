// The site's own short form on a call that was listened to: its questions, what is answered, and what the answers come to.
import { z } from 'zod'

const id = z.string().regex(/^[\w-]{1,40}$/, 'must be letters, digits, - and _')
const text = z.string().trim().min(1).max(200)
/** Beside the others'. 0: asked, and not counted. */
const weight = z.number().min(0).max(100).default(1)

/** `id` is the question's for good, however its text is put later. */
export const scoreQuestion = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('yesNo'), id, text, weight }),
  z.object({ kind: z.literal('scale'), id, text, weight }), // 1 to 5
  z.object({ kind: z.literal('text'), id, text }),
])
export type ScoreQuestion = Readonly<z.infer<typeof scoreQuestion>>

const questions = z
  .array(scoreQuestion)
  .min(1)
  .max(12)
  .superRefine((all, issue) => {
    all.forEach((one, at) => {
      if (all.findIndex((other) => other.id === one.id) !== at)
        issue.addIssue({ code: 'custom', path: [at, 'id'], message: `${one.id} is another question’s already` })
    })
  })

/** `roles`: who may fill it in; absent: everybody who listens. */
export const scorecardForm = z.object({
  questions,
  roles: z.array(z.string().trim().min(1).max(100)).min(1).max(500).optional(),
})
export type ScorecardForm = Readonly<z.infer<typeof scorecardForm>>

export const scaleValues = [1, 2, 3, 4, 5] as const
const notApplicable = z.literal('notApplicable')
const asked = { id, text: z.string().min(1).max(200), weight: z.number().min(0).max(100) }

/** A question as it was when it was answered. One that was left open is not there. */
export const scoreAnswer = z.discriminatedUnion('kind', [
  z.object({ ...asked, kind: z.literal('yesNo'), answer: z.union([z.enum(['yes', 'no']), notApplicable]) }),
  z.object({
    ...asked,
    kind: z.literal('scale'),
    answer: z.union([z.literal(1), z.literal(2), z.literal(3), z.literal(4), z.literal(5), notApplicable]),
  }),
  z.object({ id, text: asked.text, kind: z.literal('text'), answer: z.string().trim().min(1).max(1000) }),
])
export type ScoreAnswer = Readonly<z.infer<typeof scoreAnswer>>

export const scoreAnswers = z.array(scoreAnswer).min(1).max(12)

/** One form that was filled in: when, by whom, and what. */
export const filledScore = z.object({
  at: z.number().nonnegative(),
  by: z.string().max(200),
  answers: scoreAnswers,
})
export type FilledScore = Readonly<z.infer<typeof filledScore>>

/** 0 to 1, by the weights of what was answered; null where nothing of it counts. Not applicable counts neither for nor against. */
export function scoreOf(answers: readonly ScoreAnswer[]): number | null {
  const counted = answers.flatMap((one) => {
    const value = worthOf(one)
    return value === null || one.kind === 'text' ? [] : [{ value, weight: one.weight }]
  })
  const whole = counted.reduce((sum, one) => sum + one.weight, 0)
  return whole === 0 ? null : counted.reduce((sum, one) => sum + one.value * one.weight, 0) / whole
}

function worthOf(one: ScoreAnswer): number | null {
  switch (one.kind) {
    case 'yesNo':
      return one.answer === 'notApplicable' ? null : one.answer === 'yes' ? 1 : 0
    case 'scale':
      return one.answer === 'notApplicable' ? null : (one.answer - 1) / 4
    case 'text':
      return null
  }
}

/** What a call was given: of each who scored it their last form, all with the same say. null: nothing that counts. */
export function scoreOfCall(scores: readonly FilledScore[]): number | null {
  const last = new Map<string, FilledScore>()
  for (const one of scores) if (one.at >= (last.get(one.by)?.at ?? 0)) last.set(one.by, one)
  return mean([...last.values()].flatMap(({ answers }) => scoreOf(answers) ?? []))
}

export const mean = (values: readonly number[]): number | null =>
  values.length === 0 ? null : values.reduce((sum, value) => sum + value, 0) / values.length

/** Whether these answers are to questions of this form as it is now. */
export const isOfForm = (form: Pick<ScorecardForm, 'questions'>, answers: readonly ScoreAnswer[]): boolean =>
  answers.every(
    (one, at) =>
      form.questions.some((question) => isSame(question, one)) && answers.findIndex(({ id }) => id === one.id) === at,
  )

const isSame = (question: ScoreQuestion, answer: ScoreAnswer): boolean =>
  question.id === answer.id &&
  question.kind === answer.kind &&
  question.text === answer.text &&
  (question.kind === 'text' || answer.kind === 'text' || question.weight === answer.weight)
