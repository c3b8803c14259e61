// Why an act was not done, as far as the console has words for it. Pure.
import { NO_RULE } from '#contract/acts/no-rule.ts'
import type { DeskError } from '#contract/errors.ts'
import type { ActWords } from '#renderer/words/later-acts.ts'
import type { Words } from '#renderer/words/words.ts'

type Say = { readonly words: Words; readonly acts: ActWords }

export function sentenceOf({ words, acts: say }: Say, error: DeskError): string {
  const why = say.whys[error.detail ?? '']
  if (error.code === 'actNotPossible' && why) return why
  if (error.code !== 'refusedByAccess') return words.errors[error.code]
  if (error.detail === 'byRule') return error.rule === NO_RULE ? words.refusals.noRight : say.byRule(error.rule ?? '')
  return error.detail === 'notByThisPbx' ? words.refusals.notByThisPbx : words.errors.refusedByAccess
}
