// The steps of one act, one after the other, where a PBX has no single request for all of them.
import { deskFailure } from '#contract/errors.ts'
import { err, ok, type Result } from '#contract/result.ts'

/** Ends at the first that is not done. What was done before it stands, and is told: refused alone would say that nothing has changed. */
export async function inTurn<Step>(
  steps: readonly Step[],
  run: (step: Step) => Promise<Result<null>>,
): Promise<Result<null>> {
  for (const [before, step] of steps.entries()) {
    const done = await run(step)
    if (done.ok) continue
    const isInPart = before > 0 && done.error.code !== 'actUnknown'
    return isInPart ? err(deskFailure('actNotPossible', 'partlyDone')) : done
  }
  return ok(null)
}
