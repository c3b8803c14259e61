// What came of a text to everybody of a queue, of what came of each. Pure.
import { deskFailure } from '#contract/errors.ts'
import { err, ok, type Result } from '#contract/result.ts'

/** What may have come is not said again as if nobody had it. */
export function ofAll(agents: readonly string[], answers: readonly Result<null>[]): Result<null> {
  const missed = agents.filter((_agent, at) => answers[at]?.ok === false)
  if (agents.length === 0) return err(deskFailure('actNotPossible', 'nobodyServes'))
  if (missed.length === 0) return ok(null)
  const unknown = answers.find((answer) => !answer.ok && answer.error.code === 'actUnknown')
  if (unknown) return unknown
  const first = answers.find((answer) => !answer.ok)
  return missed.length === agents.length && first ? first : err(deskFailure('textNotToAll', missed.join(', ')))
}
