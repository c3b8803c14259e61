// The acts of a PBX, joined from records of kind and runner, so that each group of them has a file of its own.
import { type ActKind, actKinds } from '#contract/acts/act-kinds.ts'
import type { Act, ActOf } from '#contract/acts/acts.ts'
import { type DeskError, deskFailure } from '#contract/errors.ts'
import type { CanAct } from '#contract/monitor.ts'
import { err, ok, type Result } from '#contract/result.ts'
import type { ActsPart } from '#main/pbx/connector.ts'

export type ActRunner<K extends ActKind> = {
  /** Why not now; null: it can. Absent: always. */
  readonly can?: () => DeskError | null
  /** See ActsPart.run. */
  readonly run: (act: ActOf<K>, id: string) => Promise<Result<null>>
}

/** transferOut: for transfers to a number; absent where they cannot be told from others, and transferCall runs them. */
export type ActRunners = { readonly [K in ActKind]?: ActRunner<K> }

export function joinActs(...records: readonly ActRunners[]): ActsPart {
  const all: ActRunners = withTransferOut(Object.assign({}, ...records))
  return {
    can: (): CanAct =>
      Object.fromEntries(actKinds.flatMap((kind) => (all[kind] ? [[kind, all[kind].can?.() ?? null]] : []))),
    run: async (act, id) => {
      const runner = runnerOf(all, act)
      if (!runner) return err(deskFailure('refusedByAccess', 'notByThisPbx'))
      const why = runner.can?.() ?? null
      return why ? err(why) : runner.run(act, id)
    },
  }
}

/** Each right is asked for by its own name. */
const withTransferOut = (all: ActRunners): ActRunners =>
  all.transferCall && !all.transferOut ? { ...all, transferOut: { ...all.transferCall } } : all

type AnyRunner = Pick<ActRunner<ActKind>, 'can'> & {
  readonly run: (act: Act, id: string) => Promise<Result<null>>
}

/** Each kind has the runner of that kind; TypeScript cannot follow that through the table. */
function runnerOf(all: ActRunners, act: Act): AnyRunner | null {
  const isOut = act.kind === 'transferCall' && act.to.kind === 'number'
  return (all[isOut ? 'transferOut' : act.kind] ?? null) as AnyRunner | null
}

/**
 * The steps of one act, where a PBX has no single request for all of them. Ends at the first that is not done. What was done before it
 * stands, and is told: refused alone would say that nothing has changed.
 */
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
